"""Compiled: runs of equal words freed of their overlaps and joined into passages; for ``alignment``."""

from __future__ import annotations

from typing import Any

import numpy as np

from copydesk.duplicates.passages import LEAST_CUT
from copydesk.text.compiling import compiled

__all__ = ["chain_runs", "free_runs"]


@compiled
def free_runs(runs: Any) -> Any:
    """Longest runs first; what overlaps a longer one in a or in b is cut to its free part or dropped."""
    kept, size = np.empty_like(runs), 0
    # Longest first, of equal ones the nearest to the main diagonal, then as they come: by their starts.
    order = np.argsort((np.abs(runs[:, 1] - runs[:, 0])) - (runs[:, 2] << 32), kind="mergesort")
    for number in order:
        low, high, length = 0, runs[number, 2], runs[number, 2]
        for other in range(size):
            for side in range(2):
                begin = kept[other, side] - runs[number, side]
                end = begin + kept[other, 2]
                if begin < high and end > low:
                    if high - end > begin - low:
                        low = end
                    else:
                        high = begin
            if high - low < 2:
                break
        if high - low >= 2 and (high - low == length or high - low >= LEAST_CUT):
            kept[size, 0], kept[size, 1], kept[size, 2] = runs[number, 0] + low, runs[number, 1] + low, high - low
            size += 1
    return kept[:size][np.argsort(kept[:size, 0], kind="mergesort")]


@compiled
def chain_runs(runs: Any, gap: int, least: int, found: Any, size: int) -> Any:
    """``found`` with the passages that ``runs`` make, and their number; too short ones are written over."""
    first = size
    for row in range(len(runs)):
        start_a, start_b, words = runs[row, 0], runs[row, 1], runs[row, 2]
        if not _near(found, first, size, start_a, start_b, gap):
            if size > first and found[size - 1, 4] < least:
                size -= 1
            if not _near(found, first, size, start_a, start_b, gap):
                if size == len(found):
                    found = np.concatenate((found, np.empty_like(found)))
                found[size, 0], found[size, 2], found[size, 4], found[size, 5] = start_a, start_b, 0, 0
                size += 1
        found[size - 1, 1], found[size - 1, 3] = start_a + words, start_b + words
        found[size - 1, 4] += words
        found[size - 1, 5] = max(found[size - 1, 5], words)
    if size > first and found[size - 1, 4] < least:
        size -= 1
    return found, size


@compiled
def _near(found: Any, first: int, size: int, start_a: int, start_b: int, gap: int) -> Any:
    """Whether a run that starts there continues the last passage."""
    if size == first:
        return False
    return 0 <= start_a - found[size - 1, 1] <= gap and 0 <= start_b - found[size - 1, 3] <= gap
