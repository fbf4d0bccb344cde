"""Mend what is broken in a text and count what is hidden in it; clean text stays as it came."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["LEADS", "count_hidden", "looked_for", "mend"]

_ASCII = bytes(range(128))
_SURROGATES = frozenset(range(0xD800, 0xE000))
# UTF-8 read as a one-byte charset: a lead byte's letter before what the charset makes of 80-BF.
_TRAIL = "\u0080-\u00bfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™"
_MOJIBAKE = re.compile(f"[\u00c2-\u00f4][{_TRAIL}]|[\u0080-\u009f]|[РС][\u0080-\u00bf‘’‚“”„†‡•…‰‹›€™°±²³µ]|вЂ|ï¿½")
_CONTROLS = frozenset(range(0x80, 0xA0))
LEADS = frozenset((*range(0xC2, 0xF5), 0x420, 0x421, 0x432))
"""Characters that begin mojibake where a character above ASCII follows."""
_LINES = re.compile(r"[^\r\n]+")
# Letters of other scripts that look like Latin ones (Unicode confusables, the single-letter ones).
_LOOKALIKES = frozenset(ord(letter) for letter in "аеорсухіјѕһԁԛԝүАВЕЅІЈКМНОРСТУХҮԌԚԜοανρυικχγτΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹϲϳ")
_LATIN, _OTHER = "A-Za-z\u00c0-\u024f", "\u0370-\u03ff\u0400-\u052f"
_MIXED = re.compile(f"(?<![{_LATIN}{_OTHER}])[{_LATIN}]*[{_OTHER}][{_LATIN}{_OTHER}]*")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_MARKS = "\u200e\u200f\u061c"
# Latin letters in another dress, and marks that are struck through a letter or join nothing.
_DRESSED = re.compile("[\uff21-\uff3a\uff41-\uff5a]|[\U0001d400-\U0001d7cb]{2,}")
_STRUCK = re.compile(f"(?<=[{_LATIN}])[\u0334-\u0338\u034f\u20d2\u20d3\u20d8-\u20da\u20e5-\u20eb]+")
_UNUSUAL = frozenset(
    (0x34F, *range(0x334, 0x339), *range(0x20D2, 0x20EC), *range(0xFF21, 0xFF5B), *range(0x1D400, 0x1D7CC))
)
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_JOINERS = "\u200c\u200d"


def mend(text: str) -> str:
    """``text`` without a leading byte-order mark, NUL and lone surrogates as U+FFFD, mojibake repaired.

    ftfy repairs only lines that it judges to be broken; every other line is returned as it came.
    """
    text = text.removeprefix("\ufeff")
    if "\0" in text:
        text = text.replace("\0", "�")
    if text.isascii():
        return text
    used = _wide_characters(text)
    if not used.isdisjoint(_SURROGATES):
        # Halves of one character come together (JSON may escape them apart); lone ones are lost.
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    suspicious = not (used.isdisjoint(LEADS) and used.isdisjoint(_CONTROLS)) and _MOJIBAKE.search(text)
    return _LINES.sub(_mend_line, text) if suspicious else text


@lru_cache(maxsize=1)
def looked_for() -> frozenset[int]:
    """Code points above ASCII for which ``mend`` and ``count_hidden`` look wherever they stand."""
    return _SURROGATES | _CONTROLS | _UNUSUAL | _LOOKALIKES | _format_characters()


def _wide_characters(text: str) -> set[int]:
    """Code points above ASCII that ``text`` uses: its bytes without ASCII, not a pattern of wide ranges."""
    wide = text.encode("utf-8", "surrogatepass").translate(None, _ASCII)
    return set(map(ord, set(wide.decode("utf-8", "surrogatepass"))))


def _mend_line(match: re.Match[str]) -> str:
    line = match[0]
    if not _MOJIBAKE.search(line):
        return line
    from ftfy import fix_encoding
    from ftfy.fixes import fix_c1_controls

    return str(fix_c1_controls(fix_encoding(line)))


def count_hidden(text: str) -> int:
    """Invisible format characters, look-alike Cyrillic or Greek letters inside Latin words, and letters disguised.

    Disguised are full-width letters outside East Asian text, words in mathematical letters, and letters with a
    stroke laid over them.

    Not counted, because writing needs them: joiners in the scripts and emoji that use them, direction
    marks in texts of right-to-left scripts, visible number signs, flag tags. A soft hyphen counts.
    """
    if text.isascii():
        return 0
    used = _wide_characters(text)
    hidden = sum(
        sum(not _needed(text, match.start()) for match in re.finditer(chr(mark), text))
        for mark in used & _format_characters()
    )
    if not _UNUSUAL.isdisjoint(used):
        hidden += _disguised(text)
    if _LOOKALIKES.isdisjoint(used):
        return hidden
    return hidden + sum(_lookalikes(match[0]) for match in _MIXED.finditer(text))


def _disguised(text: str) -> int:
    dressed = 0 if _EAST_ASIAN.search(text) else sum(len(match[0]) for match in _DRESSED.finditer(text))
    return dressed + sum(len(match[0]) for match in _STRUCK.finditer(text))


def _lookalikes(word: str) -> int:
    disguised = sum(ord(letter) in _LOOKALIKES for letter in word)
    latin = sum(letter < "\u0250" for letter in word)
    return disguised if latin and latin + disguised == len(word) else 0


def _needed(text: str, at: int) -> bool:
    mark, before = text[at], text[at - 1 : at]
    if mark in _JOINERS:
        return "\u0600" <= before <= "\u1cff" or "\u2190" <= before <= "\u2bff" or before >= "\ufe00"
    if mark in _MARKS:
        return _RIGHT_TO_LEFT.search(text) is not None
    return "\U000e0020" <= mark <= "\U000e007f" and "\U0001f3f4" in text[max(at - 8, 0) : at]


@lru_cache(maxsize=1)
def _format_characters() -> frozenset[int]:
    visible = {0x6DD, 0x8E2, 0x110BD, 0x110CD, *range(0x600, 0x606), *range(0x890, 0x892), *range(0x13430, 0x13440)}
    codes = (*range(0xA0, 0x20000), *range(0xE0000, 0xE1000))
    return frozenset(code for code in codes if unicodedata.category(chr(code)) == "Cf" and code not in visible)
