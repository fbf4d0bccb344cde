"""Compiled twins of ``signatures`` and ``shingles``, for corpora whose size repays the compiler.

Each kernel gives the same bits as its NumPy twin, which stays the oracle and serves small inputs: compiling
takes seconds once a machine (numba keeps the result on disk), a small audit takes none.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from copydesk.duplicates.xxh32 import PADDING, avalanche, xxh32
from copydesk.text.compiling import compiled

__all__ = ["hash_shingles", "sign", "sign_hashes", "slots_for"]

_AT_ONCE = 4


@compiled
def hash_shingles(folded: Any, has: Any, letters: Any, offsets: Any, width: int, out: Any) -> None:
    """xxh32 of the ``width`` words from each row on, joined by spaces, into ``out``; rows without ``has`` are left.

    ``letters[offsets[n]:offsets[n + 1]]`` are the UTF-8 bytes of folded form n. All words are written once, one
    after the other, so that every shingle is a slice.
    """
    count = len(folded)
    starts = np.empty(count + 1, np.int64)
    starts[0] = 0
    for row in range(count):
        starts[row + 1] = starts[row] + offsets[folded[row] + 1] - offsets[folded[row]] + 1
    joined = np.empty(starts[count] + PADDING, np.uint8)
    for row in range(count):
        at = starts[row]
        for letter in range(offsets[folded[row]], offsets[folded[row] + 1]):
            joined[at] = letters[letter]
            at += 1
        joined[at] = 32
    for row in range(count):
        if has[row]:
            first = starts[row]
            out[row] = xxh32(joined, np.uint64(first), np.uint64(starts[row + width] - 1 - first))


@compiled
def sign_hashes(mixed: Any, count: Any, a: Any, b: Any, row: Any) -> None:
    """Minima of ``row`` and a * hash + b modulo 2**32 over the first ``count`` hashes, already mixed.

    Four hashes a pass: the minima and parameters of 128 permutations are then read and written once for four.
    """
    whole = count - count % _AT_ONCE
    for at in range(0, whole, _AT_ONCE):
        first, second, third, fourth = mixed[at], mixed[at + 1], mixed[at + 2], mixed[at + 3]
        for each in range(len(a)):
            factor, term = a[each], b[each]
            left = min(np.uint32(np.uint32(factor * first) + term), np.uint32(np.uint32(factor * second) + term))
            right = min(np.uint32(np.uint32(factor * third) + term), np.uint32(np.uint32(factor * fourth) + term))
            row[each] = min(row[each], min(left, right))
    for at in range(whole, count):
        value = mixed[at]
        for each in range(len(a)):
            row[each] = min(row[each], np.uint32(np.uint32(a[each] * value) + b[each]))


@compiled
def sign(hashes: Any, has: Any, bounds: Any, a: Any, b: Any, out: Any) -> None:
    """Minima of a * fmix32(hash) + b modulo 2**32 over each article's shingles, into ``out``."""
    longest = 0
    for doc in range(len(bounds) - 1):
        longest = max(longest, bounds[doc + 1] - bounds[doc])
    mixed = np.empty(longest, np.uint32)
    for doc in range(len(bounds) - 1):
        count = 0
        for at in range(bounds[doc], bounds[doc + 1]):
            if has[at]:
                mixed[count] = avalanche(hashes[at], np.uint32(0x85EBCA6B), np.uint32(0xC2B2AE35), 16)
                count += 1
        sign_hashes(mixed, count, a, b, out[doc])


@compiled
def slots_for(count: Any) -> Any:
    """How long a table of ``count`` hashes is under open addressing: a power of two, at most half full."""
    size = 16
    while size < 2 * count:
        size *= 2
    return size
