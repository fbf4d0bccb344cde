"""Compiled: matching blocks as difflib finds them (Ratcliff and Obershelp), without junk; for ``likenesses``."""

from __future__ import annotations

from typing import Any

import numpy as np

from copydesk.text.compiling import compiled

__all__ = ["find_blocks", "forget", "make_room", "note"]


@compiled
def make_room(words: Any, bounds: Any) -> Any:
    """The arrays that ``find_blocks`` works in, and its clock."""
    longest, top = 0, 0
    for row in range(len(bounds) - 1):
        longest = max(longest, bounds[row + 1] - bounds[row])
    for at in range(len(words)):
        top = max(top, words[at])
    head, after = np.full(top + 1, -1, np.int64), np.empty(longest, np.int64)
    ends, stack = np.zeros((4, longest), np.int64), np.empty((2 * longest + 2, 4), np.int64)
    return head, after, ends, stack, np.empty((longest + 1, 3), np.int64), 1


@compiled
def note(b: Any, head: Any, after: Any) -> None:
    """Note where each word of ``b`` stands: first at ``head[word]``, then ``after`` each place."""
    for at in range(len(b) - 1, -1, -1):
        after[at], head[b[at]] = head[b[at]], at


@compiled
def forget(b: Any, head: Any) -> None:
    """Set back what ``note`` wrote for ``b``."""
    for at in range(len(b)):
        head[b[at]] = -1


@compiled
def find_blocks(a: Any, b: Any, head: Any, after: Any, ends: Any, stack: Any, blocks: Any, clock: int) -> Any:
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
