"""What a notice rule is, and how a TOML entry becomes one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from copydesk.errors import RuleError
from copydesk.tables import TABLES

__all__ = ["FALLBACKS", "PLACES", "SCRIPTS", "Rule", "parse_rule"]

PLACES = ("line", "opening", "start", "end", "anywhere")
"""Where a pattern must match: the whole line; its beginning, the line then being the notice; its beginning,
its end or anywhere in it, only the matched part then being the notice."""
SCRIPTS = {
    "zh": r"\p{Han}",
    "ja": r"[\p{Han}\p{Hiragana}\p{Katakana}]",
    "ko": r"\p{Hangul}",
    "hi": r"\p{Devanagari}",
    "bn": r"\p{Bengali}",
    "ta": r"\p{Tamil}",
    "ar": r"\p{Arabic}",
    "ru": r"\p{Cyrillic}",
    "el": r"\p{Greek}",
}
"""RE2 class of the letters a language is written in, where it has a script of its own: its rules need one."""
FALLBACKS = frozenset({"chrome", "contact_line", "author_bio"})
"""Classes that a line may be for want of anything better."""
EXTENTS = ("match", "sentence", "line")
POSITIONS = ("edge", "any")
_DEFAULT_EXTENT = {"line": "line", "opening": "line", "start": "match", "end": "match", "anywhere": "sentence"}
_DEFAULT_MAX = {"line": 300, "opening": 700, "start": 0, "end": 0, "anywhere": 0}
_KEYS = {
    "id",
    "class",
    "language",
    "pattern",
    "where",
    "extent",
    "position",
    "max_chars",
    "confidence",
    "provider",
    "automation",
    "reviewed",
    "case",
    "examples",
    "counter_examples",
}
_CLASSES = TABLES["notices"].column("class").values
_AUTOMATION = TABLES["notices"].column("automation").values
_REVIEWED = TABLES["notices"].column("reviewed").values


@dataclass(frozen=True)
class Rule:
    """One rule. ``max_chars`` 0 means any length; ``provider`` is a fixed name or empty.

    ``pattern`` is RE2 with the macros of ``providers`` in it; a group called ``provider`` in it names who
    is credited when no known agency stands in the hit; a group called ``notice`` is the notice where the
    match is more than that.
    """

    id: str
    notice_class: str
    language: str
    pattern: str
    where: str
    extent: str
    position: str
    max_chars: int
    confidence: float
    provider: str
    automation: str
    reviewed: str
    case: bool
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]

    @property
    def touches(self) -> tuple[bool, bool]:
        """Whether the rule matches only from the line's beginning, and only to its end."""
        return self.where in ("line", "opening", "start"), self.where in ("line", "end")


def parse_rule(entry: Mapping[str, Any], default_class: str, file: str) -> Rule:
    """The rule that a ``[[rule]]`` entry of ``file`` declares. Raises RuleError when it is malformed."""
    name = f"{file}: rule {entry.get('id', '(without id)')}"
    unknown = sorted(set(entry) - _KEYS)
    if unknown:
        raise RuleError(f"{name} has unknown keys {', '.join(unknown)}")
    where = _one_of(entry.get("where", "line"), PLACES, name, "where")
    return Rule(
        id=_text(entry, "id", name),
        notice_class=_one_of(entry.get("class", default_class), _CLASSES, name, "class"),
        language=_text(entry, "language", name),
        pattern="".join(part.strip() for part in _text(entry, "pattern", name).splitlines()),
        where=where,
        extent=_one_of(entry.get("extent", _DEFAULT_EXTENT[where]), EXTENTS, name, "extent"),
        position=_one_of(entry.get("position", "edge"), POSITIONS, name, "position"),
        max_chars=_number(entry.get("max_chars", _DEFAULT_MAX[where]), name, "max_chars"),
        confidence=_share(entry.get("confidence", 0.9), name),
        provider=str(entry.get("provider", "")),
        automation=_one_of(entry.get("automation", ""), _AUTOMATION, name, "automation"),
        reviewed=_one_of(entry.get("reviewed", ""), _REVIEWED, name, "reviewed"),
        case=bool(entry.get("case", False)),
        examples=_texts(entry, "examples", name),
        counter_examples=_texts(entry, "counter_examples", name),
    )


def _text(entry: Mapping[str, Any], key: str, name: str) -> str:
    value = entry.get(key)
    if not isinstance(value, str) or not value.strip():
        raise RuleError(f"{name} needs {key}, a text")
    return value


def _texts(entry: Mapping[str, Any], key: str, name: str) -> tuple[str, ...]:
    values = entry.get(key)
    if not isinstance(values, list) or not values or not all(isinstance(each, str) and each for each in values):
        raise RuleError(f"{name} needs {key}, a list of one text or more")
    return tuple(values)


def _one_of(value: Any, allowed: tuple[str, ...], name: str, key: str) -> str:
    if value not in allowed:
        raise RuleError(f"{name}: {key} is {value!r}, not one of {', '.join(repr(each) for each in allowed)}")
    return str(value)


def _number(value: Any, name: str, key: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise RuleError(f"{name}: {key} is {value!r}, not a whole number of 0 or more")
    return value


def _share(value: Any, name: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise RuleError(f"{name}: confidence is {value!r}, not a number from 0 to 1")
    return float(value)
