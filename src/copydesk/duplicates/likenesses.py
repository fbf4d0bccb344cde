"""Compiled twins of ``wordings``, for the many pairs of quotations of a large corpus.

Matching blocks as difflib finds them (Ratcliff and Obershelp's gestalt pattern matching, without junk): the longest
equal run, of equal ones the earliest, then the same on either side of it.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from copydesk.duplicates.matching_blocks import find_blocks, forget, make_room, note
from copydesk.duplicates.wordings import LEAST, REWORDED, REWORDED_WORDS, RUN
from copydesk.text.compiling import compiled

__all__ = ["likenesses", "mark_wordings"]


@compiled
def likenesses(pairs: Any, words: Any, bounds: Any, out: Any) -> None:
    """``wordings.likeness`` of each pair of rows, into ``out``; row r has the ``words[bounds[r]:bounds[r + 1]]``."""
    head, after, ends, stack, blocks, clock = make_room(words, bounds)
    for number in range(len(pairs)):
        a = words[bounds[pairs[number, 0]] : bounds[pairs[number, 0] + 1]]
        b = words[bounds[pairs[number, 1]] : bounds[pairs[number, 1] + 1]]
        note(b, head, after)
        count, clock = find_blocks(a, b, head, after, ends, stack, blocks, clock)
        out[number] = 1.0 if _equal(a, b) else _share(blocks[:count], len(a), len(b))
        forget(b, head)


@compiled
def mark_wordings(rows: Any, groups: Any, words: Any, bounds: Any, out: Any) -> None:
    """``wordings.distinct_wordings`` of each group: ``out`` tells of each place in ``rows`` whether it is one.

    Group g has the ``rows[groups[g]:groups[g + 1]]``; row r has the ``words[bounds[r]:bounds[r + 1]]``.
    """
    head, after, ends, stack, blocks, clock = make_room(words, bounds)
    for group in range(len(groups) - 1):
        first = groups[group]
        for at in range(first, groups[group + 1]):
            b = words[bounds[rows[at]] : bounds[rows[at] + 1]]
            new = not _printed(b, rows[first:at], out[first:at], words, bounds)
            note(b, head, after)
            for known in range(first, at if new else first):
                if new and out[known]:
                    a = words[bounds[rows[known]] : bounds[rows[known] + 1]]
                    count, clock = find_blocks(a, b, head, after, ends, stack, blocks, clock)
                    alike = known > first or _reworded(blocks[:count], len(a), len(b))
                    new = alike and _changed(blocks[:count])
            forget(b, head)
            out[at] = new


@compiled
def _printed(b: Any, rows: Any, wanted: Any, words: Any, bounds: Any) -> Any:
    """Whether one of the ``wanted`` rows has just the words ``b``."""
    for at in range(len(rows)):  # noqa: SIM110  (a generator would not compile)
        if wanted[at] and _equal(words[bounds[rows[at]] : bounds[rows[at] + 1]], b):
            return True
    return False


@compiled
def _equal(a: Any, b: Any) -> Any:
    if len(a) != len(b):
        return False
    for at in range(len(a)):  # noqa: SIM110  (a generator would not compile)
        if a[at] != b[at]:
            return False
    return True


@compiled
def _share(blocks: Any, words_a: int, words_b: int) -> Any:
    """The share of ``likeness`` from the blocks, in any order."""
    _, equal, longest, stretch = _tally(blocks)
    if longest < RUN or equal < LEAST * min(words_a, words_b):
        return 0.0
    return equal / stretch


@compiled
def _reworded(blocks: Any, words_a: int, words_b: int) -> Any:
    """``wordings.reworded`` from the blocks, in any order."""
    every, equal, _, _ = _tally(blocks)
    return equal >= REWORDED_WORDS and every >= REWORDED * min(words_a, words_b)


@compiled
def _tally(blocks: Any) -> Any:
    """Equal words in all, those in runs of two and more, the longest run, and the stretch that the runs span.

    Neighbours that touch on both sides are one run.
    """
    order = np.argsort(blocks[:, 0], kind="mergesort")
    every, equal, longest, row = 0, 0, 0, 0
    first_a, first_b, end_a, end_b = -1, -1, 0, 0
    while row < len(order):
        begin_a, begin_b, size = blocks[order[row], 0], blocks[order[row], 1], blocks[order[row], 2]
        row += 1
        while row < len(order) and blocks[order[row], 0] == begin_a + size and blocks[order[row], 1] == begin_b + size:
            size += blocks[order[row], 2]
            row += 1
        every += size
        if size > 1:
            if first_a < 0:
                first_a, first_b = begin_a, begin_b
            equal, longest = equal + size, max(longest, size)
            end_a, end_b = begin_a + size, begin_b + size
    return every, equal, longest, max(end_a - first_a, end_b - first_b)


@compiled
def _changed(blocks: Any) -> Any:
    """Whether words differ between the first and the last block, in any order (``wordings.changed_words``)."""
    order = np.argsort(blocks[:, 0], kind="mergesort")
    for row in range(1, len(order)):
        before, after = blocks[order[row - 1]], blocks[order[row]]
        if after[0] != before[0] + before[2] or after[1] != before[1] + before[2]:
            return True
    return False
