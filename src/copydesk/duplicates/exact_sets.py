"""Exact sets of the articles that some pair needs, read again from their column, as many at a time as memory allows."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from copydesk.duplicates.letters import letters
from copydesk.duplicates.plain_words import encoded_words
from copydesk.duplicates.text_columns import Chunk, TextColumn
from copydesk.duplicates.workers import each_chunk

__all__ = ["ExactSets"]

HELD_SHINGLES = 128 * 1024 * 1024
"""Shingles of one block of pairs, 8 bytes each."""

Rows = npt.NDArray[np.int64]


@dataclass(frozen=True)
class ExactSets:
    """Shingle sets of the texts of ``column``; ``sizes`` bounds how many shingles each has."""

    column: TextColumn
    sizes: Rows
    width: int
    seed: int
    pool: Executor
    threads: int

    def common(self, first: Rows, second: Rows) -> tuple[Rows, Rows, Rows]:
        """For each pair of rows, sorted by ``first``: shingles that both have, and that each of the two has."""
        counts = np.zeros((3, len(first)), np.int64)
        for block in self._blocks(first, second):
            counts[:, block] = self._block(first[block], second[block])
        return counts[0], counts[1], counts[2]

    def _blocks(self, first: Rows, second: Rows) -> Iterator[slice]:
        turns = np.append(True, first[1:] != first[:-1])[: len(first)]
        total = np.cumsum(self.sizes[second] + self.sizes[first] * turns) // HELD_SHINGLES
        edges = np.flatnonzero(np.append(True, total[1:] != total[:-1])[: len(total)]).tolist()
        for start, stop in pairwise([*edges, len(first)]):
            yield slice(start, stop)

    def _block(self, first: Rows, second: Rows) -> npt.NDArray[np.int64]:
        from copydesk.duplicates.arrow_shingles import count_common

        rows = np.unique(np.concatenate([first, second]))
        places = np.concatenate([np.zeros(1, np.int64), np.cumsum(self.sizes[rows])])
        flat, sizes = np.empty(places[-1], np.uint64), np.zeros(len(rows), np.int64)
        units = [n for n, unit in enumerate(self.column.units) if len(_within(rows, unit.first, unit.rows))]
        each_chunk(
            self.column, units, lambda chunk: self._collect(chunk, rows, places, flat, sizes), self.pool, self.threads
        )
        common, one, two = np.zeros(len(first), np.int64), np.searchsorted(rows, first), np.searchsorted(rows, second)
        cuts = np.linspace(0, len(first), self.threads + 1).astype(np.int64)
        parts = [slice(start, stop) for start, stop in pairwise(cuts.tolist())]
        list(self.pool.map(lambda part: count_common(one[part], two[part], flat, places, sizes, common[part]), parts))
        return np.stack([common, sizes[one], sizes[two]])

    def _collect(self, chunk: Chunk, rows: Rows, places: Rows, flat: npt.NDArray[np.uint64], sizes: Rows) -> None:
        from copydesk.duplicates.arrow_shingles import collect_sets

        found = _within(rows, chunk.first, chunk.rows)
        if len(found):
            chosen, at, held = rows[found] - chunk.first, places[found], sizes[found[0] : found[-1] + 1]
            table, seed = tuple(letters()), np.uint64(self.seed)
            collect_sets(chunk.data, chunk.offsets, chosen, table, self.width, seed, at, flat, held)
            for odd in np.flatnonzero(held < 0).tolist():
                held[odd] = self._collect_odd(chunk, int(chosen[odd]), flat[int(at[odd]) :])

    def _collect_odd(self, chunk: Chunk, number: int, out: npt.NDArray[np.uint64]) -> int:
        from copydesk.duplicates.arrow_shingles import set_of_words

        joined, starts = encoded_words(chunk.text(number))
        words, slots = np.empty(len(starts), np.uint64), np.empty(4 * len(starts) + 16, np.uint64)
        return int(set_of_words(joined, starts, len(starts) - 1, self.width, np.uint64(self.seed), words, slots, out))


def _within(rows: Rows, first: int, count: int) -> Rows:
    """Places in ``rows`` of those from ``first`` on, ``count`` at most."""
    return np.arange(*np.searchsorted(rows, [first, first + count]))
