"""Compiled twins of ``words`` and ``vocabulary``, for corpora whose size repays the compiler.

Each gives the same bits as its NumPy twin, which stays the oracle and serves small inputs: compiling takes
seconds once a machine (numba keeps the result on disk), a small audit takes none.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from copydesk.text.characters import APOSTROPHE, DIGIT, EXTEND, IDEOGRAPH, LETTER, POINT
from copydesk.text.compiling import compiled, inlined

__all__ = ["mix", "number_hashes", "scan_words"]

_COMMA, _COLON = np.uint32(ord(",")), np.uint32(ord(":"))
_M1, _M2, _SHIFT = np.uint64(0xFF51AFD7ED558CCD), np.uint64(0xC4CEB9FE1A85EC53), np.uint64(33)
_ONE = np.uint64(1)
_TABLED = 256
"""Code points whose mixed value is looked up: nearly all of a Latin text."""


@compiled
def mix(value: Any) -> Any:
    """Twin of ``words.mix``, for one value."""
    value = (value ^ (value >> _SHIFT)) * _M1
    return (value ^ (value >> _SHIFT)) * _M2


@inlined
def _letter(kind: Any) -> Any:
    return LETTER <= kind <= DIGIT  # LOWER and UPPER lie between them


@inlined
def _joins(codes: Any, kinds: Any, at: int) -> Any:
    """An apostrophe between letters, or a point, comma or colon between digits."""
    if at == 0 or at + 1 >= len(kinds):
        return False
    before, kind, after = kinds[at - 1], kinds[at], kinds[at + 1]
    if kind == APOSTROPHE and _letter(before) and _letter(after):
        return True
    mark = kind == POINT or codes[at] == _COMMA or codes[at] == _COLON
    return mark and before == DIGIT and after == DIGIT


@inlined
def _goes_on(codes: Any, kinds: Any, at: int, first: bool, alone: bool) -> Any:
    """Whether what is no letter is of the word; it is the word's ``first``, or one ``alone`` stands before it."""
    kind = kinds[at]
    if kind in (EXTEND, IDEOGRAPH):
        return first or kind == EXTEND
    return not alone and _joins(codes, kinds, at)


@compiled
def scan_words(codes: Any, kinds: Any, base: Any, starts: Any, ends: Any, hashes: Any) -> Any:
    """Fill begin, end and hash of every word; returns how many (twin of ``word_spans`` and ``hash_spans``)."""
    mixed = np.empty(_TABLED, np.uint64)
    for code in range(_TABLED):
        mixed[code] = mix(np.uint64(code) + _ONE)
    count, at, length = 0, 0, len(kinds)
    while at < length:
        if not (_letter(kinds[at]) or kinds[at] in (IDEOGRAPH, EXTEND)):  # what joins letters begins no word
            at += 1
            continue
        start, solid, alone = at, False, False
        total, power = np.uint64(0), _ONE
        while at < length:
            kind = kinds[at]
            if _letter(kind) and not alone:
                solid = True
            elif _goes_on(codes, kinds, at, at == start, alone):
                alone = kind == IDEOGRAPH
                solid = solid or alone
            else:
                break
            code = codes[at]
            total += (mixed[code] if code < _TABLED else mix(np.uint64(code) + _ONE)) * power
            power *= base
            at += 1
        if solid:
            starts[count], ends[count] = start, at
            hashes[count] = mix(total + np.uint64(at - start))
            count += 1
    return count


@compiled
def number_hashes(hashes: Any, keys: Any, numbers: Any, known: int, out: Any, fresh: Any) -> Any:
    """Number each hash by first appearance; ``fresh`` gets the rows of new ones; returns how many are new.

    ``keys`` and ``numbers`` are a hash table with open addressing (size a power of two, number -1 where
    empty), at most half full when all of ``hashes`` are new.
    """
    mask = np.uint64(len(keys) - 1)
    new = 0
    for row in range(len(hashes)):
        key = hashes[row]
        slot = key & mask
        while numbers[slot] >= 0 and keys[slot] != key:
            slot = (slot + _ONE) & mask
        if numbers[slot] < 0:
            keys[slot], numbers[slot] = key, known + new
            fresh[new] = row
            new += 1
        out[row] = numbers[slot]
    return new
