"""Dates in the words of other languages than English: 1. Mai 2024, 12 maja 2024, 2024年5月1日, ١ مايو ٢٠٢٤."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from functools import cache, lru_cache
from importlib import import_module
from typing import Any

__all__ = ["read_foreign"]

# Named, because the library would try two hundred; it decides their order.
_LANGUAGES = tuple(
    (
        "de fr es pt it nl pl ru uk be cs sk hu ro tr ar he fa hi bn ja ko zh vi id ms th el sv da nb fi et lv lt bg "
        "sr hr sl ca ur ta te mr"
    ).split()
)
_SHAPE = re.compile(r"(?!.*[%$€£#&?!=*<>{}“”])(?=.*(?<!\d)\d{4}(?!\d))(?=.*(?<!\d)\d{1,2}(?!\d))(?=.*[^\W\d_])")
_WORDS = 9
_CLOCK = re.compile(r"(?<![\d.:])(\d{1,2})[:h](\d\d)(?::(\d\d))?(?![\d.:])")
_FILLER = re.compile(
    r"(?i)^(?:veröffentlicht(?: am)?|aktualisiert(?: am)?|stand|publié le|mis à jour le|publicado(?: el| em)?|"
    r"actualizado(?: el)?|atualizado(?: em)?|pubblicato(?: il)?|aggiornato(?: il)?|gepubliceerd(?: op)?|"
    r"opublikowano|aktualizacja|опубликовано|обновлено|опубліковано|oppdatert|publisert|publicerad|udgivet)\b:? *"
)
_WORD = re.compile(r"[^\W\d_]+")
_ZONE = re.compile(r"[A-Z]{1,5}")
_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")  # words stand side by side
_BUDDHIST = 543  # years that Thai dates are ahead
_MIDNIGHT = timedelta(hours=14)  # takes midnight of every zone, in UTC, into its own day


def read_foreign(text: str) -> tuple[datetime, bool] | None:
    """The date that ``text`` is, and whether it tells the time of day; None unless year, month and day are in it.

    Read by dateparser from nothing but the text: no clock, no zone or locale of the machine. A day is read once,
    whatever times of day stand beside it.
    """
    if not _SHAPE.match(text) or len(text.split()) > _WORDS:
        return None
    plain = _FILLER.sub("", text)
    languages = _tell_languages(plain)
    if not languages:
        return None
    clock = _CLOCK.search(plain)
    day = _read(" ".join(_CLOCK.sub(" ", plain, count=1).split()), languages) if clock else None
    if clock and day and day.time() == time(0):  # a zone in it has moved it else
        hour, minute, second = (int(part or 0) for part in clock.groups())
        return datetime.combine(day, time(hour, minute, second), day.tzinfo), True
    whole = _read(plain, languages)  # zones and words like "p. m." need the time that they belong to
    if whole and not clock:
        whole += _MIDNIGHT  # a zone has moved midnight to the day before or after the printed one
    return (whole, clock is not None) if whole else None


def _tell_languages(text: str) -> tuple[str, ...]:
    """The languages for which the library has all words of ``text``: to find out that it has not takes it long."""
    if _UNSPACED.search(text):
        return _LANGUAGES
    words = {_fold(word) for word in _WORD.findall(text) if not _ZONE.fullmatch(word)}
    return tuple(language for language in _LANGUAGES if words <= _date_words(language))


@cache
def _date_words(language: str) -> frozenset[str]:
    """The words that the library knows of ``language``, folded."""
    info = import_module(f"dateparser.data.date_translation_data.{language}").info
    texts = _texts([*info.values()])  # its own keys are English
    return frozenset(_fold(word) for text in texts for word in _WORD.findall(text))


def _texts(value: Any) -> Iterator[str]:
    """All texts in ``value``, keys among them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in [*value, *value.values()] if isinstance(value, dict) else value:
            yield from _texts(each)


def _fold(word: str) -> str:
    """``word`` without case and marks, as the library compares it."""
    from dateparser.utils import normalize_unicode

    return str(normalize_unicode(word.lower()))


@lru_cache(maxsize=65536)
def _read(text: str, languages: tuple[str, ...]) -> datetime | None:
    found = _parser(languages).get_date_data(text).date_obj
    return found.replace(year=found.year - _BUDDHIST) if found and found.year > 2400 else found


@cache
def _parser(languages: tuple[str, ...]) -> Any:
    from dateparser.date import DateDataParser

    # Its base is fixed, and no date that was read before has a say in the next one's language.
    settings = {
        "REQUIRE_PARTS": ["day", "month", "year"],
        "RELATIVE_BASE": datetime(2001, 1, 1),
        "PARSERS": ["absolute-time"],
        "TIMEZONE": "UTC",
        "RETURN_AS_TIMEZONE_AWARE": True,
    }
    return DateDataParser(languages=list(languages), try_previous_locales=False, settings=settings)
