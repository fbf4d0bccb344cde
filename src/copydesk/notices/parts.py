"""Parts of a pattern and what each needs: how needs of parts make the needs of the whole.

After the analysis of Cox, "Regular Expression Matching with a Trigram Index" (2012), on pieces of words instead of
trigrams. It is exact in one direction: a line that lacks every piece of one need cannot match.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from copydesk.notices.pieces import choose_piece, cost

__all__ = ["ANYTHING", "NOTHING", "Need", "Part", "Way", "either", "join", "literal", "settle"]

Need = frozenset[str]
"""Pieces of which one must stand in a line."""
Way = tuple[Need, ...]
"""One way to match: needs that must all be met."""
_MOST_EXACT = 160
_MOST_PIECES = 2000
_MOST_NEEDS = 4
_MOST_WAYS = 1
_WEAK = 1.5
"""Cost of a need that is worth asking only where nothing better is known."""


@dataclass(frozen=True)
class Part:
    """Part of a pattern: every text it matches, when they are few; and the ways to match it, one of which is gone."""

    exact: frozenset[str] | None = None
    ways: tuple[Way, ...] = ((),)

    @property
    def told(self) -> tuple[Way, ...]:
        """The ways, what the texts need included."""
        return self.ways if self.exact is None else _cross(self.ways, (_need(self.exact),))


ANYTHING = Part()
NOTHING = Part(exact=frozenset([""]))


def literal(text: str) -> Part:
    """``text`` itself, lower case."""
    return Part(exact=frozenset([text]))


def settle(part: Part) -> Part:
    """``part``, its texts forgotten where they are too many to be joined with others."""
    if part.exact is None or len(part.exact) <= _MOST_EXACT:
        return part
    return Part(ways=part.told)


def join(parts: Iterable[Part]) -> Part:
    """Parts that follow each other."""
    run: frozenset[str] | None = NOTHING.exact
    ways: tuple[Way, ...] = ((),)
    whole = True
    for part in parts:
        joined = _product(run, part.exact)
        if part.exact is None:
            ways = _cross(ways, part.ways)
        if joined is None:
            ways = _cross(ways, (_need(run),)) if run else ways
            whole, run = False, part.exact if part.exact is not None else NOTHING.exact
        else:
            run = joined
    return Part(run) if whole else Part(ways=_cross(ways, (_need(run),)) if run else ways)


def either(parts: list[Part]) -> Part:
    """Parts of which one matches."""
    if len(parts) == 1:
        return parts[0]
    exact = frozenset[str]().union(*(part.exact for part in parts if part.exact is not None))
    rest = [way for part in parts if part.exact is None for way in part.ways]
    if not rest and len(exact) <= _MOST_PIECES:
        return Part(exact)
    return Part(ways=_fewer([*([_need(exact)] if exact else []), *rest]))


def _product(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    if one is None or other is None or len(one) * len(other) > max(_MOST_EXACT, len(one), len(other)):
        return None
    return frozenset(left + right for left in one for right in other)


def _cross(some: tuple[Way, ...], others: tuple[Way, ...]) -> tuple[Way, ...]:
    """The ways to match one thing and another; where they are too many, only the best is kept of what is known."""
    if len(some) * len(others) > _MOST_WAYS:
        some, others = sorted((some, others), key=len)
        others = _merge(others)
    return tuple(_surest((*one, *other)) for one in some for other in others)


def _fewer(ways: list[Way]) -> tuple[Way, ...]:
    """``ways``, the rarest of them as one where they are too many; no way is sure once one needs nothing."""
    if not all(ways):
        return ((),)
    distinct = sorted(dict.fromkeys(ways), key=lambda way: (-_cost(way[0]), [sorted(need) for need in way]))
    if len(distinct) <= _MOST_WAYS:
        return tuple(distinct)
    return *distinct[: _MOST_WAYS - 1], *_merge(distinct[_MOST_WAYS - 1 :])


def _merge(ways: Iterable[Way]) -> tuple[Way, ...]:
    """``ways`` as one that needs a piece of the surest need of any of them."""
    firsts = [way[:1] for way in ways]
    union = frozenset[str]().union(*(need for first in firsts for need in first))
    return ((union,) if all(firsts) and len(union) <= _MOST_PIECES else (),)


@lru_cache(maxsize=4096)
def _need(texts: frozenset[str]) -> Way:
    """The need of one of ``texts``; none where one of them has no piece."""
    pieces = [choose_piece(text) for text in texts]
    return () if None in pieces or len(pieces) > _MOST_PIECES else (frozenset(each for each in pieces if each),)


@lru_cache(maxsize=1 << 16)
def _surest(needs: Way) -> Way:
    distinct = sorted(set(needs), key=lambda need: (_cost(need), sorted(need)))
    strong = [need for need in distinct if _cost(need) < _WEAK]
    return tuple((strong or distinct)[:_MOST_NEEDS])


@lru_cache(maxsize=4096)
def _cost(need: Need) -> float:
    return cost(sorted(need))
