"""Parts of a pattern and what each needs: how needs of parts make the needs of the whole.

After the analysis of Cox, "Regular Expression Matching with a Trigram Index" (2012), on words and pairs of words
instead of trigrams. It is exact in one direction: a line that lacks every piece of one need cannot match.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from copydesk.notices.pieces import END, MARKS, START, choose_piece, cost, is_separator

__all__ = ["ANYTHING", "NOTHING", "Need", "Part", "Way", "either", "join", "literal", "repeat", "settle"]

Need = frozenset[str]
"""Pieces of which one must stand in a line."""
Way = tuple[Need, ...]
"""Needs that must all be met."""
Texts = frozenset[str]
_MOST_EXACT = 100
_MOST_OPEN = 800
_MOST_PIECES = 3000
_MOST_NEEDS = 4
_PARTING = frozenset(" -/|()[]")
_OPEN: Texts = frozenset([""])
_WEAK = 1.5
"""Cost of a need that is worth asking only where nothing better is known."""


@dataclass(frozen=True)
class Part:
    """Part of a pattern: every text it matches, when they are few (``exact``); else what is known of them.

    Each then begins with one of the texts ``begin`` and ends with one of ``end``, and needs ``way`` besides; unless it
    is ``empty``, as it may be.
    """

    exact: Texts | None = None
    begin: Texts = _OPEN
    way: Way = ()
    end: Texts = _OPEN
    empty: bool = False

    @property
    def told(self) -> Way:
        """All needs, those of texts included."""
        if self.exact is not None:
            return _need(self.exact)
        return () if self.empty else _surest((*_need(self.begin), *self.way, *_need(self.end)))


ANYTHING = Part()
NOTHING = Part(exact=frozenset([""]))


def literal(text: str) -> Part:
    """``text`` itself, lower case."""
    return Part(exact=frozenset([text]))


def settle(part: Part) -> Part:
    """``part``, its texts forgotten where they are too many to be joined with others."""
    if part.exact is None or len(part.exact) <= _MOST_PIECES:
        return part
    return Part(way=part.told)


def repeat(part: Part, least: int, most: int | None) -> Part:
    """``part`` as often as it may stand there (``most`` None: any number)."""
    if part.exact is not None and (least, most) == (0, 1):
        return Part(exact=part.exact | {""})
    if part.exact is not None and all(map(is_separator, "".join(part.exact))):
        return Part(exact=frozenset(f"{text if least else ''}{MARKS}" for text in part.exact))
    open_part = _open(part)
    return Part(None, open_part.begin, open_part.way, open_part.end, open_part.empty or not least)


def join(parts: Iterable[Part]) -> Part:
    """Parts that follow each other."""
    begin: Texts | None = None
    run, way = _OPEN, list[Need]()
    empty = True
    for part in parts:
        empty = empty and (part.empty if part.exact is None else "" in part.exact)
        joined = _product(run, part.exact) if part.exact is not None else None
        if joined is not None:
            run = joined
            continue
        for closed in _close(run, part.begin if part.exact is None else part.exact, part.empty):
            if begin is None:
                begin = closed
            else:
                way.extend(_need(closed))
        if part.exact is not None:
            run = _cap(_with(part.exact, before=_last(run, backwards=True)))
            continue
        way.extend(() if part.empty else part.way)
        run = _cap(part.end | run) if part.empty and "" not in part.end else part.end
    return Part(run) if begin is None else Part(None, begin, _surest(tuple(way)), run, empty)


def either(parts: list[Part]) -> Part:
    """Parts of which one matches: it needs a piece of the surest need of any of them."""
    if len(parts) == 1:
        return parts[0]
    exact = frozenset[str]().union(*(part.exact for part in parts if part.exact is not None))
    rest = [part for part in parts if part.exact is None]
    if not rest and len(exact) <= _MOST_PIECES:
        return Part(exact)
    ways = [*([_need(exact)] if exact else []), *(part.told for part in rest)]
    union = frozenset[str]().union(*(need for way in ways for need in way[:1]))
    way = (union,) if all(ways) and len(union) <= _MOST_PIECES else ()
    begin = _cap(exact.union(*(part.begin for part in rest)))
    end = _cap(exact.union(*(part.end for part in rest)))
    return Part(None, begin, way, end, "" in exact or any(part.empty for part in rest))


def _open(part: Part) -> Part:
    if part.exact is None:
        return part
    texts = _cap(part.exact)
    return Part(None, texts, _need(part.exact), texts, "" in part.exact)


def _close(run: Texts, after: Texts, optional: bool) -> tuple[Texts, ...]:
    """Texts, one of which each match holds, where ``after`` follows ``run``: both together, or each if too many."""
    if optional or "" in after:
        return (run,)
    joined = _product(run, after)
    if joined is not None:
        return (joined,)
    return _with(run, after=_last(after)), _with(after, before=_last(run, backwards=True))


def _product(one: Texts, other: Texts) -> Texts | None:
    if len(one) * len(other) > max(_MOST_EXACT, len(one), len(other)):
        one, other = _collapse(one), _collapse(other)
        if len(one) * len(other) > max(_MOST_EXACT, len(one), len(other)):
            return None
    return frozenset(left + right for left in one for right in other)


def _with(texts: Texts, after: str = "", before: str = "") -> Texts:
    return frozenset(f"{before}{text}{after}" for text in texts) if before or after else texts


def _last(texts: Texts, backwards: bool = False) -> str:
    """A space where all ``texts`` part words at their beginning, or ``backwards`` at their end; else nothing."""
    ends = {text.strip(MARKS)[-1 if backwards else 0 :][:1] for text in texts}
    return " " if ends <= _PARTING | {START, END} else ""


def _cap(texts: Texts) -> Texts:
    """``texts``, or what is known of them all where they are too many to be joined with others."""
    return texts if len(texts) <= _MOST_OPEN else _OPEN


def _collapse(texts: Texts) -> Texts:
    """Marks as one text: a space where each of ``texts`` parts words, else what may be none; others as they are."""
    if not all(char == START or is_separator(char) for text in texts for char in text):
        return texts
    begin = START if all(text.startswith(START) for text in texts) else ""
    return frozenset([begin + (" " if all(set(text) & _PARTING for text in texts) else MARKS)])


@lru_cache(maxsize=1 << 14)
def _need(texts: Texts) -> Way:
    """The need of one of ``texts``; none where one of them has no piece."""
    if "" in texts or len(texts) > _MOST_PIECES:
        return ()
    pieces = [choose_piece(text) for text in texts]
    return () if None in pieces else (frozenset(each for each in pieces if each),)


@lru_cache(maxsize=1 << 16)
def _surest(needs: Way) -> Way:
    distinct = sorted(set(needs), key=lambda need: (_cost(need), sorted(need)))
    strong = [need for need in distinct if _cost(need) < _WEAK]
    kept: list[Need] = []
    for need in strong or distinct:
        if len(kept) < _MOST_NEEDS and not any(need > better for better in kept):
            kept.append(need)
    return tuple(kept)


@lru_cache(maxsize=1 << 14)
def _cost(need: Need) -> float:
    return cost(sorted(need))
