"""Compiled twin of ``passages.align`` and ``shingles.shared_counts``: all pairs of a large corpus in one go.

``passages`` and ``shingles`` stay the oracle and serve small inputs; this gives the same numbers.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from copydesk.duplicates.passages import MOST_REPEATS
from copydesk.duplicates.run_chains import chain_runs, free_runs
from copydesk.text.compiling import compiled

__all__ = ["align_all"]


@compiled
def align_all(pairs: Any, shingles: Any, bounds: Any, width: int, gap: int, least: int) -> Any:
    """(shared shingles of each pair, where its passages end, passages as rows of the fields of ``Passage``).

    ``pairs`` has shape (n, 2) and is quickest in the order of its second column; ``shingles`` and ``bounds`` are
    those of ``Stream``. A pair that shares fewer than ``least // width`` shingles has no passage.
    """
    longest = np.max(bounds[1:] - bounds[:-1])
    slots = _slots(longest)
    # A slot belongs to the article, and to the pair, whose number it bears: nothing is ever cleared.
    owner, met = np.full(slots, -1, np.int64), np.full(slots, -1, np.int64)
    head, after = np.empty(slots, np.int64), np.empty(longest, np.int64)
    line = np.full((2 * longest, 3), -1, np.int64)
    common, ends = np.zeros(len(pairs), np.int64), np.zeros(len(pairs), np.int64)
    runs, found, size, held = np.empty((1024, 3), np.int64), np.empty((1024, 6), np.int64), 0, 0
    for number in range(len(pairs)):
        a = shingles[bounds[pairs[number, 0]] : bounds[pairs[number, 0] + 1]]
        b = shingles[bounds[pairs[number, 1]] : bounds[pairs[number, 1] + 1]]
        if number == 0 or pairs[number, 1] != pairs[number - 1, 1]:
            held = number
            _index(b, held, owner, head, after)
        common[number], count, runs = _runs(a, b, number, held, width, owner, met, head, after, line, runs)
        if common[number] >= least // width and count:
            found, size = chain_runs(free_runs(runs[:count]), gap, least, found, size)
        ends[number] = size
    return common, ends, found[:size]


@compiled
def _slots(words: int) -> Any:
    slots = 2
    while slots < 2 * words:
        slots *= 2
    return slots


@compiled
def _find(key: Any, b: Any, held: int, slots: int, owner: Any, head: Any) -> Any:
    """The slot of ``key`` among the shingles of ``b``, or the free one where it belongs: open addressing."""
    slot = np.int64(key & np.uint64(slots - 1))
    while owner[slot] == held and b[head[slot]] != key:
        slot = (slot + 1) & (slots - 1)
    return slot


@compiled
def _index(b: Any, held: int, owner: Any, head: Any, after: Any) -> None:
    """For each shingle of ``b`` the row where it first stands, and for each row the next one that has the same."""
    slots = _slots(len(b))
    for row in range(len(b) - 1, -1, -1):
        if b[row] != 0:
            slot = _find(b[row], b, held, slots, owner, head)
            after[row] = head[slot] if owner[slot] == held else -1
            owner[slot], head[slot] = held, row


@compiled
def _runs(
    a: Any,
    b: Any,
    number: int,
    held: int,
    width: int,
    owner: Any,
    met: Any,
    head: Any,
    after: Any,
    line: Any,
    runs: Any,
) -> Any:
    """(shared shingles, number of runs, runs as (start in a, start in b, words)), ordered by their starts.

    ``line`` holds for each diagonal the pair that last met it, the row of a where it did, and its open run.
    """
    slots, common, count = _slots(len(b)), 0, 0
    for row in range(len(a)):
        if a[row] == 0:
            continue
        slot = _find(a[row], b, held, slots, owner, head)
        if owner[slot] != held:
            continue
        common += met[slot] != number
        met[slot] = number
        at, repeats = head[slot], 0
        while at >= 0 and repeats < MOST_REPEATS:
            diagonal = at - row + len(a)
            if line[diagonal, 0] == number and line[diagonal, 1] == row - 1:
                runs[line[diagonal, 2], 2] += 1
            else:
                if count == len(runs):
                    runs = np.concatenate((runs, np.empty_like(runs)))
                runs[count, 0], runs[count, 1], runs[count, 2] = row, at, width
                line[diagonal, 0], line[diagonal, 2] = number, count
                count += 1
            line[diagonal, 1] = row
            at, repeats = after[at], repeats + 1
    return common, count, runs
