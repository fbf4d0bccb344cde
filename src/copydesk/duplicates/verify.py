"""Every candidate verified exactly: Jaccard, containment both ways, passages, what of them is quoted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from copydesk.duplicates.passages import Passage, align
from copydesk.duplicates.shingles import Hashes, Ints, Stream, shared_counts

__all__ = ["Compared", "Match", "compare", "compare_many", "matches", "verify"]

Flags = npt.NDArray[np.bool_]
Shares = npt.NDArray[np.float64]
Texts = tuple[Hashes, Ints, int]
"""Shingles, bounds and width of a ``Stream``."""
REPAYS_COMPILER = 20_000
"""Pairs from which a compiled alignment is worth its compilation."""


@dataclass(frozen=True)
class Match:
    """Two articles that share at least one passage; a and b are article numbers, a < b.

    ``quoted_a`` and ``quoted_b`` hold, for each passage, the share of its words that stand in quotation marks in
    that article.
    """

    a: int
    b: int
    jaccard: float
    a_in_b: float
    b_in_a: float
    passages: tuple[Passage, ...]
    quoted_a: tuple[float, ...]
    quoted_b: tuple[float, ...]

    @property
    def quoted(self) -> tuple[float, ...]:
        """For each passage the larger share of the two: what one article quotes is quoted matter in the other too."""
        return tuple(map(max, self.quoted_a, self.quoted_b))

    @property
    def words(self) -> int:
        """Equal words in all passages."""
        return sum(passage.equal for passage in self.passages)

    @property
    def longest(self) -> int:
        """Longest run of equal words."""
        return max((passage.longest for passage in self.passages), default=0)

    @property
    def quoted_share(self) -> float:
        """Share of the equal words that stand in quotation marks in one of the articles."""
        return sum(p.equal * q for p, q in zip(self.passages, self.quoted, strict=True)) / max(self.words, 1)


@dataclass(frozen=True)
class Compared:
    """What each of ``pairs`` (n, 2) shares: the pairs that have a passage, and all their passages.

    ``common`` and ``union`` count distinct shingles, ``sizes`` (n, 2) those of each side; the passages of pair i
    are the rows ``ends[i - 1]`` to ``ends[i]`` of ``found``, whose columns are the fields of ``Passage``.
    """

    pairs: Ints
    common: Ints
    sizes: Ints
    ends: Ints
    found: Ints

    @property
    def documents(self) -> Ints:
        """Numbers of the articles of all pairs, each once, in order."""
        return np.unique(self.pairs)

    @property
    def containments(self) -> Shares:
        """Share of a's shingles that b has, and of b's that a has, shape (n, 2)."""
        return self.common[:, None] / self.sizes

    @property
    def longest(self) -> Ints:
        """Longest run of equal words of each pair."""
        return self._largest(5)

    @property
    def largest(self) -> Ints:
        """Equal words of the largest passage of each pair."""
        return self._largest(4)

    @property
    def owners(self) -> Ints:
        """The row of its pair for each passage."""
        return np.repeat(np.arange(len(self.pairs)), np.diff(self.ends, prepend=0))

    def where(self, wanted: Flags) -> Compared:
        """The pairs for which ``wanted`` (n,) holds."""
        ends = np.cumsum(np.diff(self.ends, prepend=0)[wanted])
        return Compared(
            self.pairs[wanted], self.common[wanted], self.sizes[wanted], ends, self.found[wanted[self.owners]]
        )

    def without_set_phrases(self, words: int, reach: int) -> Compared:
        """Passages of fewer than ``words`` words left out that stand alone in a pair which has a larger one.

        A passage stands alone when the next one on either side is more than ``reach`` words away in one of the texts:
        a shared address or turn of phrase, not a piece of a text that was worked over.
        """
        start_a, end_a, start_b, end_b, equal = self.found[:, :5].T
        apart = np.maximum(start_b[1:] - end_b[:-1], start_b[:-1] - end_b[1:])
        near = (start_a[1:] - end_a[:-1] <= reach) & (apart <= reach) & (np.diff(self.owners) == 0)
        alone = ~(np.append(near, False) | np.append(False, near)[: len(equal)])[: len(equal)]
        kept = ~(alone & (equal < words) & (self.largest[self.owners] >= words))
        ends = np.cumsum(np.append(0, kept))[self.ends]
        return Compared(self.pairs, self.common, self.sizes, ends, self.found[kept])

    def _largest(self, column: int) -> Ints:
        firsts = np.append(0, self.ends[:-1])
        return np.maximum.reduceat(self.found[:, column], firsts) if len(self.pairs) else firsts[:0]


def verify(
    pairs: Ints, body: Stream, sets: tuple[Hashes, Ints], quoted: Flags, gap: int, least: int
) -> Iterator[Match]:
    """Matches of all candidate ``pairs`` that share a passage of at least ``least`` equal words.

    ``quoted`` has one entry a row of ``body``. Passages are rows of the article, not of the stream.
    """
    return matches(compare(pairs, body, sets, gap, least), body.bounds, quoted)


def compare(pairs: Ints, body: Stream, sets: tuple[Hashes, Ints], gap: int, least: int) -> Compared:
    """What the candidate ``pairs`` share, without those that share no passage of at least ``least`` equal words."""
    sizes = np.diff(sets[1])
    if len(pairs) >= REPAYS_COMPILER:
        return compare_many(pairs, (body.shingles, body.bounds, body.width), sizes, gap, least)
    return _meeting(pairs, sizes, *_align_plain(pairs, body, sets, gap, least))


def compare_many(pairs: Ints, texts: Texts, sizes: Ints, gap: int, least: int) -> Compared:
    """As ``compare``, compiled; ``sizes`` are the distinct shingles of each article."""
    return _meeting(pairs, sizes, *_align_compiled(pairs, texts, gap, least))


def _meeting(pairs: Ints, sizes: Ints, common: Ints, ends: Ints, found: Ints) -> Compared:
    """Those of ``pairs`` that have a passage."""
    return Compared(pairs, common, sizes[pairs], ends, found).where(np.diff(ends, prepend=0) > 0)


def matches(compared: Compared, bounds: Ints, quoted: Flags) -> Iterator[Match]:
    """Each pair as a Match; ``quoted`` tells of each word of the stream with ``bounds`` whether it is quoted."""
    shares = _quoted_shares(compared, bounds, quoted)
    unions = compared.sizes.sum(axis=1) - compared.common
    first = 0
    for (a, b), jaccard, (a_in_b, b_in_a), end in zip(
        compared.pairs.tolist(),
        (compared.common / unions).tolist(),
        compared.containments.tolist(),
        compared.ends.tolist(),
        strict=True,
    ):
        passages = tuple(Passage(*row) for row in compared.found[first:end].tolist())
        yield Match(a, b, jaccard, a_in_b, b_in_a, passages, *map(tuple, shares[:, first:end].tolist()))
        first = end


def _align_plain(pairs: Ints, body: Stream, sets: tuple[Hashes, Ints], gap: int, least: int) -> tuple[Ints, Ints, Ints]:
    common = shared_counts(pairs, *sets)
    ends, rows = np.zeros(len(pairs), np.int64), []
    for number, (a, b) in enumerate(pairs.tolist()):
        if common[number] >= least // body.width:  # fewer shared shingles cannot hold one passage
            found = align(body.shingles[body.doc(a)], body.shingles[body.doc(b)], body.width, gap, least)
            rows += [(p.start_a, p.end_a, p.start_b, p.end_b, p.equal, p.longest) for p in found]
        ends[number] = len(rows)
    return common, ends, np.array(rows, np.int64).reshape(-1, 6)


def _align_compiled(pairs: Ints, texts: Texts, gap: int, least: int) -> tuple[Ints, Ints, Ints]:
    """In the order of the second article, whose index then serves for all its pairs; two threads."""
    from concurrent.futures import ThreadPoolExecutor

    from copydesk.duplicates.alignment import align_all

    order = np.argsort(pairs[:, 1], kind="stable")
    halves = (order[: len(order) // 2], order[len(order) // 2 :])
    with ThreadPoolExecutor(2) as pool:
        parts = [pool.submit(align_all, pairs[half], *texts, gap, least) for half in halves]
        common, ends, found = zip(*(part.result() for part in parts), strict=True)
    counts = np.concatenate([np.diff(end, prepend=0) for end in ends])
    back = np.argsort(order, kind="stable")
    firsts = (np.cumsum(counts) - counts)[back]
    rows = np.repeat(firsts - np.cumsum(counts[back]) + counts[back], counts[back]) + np.arange(counts.sum())
    return np.concatenate(common)[back], np.cumsum(counts[back]), np.concatenate(found)[rows]


def _quoted_shares(compared: Compared, bounds: Ints, quoted: Flags) -> Shares:
    """For each passage the share of its words that are quoted in either article, shape (2, passages)."""
    before = np.zeros(len(quoted) + 1, np.int32 if len(quoted) < 1 << 31 else np.int64)
    np.cumsum(quoted, out=before[1:])
    base = bounds[np.repeat(compared.pairs, np.diff(compared.ends, prepend=0), axis=0)]
    starts, ends = compared.found[:, (0, 2)] + base, compared.found[:, (1, 3)] + base
    return ((before[ends] - before[starts]) / (ends - starts)).T
