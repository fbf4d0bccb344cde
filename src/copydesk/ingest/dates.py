"""Dates as news data writes them, as aware UTC times with their precision.

ISO 8601, RFC 2822, epoch numbers and written dates are read; a time without a zone is UTC. Midnight
sharp counts as a date without a time of day, which is what exports write for one; it keeps the day as
printed. A date that lacks its year, month or day is no date. 20.06.2024 is read day first; 03/04/2024 month
first, and day first beside it: what else its input holds tells which it is (see ``date_orders``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from copydesk.ingest.date_orders import Order, tell_order
from copydesk.ingest.foreign_dates import read_foreign

__all__ = ["Moment", "read_date", "read_days", "read_first", "read_url_date"]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH_UNITS = ((1e17, 1e-9), (1e14, 1e-6), (1e11, 1e-3), (1e8, 1.0))  # nano-, micro-, milliseconds, seconds
_NUMBER = re.compile(r"-?\d{9,19}(?:\.\d+)?")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d))?")
_DOTTED = re.compile(r"(?<![\d.])\d{1,2}\.\d{1,2}\.\d{4}(?![\d.])")
_TIME = re.compile(r"\d{1,2}[:.h]\d\d(?!\.\d{4})|\d\s?[ap]\.?m\b", re.I)
_FILLER = re.compile(
    r"(?i)\b(?:published|posted|updated|last|on|at|date|time|of)\b:?|[•·|—–@]|(?<=\d)(?:st|nd|rd|th)\b"
)
_URL_DAY = re.compile(r"(?<!\d)(1[6-9]\d\d|20\d\d)[/-]([01]?\d|[a-z]{3})[/-]([0-3]?\d)(?!\d)", re.I)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ZONES = {
    "EST": -5,
    "EDT": -4,
    "CST": -6,
    "CDT": -5,
    "MST": -7,
    "MDT": -6,
    "PST": -8,
    "PDT": -7,
    "ET": -5,
    "CT": -6,
    "MT": -7,
    "PT": -8,
    "BST": 1,
    "CET": 1,
    "CEST": 2,
    "EET": 2,
    "EEST": 3,
    "MSK": 3,
    "IST": 5.5,
    "JST": 9,
    "KST": 9,
    "HKT": 8,
    "SGT": 8,
    "AEST": 10,
    "AEDT": 11,
}
_ZONE_SECONDS = {name: int(hours * 3600) for name, hours in _ZONES.items()}


class Moment(NamedTuple):
    """A time in UTC and its precision: ``time`` or ``day`` (then at midnight).

    ``order`` is what its numbers show; where it is open, ``at`` is read month first and ``turned`` day first.
    """

    at: datetime
    precision: str
    order: Order = Order.NONE
    turned: datetime | None = None


def read_first(values: Iterable[Any], earliest: int, latest: int) -> Moment | None:
    """The first of ``values`` that is a date of the years ``earliest`` to ``latest``; None when none is."""
    return next((moment for value in values if (moment := read_date(value, earliest, latest))), None)


def read_date(value: Any, earliest: int, latest: int) -> Moment | None:
    """``value`` (string, number, date or datetime) as a Moment; None when it is no usable date."""
    try:
        moment = _read(value)
    except (ValueError, OverflowError, TypeError, ArithmeticError):
        return None
    return moment if moment and earliest <= moment.at.year <= latest else None


def read_days(value: Any) -> Moment | None:
    """A number of days since 1970-01-01 (Arrow's date32, R's Date), fractions for the time of day.

    Data sets with relative times keep their order and distances this way. None for anything but a number.
    """
    if isinstance(value, bool) or not isinstance(value, int | float) or not -150_000 < value < 50_000:
        return None
    return Moment(_EPOCH + timedelta(days=value), "day" if float(value).is_integer() else "time")


def read_url_date(url: str, earliest: int, latest: int) -> Moment | None:
    """The day in an address: /2026/05/14/, /2026-05-14-, /2026/may/14/."""
    match = _URL_DAY.search(url)
    if not match:
        return None
    year, month, day = match.groups()
    number = month if month.isdigit() else str(_MONTHS.index(month.lower()) + 1 if month.lower() in _MONTHS else 0)
    return read_date(f"{year}-{int(number):02}-{int(day):02}", earliest, latest)


def _read(value: Any) -> Moment | None:
    if isinstance(value, datetime):
        return _moment(value, clock=True)
    if isinstance(value, date):
        return Moment(datetime(value.year, value.month, value.day, tzinfo=UTC), "day")
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _number(float(value)) or _text(str(int(value)))
    if isinstance(value, dict):
        return _read(value.get("$date") or value.get("@value"))
    return _text(value.strip()) if isinstance(value, str) and len(value) < 100 else None


def _number(value: float) -> Moment | None:
    for floor, unit in _EPOCH_UNITS:
        if abs(value) >= floor:
            return _moment(_EPOCH + timedelta(seconds=value * unit), clock=True)
    return None


@lru_cache(maxsize=65536)
def _text(text: str) -> Moment | None:
    compact = _COMPACT.fullmatch(text)
    if compact:
        parts = [int(part) for part in compact.groups() if part]
        return _moment(datetime(*parts), clock=len(parts) > 3)  # type: ignore[arg-type]
    if _NUMBER.fullmatch(text):
        return _number(float(text))
    try:
        return _moment(datetime.fromisoformat(text), clock=len(text) > 10)
    except ValueError:
        return _written(text)


def _written(text: str) -> Moment | None:
    """A date in words or local order; None unless year, month and day are all in it."""
    plain = " ".join(_FILLER.sub(" ", text).split())
    if len(re.findall(r"\d+", plain)) < 2:
        return None
    found = _parse(plain, bool(_DOTTED.search(plain)))
    if found is None:
        foreign = read_foreign(text)
        return _moment(*foreign) if foreign else None
    clock, order = bool(_TIME.search(plain)), tell_order(plain)
    turned = _parse(plain, True) if order == Order.OPEN else None
    return _moment(found, clock)._replace(order=order, turned=_moment(turned, clock).at if turned else None)


def _parse(plain: str, day_first: bool) -> datetime | None:
    from dateutil import parser

    try:
        # What the text does not say is taken from the default: two defaults tell what it does not say.
        first, second = (
            parser.parse(plain, default=default, dayfirst=day_first, tzinfos=_zone)
            for default in (datetime(2001, 1, 1), datetime(2004, 2, 2))
        )
    except (OverflowError, ValueError, TypeError):  # a ParserError is a ValueError
        return None
    return first if first == second else None


def _zone(name: str | None, seconds: int | None) -> int | None:
    """The offset in seconds of a zone written out or abbreviated; an unknown name is no zone."""
    return seconds if seconds is not None else _ZONE_SECONDS.get(name or "")


def _moment(value: datetime, clock: bool) -> Moment:
    if not clock or (value.hour, value.minute, value.second, value.microsecond) == (0, 0, 0, 0):
        return Moment(datetime(value.year, value.month, value.day, tzinfo=UTC), "day")
    return Moment(value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC), "time")
