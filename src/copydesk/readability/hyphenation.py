"""Hyphenation points of many words at once, equal to pyphen's.

Liang, Word Hy-phen-a-tion by Com-put-er (1983): patterns vote at every position of a word, the highest vote
stands, and an odd one is a point. pyphen supplies the patterns and tries them substring by substring; here
they are a trie, down which all positions of all words go together, one letter a step.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["Hyphenation", "hyphenation"]

_DEAD, _ROOT = 0, 1
_MARGIN = 2  # pyphen's left and right: no point so close to either end of a word
_TOP = 0x110000
Array = npt.NDArray[Any]


class Hyphenation:
    """The patterns of one language as a trie: a row of ``_next`` and of ``_votes`` for every beginning of one."""

    def __init__(self, patterns: Mapping[str, tuple[int, Sequence[int]]]) -> None:
        """``patterns`` gives each pattern's first voted position and its votes, as pyphen holds them."""
        self._letters = np.zeros(_TOP, np.uint8)
        alphabet = sorted(set("".join(patterns)))
        self._letters[[ord(letter) for letter in alphabet]] = np.arange(1, len(alphabet) + 1)
        beginnings = dict.fromkeys(pattern[:end] for pattern in patterns for end in range(1, len(pattern) + 1))
        nodes = {"": _ROOT} | {beginning: number for number, beginning in enumerate(beginnings, start=_ROOT + 1)}
        self._next = np.zeros((len(nodes) + 1, len(alphabet) + 1), np.int32)
        parents, lasts = [nodes[each[:-1]] for each in beginnings], [ord(each[-1]) for each in beginnings]
        self._next[parents, self._letters[lasts]] = np.arange(_ROOT + 1, len(nodes) + 1)
        self._depth = max(map(len, patterns), default=0)
        self._votes = np.zeros((len(nodes) + 1, self._depth + 1), np.int8)
        for pattern, (first, votes) in patterns.items():
            self._votes[nodes[pattern], first : first + len(votes)] = votes

    def count(self, words: Sequence[str]) -> npt.NDArray[np.int64]:
        """Points of each of ``words`` (lower case), each ``len(pyphen.Pyphen(...).positions(word))``."""
        joined = "".join(f".{word}.\n" for word in words)
        lengths = np.fromiter(map(len, words), np.int64, len(words))
        starts = np.concatenate([[0], np.cumsum(lengths + 3)[:-1]]) if len(words) else lengths
        points = np.concatenate([[0], np.cumsum(self._vote(joined) & 1)])
        first = starts + _MARGIN + 1
        return points[np.maximum(first, starts + lengths - _MARGIN + 2)] - points[first]

    def _vote(self, joined: str) -> npt.NDArray[np.int8]:
        """The highest vote before each character of ``joined``, and at its end; newlines match no pattern."""
        letters = self._letters[np.frombuffer(joined.encode("utf-32-le"), np.uint32)]
        highest = np.zeros(len(letters) + self._depth + 1, np.int8)
        places = np.arange(len(letters))
        nodes = np.full(len(letters), _ROOT, np.int32)
        for depth in range(self._depth):
            inside = places + depth < len(letters)
            places, nodes = places[inside], nodes[inside]
            nodes = self._next[nodes, letters[places + depth]]
            places, nodes = places[nodes != _DEAD], nodes[nodes != _DEAD]
            self._raise(highest, places, nodes, depth + 2)
        return highest

    def _raise(self, highest: npt.NDArray[np.int8], places: Array, nodes: Array, width: int) -> None:
        """Raise votes from each place on; places differ, so that no vote of one call overwrites another."""
        votes = self._votes[nodes, :width]
        full = votes.any(axis=1)
        places, votes = places[full], votes[full]
        for shift in range(width):
            at = places + shift
            highest[at] = np.maximum(highest[at], votes[:, shift])


@cache
def hyphenation(locale: str) -> Hyphenation:
    """The patterns that pyphen ships for ``locale`` (en_US, or a bare language such as de)."""
    from pyphen import Pyphen

    return Hyphenation(Pyphen(lang=locale).hd.patterns)
