r"""Pieces: the smallest things that a literal part of a pattern needs, told from the words of a line alone.

A piece is a word (RE2 text that is held against one form, without case), two words that follow each other, a word that
begins or ends the line, or one mark.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import pairwise

from copydesk.notices.frequencies import frequency
from copydesk.notices.symbols import ALONE, ANY_DIGIT, BOUNDARY, DIGIT, END, MARKS, PAIR, RUNS, START, is_separator

__all__ = ["choose_piece"]

_BLANK = frozenset(f" \t\n{BOUNDARY}{MARKS}{START}{END}")
_JOINS_DIGITS = frozenset(".,:")
_NEAR = 5
"""Characters beside a word that are looked at to see where it ends; seeing fewer only asks for less."""
_OWNERSHIP = (r"\bs\b", r"\bs$")


@cache
def choose_piece(literal: str) -> str | None:
    """The rarest piece of ``literal`` (lower case); None when it holds only spaces, or one or two letters of a word."""
    runs = list(RUNS.finditer(literal))
    if not runs:
        marks = [re.escape(char) for char in literal if char not in _BLANK]
        return min(marks, key=lambda mark: (frequency(mark), mark)) if marks else None
    words = [_word(literal, run) for run in runs]
    telling = [_tells(word) for word in words]
    pairs = [
        f"{words[place]}{PAIR}{words[place + 1]}"
        for place, (one, other) in enumerate(pairwise(runs))
        if telling[place] and telling[place + 1]
        if _follows(one.group(), literal[one.end() : other.start()], other.group())
    ]
    if telling[0] and START in literal[: runs[0].start()]:
        pairs.append(f"{START}{PAIR}{words[0]}")
    if telling[-1] and END in literal[runs[-1].end() :]:
        pairs.append(f"{words[-1]}{PAIR}{END}")
    best = min((*words, *pairs), key=lambda piece: (frequency(piece), piece))
    return None if len(best) <= 2 and best.isascii() and best.isalpha() else best


@cache
def _tells(word: str) -> bool:
    """Whether ``word`` is one of few forms, so that looking for pairs with it costs little."""
    if ANY_DIGIT in word or word in _OWNERSHIP:
        return False
    letters = sum(1 if char.isascii() else 2 for char in word if char.isalnum())
    return letters >= 4 or _stands_alone(word) or (word[0] in "^\\" and word[-1] in "$b")


def _follows(one: str, between: str, other: str) -> bool:
    """Whether ``one`` and ``other`` are words of their own, next to each other, when ``between`` parts them."""
    if any(char != MARKS and _parts(char, one[-1]) and _parts(char, other[0]) for char in between):
        return True
    return not between.strip(BOUNDARY) and (_stands_alone(one[-1]) or _stands_alone(other[0]))


@cache
def _parts(char: str, beside: str) -> bool:
    """Whether ``char`` parts words ``beside`` a letter or digit: a space or mark that never stands inside one.

    An apostrophe does, and points, commas and colons do between digits (copydesk.text.words).
    """
    return (
        is_separator(char) and char != "'" and not (char in _JOINS_DIGITS and (beside == DIGIT or beside.isdecimal()))
    )


@cache
def _stands_alone(char: str) -> bool:
    """Whether ``char`` is a word by itself: of a script without spaces, and no sign that joins the one before."""
    return (
        char >= "\u2e80" and len(char) == 1 and ALONE.fullmatch(char) is not None and unicodedata.category(char) == "Lo"
    )


def _word(literal: str, run: re.Match[str]) -> str:
    text = run.group()
    if ALONE.fullmatch(text):
        return text
    if text == DIGIT:
        return ANY_DIGIT
    begin = _edge(literal[max(0, run.start() - _NEAR) : run.start()][::-1], text[0], "^")
    end = _edge(literal[run.end() : run.end() + _NEAR], text[-1], "$")
    return f"{begin}{text.replace(DIGIT, ANY_DIGIT)}{end}"


@cache
def _edge(beside: str, edge: str, whole: str) -> str:
    r"""What holds at the ``edge`` of a run: ``whole`` where the word ends, ``\b`` where RE2's does, or nothing.

    ``beside`` is the literal from there on, away from the run.
    """
    for char in beside:
        if char in (MARKS, BOUNDARY):
            continue
        if char in (START, END) or _stands_alone(char) or _parts(char, edge):
            return whole
        break
    return r"\b" if beside[:1] not in ("", MARKS) and edge.isascii() else ""
