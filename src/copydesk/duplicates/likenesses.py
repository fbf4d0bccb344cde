"""Compiled twins of ``wordings``, for the many pairs of quotations of a large corpus.

Matching blocks as difflib finds them (Ratcliff and Obershelp's gestalt pattern matching, without junk): the longest
equal run, of equal ones the earliest, then the same on either side of it.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from copydesk.duplicates.wordings import LEAST, RUN
from copydesk.text.compiling import compiled

__all__ = ["likenesses", "mark_wordings"]


@compiled
def likenesses(pairs: Any, words: Any, bounds: Any, out: Any) -> None:
    """``wordings.likeness`` of each pair of rows, into ``out``; row r has the ``words[bounds[r]:bounds[r + 1]]``."""
    head, after, ends, stack, blocks, clock = _room(words, bounds)
    for number in range(len(pairs)):
        a = words[bounds[pairs[number, 0]] : bounds[pairs[number, 0] + 1]]
        b = words[bounds[pairs[number, 1]] : bounds[pairs[number, 1] + 1]]
        _note(b, head, after)
        count, clock = _blocks(a, b, head, after, ends, stack, blocks, clock)
        out[number] = 1.0 if _equal(a, b) else _share(blocks[:count], len(a), len(b))
        _forget(b, head)


@compiled
def mark_wordings(rows: Any, groups: Any, words: Any, bounds: Any, out: Any) -> None:
    """``wordings.distinct_wordings`` of each group: ``out`` tells of each place in ``rows`` whether it is one.

    Group g has the ``rows[groups[g]:groups[g + 1]]``; row r has the ``words[bounds[r]:bounds[r + 1]]``.
    """
    head, after, ends, stack, blocks, clock = _room(words, bounds)
    for group in range(len(groups) - 1):
        first = groups[group]
        for at in range(first, groups[group + 1]):
            b = words[bounds[rows[at]] : bounds[rows[at] + 1]]
            new = not _printed(b, rows[first:at], out[first:at], words, bounds)
            _note(b, head, after)
            for known in range(first, at if new else first):
                if new and out[known]:
                    a = words[bounds[rows[known]] : bounds[rows[known] + 1]]
                    count, clock = _blocks(a, b, head, after, ends, stack, blocks, clock)
                    alike = known > first or _share(blocks[:count], len(a), len(b)) > 0
                    new = alike and _changed(blocks[:count])
            _forget(b, head)
            out[at] = new


@compiled
def _printed(b: Any, rows: Any, wanted: Any, words: Any, bounds: Any) -> Any:
    """Whether one of the ``wanted`` rows has just the words ``b``."""
    for at in range(len(rows)):  # noqa: SIM110  (a generator would not compile)
        if wanted[at] and _equal(words[bounds[rows[at]] : bounds[rows[at] + 1]], b):
            return True
    return False


@compiled
def _room(words: Any, bounds: Any) -> Any:
    """The arrays that ``_blocks`` works in, and its clock."""
    longest, top = 0, 0
    for row in range(len(bounds) - 1):
        longest = max(longest, bounds[row + 1] - bounds[row])
    for at in range(len(words)):
        top = max(top, words[at])
    head, after = np.full(top + 1, -1, np.int64), np.empty(longest, np.int64)
    ends, stack = np.zeros((4, longest), np.int64), np.empty((2 * longest + 2, 4), np.int64)
    return head, after, ends, stack, np.empty((longest + 1, 3), np.int64), 1


@compiled
def _note(b: Any, head: Any, after: Any) -> None:
    """Note where each word of ``b`` stands: first at ``head[word]``, then ``after`` each place."""
    for at in range(len(b) - 1, -1, -1):
        after[at], head[b[at]] = head[b[at]], at


@compiled
def _forget(b: Any, head: Any) -> None:
    for at in range(len(b)):
        head[b[at]] = -1


@compiled
def _equal(a: Any, b: Any) -> Any:
    if len(a) != len(b):
        return False
    for at in range(len(a)):  # noqa: SIM110  (a generator would not compile)
        if a[at] != b[at]:
            return False
    return True


@compiled
def _blocks(a: Any, b: Any, head: Any, after: Any, ends: Any, stack: Any, blocks: Any, clock: int) -> Any:
    """(number of blocks of equal words, the clock after them); ``blocks`` gets (start in a, start in b, words)."""
    stack[0, 0], stack[0, 1], stack[0, 2], stack[0, 3] = 0, len(a), 0, len(b)
    depth, count = 1, 0
    while depth:
        depth -= 1
        low_a, high_a, low_b, high_b = stack[depth, 0], stack[depth, 1], stack[depth, 2], stack[depth, 3]
        at_a, at_b, size = _longest(a, low_a, high_a, low_b, high_b, head, after, ends, clock)
        clock += high_a - low_a + 1
        if not size:
            continue
        blocks[count, 0], blocks[count, 1], blocks[count, 2] = at_a, at_b, size
        count += 1
        if at_a + size < high_a and at_b + size < high_b:
            stack[depth, 0], stack[depth, 1], stack[depth, 2], stack[depth, 3] = (
                at_a + size,
                high_a,
                at_b + size,
                high_b,
            )
            depth += 1
        if low_a < at_a and low_b < at_b:
            stack[depth, 0], stack[depth, 1], stack[depth, 2], stack[depth, 3] = low_a, at_a, low_b, at_b
            depth += 1
    return count, clock


@compiled
def _longest(
    a: Any, low_a: int, high_a: int, low_b: int, high_b: int, head: Any, after: Any, ends: Any, clock: int
) -> Any:
    """The longest run of equal words of two stretches; of equal ones the first in a, then the first in b.

    ``ends`` keeps, for the last two words of a, how long a run ends at each word of b, and when that was written.
    """
    best_a, best_b, best = low_a, low_b, 0
    for row in range(low_a, high_a):
        now, then, time = 2 * (row & 1), 2 - 2 * (row & 1), clock + row - low_a
        at = head[a[row]]
        while 0 <= at < high_b:
            if at >= low_b:
                length = 1
                if at > low_b and row > low_a and ends[then + 1, at - 1] == time - 1:
                    length += ends[then, at - 1]
                ends[now, at], ends[now + 1, at] = length, time
                if length > best:
                    best_a, best_b, best = row - length + 1, at - length + 1, length
            at = after[at]
    return best_a, best_b, best


@compiled
def _share(blocks: Any, words_a: int, words_b: int) -> Any:
    """The share of ``likeness`` from the blocks, in any order; neighbours that touch on both sides are one."""
    order = np.argsort(blocks[:, 0], kind="mergesort")
    equal, longest, first, last, row = 0, 0, -1, -1, 0
    while row < len(order):
        start, size = row, blocks[order[row], 2]
        begin_a, begin_b = blocks[order[row], 0], blocks[order[row], 1]
        row += 1
        while row < len(order) and blocks[order[row], 0] == begin_a + size and blocks[order[row], 1] == begin_b + size:
            size += blocks[order[row], 2]
            row += 1
        if size > 1:
            equal, longest = equal + size, max(longest, size)
            first = start if first < 0 else first
            end_a, end_b, last = begin_a + size, begin_b + size, start
    if longest < RUN or equal < LEAST * min(words_a, words_b) or last < 0:
        return 0.0
    return equal / max(end_a - blocks[order[first], 0], end_b - blocks[order[first], 1])


@compiled
def _changed(blocks: Any) -> Any:
    """Whether words differ between the first and the last block, in any order (``wordings.changed_words``)."""
    order = np.argsort(blocks[:, 0], kind="mergesort")
    for row in range(1, len(order)):
        before, after = blocks[order[row - 1]], blocks[order[row]]
        if after[0] != before[0] + before[2] or after[1] != before[1] + before[2]:
            return True
    return False
