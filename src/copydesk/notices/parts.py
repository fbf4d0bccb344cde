"""Parts of a pattern and what each needs: how needs of parts make the needs of the whole.

After the analysis of Cox, "Regular Expression Matching with a Trigram Index" (2012), on words and pairs of words
instead of trigrams. It is exact in one direction: a line that meets not all needs of one way cannot match.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import prod

from copydesk.notices.symbols import MARKS, is_separator
from copydesk.notices.texts import (
    MOST_PIECES,
    OPEN,
    Need,
    Texts,
    Way,
    cap,
    close_run,
    concatenate,
    edge_of,
    need_of,
    surest,
    widen,
)

__all__ = ["ANYTHING", "NOTHING", "Need", "Part", "Way", "either", "join", "literal", "repeat", "settle"]

_MOST_OPTIONS = 32


@dataclass(frozen=True)
class Part:
    """Part of a pattern: every text it matches, when they are few (``exact``); else what is known of them.

    Each then begins with one of the texts ``begin`` and ends with one of ``end``, and needs ``way`` besides; unless it
    is ``empty``, as it may be. Where it is known to be one of several parts, those are its ``options``.
    """

    exact: Texts | None = None
    begin: Texts = OPEN
    way: Way = ()
    end: Texts = OPEN
    empty: bool = False
    options: tuple[Part, ...] = ()

    @property
    def told(self) -> Way:
        """All needs, those of texts included."""
        if self.exact is not None:
            return need_of(self.exact)
        return () if self.empty else surest((*need_of(self.begin), *self.way, *need_of(self.end)))

    @property
    def ways(self) -> tuple[Way, ...]:
        """The needs of each option and of the whole; a way that asks for more than another is left out."""
        found = dict.fromkeys(surest((*option.told, *self.told)) for option in self.options or (self,))
        return tuple(way for way in found if not any(set(other) < set(way) for other in found))


ANYTHING = Part()
NOTHING = Part(exact=frozenset([""]))


def literal(text: str) -> Part:
    """``text`` itself, lower case."""
    return Part(exact=frozenset([text]))


def settle(part: Part) -> Part:
    """``part``, its texts forgotten where they are too many to be joined with others."""
    if part.exact is None or len(part.exact) <= MOST_PIECES:
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


def join(parts: Sequence[Part]) -> Part:
    """Parts that follow each other."""
    joined = _join(parts)
    if joined.exact is not None:
        return joined
    options = _options(parts)
    return replace(joined, options=tuple(map(_join, options)) if len(options) > 1 else ())


def _options(parts: Sequence[Part]) -> list[tuple[Part, ...]]:
    """Every choice of an option of each of ``parts``; where they are too many, those with most are not opened."""
    opened: list[int] = []
    for place in sorted(range(len(parts)), key=lambda place: len(parts[place].options)):
        if prod(len(parts[each].options) or 1 for each in (*opened, place)) <= _MOST_OPTIONS:
            opened.append(place)
    return list(product(*(part.options if at in opened and part.options else (part,) for at, part in enumerate(parts))))


def _join(parts: Sequence[Part]) -> Part:
    begin: Texts | None = None
    run, way = OPEN, list[Need]()
    empty = True
    for part in parts:
        empty = empty and (part.empty if part.exact is None else "" in part.exact)
        joined = concatenate(run, part.exact) if part.exact is not None else None
        if joined is not None:
            run = joined
            continue
        for closed in close_run(run, part.begin if part.exact is None else part.exact, part.empty):
            if begin is None:
                begin = closed
            else:
                way.extend(need_of(closed))
        if part.exact is not None:
            run = cap(widen(part.exact, before=edge_of(run, backwards=True)))
            continue
        way.extend(() if part.empty else part.way)
        run = cap(part.end | run) if part.empty and "" not in part.end else part.end
    return Part(run) if begin is None else Part(None, begin, surest(tuple(way)), run, empty)


def either(parts: list[Part]) -> Part:
    """Parts of which one matches: it needs a piece of the surest need of any of them."""
    if len(parts) == 1:
        return parts[0]
    exact = frozenset[str]().union(*(part.exact for part in parts if part.exact is not None))
    rest = [part for part in parts if part.exact is None]
    if not rest and len(exact) <= MOST_PIECES:
        return Part(exact)
    ways = [*([need_of(exact)] if exact else []), *(part.told for part in rest)]
    union = frozenset[str]().union(*(need for way in ways for need in way[:1]))
    way = (union,) if all(ways) and len(union) <= MOST_PIECES else ()
    begin = cap(exact.union(*(part.begin for part in rest)))
    end = cap(exact.union(*(part.end for part in rest)))
    several = ([Part(exact)] if exact else []) + [option for part in rest for option in part.options or (part,)]
    options = tuple(several) if len(several) <= _MOST_OPTIONS else ()
    return Part(None, begin, way, end, "" in exact or any(part.empty for part in rest), options)


def _open(part: Part) -> Part:
    if part.exact is None:
        return part
    texts = cap(part.exact)
    return Part(None, texts, need_of(part.exact), texts, "" in part.exact)
