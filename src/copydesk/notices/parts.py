"""Parts of a pattern and the words that each needs: how needs of parts make the needs of the whole.

After the analysis of Cox, "Regular Expression Matching with a Trigram Index" (2012), on whole words instead
of trigrams. It is exact in one direction: a line without any of the words cannot match.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

__all__ = ["ANYTHING", "NOTHING", "Part", "cost", "either", "join", "lower", "shortest"]

_MOST_EXACT = 160
_MOST_NEEDS = 800
# Words that stand in so many lines that needing one saves nothing.
_COMMON = frozenset(
    "the this our and for from with that have has been was were are not its his her their they will would can may "
    "one two new all any more most some such than then when who what which about after also by of to in on is it an "
    "as at be or he she we you my no do der die das und ist von mit auf den dem des ein eine est les des une que del "
    "los las con por para una per che non est pas dans sur het een van niet news story report said".split()
)


_MARKS = ",.-'\"():"


@dataclass(frozen=True)
class Part:
    """Part of a pattern: every text it matches, when they are few; else words of which it needs one."""

    exact: frozenset[str] | None = None
    needs: frozenset[str] | None = None

    def words(self) -> frozenset[str] | None:
        """The best set of words this part alone gives."""
        return _better(self.needs, self.exact)


ANYTHING = Part()
NOTHING = Part(exact=frozenset([""]))


def lower(char: str) -> str:
    """``char`` in lower case; as it is where that would be two characters (the Turkish dotted I)."""
    lower = char.lower()
    return lower if len(lower) == 1 else char


def cost(words: Iterable[str] | None) -> float:
    """About the share of lines that hold one of ``words``; infinite when nothing is needed."""
    return float("inf") if words is None else sum(_frequency(word) for word in words)


@cache
def _frequency(word: str) -> float:
    bare = word.strip()
    if not bare:
        return 1.0
    if bare in _COMMON:
        return 0.5
    if len(bare) == 1 and not bare.isalnum():
        return 0.9 if bare in _MARKS else 0.05
    letters = sum(1.0 if char.isascii() else 1.4 if ord(char) < 0x900 else 2.6 for char in bare)
    return float(min(1.0, 3.0 * 3.2**-letters))


def _better(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    best = min((one, other), key=cost)
    return None if best is None or "" in best or len(best) > _MOST_NEEDS else best


def shortest(words: frozenset[str]) -> frozenset[str]:
    """``words`` without those that hold another of them: where the longer stands, the shorter does."""
    kept: list[str] = []
    for word in sorted(words, key=lambda each: (len(each), each)):
        if not any(other in word for other in kept):
            kept.append(word)
    return frozenset(kept)


def join(parts: list[Part]) -> Part:
    """Parts that follow each other."""
    run: frozenset[str] | None = frozenset([""])
    best: frozenset[str] | None = None
    whole = True
    for part in parts:
        joined = _product(run, part.exact)
        if joined is None:
            best = _better(_better(best, run), part.words())
            whole = False
            run = part.exact if part.exact is not None else frozenset([""])
        else:
            run = joined
    best = _better(best, run)
    return Part(run if whole else None, best)


def _product(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    if one is None or other is None or len(one) * len(other) > _MOST_EXACT:
        return None
    return frozenset(left + right for left in one for right in other)


def either(parts: list[Part]) -> Part:
    """Parts of which one matches."""
    if len(parts) == 1:
        return parts[0]
    exact: frozenset[str] | None = None
    if all(part.exact is not None for part in parts):
        exact = frozenset().union(*(part.exact or () for part in parts))
    words = [part.words() for part in parts]
    union = frozenset().union(*(each or () for each in words))
    needs = None if any(each is None for each in words) else shortest(union)
    return Part(exact if exact is not None and len(exact) <= _MOST_NEEDS else None, needs)
