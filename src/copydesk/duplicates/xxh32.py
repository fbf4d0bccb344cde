"""xxHash, 32 bits, seed 0 (Collet's specification), as machine code for short byte strings one after the other.

A shingle has some 20 to 40 bytes, never the same number twice: a branch on its length is a branch guessed wrong.
The tail of a hash is therefore computed without one, and what is too much is not taken over.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from copydesk.text.compiling import compiled

__all__ = ["PADDING", "avalanche", "xxh32"]

PADDING = 16
"""Bytes that may be read, but do not count, behind the last one to be hashed."""

_P1, _P2, _P3 = np.uint32(2654435761), np.uint32(2246822519), np.uint32(3266489917)
_P4, _P5 = np.uint32(668265263), np.uint32(374761393)
_1, _2, _3, _4 = np.uint64(1), np.uint64(2), np.uint64(3), np.uint64(4)
_8, _12, _16 = np.uint64(8), np.uint64(12), np.uint64(16)


@compiled
def _rotate(value: Any, by: Any) -> Any:
    return np.uint32((value << np.uint32(by)) | (value >> np.uint32(32 - by)))


@compiled
def _word(data: Any, at: Any) -> Any:
    low = np.uint32(data[at]) | (np.uint32(data[at + _1]) << np.uint32(8))
    return np.uint32(low | (np.uint32(data[at + _2]) << np.uint32(16)) | (np.uint32(data[at + _3]) << np.uint32(24)))


@compiled
def _round(state: Any, word: Any) -> Any:
    return np.uint32(_rotate(np.uint32(state + np.uint32(word * _P2)), 13) * _P1)


@compiled
def avalanche(value: Any, first: Any, second: Any, shift: int) -> Any:
    """Every bit of ``value`` into every bit of the result; xxHash's and MurmurHash3's finalisers differ by factors."""
    value = np.uint32(np.uint32(value ^ (value >> np.uint32(shift))) * first)
    value = np.uint32(np.uint32(value ^ (value >> np.uint32(13))) * second)
    return np.uint32(value ^ (value >> np.uint32(16)))


@compiled
def _tail(result: Any, data: Any, at: Any, left: Any) -> Any:
    """Takes in the last ``left`` bytes, fewer than 16: up to three words, then up to three bytes."""
    for word in range(3):
        taken = np.uint32(result + np.uint32(_word(data, at + np.uint64(4 * word)) * _P3))
        taken = np.uint32(_rotate(taken, 17) * _P4)
        result = taken if left >= np.uint64(4 * word + 4) else result
    at += left & _12
    for byte in range(3):
        taken = np.uint32(result + np.uint32(np.uint32(data[at + np.uint64(byte)]) * _P5))
        taken = np.uint32(_rotate(taken, 11) * _P1)
        result = taken if (left & _3) > np.uint64(byte) else result
    return result


@compiled
def xxh32(data: Any, at: Any, length: Any) -> Any:
    """The hash of ``length`` bytes of ``data`` from ``at``, both uint64; PADDING more must be there to be read."""
    stop = at + length
    if length >= _16:
        a, b, c, d = np.uint32(_P1 + _P2), _P2, np.uint32(0), np.uint32(np.uint32(0) - _P1)
        while at + _16 <= stop:
            a, b = _round(a, _word(data, at)), _round(b, _word(data, at + _4))
            c, d = _round(c, _word(data, at + _8)), _round(d, _word(data, at + _12))
            at += _16
        result = np.uint32(_rotate(a, 1) + _rotate(b, 7) + _rotate(c, 12) + _rotate(d, 18))
    else:
        result = _P5
    result = _tail(np.uint32(result + np.uint32(length)), data, at, stop - at)
    return avalanche(result, _P2, _P3, 15)
