"""Compiled twins of ``shingles``: hashes of runs of words, and the distinct ones of many short texts."""

from __future__ import annotations

from typing import Any

import numpy as np

from copydesk.text.compiling import compiled

__all__ = ["drop_repeats", "hash_run", "hash_runs", "power", "sort_distinct"]


@compiled
def power(base: Any, times: int) -> Any:
    """``base`` to the power of ``times``, modulo 2**64."""
    result = np.uint64(1)
    for _ in range(times):
        result *= base
    return result


@compiled
def hash_run(hashes: Any, numbers: Any, width: int, base: Any, inverse: Any, top: Any, out: Any) -> Any:
    """The hash of the ``width`` words from each row of one article on, into ``out``; returns how many there are.

    ``hashes[numbers[row]]`` is the hash of the word at a row; the polynomial in ``base`` (whose inverse modulo 2**64
    is ``inverse``, and whose power of ``width - 1`` is ``top``) rolls from row to row. Rows without a run get 0.
    """
    count = max(len(numbers) - width + 1, 0)
    out[count:] = 0
    if count == 0:
        return 0
    total = np.uint64(0)
    for row in range(width - 2, -1, -1):
        total = total * base + hashes[numbers[row]]
    total *= base  # as if a word before the first had rolled out
    for row in range(count):
        last = hashes[numbers[row + width - 1]]
        total = total * inverse + last * top
        value = (total ^ (total >> np.uint64(33))) * np.uint64(0xFF51AFD7ED558CCD)
        value = (value ^ (value >> np.uint64(33))) * np.uint64(0xC4CEB9FE1A85EC53)
        out[row] = value if value != 0 else np.uint64(1)
        total -= hashes[numbers[row]]
    return count


@compiled
def hash_runs(hashes: Any, numbers: Any, bounds: Any, width: int, base: Any, inverse: Any, out: Any) -> None:
    """``hash_run`` of each article's ``numbers[bounds[d]:bounds[d + 1]]``, into the same rows of ``out``."""
    top = power(base, width - 1)
    for doc in range(len(bounds) - 1):
        rows = slice(bounds[doc], bounds[doc + 1])
        hash_run(hashes, numbers[rows], width, base, inverse, top, out[rows])


@compiled
def sort_distinct(shingles: Any, bounds: Any, out: Any, sizes: Any) -> Any:
    """Distinct shingles of each article in order, one after the other into ``out``; how many there are in all.

    Sorted by insertion with gaps (Shell 1959): without fault for texts of a few hundred words, slow for long ones.
    """
    end = 0
    for doc in range(len(bounds) - 1):
        first = end
        for row in range(bounds[doc], bounds[doc + 1]):
            if shingles[row] != 0:
                out[end] = shingles[row]
                end += 1
        _sort(out[first:end])
        kept = first
        for row in range(first, end):
            if row == first or out[row] != out[kept - 1]:
                out[kept] = out[row]
                kept += 1
        sizes[doc] = kept - first
        end = kept
    return end


@compiled
def drop_repeats(flat: Any, bounds: Any) -> Any:
    """Each distinct element of every sorted article once, moved to the front of ``flat``; returns how many.

    Both arrays are written over: ``bounds`` are then those of what is left.
    """
    to, first = 0, bounds[0]
    for doc in range(len(bounds) - 1):
        last = bounds[doc + 1]
        bounds[doc] = to
        for row in range(first, last):
            if row == first or flat[row] != flat[to - 1]:
                flat[to] = flat[row]
                to += 1
        first = last
    bounds[len(bounds) - 1] = to
    return to


@compiled
def _sort(values: Any) -> None:
    gap = 1
    while gap < len(values) // 3:
        gap = 3 * gap + 1
    while gap:
        for row in range(gap, len(values)):
            value, at = values[row], row
            while at >= gap and values[at - gap] > value:
                values[at] = values[at - gap]
                at -= gap
            values[at] = value
        gap //= 3
