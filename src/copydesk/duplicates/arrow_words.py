"""The words of a text in any script, cut and folded in machine code out of the UTF-8 bytes of an Arrow column.

Every kernel works on one text and keeps no Python object, so that threads run side by side. Words are those of
``copydesk.text`` (``words`` for the cut, ``folding`` for the form); ``letters`` holds the rules of each character.
Positions are uint64: numba then needs no test for negative indices.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from copydesk.duplicates.letters import (
    APOSTROPHE,
    DIGIT,
    EXTEND,
    HARD,
    IDEOGRAM,
    LATIN,
    LOOKALIKE,
    NUMERIC,
    SOLID,
    TWIN,
)
from copydesk.duplicates.utf8 import decode, kind_of
from copydesk.text.compiling import compiled

__all__ = ["NEEDS_PYTHON", "cut_any_words"]

NEEDS_PYTHON = -1
"""Instead of a number of words: a form of this text folds by its neighbours, or grows beyond its room."""

_ZERO, _ONE, _TWO, _FOUR = np.uint64(0), np.uint64(1), np.uint64(2), np.uint64(4)
_ASCII, _SPACE = np.uint8(128), np.uint8(32)
_AT_APOSTROPHE, _AT_NUMERIC, _AT_DIGIT = APOSTROPHE.bit_length() - 1, NUMERIC.bit_length() - 1, DIGIT.bit_length() - 1


@compiled
def _joins(before: Any, kind: Any, after: Any) -> Any:
    """1 where the character is part of a word: a letter, an apostrophe between letters, a point between digits."""
    quote = (kind >> _AT_APOSTROPHE) & before & after & SOLID
    point = (kind >> _AT_NUMERIC) & ((before & after) >> _AT_DIGIT) & SOLID
    return (kind | quote | point) & SOLID


@compiled
def _reads_as_latin(data: Any, at: Any, kinds: Any) -> Any:
    """Whether the run of non-spaces around ``at`` holds a Latin letter, or letters in a row that all have a Latin
    twin: a look-alike in it may fold to a Latin letter. And the end of the run."""
    stop = np.uint64(len(data))
    while at > _ZERO and data[at - _ONE] > _SPACE:
        at -= _ONE
    latin, twins, others = np.int64(0), np.int64(0), np.int64(0)
    while at < stop and data[at] > _SPACE:
        code, size = decode(data, at, stop)
        small, kind = code | np.uint32(32), kind_of(code, kinds)
        latin |= np.int64(small >= 97 and small <= 122) | (kind & LATIN)
        twins |= kind & TWIN
        others |= np.int64(kind & TWIN == 0 and kind & SOLID != 0)
        if kind & (SOLID | EXTEND) == 0:
            latin |= np.int64(twins != 0 and others == 0)
            twins, others = np.int64(0), np.int64(0)
        at += size
    return latin != 0 or (twins != 0 and others == 0), at


@compiled
def _cut_ascii(data: Any, kinds: Any, lower: Any, joined: Any, starts: Any, state: Any) -> Any:
    """Cut from ``state`` on, up to the next character that is not ASCII or follows at once; no branch a byte."""
    i, at, count, before, opened = state
    last = np.uint64(max(len(data), 1) - 1)
    while i < last and (data[i] | data[i + _ONE]) < _ASCII:
        byte = data[i]
        kind = np.int64(kinds[byte])
        inside = _joins(before, kind, np.int64(kinds[data[i + _ONE]]))
        joined[at] = lower[byte] if inside else _SPACE
        starts[count] = at
        count += np.uint64(inside & (opened ^ 1))
        at += np.uint64(inside | opened)
        opened, before = inside, kind
        i += _ONE
    return i, at, count, before, opened


@compiled
def _write(data: Any, i: Any, size: Any, code: Any, table: Any, joined: Any, at: Any) -> Any:
    """Write the folded character; returns where the next goes, or more than the room where it would not fit."""
    _, lower, places, folds = table
    first, last = np.uint64(places[code]), np.uint64(places[code + np.uint32(1)])
    length = last - first if last > first else size
    if at + length + _TWO * (np.uint64(len(data)) - i - size) + _FOUR > np.uint64(len(joined)):
        return np.uint64(len(joined)) + _ONE
    if last > first:
        for place in range(length):
            joined[at + place] = folds[first + place]
    elif size == _ONE:
        joined[at] = lower[data[i]]
    else:
        for place in range(length):
            joined[at + place] = data[i + place]
    return at + length


@compiled
def _close(joined: Any, at: Any) -> Any:
    joined[at] = _SPACE
    return at + _ONE


@compiled
def _cut_letter(data: Any, table: Any, joined: Any, starts: Any, state: Any, letter: Any) -> Any:
    """Cut one character of any kind, given as code point, bytes, kind and the kind of the next."""
    i, at, count, before, opened = state
    code, size, kind, after = letter
    alone = kind & IDEOGRAM
    inside = _joins(before, kind, after) | np.int64(alone != 0)
    if opened and (alone or not inside):
        at, opened = _close(joined, at), 0
    if inside:
        starts[count] = at
        count += np.uint64(opened ^ 1)
        at, opened = _write(data, i, size, code, table, joined, at), 1
        if alone and not after & EXTEND and at <= np.uint64(len(joined)):
            at, opened = _close(joined, at), 0
    return i + size, at, count, kind, opened


@compiled
def cut_any_words(data: Any, table: Any, joined: Any, starts: Any) -> Any:
    """Write the folded words of a text in any script to ``joined``, a space after each, and where each begins.

    ``table`` is ``letters.letters()``. ``joined`` has room for twice the bytes of ``data`` and 16, ``starts`` for as
    many; ``starts`` ends with the end of ``joined``. Returns how many words, or NEEDS_PYTHON.
    """
    kinds, lower, _, _ = table
    stop, looked = np.uint64(len(data)), _ZERO
    state = (_ZERO, _ZERO, _ZERO, np.int64(0), np.int64(0))
    while state[0] < stop:
        state = _cut_ascii(data, kinds, lower, joined, starts, state)
        i, at, count, _, opened = state
        code, size = decode(data, i, stop)
        kind = kind_of(code, kinds)
        after = kind_of(decode(data, i + size, stop)[0], kinds) if i + size < stop else np.int64(0)
        if kind & LOOKALIKE and i >= looked:
            latin, looked = _reads_as_latin(data, i, kinds)
            kind |= HARD if latin else 0
        if kind & HARD:
            return NEEDS_PYTHON
        if kind & EXTEND:
            state = (i + size, at, count, np.int64(0), opened)
        else:
            state = _cut_letter(data, table, joined, starts, state, (code, size, kind, after))
        if state[1] > np.uint64(len(joined)):
            return NEEDS_PYTHON
    at = _close(joined, state[1]) if state[4] else state[1]
    starts[state[2]] = at
    return np.int64(state[2])
