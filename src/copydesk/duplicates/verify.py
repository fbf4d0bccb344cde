"""Every candidate verified exactly: Jaccard, containment both ways, passages, what of them is quoted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from copydesk.duplicates.passages import Passage, align
from copydesk.duplicates.shingles import Hashes, Ints, Stream, shared_counts

__all__ = ["Match", "verify"]

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Match:
    """Two articles that share at least one passage; a and b are article numbers, a < b.

    ``quoted`` holds, for each passage, the share of its words that stand in quotation marks in one
    of the two.
    ``unquoted_words`` counts the equal words outside quotation marks.
    """

    a: int
    b: int
    jaccard: float
    a_in_b: float
    b_in_a: float
    passages: tuple[Passage, ...]
    quoted: tuple[float, ...]

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

    @property
    def unquoted_words(self) -> int:
        """Equal words outside quotation marks."""
        return round(self.words * (1 - self.quoted_share))


def verify(
    pairs: Ints, body: Stream, sets: tuple[Hashes, Ints], quoted: Flags, gap: int, least: int
) -> Iterator[Match]:
    """Matches of all candidate ``pairs`` that share a passage of at least ``least`` equal words.

    ``quoted`` has one entry a row of ``body``. Passages are rows of the article, not of the stream.
    """
    flat, bounds = sets
    counts, sizes = shared_counts(pairs, flat, bounds), np.diff(bounds)
    telling = counts >= least // body.width  # fewer shared shingles cannot hold one passage
    for (a, b), common in zip(pairs[telling].tolist(), counts[telling].tolist(), strict=True):
        rows_a, rows_b = body.doc(a), body.doc(b)
        found = align(body.shingles[rows_a], body.shingles[rows_b], body.width, gap, least)
        if found:
            shares = tuple(_quoted_share(passage, quoted[rows_a], quoted[rows_b]) for passage in found)
            union = int(sizes[a] + sizes[b]) - common
            yield Match(a, b, common / union, common / sizes[a], common / sizes[b], tuple(found), shares)


def _quoted_share(passage: Passage, quoted_a: Flags, quoted_b: Flags) -> float:
    """The larger share of the two: what one article prints as a quotation is quoted matter in the other too."""
    in_a = quoted_a[passage.start_a : passage.end_a].mean()
    in_b = quoted_b[passage.start_b : passage.end_b].mean()
    return float(max(in_a, in_b))
