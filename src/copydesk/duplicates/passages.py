"""Shared passages of two articles: maximal runs of equal words, joined over small edits."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

__all__ = ["LEAST_CUT", "MOST_REPEATS", "Passage", "align"]

Ints = npt.NDArray[np.int64]
MOST_REPEATS = 8
"""Places in b at which one shingle of a is met: a phrase said a hundred times tells no more."""
LEAST_CUT = 8
"""Shortest rest, in words, of a run that overlaps a longer one."""


@dataclass(frozen=True)
class Passage:
    """One shared passage as word rows of each side, end exclusive; ``equal`` words, ``longest`` run."""

    start_a: int
    end_a: int
    start_b: int
    end_b: int
    equal: int
    longest: int


def align(a: npt.NDArray[np.uint64], b: npt.NDArray[np.uint64], width: int, gap: int, least: int) -> list[Passage]:
    """Passages that two articles share, in the order of a; they do not overlap in a.

    ``a`` and ``b`` are the shingle hashes at each word (0 where none begins). Seeds are equal shingles of
    ``width`` words; seeds on one diagonal form a run of equal words; runs at most ``gap`` words apart on
    both sides form a passage; passages of fewer than ``least`` equal words are dropped.
    """
    rows_a, rows_b = _seeds(a, b)
    runs = _diagonal_runs(rows_a, rows_b, width)
    return _chains(_without_overlap(runs), gap, least)


def _seeds(a: npt.NDArray[np.uint64], b: npt.NDArray[np.uint64]) -> tuple[Ints, Ints]:
    """Rows of equal shingles; one that b repeats is met at its first few places only."""
    order = np.argsort(b, kind="stable")
    ordered = b[order]
    first = np.searchsorted(ordered, a, side="left")
    count = np.where(a == 0, 0, np.minimum(np.searchsorted(ordered, a, side="right") - first, MOST_REPEATS))
    rows_a = np.repeat(np.arange(len(a)), count)
    within = np.arange(len(rows_a)) - np.repeat(np.cumsum(count) - count, count)
    return rows_a, order[np.repeat(first, count) + within]


def _diagonal_runs(rows_a: Ints, rows_b: Ints, width: int) -> list[tuple[int, int, int]]:
    """(start in a, start in b, words) of every maximal run of equal words of at least ``width``."""
    if len(rows_a) == 0:
        return []
    diagonal = rows_b - rows_a
    order = np.lexsort((rows_a, diagonal))
    at, diagonal = rows_a[order], diagonal[order]
    breaks = np.flatnonzero((np.diff(diagonal) != 0) | (np.diff(at) != 1)) + 1
    firsts = np.concatenate([[0], breaks])
    lengths = np.diff(np.append(firsts, len(at))) + width - 1
    return list(zip(at[firsts].tolist(), (at[firsts] + diagonal[firsts]).tolist(), lengths.tolist(), strict=True))


def _without_overlap(runs: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Longest runs first; what overlaps a longer one in a or in b is cut to its free part or dropped."""
    kept: list[tuple[int, int, int]] = []
    for start_a, start_b, length in sorted(runs, key=lambda run: (-run[2], abs(run[1] - run[0]), run)):
        low, high = 0, length
        for a, b, size in kept:
            for begin, end in ((a - start_a, a + size - start_a), (b - start_b, b + size - start_b)):
                if begin < high and end > low:
                    low, high = (end, high) if high - end > begin - low else (low, begin)
        if high - low >= 2 and (high - low == length or high - low >= LEAST_CUT):
            kept.append((start_a + low, start_b + low, high - low))
    return sorted(kept)


def _chains(runs: list[tuple[int, int, int]], gap: int, least: int) -> list[Passage]:
    """Runs joined over gaps; one too short for a passage of its own does not part the runs on its two sides."""
    passages: list[Passage] = []
    for run in runs:
        if not (passages and _near(passages[-1], run, gap)):
            if passages and passages[-1].equal < least:
                passages.pop()
            if not (passages and _near(passages[-1], run, gap)):
                passages.append(Passage(run[0], run[0], run[1], run[1], 0, 0))
        passages[-1] = _joined(passages[-1], *run)
    return [passage for passage in passages if passage.equal >= least]


def _near(last: Passage, run: tuple[int, int, int], gap: int) -> bool:
    return 0 <= run[0] - last.end_a <= gap and 0 <= run[1] - last.end_b <= gap


def _joined(last: Passage, start_a: int, start_b: int, length: int) -> Passage:
    end_a, end_b = start_a + length, start_b + length
    return Passage(last.start_a, end_a, last.start_b, end_b, last.equal + length, max(last.longest, length))
