"""Which of copydesk's fields the columns and keys of an input stand for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from copydesk.ingest.aliases import ALIASES
from copydesk.ingest.values import is_missing

__all__ = ["known_names", "pick", "pick_columns", "plan"]

_LISTED = ("published",)


def _fold(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).casefold()


_CANONICAL = {_fold(alias): (field, order) for field, aliases in ALIASES.items() for order, alias in enumerate(aliases)}
Plan = tuple[tuple[str, tuple[Any, ...]], ...]


def known_names(names: Sequence[Any]) -> set[str]:
    """copydesk's fields that ``names`` hold."""
    return {field for field, _ in plan(tuple(names))}


@lru_cache(maxsize=4096)
def plan(names: tuple[Any, ...]) -> Plan:
    """For each of copydesk's fields the input names that hold it, the preferred first."""
    found: dict[str, list[tuple[int, int]]] = {}
    for position, name in enumerate(names):
        field, order = _CANONICAL.get(_fold(str(name)), ("", 0))
        if field:
            found.setdefault(field, []).append((order, position))
    return tuple((field, tuple(names[at] for _, at in sorted(found[field]))) for field in ALIASES if field in found)


def pick_columns(columns: Mapping[str, list[Any]]) -> list[dict[str, Any]]:
    """``pick`` for every row of ``columns``, which have one length and at least one of copydesk's fields among them."""
    picked: list[list[Any]] = []
    for field, names in plan(tuple(columns)):
        held = [[None if is_missing(value) else value for value in columns[name]] for name in names]
        rows = zip(*held, strict=True)
        if field in _LISTED:
            picked.append([[value for value in row if value is not None] for row in rows])
        else:
            picked.append(
                held[0] if len(held) == 1 else [next((v for v in row if v is not None), None) for row in rows]
            )
    fields = [field for field, _ in plan(tuple(columns))]
    return [dict(zip(fields, row, strict=True)) for row in zip(*picked, strict=True)]


def pick(values: Mapping[Any, Any]) -> dict[str, Any]:
    """copydesk's fields out of a record: the first that holds a value; every candidate for dates."""
    picked: dict[str, Any] = {}
    for field, names in plan(tuple(values)):
        held = [value for name in names if not is_missing(value := values[name])]
        if field in _LISTED:
            picked[field] = held
        else:
            picked[field] = held[0] if held else None
    return picked
