"""Compiled twins of ``signatures`` and ``shingles``, for corpora whose size repays the compiler.

Each kernel gives the same bits as its NumPy twin, which stays the oracle and serves small inputs: compiling
takes seconds once a machine (numba keeps the result on disk), a small audit takes none.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
import numpy as np

__all__ = ["compiled", "count_shared", "hash_shingles", "sign"]

Kernel = TypeVar("Kernel", bound=Callable[..., Any])


def compiled(kernel: Kernel) -> Kernel:
    """``kernel`` as machine code that lets go of the interpreter; numba keeps it on disk."""
    return cast(Kernel, numba.njit(nogil=True, cache=True)(kernel))


_P1, _P2, _P3 = np.uint32(2654435761), np.uint32(2246822519), np.uint32(3266489917)
_P4, _P5 = np.uint32(668265263), np.uint32(374761393)


@compiled
def _rotate(value: Any, by: Any) -> Any:
    return np.uint32((value << np.uint32(by)) | (value >> np.uint32(32 - by)))


@compiled
def _word(data: Any, at: int) -> Any:
    low = np.uint32(data[at]) | (np.uint32(data[at + 1]) << np.uint32(8))
    return np.uint32(low | (np.uint32(data[at + 2]) << np.uint32(16)) | (np.uint32(data[at + 3]) << np.uint32(24)))


@compiled
def _round(state: Any, word: Any) -> Any:
    return np.uint32(_rotate(np.uint32(state + np.uint32(word * _P2)), 13) * _P1)


@compiled
def _xxh32(data: Any, at: int, length: int) -> Any:
    """xxHash, 32 bits, seed 0, of ``length`` bytes from ``at`` (Collet's specification)."""
    stop = at + length
    if length >= 16:
        a, b, c, d = np.uint32(_P1 + _P2), _P2, np.uint32(0), np.uint32(np.uint32(0) - _P1)
        while at <= stop - 16:
            a, b = _round(a, _word(data, at)), _round(b, _word(data, at + 4))
            c, d = _round(c, _word(data, at + 8)), _round(d, _word(data, at + 12))
            at += 16
        result = np.uint32(_rotate(a, 1) + _rotate(b, 7) + _rotate(c, 12) + _rotate(d, 18))
    else:
        result = _P5
    result = np.uint32(result + np.uint32(length))
    while at + 4 <= stop:
        result = np.uint32(_rotate(np.uint32(result + np.uint32(_word(data, at) * _P3)), 17) * _P4)
        at += 4
    while at < stop:
        result = np.uint32(_rotate(np.uint32(result + np.uint32(np.uint32(data[at]) * _P5)), 11) * _P1)
        at += 1
    return _avalanche(result, _P2, _P3, 15)


@compiled
def _avalanche(value: Any, first: Any, second: Any, shift: int) -> Any:
    value = np.uint32(np.uint32(value ^ (value >> np.uint32(shift))) * first)
    value = np.uint32(np.uint32(value ^ (value >> np.uint32(13))) * second)
    return np.uint32(value ^ (value >> np.uint32(16)))


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
    joined = np.empty(starts[count] + 1, np.uint8)
    for row in range(count):
        at = starts[row]
        for letter in range(offsets[folded[row]], offsets[folded[row] + 1]):
            joined[at] = letters[letter]
            at += 1
        joined[at] = 32
    for row in range(count):
        if has[row]:
            first = starts[row]
            out[row] = _xxh32(joined, first, starts[row + width] - 1 - first)


@compiled
def sign(hashes: Any, has: Any, bounds: Any, a: Any, b: Any, out: Any) -> None:
    """Minima of a * fmix32(hash) + b modulo 2**32 over each article's shingles, into ``out``."""
    permutations = len(a)
    for doc in range(len(bounds) - 1):
        row = out[doc]
        for at in range(bounds[doc], bounds[doc + 1]):
            if has[at]:
                value = _avalanche(hashes[at], np.uint32(0x85EBCA6B), np.uint32(0xC2B2AE35), 16)
                for each in range(permutations):
                    moved = np.uint32(np.uint32(a[each] * value) + b[each])
                    row[each] = min(row[each], moved)


@compiled
def count_shared(pairs: Any, flat: Any, bounds: Any, out: Any) -> None:
    """Elements that the sorted sets of each pair share, into ``out``: one merge a pair."""
    for number in range(len(pairs)):
        i, stop_i = bounds[pairs[number, 0]], bounds[pairs[number, 0] + 1]
        j, stop_j = bounds[pairs[number, 1]], bounds[pairs[number, 1] + 1]
        common = 0
        while i < stop_i and j < stop_j:
            x, y = flat[i], flat[j]
            common += x == y
            i += x <= y
            j += y <= x
        out[number] = common
