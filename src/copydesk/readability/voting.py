"""Compiled twin of ``PatternTrie.count``: each word walks down the trie from each of its places."""

from __future__ import annotations

from typing import Any

import numpy as np

from copydesk.text.compiling import lean

__all__ = ["count_points"]


@lean
def count_points(
    letters: Any,
    lengths: Any,
    following: Any,
    bounds: Any,
    shifts: Any,
    values: Any,
    margin: Any,
    highest: Any,
    out: Any,
) -> None:
    """Points of words, into ``out``. ``letters`` holds each word between two letters for its ends and a 0 after it.

    ``following`` is the trie (row 1 its root, 0 a dead end), the other arrays as ``PatternTrie`` holds them;
    ``highest`` has room for the votes of a word.
    """
    start = np.uint64(0)
    for word in range(len(lengths)):
        length = lengths[word]
        highest[: length + 3] = 0
        for place in range(length + 2):
            node, at = following[1, letters[start + np.uint64(place)]], np.uint64(place + 1)
            while node != 0:
                for row in range(bounds[node], bounds[node + 1]):
                    voted = place + shifts[row]
                    highest[voted] = max(highest[voted], values[row])
                node = following[node, letters[start + at]]
                at += np.uint64(1)
        for place in range(margin + 1, length + 2 - margin):
            out[word] += highest[place] & 1
        start += np.uint64(length + 3)
