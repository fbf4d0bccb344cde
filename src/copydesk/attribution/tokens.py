"""The words of the articles with what attribution asks of them, as arrays of one length."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.attribution.encoded import Encoded, encode
from copydesk.attribution.lexicon import BITS, DEFAULT
from copydesk.attribution.marks import Marks, marks

__all__ = ["Tokens", "tokens"]

Flags = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Tokens:
    """One entry a word, in the order of words; ``first`` and ``last`` bound each sentence's words."""

    number: npt.NDArray[np.int32]
    doc: npt.NDArray[np.int32]
    start: npt.NDArray[np.int32]
    end: npt.NDArray[np.int32]
    bits: npt.NDArray[np.uint32]
    marks: Marks
    segment: Rows
    first: Rows
    last: Rows
    encoded: Encoded | None = None
    """The articles' bytes, where the corpus is large enough for compiled kernels."""

    def has(self, *names: str) -> Flags:
        """Whether each word has one of the bits called ``names``."""
        return (self.bits & np.uint32(sum(BITS[name] for name in names))) != 0

    def has_at(self, rows: Rows, *names: str) -> Flags:
        """Whether each word in ``rows`` has one of the bits called ``names``."""
        return (self.bits[rows] & np.uint32(sum(BITS[name] for name in names))) != 0

    def total(self, values: npt.NDArray[np.generic]) -> npt.NDArray[np.float64]:
        """Sum of ``values`` (one a word) over each sentence; 0 for a sentence without words."""
        sums = np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)])
        return sums[self.last] - sums[self.first]

    def count(self, flags: Flags) -> npt.NDArray[np.int64]:
        """How many words of each sentence are flagged."""
        return np.bincount(self.segment[np.flatnonzero(flags)], minlength=len(self.first))


def tokens(
    articles: pd.DataFrame, segments: pd.DataFrame, words: pd.DataFrame, known: dict[str, npt.NDArray[np.uint32]],
    compiled: bool = False,
) -> Tokens:  # fmt: skip
    """Gather everything once; each article is read by the traits of its language, English where it has none.

    ``compiled`` says whether later steps may use compiled kernels.
    """
    read = encode(articles["text"], words) if compiled else (marks(articles["text"].tolist(), words), None)
    numbers, docs = words["word_no"].to_numpy(), words["doc_no"].to_numpy()
    first, last = segments["first_word"].to_numpy(), segments["last_word"].to_numpy()
    return Tokens(
        numbers, docs, words["start"].to_numpy(), words["end"].to_numpy(),
        _bits(articles["language"], docs, numbers, known), read[0],
        np.repeat(np.arange(len(first)), last - first), first, last, read[1],
    )  # fmt: skip


def _bits(
    languages: pd.Series, docs: npt.NDArray[np.int32], numbers: npt.NDArray[np.int32],
    known: dict[str, npt.NDArray[np.uint32]],
) -> npt.NDArray[np.uint32]:  # fmt: skip
    used = [name if name in known else DEFAULT for name in languages.tolist()]
    if len(set(used)) == 1:
        return known[used[0]][numbers]
    names = sorted(set(used))
    of_word = np.array([names.index(name) for name in used])[docs]
    bits = np.zeros(len(numbers), np.uint32)
    for number, name in enumerate(names):
        here = of_word == number
        bits[here] = known[name][numbers[here]]
    return bits
