"""Which words that rules ask for each form of the vocabulary is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.notices.plain import folded_codes, plain_codes
from copydesk.notices.trie import PackedTrie, Trie, build_trie
from copydesk.text.strings import read_utf8

__all__ = ["Held", "WordPieces"]

Numbers = npt.NDArray[np.int64]
Counts = npt.NDArray[np.uint8]
_SPACE, _LOW_LINE, _FIRST_LETTER = ord(" "), ord("_"), ord("0")


@dataclass(frozen=True)
class Held:
    """The ``hot`` forms are pieces; ``pieces[bounds[i]:bounds[i + 1]]`` are the numbers of those that ``hot[i]`` is.

    ``words`` says of every form how many words rules see in it: one; 2 for more, which a space or a low line in it
    parts; or none, if it is but low lines.
    """

    hot: Numbers
    bounds: Numbers
    pieces: Numbers
    words: Counts


class WordPieces:
    """Words that patterns ask for, RE2 text each, looked for in the plain form of words without case.

    A piece that is all of a word is also found as a run of letters and digits of ASCII in one.
    """

    def __init__(self, pieces: Sequence[str], packed: PackedTrie | None = None) -> None:
        """``packed`` is the packed trie of ``pieces``, where it is known already."""
        self._pieces, self._packed = tuple(pieces), packed

    def held(self, forms: Sequence[str]) -> Held:
        """What each of ``forms`` is."""
        plain = plain_codes()[np.frombuffer("\n".join(forms).encode("utf-32-le", "surrogatepass"), np.uint32)]
        ends = np.cumsum([len(form) + 1 for form in forms], dtype=np.int64)
        parts = (plain == _SPACE) | (plain == _LOW_LINE)
        words = np.zeros(len(forms), np.uint8)
        words[np.searchsorted(ends, np.flatnonzero((plain >= _FIRST_LETTER) & ~parts), side="right")] = 1
        words[np.searchsorted(ends, np.flatnonzero(parts), side="right")] *= 2
        folded = folded_codes()[plain].tolist()
        spans = zip([0, *ends.tolist()], ends.tolist(), strict=False)
        found = [(row, n) for row, (first, end) in enumerate(spans) for n in self._trie.walk(folded[first : end - 1])]
        rows, numbers = np.array(found, np.int64).reshape(-1, 2).T
        return self._settle(rows, numbers, words)

    def held_fast(self, forms: pd.Series) -> Held:
        """The same, by a compiled walk."""
        from copydesk.notices.trie_kernel import find_pieces

        trie = self._packed or self._trie.pack()
        data, bounds = read_utf8(forms)
        codes = np.empty(int(np.diff(bounds).max(initial=0)), np.uint32)
        room = np.empty((2, max(map(len, self._pieces), default=0) + 2), np.int64)
        words = np.empty(len(forms), np.uint8)
        found = np.empty((2, 2 * len(forms) + 1024), np.int64)
        tables = plain_codes(), folded_codes(), trie.top, trie.bounds, trie.steps, trie.nodes
        given = data, bounds, *tables, trie.stops, trie.pieces, trie.edges, codes, room, words
        while (count := find_pieces(*given, found)) > found.shape[1]:
            found = np.empty((2, count), np.int64)
        return self._settle(found[0, :count], found[1, :count], words)

    def _settle(self, rows: Numbers, numbers: Numbers, words: Counts) -> Held:
        """What forms are, of which ``rows`` are the pieces ``numbers``."""
        keys = np.sort(rows * len(self._pieces) + numbers)  # np.unique is many times as slow
        keys = keys[np.flatnonzero(np.diff(keys, prepend=-1))]
        rows = keys // max(len(self._pieces), 1)
        sizes = np.bincount(rows, minlength=len(words))
        hot = np.flatnonzero(sizes)
        bounds = np.concatenate([[0], np.cumsum(sizes[hot])])
        return Held(hot, bounds, keys - rows * len(self._pieces), words)

    @cached_property
    def _trie(self) -> Trie:
        return build_trie(self._pieces)
