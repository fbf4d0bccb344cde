"""Compiled twin of ``sentences``: one walk over the characters of each line in place of many passes.

It gives the same bits as its NumPy twin, which stays the oracle and serves small inputs. Positions are those of a
batch; ``kinds`` are the classes of its characters, the last of which ends a line.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from copydesk.text.characters import (
    APOSTROPHE,
    CLOSER,
    DIGIT,
    EXTEND,
    IDEOGRAPH,
    LOWER,
    NEWLINE,
    OPENER,
    OTHER,
    POINT,
    QUOTE,
    SPACE,
    TERMINATOR,
    UPPER,
    WIDE_TERMINATOR,
)
from copydesk.text.compiling import compiled
from copydesk.text.line_kernels import words_before
from copydesk.text.traits import COMPANY, INITIAL, MONTH, NUMBER, STARTER, TITLE

__all__ = ["find_sentences"]

_LONGEST_TAIL = 6


@compiled
def find_sentences(kinds: Any, lines: Any, starts: Any, stops: Any, numbers: Any, traits: Any) -> Any:
    """Begin, end, first word, word after the last, and row of the line, of every sentence, shape (5, sentences).

    ``lines`` are begin, end, first and last word of each line; ``starts``, ``stops`` and ``numbers`` the words and
    their rows of ``traits`` (twin of ``sentence_spans``, and of a search for its words and line).
    """
    most = len(lines[0])
    for kind in kinds:
        most += _ends(kind)
    found, count = np.empty((5, most), np.int64), 0
    for row in range(len(lines[0])):
        begin, stop, word, last = lines[0][row], lines[1][row], lines[2][row], lines[3][row]
        first, cut = word, word
        for at in range(begin, stop):
            if not _ends(kinds[at]) or _ends(kinds[at + 1]):
                continue
            word = words_before(at, starts, word, last)
            end = _past_closers(kinds, at + 1)
            told = end < stop and _may_begin(kinds, at, end)
            if told and not _goes_on(kinds, at, end, word - 1, starts, stops, numbers, traits):
                before, cut = cut, words_before(end, starts, word, last)
                if before < cut < last:  # a piece without a word is not cut off: it joins what follows, or precedes
                    _note(found, count, begin, end, first, cut, row)
                    count, first, begin = count + 1, cut, _past_spaces(kinds, end)
        _note(found, count, begin, stop, first, last, row)
        count += 1
    return found[:, :count].copy()


@compiled
def _past_spaces(kinds: Any, at: Any) -> Any:
    while kinds[at] == SPACE:
        at += 1
    return at


@compiled
def _note(found: Any, at: Any, begin: Any, end: Any, first: Any, last: Any, row: Any) -> None:
    found[0, at], found[1, at], found[2, at], found[3, at], found[4, at] = begin, end, first, last, row


@compiled
def _ends(kind: Any) -> Any:
    return kind in (POINT, TERMINATOR, WIDE_TERMINATOR)


@compiled
def _past_closers(kinds: Any, end: Any) -> Any:
    """``end`` moved past closing quotes and brackets that touch it."""
    for _ in range(_LONGEST_TAIL):
        if end >= len(kinds):
            break
        kind, after = kinds[end], kinds[min(end + 1, len(kinds) - 1)]
        opens = after in (UPPER, LOWER, DIGIT, IDEOGRAPH)
        if kind not in (CLOSER, EXTEND) and (kind not in (QUOTE, APOSTROPHE) or opens):
            break
        end += 1
    return end


@compiled
def _may_begin(kinds: Any, last: Any, end: Any) -> Any:
    """Whether what follows ``end`` may begin a sentence."""
    if kinds[last] == WIDE_TERMINATOR:
        return True
    kind, top = kinds[end], len(kinds) - 1
    if kind in (SPACE, NEWLINE):
        at = end
        while at < top and kinds[at] in (SPACE, OPENER, QUOTE, APOSTROPHE, EXTEND, OTHER):
            at += 1
        return kinds[at] != LOWER
    glued = kinds[max(last - 1, 0)] == LOWER and kinds[max(last - 2, 0)] == LOWER
    return glued and kind == UPPER and kinds[min(end + 1, top)] == LOWER


@compiled
def _goes_on(kinds: Any, last: Any, end: Any, before: Any, starts: Any, stops: Any, numbers: Any, traits: Any) -> Any:
    """Whether the words around the point at ``last``, the one ``before`` it and the next, say that it ends nothing."""
    if kinds[last] != POINT or before < 0 or stops[before] != last:
        return False
    after, at = min(before + 1, len(starts) - 1), starts[before]
    close = starts[after] - end <= 4  # a quote, a bracket, a space
    word, follower = traits[numbers[before]], traits[numbers[after]]
    short = last - at <= 2
    if kinds[at] == DIGIT and short and (at == 0 or kinds[at - 1] == NEWLINE or (close and follower & MONTH != 0)):
        return True
    if word & TITLE != 0 or (word & NUMBER != 0 and close and kinds[starts[after]] == DIGIT):
        return True
    dotted = short and at > 0 and kinds[at - 1] == POINT
    return (dotted or word & (INITIAL | COMPANY) != 0) and not (close and follower & STARTER != 0)
