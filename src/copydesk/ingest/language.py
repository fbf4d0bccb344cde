"""The language of an article, as an ISO 639-1 code: declared, else detected."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

__all__ = ["code_of", "detect", "load_identifier", "tell_language"]

# ISO 639-1 code: ISO 639-2 codes and English names in use for it.
_NAMES = {
    "ar": "ara arabic",
    "bg": "bul bulgarian",
    "bn": "ben bengali",
    "ca": "cat catalan",
    "cs": "cze ces czech",
    "cy": "wel cym welsh",
    "da": "dan danish",
    "de": "ger deu german",
    "el": "gre ell greek",
    "en": "eng english",
    "es": "spa spanish castilian",
    "et": "est estonian",
    "eu": "baq eus basque",
    "fa": "per fas persian farsi",
    "fi": "fin finnish",
    "fr": "fre fra french",
    "ga": "gle irish",
    "gl": "glg galician",
    "he": "heb hebrew iw",
    "hi": "hin hindi",
    "hr": "hrv croatian",
    "hu": "hun hungarian",
    "hy": "arm hye armenian",
    "id": "ind indonesian in",
    "is": "ice isl icelandic",
    "it": "ita italian",
    "ja": "jpn japanese jp",
    "ka": "geo kat georgian",
    "ko": "kor korean kr",
    "lt": "lit lithuanian",
    "lv": "lav latvian",
    "mk": "mac mkd macedonian",
    "ms": "may msa malay",
    "nb": "nob",
    "nl": "dut nld dutch flemish",
    "no": "nor norwegian",
    "pl": "pol polish",
    "pt": "por portuguese",
    "ro": "rum ron romanian",
    "ru": "rus russian",
    "sk": "slo slk slovak",
    "sl": "slv slovenian slovene",
    "sq": "alb sqi albanian",
    "sr": "srp serbian",
    "sv": "swe swedish",
    "ta": "tam tamil",
    "th": "tha thai",
    "tr": "tur turkish",
    "uk": "ukr ukrainian",
    "ur": "urd urdu",
    "vi": "vie vietnamese",
    "zh": "chi zho chinese cn mandarin",
}
_CODES = {name: code for code, names in _NAMES.items() for name in (code, *names.split())}
_TAG = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]{2,8})*")
_LETTER = re.compile(r"[^\W\d_]")
_LATIN_LETTER = re.compile("[A-Za-z\u00aa-\u024f\u1e00-\u1eff]")
# Languages that are not written in Latin letters; a declaration against the letters is a template's.
_OTHER_SCRIPTS = frozenset("ar bg bn el fa he hi hy ja ka ko mk ru ta th uk ur zh".split())
_SAMPLE = 320
_MIN_LETTERS = 40
# English words that other languages do not use often. langid costs twenty times as much as counting them.
_ENGLISH = frozenset("the of and to that with from this which were have has said for who would their they been".split())
_ENGLISH_SHARE = 0.12


def tell_language(field: str, declared: str, text: str) -> tuple[str, str]:
    """(code, origin): the record's field, the page's declaration, else detected; ("", "none") when unknown.

    A page's declaration that its letters contradict (lang="en" on a Greek page) does not count.
    """
    code = code_of(field)
    if code:
        return code, "field"
    code = code_of(declared)
    if code and _agrees(code, text):
        return code, "metadata"
    code = detect(text)
    return (code, "detected") if code else ("", "none")


@lru_cache(maxsize=4096)
def code_of(name: str) -> str:
    """The ISO 639-1 code of a code, tag or English name ("en-GB", "eng", "English"); empty when unknown."""
    name = name.strip().casefold()
    tag = _TAG.fullmatch(name)
    known = _CODES.get(name) or (_CODES.get(tag[1]) if tag else None)
    return known or (tag[1] if tag and len(tag[1]) == 2 and tag[1] in _model_codes() else "")


def detect(text: str) -> str:
    """The language of 320 characters from the first half of ``text``; empty under 40 letters.

    Not the first ones: pages begin with navigation, articles with names and places. English when one
    word in eight is of its commonest, "the" twice among them, in these or in four times as many; else what
    langid says.
    """
    start = len(text) // 4 if len(text) > 2 * _SAMPLE else 0
    sample = text[start : start + _SAMPLE]
    if _is_english(sample) or _is_english(text[start : start + 4 * _SAMPLE]):
        return "en" if len(sample) >= _MIN_LETTERS else ""
    if len(_LETTER.findall(sample)) < _minimum(sample):
        return ""
    return str(load_identifier().classify(sample)[0])


def _is_english(sample: str) -> bool:
    words = sample.lower().split()
    return words.count("the") >= 2 and sum(map(_ENGLISH.__contains__, words)) >= _ENGLISH_SHARE * len(words)


def _minimum(sample: str) -> int:
    # A letter of Chinese, Japanese or Korean says as much as several Latin ones.
    return _MIN_LETTERS // 4 if re.search("[\u3040-\u9fff\uac00-\ud7af]", sample) else _MIN_LETTERS


def _agrees(code: str, text: str) -> bool:
    sample = text[:2000]
    letters, latin = len(_LETTER.findall(sample)), len(_LATIN_LETTER.findall(sample))
    return letters == 0 or (latin / letters < 0.5 if code in _OTHER_SCRIPTS else latin / letters > 0.5)


@lru_cache(maxsize=1)
def load_identifier() -> Any:
    """langid's model of the languages that have a code of two letters; loading takes 0.3 s."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages([label for label in identifier.labels if len(label) == 2])
    return identifier


@lru_cache(maxsize=1)
def _model_codes() -> frozenset[str]:
    return frozenset(load_identifier().labels)
