"""How values are said: numbers, shares, times and the words for each enumerated value."""

from __future__ import annotations

import math
import re
from urllib.parse import urlsplit

import pandas as pd

__all__ = ["apart_text", "count_text", "language_tag", "share_text", "time_text", "unit_text", "web_address", "words"]

WORDS = {
    "same_copy": "Same copy",
    "shared_wire": "Shared wire copy",
    "credited_excerpt": "Credited excerpt",
    "quoted_matter_only": "Only quoted matter shared",
    "self_update": "The outlet's own update",
    "furniture_only": "Only page furniture shared",
    "uncredited": "no credit found",
    "not_needed": "no credit needed",
    "template": "repeated by the outlet",
    "chrome": "page furniture",
    "named_organisation": "named organisation",
    "none": "no source named",
    "credit_line": "credit line",
    "undecided": "cannot be told",
    "time": "time of publication",
    "containment": "one text holds the other",
    "too_short": "the text is too short",
    "unsupported_language": "no formula is made for its language",
    "sentence_rule_differs": "the formulas count its sentences otherwise than they stand",
    "uncredited_copy": "copy without credit",
    "uncredited_wire": "shared wire copy without credit",
    "changed_quote": "quotations in different words",
    "sponsored_as_news": "sponsored or release text among the news",
    "automation_unreviewed": "machine-made text, no review stated",
    "hidden_characters": "hidden characters",
    "syndication_notice": "syndication notice",
    "aggregated": "collected from other sources",
    "vague_sourcing": "vague sources",
    "unnamed_without_reason": "unnamed sources without a reason",
    "second_hand": "second-hand reporting",
    "one_url_many_bodies": "one address, several texts",
    "one_body_many_urls": "one text, several addresses",
    "mostly_furniture": "more page than article",
    "shared_template": "a template or text run widely",
    "low_attribution": "few sentences attributed",
    "unattributed_run": "long run without attribution",
    "correction": "corrections and updates",
}
_LANGUAGE = re.compile(r"[a-z]{2,3}")


def words(value: object) -> str:
    """An enumerated value in words; empty when it is missing."""
    if not isinstance(value, str):
        return ""
    return WORDS.get(value, value.replace("_", " "))


def count_text(value: object) -> str:
    """A number with thousands separators and at most two decimals; a dash when it is missing."""
    number = _number(value)
    if number is None:
        return "–"
    return f"{number:,.0f}" if number == int(number) else f"{number:,.2f}".rstrip("0").rstrip(".")


def share_text(value: object) -> str:
    """A share as per cent; a dash when it is missing. Only 0 and 1 are shown as 0% and 100%."""
    number = _number(value)
    if number is None:
        return "–"
    if 0 < number < 0.001 or 0.999 < number < 1:
        return "<0.1%" if number < 0.5 else ">99.9%"
    return f"{100 * number:.1f}%".replace(".0%", "%")


def unit_text(value: object, unit: object) -> str:
    """``value`` with its ``unit``: a share as per cent, else the number and the unit's name."""
    if unit == "share":
        return share_text(value)
    number = count_text(value)
    if number == "–" or not isinstance(unit, str) or not unit:
        return number
    return f"{number} {_one(unit) if number == '1' else unit}"


def time_text(value: object, precision: object = "time") -> str:
    """A UTC time in words, without the time of day when only the day is known; 'undated' when missing."""
    if not isinstance(value, pd.Timestamp) or pd.isna(value):
        return "undated"
    day = f"{value.day} {value:%B} {value.year}"
    return f"{day}, {value:%H:%M} UTC" if precision == "time" else day


def apart_text(days: float) -> str:
    """How far apart two times are: minutes under an hour, hours under two days, else days; dates are days apart."""
    if days < 1 / 24:
        return _many(max(1, round(days * 24 * 60)), "minute")
    return _many(round(days * 24), "hour") if days < 2 and days != int(days) else _many(round(days), "day")


def web_address(value: object) -> str:
    """``value`` when it is a plain http or https address that may be linked, else empty."""
    if not isinstance(value, str) or any(not 32 < ord(c) < 127 for c in value):
        return ""
    try:
        parts = urlsplit(value)
    except ValueError:
        return ""
    return value if parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc else ""


def language_tag(value: object) -> str:
    """``value`` when it is a language code fit for a lang attribute, else empty."""
    return value if isinstance(value, str) and _LANGUAGE.fullmatch(value) else ""


def _one(unit: str) -> str:
    return unit.removesuffix("es" if unit.endswith("sses") else "s")


def _many(count: int, unit: str) -> str:
    return f"{count:,} {unit}" if count == 1 else f"{count:,} {unit}s"


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not math.isnan(value) else None
