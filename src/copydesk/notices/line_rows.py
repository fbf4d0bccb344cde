"""Lines one after the other as numbers, any stretch of which has a hash at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from copydesk.text.words import WORD_BASE, series

__all__ = ["Hashes", "Numbers", "Row", "lay", "set_row"]

_INVERSE = np.uint64(pow(int(WORD_BASE), -1, 1 << 64))
_KIND = 0x632BE59BD9B4E019

Numbers = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]


@dataclass(frozen=True)
class Row:
    """All lines in a row, each with a break before and after it.

    ``sums`` are sums of codes by powers of WORD_BASE: a stretch is known by the difference of two (Karp and Rabin
    1987). ``first`` and ``last`` (exclusive) are where each line begins and ends, its breaks included.
    """

    sums: Hashes
    first: Numbers
    last: Numbers

    def hashes(self, starts: Numbers, ends: Numbers, kind: int) -> Hashes:
        """A hash of what stands from ``starts`` to ``ends`` (exclusive), other for each ``kind`` of piece."""
        stretch = (self.sums[ends] - self.sums[starts]) * series("inverses", _INVERSE, len(self.sums))[starts]
        mixed = (stretch ^ np.uint64(kind * _KIND % (1 << 64))) * WORD_BASE
        return mixed ^ (mixed >> np.uint64(29))


def lay(lines: Sequence[str]) -> tuple[Numbers, Numbers, Numbers]:
    """Codes of all ``lines``, a break (0) around each; where each begins and ends."""
    shown = [f"\0{line}\0" for line in lines]
    codes = np.frombuffer("".join(shown).encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
    last = np.cumsum([len(each) for each in shown]) if shown else np.zeros(0, np.int64)
    return np.minimum(codes, 0xFFFF), np.concatenate([[0], last[:-1]])[: len(shown)], last


def set_row(codes: Numbers, first: Numbers, last: Numbers) -> Row:
    """The row of ``codes``, whose lines are at ``first`` to ``last`` (exclusive)."""
    weighed = (codes + 1).astype(np.uint64) * series("powers", WORD_BASE, len(codes))
    return Row(np.concatenate([np.zeros(1, np.uint64), np.cumsum(weighed, dtype=np.uint64)]), first, last)
