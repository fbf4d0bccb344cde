"""Sets of literal texts of which each match of a part holds one: how they follow each other, and the need of one.

A text is lower case, with the characters of ``symbols`` for what is no letter.
"""

from __future__ import annotations

from functools import lru_cache

from copydesk.notices.frequencies import cost, frequency
from copydesk.notices.pieces import choose_piece
from copydesk.notices.symbols import END, MARKS, START, is_separator

__all__ = [
    "MOST_PIECES",
    "OPEN",
    "Need",
    "Texts",
    "Way",
    "cap",
    "close_run",
    "concatenate",
    "edge_of",
    "need_of",
    "surest",
    "widen",
]

Need = frozenset[str]
"""Pieces of which one must stand in a line."""
Way = tuple[Need, ...]
"""Needs that must all be met."""
Texts = frozenset[str]
MOST_PIECES = 3000
"""Texts, or pieces, of one need."""
_MOST_EXACT = 100
_MOST_OPEN = 800
_MOST_NEEDS = 4
_PARTING = frozenset(" -/|()[]")
OPEN: Texts = frozenset([""])
"""Texts of which nothing is known."""
_COMMON, _WEAK = 0.4, 2.5
"""Share of lines that hold a piece, and cost of a need, that is worth asking only where nothing better is known."""


def close_run(run: Texts, after: Texts, optional: bool) -> tuple[Texts, ...]:
    """Texts, one of which each match holds, where ``after`` follows ``run``: both together, or each if too many."""
    if optional or "" in after:
        return (run,)
    joined = concatenate(run, after)
    if joined is not None:
        return (joined,)
    return widen(run, after=edge_of(after)), widen(after, before=edge_of(run, backwards=True))


def concatenate(one: Texts, other: Texts) -> Texts | None:
    """Each of ``one`` followed by each of ``other``; None where they are too many."""
    if len(one) * len(other) > max(_MOST_EXACT, len(one), len(other)):
        one, other = _collapse(one), _collapse(other)
        if len(one) * len(other) > max(_MOST_EXACT, len(one), len(other)):
            return None
    return frozenset(left + right for left in one for right in other)


def widen(texts: Texts, after: str = "", before: str = "") -> Texts:
    """``texts`` with what stands ``after`` and ``before`` each."""
    return frozenset(f"{before}{text}{after}" for text in texts) if before or after else texts


def edge_of(texts: Texts, backwards: bool = False) -> str:
    """A space where all ``texts`` part words at their beginning, or ``backwards`` at their end; else nothing."""
    ends = {text.strip(MARKS)[-1 if backwards else 0 :][:1] for text in texts}
    return " " if ends <= _PARTING | {START, END} else ""


def cap(texts: Texts) -> Texts:
    """``texts``, or what is known of them all where they are too many to be joined with others."""
    return texts if len(texts) <= _MOST_OPEN else OPEN


def _collapse(texts: Texts) -> Texts:
    """Marks as one text: a space where each of ``texts`` parts words, else what may be none; others as they are."""
    if not all(char == START or is_separator(char) for text in texts for char in text):
        return texts
    begin = START if all(text.startswith(START) for text in texts) else ""
    return frozenset([begin + (" " if all(set(text) & _PARTING for text in texts) else MARKS)])


@lru_cache(maxsize=1 << 14)
def need_of(texts: Texts) -> Way:
    """The need of one of ``texts``; none where one of them has no piece."""
    if "" in texts or len(texts) > MOST_PIECES:
        return ()
    pieces = [choose_piece(text) for text in texts]
    return () if None in pieces else (frozenset(each for each in pieces if each),)


@lru_cache(maxsize=1 << 16)
def surest(needs: Way) -> Way:
    """The few of ``needs`` that fewest lines meet, the rarest first; those that another implies are left out.

    One that most lines meet is kept only where there is no other: to see that a line has a comma costs time, and tells
    nothing of a line that names an agency.
    """
    distinct = sorted(set(needs), key=lambda need: (not _tells(need), _cost(need), sorted(need)))
    kept: list[Need] = []
    for need in distinct:
        if len(kept) < (_MOST_NEEDS if _tells(need) else 1) and not any(need > better for better in kept):
            kept.append(need)
    return tuple(kept)


@lru_cache(maxsize=1 << 14)
def _tells(need: Need) -> bool:
    """Whether few lines meet ``need``, as far as is known of its pieces."""
    return max(map(frequency, need)) < _COMMON and _cost(need) < _WEAK


@lru_cache(maxsize=1 << 14)
def _cost(need: Need) -> float:
    return cost(sorted(need))
