"""Two ways to sign and compare a column of texts that give the same bits: compiled for many, plain for few."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
import numpy.typing as npt

from copydesk.duplicates.bands import Buckets, band_buckets
from copydesk.duplicates.exact_sets import ExactSets
from copydesk.duplicates.letters import letters
from copydesk.duplicates.plain_words import encoded_words, folded_words
from copydesk.duplicates.signatures import Hashes32, permutations, premix
from copydesk.duplicates.text_columns import Chunk, TextColumn
from copydesk.duplicates.workers import each_chunk
from copydesk.settings import rooms

__all__ = ["CompiledEngine", "Engine", "PlainEngine"]

Rows = npt.NDArray[np.int64]


class Engine(Protocol):
    """Signs all texts once, then answers for rows."""

    def sign(self) -> tuple[Hashes32, Rows]:
        """Signatures, shape (rows, num_perm), all ones without a shingle; and how many shingles each text has."""

    def buckets(self, signatures: Hashes32, signed: Rows, bands: int, width: int) -> list[Buckets]:
        """The buckets of each of ``bands`` bands of ``width`` columns; only rows ``signed`` are looked at."""

    def agreeing(self, signatures: Hashes32, first: Rows, second: Rows) -> Rows:
        """Equal places of the signatures of each pair."""

    def common(self, first: Rows, second: Rows) -> tuple[Rows, Rows, Rows]:
        """Shingles that both texts of each pair have, and that each has, exactly; pairs are sorted by ``first``."""


@dataclass
class CompiledEngine:
    """Kernels over Arrow buffers, as many threads as ``threads``."""

    column: TextColumn
    settings: rooms.Duplicates
    threads: int
    pool: Executor = field(init=False)
    _sizes: Rows = field(init=False)

    def __post_init__(self) -> None:
        self.pool = ThreadPoolExecutor(self.threads)

    def sign(self) -> tuple[Hashes32, Rows]:
        """As ``Engine.sign``."""
        result = np.full((self.column.rows, self.settings.num_perm), np.uint32(0xFFFFFFFF), np.uint32)
        self._sizes = np.zeros(self.column.rows, np.int64)
        parameters = permutations(self.settings.num_perm, self.settings.seed)
        units = range(len(self.column.units))
        each_chunk(self.column, units, lambda chunk: self._sign(chunk, parameters, result), self.pool, self.threads)
        return result, self._sizes

    def _sign(self, chunk: Chunk, parameters: Hashes32, result: Hashes32) -> None:
        from copydesk.duplicates.arrow_shingles import sign_texts, sign_words

        width = self.settings.shingle_words
        rows = slice(chunk.first, chunk.first + chunk.rows)
        out, sizes = result[rows], self._sizes[rows]
        sign_texts(chunk.data, chunk.offsets, tuple(letters()), width, parameters, out, sizes)
        for odd in np.flatnonzero(sizes < 0).tolist():
            joined, starts = encoded_words(chunk.text(odd))
            mixed = np.empty(len(starts), np.uint32)
            sizes[odd] = sign_words(joined, starts, len(starts) - 1, width, parameters, mixed, out[odd])

    def buckets(self, signatures: Hashes32, signed: Rows, bands: int, width: int) -> list[Buckets]:
        """As ``Engine.buckets``."""
        return band_buckets(signatures, signed, bands, width, self.pool)

    def agreeing(self, signatures: Hashes32, first: Rows, second: Rows) -> Rows:
        """As ``Engine.agreeing``."""
        from copydesk.duplicates.band_keys import count_agreeing

        result = np.zeros(len(first), np.int64)
        count_agreeing(signatures, first, second, result)
        return result

    def common(self, first: Rows, second: Rows) -> tuple[Rows, Rows, Rows]:
        """As ``Engine.common``."""
        own = self.settings
        sets = ExactSets(self.column, self._sizes, own.shingle_words, own.seed, self.pool, self.threads)
        return sets.common(first, second)


@dataclass
class PlainEngine:
    """Python sets of word tuples and NumPy: the oracle, and faster than the compiler's start for a small column."""

    texts: Sequence[str]
    settings: rooms.Duplicates
    _sets: list[set[tuple[str, ...]]] = field(init=False, default_factory=list)

    def sign(self) -> tuple[Hashes32, Rows]:
        """As ``Engine.sign``."""
        import xxhash

        a, b = permutations(self.settings.num_perm, self.settings.seed)
        result = np.full((len(self.texts), len(a)), np.uint32(0xFFFFFFFF), np.uint32)
        width, sizes = self.settings.shingle_words, np.zeros(len(self.texts), np.int64)
        for row, words in enumerate(folded_words(self.texts)):
            self._sets.append(set(zip(*(words[place:] for place in range(width)), strict=False)))
            sizes[row] = max(len(words) - width + 1, 0)
            hashes = [xxhash.xxh32_intdigest(" ".join(shingle).encode()) for shingle in self._sets[row]]
            for value in premix(np.array(hashes, np.uint32)):
                np.minimum(result[row], value * a + b, out=result[row])
        return result, sizes

    def buckets(self, signatures: Hashes32, signed: Rows, bands: int, width: int) -> list[Buckets]:
        """As ``Engine.buckets``."""
        return [_buckets(signatures[signed, band * width : (band + 1) * width], signed) for band in range(bands)]

    def agreeing(self, signatures: Hashes32, first: Rows, second: Rows) -> Rows:
        """As ``Engine.agreeing``."""
        return np.count_nonzero(signatures[first] == signatures[second], axis=1)

    def common(self, first: Rows, second: Rows) -> tuple[Rows, Rows, Rows]:
        """As ``Engine.common``."""
        pairs = [(self._sets[a], self._sets[b]) for a, b in zip(first.tolist(), second.tolist(), strict=True)]
        counts = np.array([(len(one & two), len(one), len(two)) for one, two in pairs], np.int64).reshape(-1, 3)
        return counts[:, 0], counts[:, 1], counts[:, 2]


def _buckets(keys: Hashes32, signed: Rows) -> Buckets:
    numbers = np.unique(keys, axis=0, return_inverse=True)[1].ravel()
    order = np.argsort(numbers, kind="stable")
    sizes = np.bincount(numbers)
    whole = Buckets(signed[order], np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)]))
    return whole.select(sizes > 1)
