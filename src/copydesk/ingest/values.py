"""Raw values of an input as text: names, addresses, bylines, ids."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from typing import Any

from copydesk.ingest.encoding import decode
from copydesk.ingest.streams import ReadError

__all__ = ["is_missing", "read_authors", "read_name", "read_text"]

_NOTHING = frozenset({"", "nan", "none", "null", "nat", "n/a", "na", "<na>", "undefined", "unknown"})
_LONGEST_NOTHING = max(map(len, _NOTHING))
_NAME_KEYS = ("name", "@value", "value", "text", "#text", "$t", "_", "headline", "id")
_LISTED = re.compile(r"\[\s*(['\"‘’“”].*['\"‘’“”])\s*\]", re.DOTALL)
_BETWEEN = re.compile(r"['\"‘’“”]\s*,\s*['\"‘’“”]")
_BY = re.compile(r"(?i)^\s*(?:written\s+)?by[\s:]+(?=\S)")
_MAX_DEPTH = 4


def is_missing(value: Any) -> bool:
    """Whether ``value`` says nothing: None, NaN, blank, an empty list or object."""
    if value is None:
        return True
    if isinstance(value, str):
        return not value or value.isspace()
    if isinstance(value, float):
        return math.isnan(value)
    return isinstance(value, list | tuple | dict | bytes) and not value


def read_text(value: Any, depth: int = 0) -> str:
    """``value`` as article text: strings as they are, bytes decoded, paragraphs of a list joined by newlines.

    Raises ReadError when bytes cannot be decoded.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bytes):
        return decode(value)
    if isinstance(value, list | tuple) and depth < _MAX_DEPTH:
        return "\n".join(part for each in value if (part := read_text(each, depth + 1)))
    if isinstance(value, dict) and depth < _MAX_DEPTH:
        return read_text(_named(value), depth + 1)
    return _number(value)


def read_name(value: Any) -> str:
    """``value`` as one line of metadata: blanks collapsed; "null", "nan" and their like are empty."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        value = next((each for each in value if not is_missing(each)), None)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    try:
        text = " ".join((value if isinstance(value, str) else _plain(value)).split())
    except ReadError:
        return ""
    return "" if len(text) <= _LONGEST_NOTHING and text.casefold() in _NOTHING else text


def read_authors(value: Any) -> str:
    """A byline: names of a list, or of a list that was written out as a string, joined by "; "."""
    parts: Iterable[Any] = value if isinstance(value, list | tuple) else _split(read_name(value))
    names = [_BY.sub("", name) for each in parts if (name := read_name(each))]
    return "; ".join(dict.fromkeys(names))


def _split(text: str) -> list[str]:
    match = _LISTED.fullmatch(text)
    if match:
        return [part.strip("'\"‘’“” ") for part in _BETWEEN.split(match[1])]
    return [] if text in ("[]", "['']") else [part.strip() for part in text.split(";")]


def _plain(value: Any, depth: int = 0) -> str:
    if isinstance(value, dict) and depth < _MAX_DEPTH:
        return _plain(_named(value), depth + 1)
    if isinstance(value, str):
        return value
    if isinstance(value, bytes):
        return decode(value)
    return _number(value)


def _number(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, int | float) or is_missing(value):
        return ""
    try:
        return str(value)
    except ValueError:  # an integer of more digits than Python will print
        return ""


def _named(value: dict[Any, Any]) -> Any:
    return next((value[key] for key in _NAME_KEYS if not is_missing(value.get(key))), None)
