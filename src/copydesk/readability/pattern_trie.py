"""The hyphenation patterns of one language as a trie, for many words at once.

Liang, Word Hy-phen-a-tion by Com-put-er (1983): patterns vote at every position of a word, the highest vote
stands, and an odd one is a point. pyphen supplies the patterns and tries them substring by substring; here
they are a trie, down which all positions of all words go together, one letter a step.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["MARGIN", "PatternTrie"]

_DEAD, _ROOT = 0, 1
MARGIN = 2
"""pyphen's left and right: no point so close to either end of a word."""
_TOP = 0x110000
Array = npt.NDArray[Any]


class PatternTrie:
    """A row of ``_next`` for every beginning of a pattern.

    The votes of a node are the rows ``_bounds[node]`` to ``_bounds[node + 1]`` of ``_shifts`` and ``_values``.
    """

    def __init__(self, patterns: Mapping[str, tuple[int, Sequence[int]]]) -> None:
        """``patterns`` gives each pattern's first voted position and its votes, as pyphen holds them."""
        alphabet = sorted(set("".join(patterns)))
        self._letters = np.zeros(_TOP, np.uint8)
        self._letters[[ord(letter) for letter in alphabet]] = np.arange(1, len(alphabet) + 1)
        self._depth = max(map(len, patterns), default=0)
        beginnings = dict.fromkeys(pattern[:end] for pattern in patterns for end in range(1, len(pattern) + 1))
        nodes = {"": _ROOT} | {beginning: number for number, beginning in enumerate(beginnings, start=_ROOT + 1)}
        self._next = np.zeros((len(nodes) + 1, len(alphabet) + 1), np.int32)
        parents, lasts = [nodes[each[:-1]] for each in beginnings], [ord(each[-1]) for each in beginnings]
        self._next[parents, self._letters[lasts]] = np.arange(_ROOT + 1, len(nodes) + 1)
        votes = sorted(
            (nodes[pattern], first + shift, int(vote))
            for pattern, (first, votes) in patterns.items()
            for shift, vote in enumerate(votes)
            if vote
        )
        owners, self._shifts, self._values = np.array(votes, np.int64).reshape(-1, 3).T
        self._bounds = np.searchsorted(owners, np.arange(len(nodes) + 2))

    def count(self, words: Sequence[str], compiled: bool = False) -> npt.NDArray[np.int64]:
        """Points of each of ``words`` (lower case), each ``len(pyphen.Pyphen(...).positions(word))``."""
        joined = "".join([f".{word}.\n" for word in words])
        lengths = np.fromiter(map(len, words), np.int64, len(words))
        if compiled and len(words):
            return self._count_compiled(joined, lengths)
        starts = np.cumsum(lengths + 3) - (lengths + 3)
        points = np.concatenate([[0], np.cumsum(self._vote(joined) & 1)])
        first = starts + MARGIN + 1
        return points[np.maximum(first, starts + lengths - MARGIN + 2)] - points[first]

    def _count_compiled(self, joined: str, lengths: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        from copydesk.readability.voting import count_points

        letters = self._letters[np.frombuffer(joined.encode("utf-32-le"), np.uint32)]
        points, highest = np.zeros(len(lengths), np.int64), np.zeros(int(lengths.max()) + self._depth + 4, np.int64)
        count_points(letters, lengths, self._next, self._bounds, self._shifts, self._values, MARGIN, highest, points)
        return points

    def _vote(self, joined: str) -> npt.NDArray[np.int64]:
        """The highest vote before each character of ``joined``, and beyond its end."""
        places, nodes = self._match(joined)
        counts = self._bounds[nodes + 1] - self._bounds[nodes]
        rows = np.repeat(self._bounds[nodes + 1] - np.cumsum(counts), counts) + np.arange(counts.sum())
        at, values = np.repeat(places, counts) + self._shifts[rows], self._values[rows]
        order = np.argsort(values, kind="stable")
        highest = np.zeros(len(joined) + self._depth + 1, np.int64)
        highest[at[order]] = values[order]  # of votes for one place the last is kept: the highest
        return highest

    def _match(self, joined: str) -> tuple[Array, Array]:
        """Where in ``joined`` each beginning of a pattern stands, and its node; newlines are in no pattern."""
        codes = np.frombuffer(joined.encode("utf-32-le"), np.uint32)
        letters = np.append(self._letters[codes], np.zeros(self._depth, np.uint8))
        places, nodes = np.arange(len(codes)), np.full(len(codes), _ROOT, np.int32)
        found = [(places[:0], nodes[:0])]
        for depth in range(self._depth):
            nodes = self._next[nodes, letters[places + depth]]
            alive = np.flatnonzero(nodes != _DEAD)
            places, nodes = places[alive], nodes[alive]
            found.append((places, nodes))
        return np.concatenate([each for each, _ in found]), np.concatenate([each for _, each in found])
