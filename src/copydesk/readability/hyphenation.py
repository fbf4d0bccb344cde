"""Hyphenation points of words, equal to pyphen's: its own for a few words of a language, a trie for many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from copydesk.readability.pattern_trie import MARGIN, PatternTrie

__all__ = ["Hyphenation", "hyphenation"]

_REPAYS_TRIE = 2_000  # words; one article in German does not repay a trie of 277,155 nodes


class Hyphenation:
    """The patterns of one language, and the trie of them once that repays its building."""

    def __init__(self, patterns: Mapping[str, tuple[int, Sequence[int]]]) -> None:
        """``patterns`` gives each pattern's first voted position and its votes, as pyphen holds them."""
        self._patterns = patterns
        self._depth = max(map(len, patterns), default=0)
        self._trie: PatternTrie | None = None

    def count(self, words: Sequence[str], compiled: bool = False) -> npt.NDArray[np.int64]:
        """Points of each of ``words`` (lower case), each ``len(pyphen.Pyphen(...).positions(word))``."""
        if self._trie is None and len(words) < _REPAYS_TRIE:
            return np.fromiter(map(self._count_plainly, words), np.int64, len(words))
        self._trie = self._trie or PatternTrie(self._patterns)
        return self._trie.count(words, compiled)

    def _count_plainly(self, word: str) -> int:
        """Every beginning of a pattern tried at every place, as pyphen does."""
        marked = f".{word}."
        highest = [0] * (len(marked) + self._depth + 1)
        for start in range(len(marked)):
            for end in range(start + 1, min(start + self._depth, len(marked)) + 1):
                first, votes = self._patterns.get(marked[start:end], (0, ()))
                for place, vote in enumerate(votes, start=start + first):
                    highest[place] = max(highest[place], vote)
        return sum(vote & 1 for vote in highest[MARGIN + 1 : len(word) + 2 - MARGIN])


@cache
def hyphenation(locale: str) -> Hyphenation:
    """The patterns that pyphen ships for ``locale`` (en_US, or a bare language such as de)."""
    from pyphen import Pyphen

    return Hyphenation(Pyphen(lang=locale).hd.patterns)
