"""Coarse near-duplicate clusters: which articles of one outlet are versions of one text.

Furniture counts a line per cluster, not per article, so that re-sent copies of one story do not make its
sentences look like template. The estimate is cheap and needs no exactness; ``duplicates`` verifies what it
reports by itself.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.duplicates.own_lines import own_words
from copydesk.settings.rooms import Fingerprints
from copydesk.tables import TABLES
from copydesk.text.words import Hashes, mix

__all__ = ["fingerprints"]

Numbers = npt.NDArray[np.int64]

_VALUE_BITS = np.uint64(38)  # 2**26 articles of one batch fit above; two values of an outlet rarely meet by chance
_VALUES = np.uint64((1 << 38) - 1)
_WORDS_AT_ONCE = 2_000_000
_SLOTS = 1 << 22
REPAYS_COMPILER = 2_000_000
"""Words from which a compiled kernel is worth its compilation."""
_BASE = np.uint64(0x9E3779B97F4A7C15)


def fingerprints(
    articles: pd.DataFrame, layout: pd.DataFrame, words: pd.DataFrame, vocabulary: pd.DataFrame, settings: Fingerprints
) -> pd.DataFrame:
    """The coarse cluster of every article, one row each, numbered by first member.

    Articles of one known outlet are one cluster when a chain of pairs with estimated Jaccard of at least
    ``settings.coarse_jaccard`` joins them; an article without a source is a cluster of its own. Method:
    bottom-k MinHash sketches over 5-word shingles (Broder 1997, "On the resemblance and containment of
    documents"), candidates by shared sketch values linked as stars, so that N pages of one template cost
    O(N). Lines that an outlet repeats are left out where the article has text of its own. Clusters do not
    depend on the order of ``articles``.
    """
    outlets = number_outlets(articles)
    own, bounds = own_words(layout, outlets, len(words), settings)
    sketches = Sketches(words["word_no"].to_numpy()[own], bounds, vocabulary["fold_hash"].to_numpy(), settings)
    first, second = sketches.stars(outlets)
    alike = sketches.jaccard(first, second) >= settings.coarse_jaccard
    labels = connect(first[alike], second[alike], len(articles))
    numbers = np.unique(labels, return_inverse=True)[1]
    return TABLES["fingerprints"].conform(pd.DataFrame({"doc_no": np.arange(len(articles)), "coarse_cluster": numbers}))


def number_outlets(articles: pd.DataFrame) -> Numbers:
    """A number for each article's outlet, -1 where it is unknown or has one article: nothing to compare."""
    names = articles["source"].where(articles["source"] != "")
    codes = pd.factorize(names)[0].astype(np.int64)
    sizes = np.bincount(codes + 1, minlength=1)
    return np.where(sizes[codes + 1] > 1, codes, -1)


def connect(first: Numbers, second: Numbers, count: int) -> Numbers:
    """For each of ``count`` nodes, the smallest node it is linked to by any path of (first, second) links."""
    labels = np.arange(count)
    while True:
        least = np.minimum(labels[first], labels[second])
        before = labels.copy()
        for ends in (first, second):
            np.minimum.at(labels, labels[ends], least)
        while not np.array_equal(labels, labels[labels]):
            labels = labels[labels]
        if np.array_equal(before, labels):
            return labels


class Sketches:
    """The smallest shingle hashes of each article, as one sorted array of (article, value) keys.

    The words of article d are ``numbers[bounds[d]:bounds[d + 1]]``, rows of ``hashes``.
    """

    def __init__(self, numbers: npt.NDArray[np.int32], bounds: Numbers, hashes: Hashes, settings: Fingerprints) -> None:
        count = len(bounds) - 1
        limits = np.full(count, _VALUES)
        way = _sketch_compiled if len(numbers) >= REPAYS_COMPILER else _sketch_plain
        keys = way(numbers, bounds, hashes, limits, settings)
        keys = keys[np.append(keys[:-1] != keys[1:], True)[: len(keys)]]
        self._fill(keys, limits, count, settings.sketch_size)

    def _fill(self, keys: Hashes, limits: Hashes, count: int, size: int) -> None:
        owners = (keys >> _VALUE_BITS).astype(np.int64)
        starts = np.searchsorted(owners, np.arange(count + 1))
        kept = np.arange(len(keys)) - starts[owners] < size
        full = np.flatnonzero(np.diff(starts) >= size)
        limits[full] = keys[starts[full] + size - 1] & _VALUES
        self.keys, self.owners, self.limits = keys[kept], owners[kept], limits
        self.starts = np.searchsorted(self.owners, np.arange(count + 1))

    def stars(self, outlets: Numbers) -> tuple[Numbers, Numbers]:
        """Candidate pairs: in each outlet, the articles that share a value, each linked to the first of them.

        First is the one whose sketch has the smallest sum, which no order of input changes.
        """
        compared = outlets[self.owners] >= 0
        owners, values = self.owners[compared], self.keys[compared] & _VALUES
        groups = mix(values ^ (outlets[owners].astype(np.uint64) << _VALUE_BITS))
        firsts = np.flatnonzero(np.append(True, owners[1:] != owners[:-1])[: len(owners)])
        sums = np.zeros(len(outlets), np.uint64)
        sums[owners[firsts]] = np.add.reduceat(mix(values), firsts) if len(values) else 0
        shared = _repeated(groups)
        groups, owners = groups[shared], owners[shared]
        order = np.lexsort((owners, sums[owners], groups))
        groups, owners = groups[order], owners[order]
        begins = np.flatnonzero(np.append(True, groups[1:] != groups[:-1])[: len(groups)])
        centres = np.repeat(owners[begins], np.diff(np.append(begins, len(owners))))
        pairs = np.unique((centres[centres != owners] << 32) | owners[centres != owners])
        return pairs >> 32, pairs & 0xFFFFFFFF

    def jaccard(self, first: Numbers, second: Numbers) -> npt.NDArray[np.float64]:
        """Estimated Jaccard index of each pair: over the values that both sketches would hold."""
        limit = np.minimum(self.limits[first], self.limits[second])
        sizes = [self._rank(docs, limit) - self.starts[docs] for docs in (first, second)]
        pair = np.repeat(np.arange(len(first)), sizes[0])
        within = np.arange(len(pair)) - np.repeat(np.cumsum(sizes[0]) - sizes[0], sizes[0])
        values = self.keys[self.starts[first][pair] + within] & _VALUES
        wanted = (second[pair].astype(np.uint64) << _VALUE_BITS) | values
        at = np.searchsorted(self.keys, wanted)
        hits = self.keys[np.minimum(at, len(self.keys) - 1)] == wanted if len(self.keys) else np.zeros(0, bool)
        shared = np.bincount(pair[hits], minlength=len(first))
        return shared / np.maximum(sizes[0] + sizes[1] - shared, 1)

    def _rank(self, docs: Numbers, limit: Hashes) -> Numbers:
        return np.searchsorted(self.keys, (docs.astype(np.uint64) << _VALUE_BITS) | limit, side="right")


def _repeated(groups: Hashes) -> npt.NDArray[np.bool_]:
    """Which of ``groups`` have another element: most values of an outlet are of one article, and link nothing."""
    ordered = np.sort(groups)
    several = np.unique(ordered[1:][ordered[1:] == ordered[:-1]])
    found, taken = np.zeros(len(groups), bool), np.zeros(_SLOTS, bool)
    taken[(several & np.uint64(_SLOTS - 1)).view(np.int64)] = True  # a look in here spares most the search
    maybe = np.flatnonzero(taken[(groups & np.uint64(_SLOTS - 1)).view(np.int64)])
    at = np.searchsorted(several, groups[maybe])
    found[maybe] = several[np.minimum(at, len(several) - 1)] == groups[maybe] if len(several) else False
    return found


def _sketch_compiled(
    numbers: npt.NDArray[np.int32], bounds: Numbers, hashes: Hashes, limits: Hashes, settings: Fingerprints
) -> Hashes:
    from copydesk.duplicates.sketch_kernels import smallest_shingles

    reach = 2.0 * settings.sketch_size
    return np.asarray(
        smallest_shingles(numbers, bounds, hashes, settings.shingle_words, reach, _BASE, _VALUE_BITS, limits)
    )


def _sketch_plain(
    numbers: npt.NDArray[np.int32], bounds: Numbers, hashes: Hashes, limits: Hashes, settings: Fingerprints
) -> Hashes:
    docs = np.repeat(np.arange(len(bounds) - 1, dtype=np.int32), np.diff(bounds))
    found = [
        _smallest(docs[first:last], hashes[numbers[first:last]], limits, settings) for first, last in _stretches(docs)
    ]
    return np.sort(np.concatenate([np.zeros(0, np.uint64), *found]))


def _stretches(docs: npt.NDArray[np.int32]) -> list[tuple[int, int]]:
    """Rows of whole articles, about ``_WORDS_AT_ONCE`` at a time, so that scratch arrays stay small."""
    firsts = np.flatnonzero(np.append(True, docs[1:] != docs[:-1])[: len(docs)])
    wanted = np.arange(0, len(docs), _WORDS_AT_ONCE)
    cuts = np.unique(np.append(firsts[np.searchsorted(firsts, wanted, side="right") - 1], len(docs)))
    return list(pairwise(cuts.tolist())) if len(docs) else []


def _smallest(docs: npt.NDArray[np.int32], hashes: Hashes, limits: Hashes, settings: Fingerprints) -> Hashes:
    """Keys of the shingles below each article's limit, which is set to twice the sketch on average.

    What is above it would be sorted in vain.
    """
    shingles, owners = _shingle(docs, hashes, settings.shingle_words)
    if len(owners) == 0:
        return np.zeros(0, np.uint64)
    first = int(owners[0])
    sizes = np.bincount(owners - first)
    reach = np.minimum(2.0 * settings.sketch_size / np.maximum(sizes, 1), 1.0)
    limits[first : first + len(sizes)] = (reach * float(_VALUES)).astype(np.uint64)
    values = shingles >> np.uint64(64 - 38)
    below = values <= limits[owners]
    return (owners[below].astype(np.uint64) << _VALUE_BITS) | values[below]


def _shingle(docs: npt.NDArray[np.int32], hashes: Hashes, width: int) -> tuple[Hashes, Numbers]:
    """Hash and article of every run of ``width`` words that lies in one article."""
    count = max(len(docs) - width + 1, 0)
    total = np.zeros(count, np.uint64)
    for place in range(width):
        total = total * _BASE + hashes[place : place + count]
    inside = docs[:count] == docs[len(docs) - count :]
    return mix(total[inside]), docs[:count][inside].astype(np.int64)
