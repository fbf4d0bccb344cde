r"""Pieces: the smallest things that a literal part of a pattern needs, told from the words of a line alone.

A piece is a word (RE2 text that is held against one form, without case), two words that follow each other, a word that
begins or ends the line, or one mark.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from itertools import pairwise

from copydesk.notices.frequencies import known_share
from copydesk.notices.rule import SCRIPTS

__all__ = [
    "BOUNDARY",
    "DIGIT",
    "END",
    "MARKS",
    "PAIR",
    "START",
    "choose_piece",
    "cost",
    "is_mark",
    "is_separator",
    "lower",
]

BOUNDARY, DIGIT, MARKS, START, END = "\x00", "\x01", "\x02", "\x03", "\x04"
r"""What stands in a literal for ``\b``, ``\d``, any number of marks and spaces, and the two ends of the line."""
PAIR = "\x1f"
"""What stands between the two words of a pair, of which the first may be START, or the second END."""

# Scripts written without spaces: there each character is a word (copydesk.text.characters).
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
)
# Vowel signs and other marks of Indic and Arabic scripts, which no class of ``re`` takes for parts of words.
_SIGNS = "\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff"
_RUNS = re.compile(rf"[{_UNSPACED}]|(?:[^\W{_UNSPACED}]|[{_SIGNS}{DIGIT}])+")
_ALONE = re.compile(f"[{_UNSPACED}]")

_ANY_DIGIT = "[0-9]"
_LETTERS = frozenset(SCRIPTS.values())
_BLANK = frozenset(f" \t\n{BOUNDARY}{MARKS}{START}{END}")
_JOINS_DIGITS = frozenset(".,:")
_FREQUENT_MARKS = frozenset(",.-'\"")
_NEAR = 5
"""Characters beside a word that are looked at to see where it ends; seeing fewer only asks for less."""
_OWNERSHIP = (r"\bs\b", r"\bs$")
_AT_END = 0.03
_BESIDE, _TOGETHER = 0.3, 12.0
"""How often the rarer of two words stands beside the other: at most, and for each line that holds the other."""


def lower(text: str) -> str:
    """``text`` in lower case, character for character; one that would become two (Turkish dotted I) stays."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)


def cost(pieces: Iterable[str]) -> float:
    """About the share of lines that hold one of ``pieces``; 0 for none."""
    return sum(_frequency(piece) for piece in pieces)


def is_mark(piece: str) -> bool:
    """Whether ``piece`` is one character: any mark, digit, or letter of a script."""
    return piece == _ANY_DIGIT or piece in _LETTERS or not _RUNS.search(piece)


@cache
def is_separator(char: str) -> bool:
    """Whether ``char`` is a space or a mark, and so parts words or stands inside one as an apostrophe does."""
    return char == MARKS or unicodedata.category(char)[0] in "PSZ"


@cache
def choose_piece(literal: str) -> str | None:
    """The rarest piece of ``literal`` (lower case); None when it holds only spaces, or one or two letters of a word."""
    runs = list(_RUNS.finditer(literal))
    if not runs:
        marks = [re.escape(char) for char in literal if char not in _BLANK]
        return min(marks, key=lambda mark: (_frequency(mark), mark)) if marks else None
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
    best = min((*words, *pairs), key=lambda piece: (_frequency(piece), piece))
    return None if len(best) <= 2 and best.isascii() and best.isalpha() else best


@cache
def _tells(word: str) -> bool:
    """Whether ``word`` is one of few forms, so that looking for pairs with it costs little."""
    if _ANY_DIGIT in word or word in _OWNERSHIP:
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
        char >= "\u2e80"
        and len(char) == 1
        and _ALONE.fullmatch(char) is not None
        and unicodedata.category(char) == "Lo"
    )


def _word(literal: str, run: re.Match[str]) -> str:
    text = run.group()
    if _ALONE.fullmatch(text):
        return text
    if text == DIGIT:
        return _ANY_DIGIT
    begin = _edge(literal[max(0, run.start() - _NEAR) : run.start()][::-1], text[0], "^")
    end = _edge(literal[run.end() : run.end() + _NEAR], text[-1], "$")
    return f"{begin}{text.replace(DIGIT, _ANY_DIGIT)}{end}"


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


@cache
def _frequency(piece: str) -> float:
    if PAIR in piece:
        shares = [_AT_END if word in (START, END) else _frequency(word) for word in piece.split(PAIR)]
        return min(shares) * min(_BESIDE, _TOGETHER * max(shares))
    bare = piece.replace(r"\b", "").replace(_ANY_DIGIT, "").strip("^$")
    if not bare:
        return 0.3 if piece == _ANY_DIGIT else 0.1
    if is_mark(piece):
        return 0.9 if piece[-1] in _FREQUENT_MARKS else 0.2
    begins, ends = piece.startswith((r"\b", "^")), piece.endswith((r"\b", "$"))
    known = known_share(f"{' ' * begins}{bare}{' ' * ends}")
    letters = sum(1.0 if char.isascii() else 1.4 if ord(char) < 0x900 else 2.6 for char in bare)
    script = 3.0 if bare.isascii() else 0.3
    return min(1.0, known + script * 3.2**-letters * (1.0, 0.5, 0.1)[begins + ends])
