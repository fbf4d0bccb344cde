"""Shingles: runs of five folded words, hashed; the sets that every exact figure is taken from."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.text import doc_bounds
from copydesk.text.words import mix, series

__all__ = ["BASE", "Stream", "shared", "shared_counts", "shingle_sets", "stream", "stream_of"]

REPAYS_COMPILER_WORDS = 2_000_000
"""Words from which compiled hashing and sorting are worth their compilation."""

_FEW_WORDS = 200  # texts no longer than this on average: NumPy sorts them one call each, mostly of overhead
BASE = np.uint64(0xA0761D6478BD642F)
"""Factor of a run's polynomial; odd: invertible modulo 2**64."""
Ints = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]


@dataclass(frozen=True)
class Stream:
    """The words of all articles that count, in order, and the shingle that begins at each.

    ``bounds`` has shape (articles + 1,): article d owns rows bounds[d] to bounds[d + 1]. ``rows`` are rows
    of the words table, ``folded`` numbers of folded forms, ``shingles`` 64-bit hashes (0 where fewer than
    ``width`` words are left in the article).
    """

    bounds: Ints
    rows: npt.NDArray[np.integer[Any]]
    folded: npt.NDArray[np.int32]
    shingles: Hashes
    width: int

    def doc(self, number: int) -> slice:
        """The rows of article ``number``."""
        return slice(int(self.bounds[number]), int(self.bounds[number + 1]))


def stream(
    words: pd.DataFrame, vocabulary: pd.DataFrame, keep: npt.NDArray[np.bool_], documents: int, width: int
) -> Stream:
    """The words where ``keep`` holds, as a Stream with shingles of ``width`` words."""
    rows = np.flatnonzero(keep)
    return stream_of(rows, doc_bounds(words["doc_no"].to_numpy()[rows], documents), words, vocabulary, width)


def stream_of(rows: Ints, bounds: Ints, words: pd.DataFrame, vocabulary: pd.DataFrame, width: int) -> Stream:
    """The ``rows`` of words as a Stream with shingles of ``width`` words; text t has bounds[t] to bounds[t + 1]."""
    numbers = words["word_no"].to_numpy()[rows]
    way = _hash_runs_compiled if len(numbers) >= REPAYS_COMPILER_WORDS else _hash_runs
    shingles = way(vocabulary["fold_hash"].to_numpy(), numbers, bounds, width)
    if len(words) < 1 << 31:
        rows = rows.astype(np.int32)  # half the memory, for as long as articles are compared
    return Stream(bounds, rows, vocabulary["folded_no"].to_numpy()[numbers], shingles, width)


def shingle_sets(source: Stream) -> tuple[Hashes, Ints]:
    """Distinct shingles of every article, sorted within each, and their bounds, shape (articles + 1,)."""
    articles = len(source.bounds) - 1
    if len(source.shingles) >= REPAYS_COMPILER_WORDS:
        return (_distinct_compiled if len(source.shingles) <= _FEW_WORDS * articles else _distinct_at_once)(source)
    parts = [_distinct(source.shingles[source.doc(d)]) for d in range(articles)]
    sizes = np.fromiter((len(part) for part in parts), np.int64, len(parts))
    flat = np.concatenate(parts) if parts else np.zeros(0, np.uint64)
    return flat, np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)])


def shared(a: Hashes, b: Hashes) -> int:
    """How many elements two sorted sets share, exactly."""
    small, large = (a, b) if len(a) <= len(b) else (b, a)
    if len(small) == 0:
        return 0
    at = np.minimum(np.searchsorted(large, small), len(large) - 1)
    return int(np.count_nonzero(large[at] == small))


def shared_counts(pairs: Ints, flat: Hashes, bounds: Ints) -> Ints:
    """How many elements the sets of each pair share, exactly, shape (pairs,)."""
    counts = np.zeros(len(pairs), np.int64)
    for row, (a, b) in enumerate(pairs.tolist()):
        counts[row] = shared(flat[bounds[a] : bounds[a + 1]], flat[bounds[b] : bounds[b + 1]])
    return counts


def _distinct(shingles: Hashes) -> Hashes:
    ordered = np.sort(shingles[shingles != 0])
    return ordered[np.concatenate([[True], ordered[1:] != ordered[:-1]])] if len(ordered) else ordered


def _distinct_at_once(source: Stream) -> tuple[Hashes, Ints]:
    """Each article's shingles sorted in place by NumPy, which is quickest for long ones; the rest is compiled."""
    from copydesk.duplicates.runs import drop_repeats

    flat = source.shingles[source.shingles != 0]
    sizes = np.maximum(np.diff(source.bounds) - source.width + 1, 0)
    bounds = np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)])
    for first, last in pairwise(bounds.tolist()):
        flat[first:last].sort()
    count = drop_repeats(flat, bounds)
    return flat[:count], bounds


def _distinct_compiled(source: Stream) -> tuple[Hashes, Ints]:
    from copydesk.duplicates.runs import sort_distinct

    flat, sizes = np.empty(len(source.shingles), np.uint64), np.zeros(len(source.bounds) - 1, np.int64)
    count = sort_distinct(source.shingles, source.bounds, flat, sizes)
    return flat[:count], np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)])


def _hash_runs_compiled(hashes: Hashes, numbers: npt.NDArray[np.int32], bounds: Ints, width: int) -> Hashes:
    from copydesk.duplicates.runs import hash_runs

    result = np.zeros(len(numbers), np.uint64)
    hash_runs(hashes, numbers, bounds, width, BASE, np.uint64(pow(int(BASE), -1, 1 << 64)), result)
    return result


def _hash_runs(hashes: Hashes, numbers: npt.NDArray[np.int32], bounds: Ints, width: int) -> Hashes:
    """Polynomial hash of every run of ``width`` words that stays inside its article; 0 elsewhere."""
    hashes = hashes[numbers]
    result = np.zeros(len(hashes), np.uint64)
    count = len(hashes) - width + 1
    if count <= 0:
        return result
    total = np.zeros(count, np.uint64)
    for offset, factor in enumerate(series("shingle_powers", BASE, width)):
        total += hashes[offset : offset + count] * factor
    total = mix(total)
    result[:count] = np.where(total == 0, np.uint64(1), total)
    for back in range(1, width):
        edge = bounds[1:] - back
        result[edge[(edge >= bounds[:-1]) & (edge >= 0)]] = 0
    return result
