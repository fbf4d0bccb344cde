"""The words of a text in Latin letters, cut in three passes that a processor does many bytes at a time.

Most news is ASCII with curly quotation marks and a few accented letters. Here every character becomes one byte
first; the cut itself is then arithmetic on bytes without a branch. The result is that of ``arrow_words``, which
takes every other text.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from copydesk.duplicates.arrow_words import cut_any_words
from copydesk.duplicates.letters import APOSTROPHE, LATIN, SOLID
from copydesk.duplicates.utf8 import decode, kind_of
from copydesk.text.compiling import compiled

__all__ = ["cut_words"]

_OTHER_SCRIPT = 0
_ZERO, _ONE, _BLOCK = np.uint64(0), np.uint64(1), np.uint64(32)
_ASCII, _SPACE, _QUOTE, _TURN = np.uint8(128), np.uint8(32), np.uint8(39), np.uint8(1)
_MOST_ACCENTED = 64


@compiled
def _byte_of(code: Any, size: Any, table: Any, accented: Any) -> Any:
    """The byte that stands for a character above ASCII: 128 and more for a letter, 0 where it is none of ours."""
    kind = kind_of(code, table[0])
    if kind == 0 or kind == APOSTROPHE:
        return _SPACE if kind == 0 else _QUOTE
    if kind & ~LATIN != SOLID or np.uint64(table[2][code + np.uint32(1)] - table[2][code]) > size:
        return np.uint8(0)
    for number in range(_MOST_ACCENTED):
        if accented[number] == 0:
            accented[number] = code
        if accented[number] == code:
            return np.uint8(128 + number)
    return np.uint8(0)


@compiled
def _copies(source: Any, target: Any) -> Any:
    """Copy a block; False, and nothing copied, unless all of it is ASCII."""
    high = np.uint8(0)
    for each in range(32):
        high |= source[each]
    if high < _ASCII:
        for each in range(32):
            target[each] = source[each]
    return high < _ASCII


@compiled
def _to_bytes(data: Any, table: Any, flat: Any, accented: Any) -> Any:
    """Each character of ``data`` as one byte of ``flat`` from 1 on, a space before and behind; how many, or 0."""
    i, at, stop = _ZERO, _ONE, np.uint64(len(data))
    flat[0] = _SPACE
    while i < stop:
        while i + _BLOCK <= stop and _copies(data[i : i + _BLOCK], flat[at : at + _BLOCK]):
            i, at = i + _BLOCK, at + _BLOCK
        while i < stop and data[i] < _ASCII:
            flat[at] = data[i]
            i, at = i + _ONE, at + _ONE
        while i < stop and data[i] >= _ASCII:
            code, size = decode(data, i, stop)
            flat[at] = _byte_of(code, size, table, accented)
            if flat[at] == 0:
                return _OTHER_SCRIPT
            i, at = i + size, at + _ONE
    flat[at] = _SPACE
    return np.int64(at) - 1


@compiled
def _digit(byte: Any) -> Any:
    return np.uint8(np.uint8(byte - np.uint8(48)) < np.uint8(10))


@compiled
def _solid(byte: Any) -> Any:
    letter = np.uint8(np.uint8(np.uint8(byte | np.uint8(32)) - np.uint8(97)) < np.uint8(26))
    return letter | _digit(byte) | np.uint8(byte == np.uint8(95)) | np.uint8(byte >= _ASCII)


@compiled
def _keep(flat: Any, count: Any, kept: Any) -> None:
    """The bytes of words in small letters, a space for every other."""
    for i in range(count):
        before, byte, after = flat[i], flat[i + 1], flat[i + 2]
        quote = np.uint8(byte == _QUOTE) & _solid(before) & _solid(after)
        mark = np.uint8(byte == np.uint8(44)) | np.uint8(byte == np.uint8(46)) | np.uint8(byte == np.uint8(58))
        inside = _solid(byte) | quote | (mark & _digit(before) & _digit(after))
        capital = np.uint8(np.uint8(byte - np.uint8(65)) < np.uint8(26))
        kept[i] = np.uint8(byte + np.uint8(capital * np.uint8(32))) if inside else _SPACE


@compiled
def _write(code: Any, table: Any, joined: Any, at: Any) -> Any:
    """The folded letter in UTF-8; returns the place of its last byte."""
    _, _, places, folds = table
    first, last = places[code], places[code + np.uint32(1)]
    for each in range(first, last):
        joined[at + np.uint64(each - first)] = folds[each]
    if last > first:
        return at + np.uint64(last - first) - _ONE
    size = 2 if code < np.uint32(0x800) else (3 if code < np.uint32(0x10000) else 4)
    for each in range(1, size):
        joined[at + np.uint64(each)] = np.uint8(0x80 | ((code >> np.uint32(6 * (size - 1 - each))) & np.uint32(0x3F)))
    joined[at] = np.uint8(((0xF00 >> size) & 0xFF) | (code >> np.uint32(6 * (size - 1))))
    return at + np.uint64(size) - _ONE


@compiled
def _join(kept: Any, count: Any, table: Any, accented: Any, joined: Any, starts: Any) -> Any:
    """``kept`` with one space behind each word; where each begins, and how many there are."""
    at, words, space = _ZERO, _ZERO, _TURN
    for i in range(count):
        byte = kept[i]
        joined[at] = byte
        starts[words] = at
        now = np.uint8(byte == _SPACE)
        words += np.uint64(space & (now ^ _TURN))
        if byte >= _ASCII:
            at = _write(accented[byte - _ASCII], table, joined, at)
        at += np.uint64((now & space) ^ _TURN)
        space = now
    joined[at] = _SPACE
    at += np.uint64(space ^ _TURN)
    starts[words] = at
    return np.int64(words)


@compiled
def cut_words(data: Any, table: Any, flat: Any, kept: Any, joined: Any, starts: Any) -> Any:
    """Write the folded words of the text ``data`` to ``joined``, a space after each, and where each begins.

    ``table`` is ``letters.letters()``; ``flat``, ``kept``, ``joined`` and ``starts`` have room for twice the bytes of
    ``data`` and 64. ``starts`` ends with the end of ``joined``. Returns how many words, or NEEDS_PYTHON.
    """
    accented = np.zeros(_MOST_ACCENTED, np.uint32)
    count = _to_bytes(data, table, flat, accented)
    if count == _OTHER_SCRIPT:
        return cut_any_words(data, table, joined, starts)
    _keep(flat, count, kept)
    return _join(kept, count, table, accented, joined, starts)
