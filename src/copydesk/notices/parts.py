"""Parts of a pattern and what each needs: how needs of parts make the needs of the whole.

After the analysis of Cox, "Regular Expression Matching with a Trigram Index" (2012), on pieces of words instead of
trigrams. It is exact in one direction: a line that lacks every piece of one need cannot match.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from copydesk.notices.pieces import choose_piece, cost

__all__ = ["ANYTHING", "NOTHING", "Need", "Part", "either", "join", "literal", "settle"]

Need = frozenset[str]
"""Pieces of which one must stand in a line."""
_MOST_EXACT = 160
_MOST_PIECES = 2000
_MOST_NEEDS = 4


@dataclass(frozen=True)
class Part:
    """Part of a pattern: every text it matches, when they are few; and its needs, all of which must be met."""

    exact: frozenset[str] | None = None
    met: tuple[Need, ...] = ()

    @property
    def needs(self) -> tuple[Need, ...]:
        """All needs, the surest first."""
        own = () if self.exact is None else _need(self.exact)
        return _surest((*self.met, *own))


ANYTHING = Part()
NOTHING = Part(exact=frozenset([""]))


def literal(text: str) -> Part:
    """``text`` itself, lower case."""
    return Part(exact=frozenset([text]))


def settle(part: Part) -> Part:
    """``part``, its texts forgotten where they are too many to be joined with others."""
    if part.exact is None or len(part.exact) <= _MOST_EXACT:
        return part
    return Part(met=part.needs)


def join(parts: Iterable[Part]) -> Part:
    """Parts that follow each other."""
    run: frozenset[str] | None = NOTHING.exact
    met: list[Need] = []
    whole = True
    for part in parts:
        joined = _product(run, part.exact)
        met += part.met
        if joined is None:
            met += _need(run) if run else ()
            whole, run = False, part.exact if part.exact is not None else NOTHING.exact
        else:
            run = joined
    if whole:
        return Part(run, _surest(met))
    return Part(None, _surest([*met, *(_need(run) if run else ())]))


def either(parts: list[Part]) -> Part:
    """Parts of which one matches."""
    if len(parts) == 1:
        return parts[0]
    if all(part.exact is not None and not part.met for part in parts):
        exact = frozenset[str]().union(*(part.exact or () for part in parts))
        return Part(exact) if len(exact) <= _MOST_PIECES else Part(met=_need(exact))
    firsts = [part.needs[:1] for part in parts]
    if not all(firsts):
        return ANYTHING
    union = frozenset[str]().union(*(need for first in firsts for need in first))
    return Part(met=(union,) if len(union) <= _MOST_PIECES else ())


def _product(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    if one is None or other is None or len(one) * len(other) > max(_MOST_EXACT, len(one), len(other)):
        return None
    return frozenset(left + right for left in one for right in other)


@lru_cache(maxsize=4096)
def _need(texts: frozenset[str]) -> tuple[Need, ...]:
    """The need of one of ``texts``; none where one of them has no piece."""
    pieces = [choose_piece(text) for text in texts]
    return () if None in pieces or len(pieces) > _MOST_PIECES else (frozenset(each for each in pieces if each),)


def _surest(needs: Iterable[Need]) -> tuple[Need, ...]:
    distinct = sorted(dict.fromkeys(needs), key=lambda need: (_cost(need), sorted(need)))
    return tuple(distinct[:_MOST_NEEDS])


@lru_cache(maxsize=4096)
def _cost(need: Need) -> float:
    return cost(sorted(need))
