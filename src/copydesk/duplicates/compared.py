"""What articles share: the passages of pairs, in columns for all of them and as one pair."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from copydesk.duplicates.passages import Passage
from copydesk.duplicates.shingles import Ints

__all__ = ["Compared", "Flags", "Match", "Shares"]

Flags = npt.NDArray[np.bool_]
Shares = npt.NDArray[np.float64]


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
