"""Lines one after the other as numbers, any stretch of which has a hash at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

__all__ = ["Hashes", "Numbers", "Row", "lay", "set_row"]

_FACTOR = 0x9E3779B97F4A7C15
_INVERSE = pow(_FACTOR, -1, 1 << 64)
_KIND = 0x632BE59BD9B4E019

Numbers = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]


@dataclass(frozen=True)
class Row:
    """All lines in a row, each with a break before and after it.

    ``sums`` are sums of codes by powers of a factor: a stretch is known by the difference of two (Karp and Rabin
    1987). ``first`` and ``last`` (exclusive) are where each line begins and ends, its breaks included.
    """

    sums: Hashes
    first: Numbers
    last: Numbers

    def hashes(self, starts: Numbers, ends: Numbers, kind: int) -> Hashes:
        """A hash of what stands from ``starts`` to ``ends`` (exclusive), other for each ``kind`` of piece."""
        stretch = (self.sums[ends] - self.sums[starts]) * _powers(_INVERSE, len(self.sums))[starts]
        mixed = (stretch ^ np.uint64(kind * _KIND % (1 << 64))) * np.uint64(_FACTOR)
        return mixed ^ (mixed >> np.uint64(29))


def lay(lines: Sequence[str]) -> tuple[Numbers, Numbers, Numbers]:
    """Codes of all ``lines``, a break (0) around each; where each begins and ends."""
    shown = [f"\0{line}\0" for line in lines]
    codes = np.frombuffer("".join(shown).encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
    last = np.cumsum([len(each) for each in shown]) if shown else np.zeros(0, np.int64)
    return np.minimum(codes, 0xFFFF), np.concatenate([[0], last[:-1]])[: len(shown)], last


def set_row(codes: Numbers, first: Numbers, last: Numbers) -> Row:
    """The row of ``codes``, whose lines are at ``first`` to ``last`` (exclusive)."""
    weighed = (codes + 1).astype(np.uint64) * _powers(_FACTOR, len(codes))[: len(codes)]
    return Row(np.concatenate([np.zeros(1, np.uint64), np.cumsum(weighed, dtype=np.uint64)]), first, last)


def _powers(factor: int, count: int) -> Hashes:
    """The first ``count`` powers of ``factor``, or some more."""
    return _known_powers(factor, max(count, 1).bit_length())


@lru_cache(maxsize=8)
def _known_powers(factor: int, bits: int) -> Hashes:
    powers = np.full(1 << bits, factor, np.uint64)
    powers[0] = 1
    return np.cumprod(powers, dtype=np.uint64)
