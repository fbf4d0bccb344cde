"""The words of the articles with what attribution asks of them, as arrays of one length."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.attribution.lexicon import BITS, DEFAULT, Lexicon, traits
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

    def has(self, *names: str) -> Flags:
        """Whether each word has one of the bits called ``names``."""
        return (self.bits & np.uint32(sum(BITS[name] for name in names))) != 0

    def total(self, values: npt.NDArray[np.generic]) -> npt.NDArray[np.float64]:
        """Sum of ``values`` (one a word) over each sentence; 0 for a sentence without words."""
        sums = np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)])
        return sums[self.last] - sums[self.first]

    def count(self, flags: Flags) -> npt.NDArray[np.int64]:
        """How many words of each sentence are flagged."""
        sums = np.concatenate([[0], np.cumsum(flags, dtype=np.int64)])
        return sums[self.last] - sums[self.first]


def tokens(
    articles: pd.DataFrame, segments: pd.DataFrame, words: pd.DataFrame, vocabulary: pd.DataFrame,
    known: dict[str, Lexicon],
) -> Tokens:  # fmt: skip
    """Gather everything once; each article is read in its language, in English where that has no lexicon."""
    numbers, docs = words["word_no"].to_numpy(), words["doc_no"].to_numpy()
    first, last = segments["first_word"].to_numpy(), segments["last_word"].to_numpy()
    return Tokens(
        numbers, docs, words["start"].to_numpy(), words["end"].to_numpy(),
        _bits(articles["language"], docs, numbers, vocabulary, known), marks(articles["text"].tolist(), words),
        np.repeat(np.arange(len(first)), last - first), first, last,
    )  # fmt: skip


def _bits(
    languages: pd.Series, docs: npt.NDArray[np.int32], numbers: npt.NDArray[np.int32], vocabulary: pd.DataFrame,
    known: dict[str, Lexicon],
) -> npt.NDArray[np.uint32]:  # fmt: skip
    names = sorted(known)
    used = languages.where(languages.isin(names), DEFAULT).map({name: n for n, name in enumerate(names)})
    of_doc = used.to_numpy(dtype=np.int64)
    tables = {n: traits(vocabulary, known[names[n]]) for n in np.unique(of_doc).tolist()}
    if len(tables) == 1:
        return next(iter(tables.values()))[numbers]
    bits, of_word = np.zeros(len(numbers), np.uint32), of_doc[docs]
    for n, table in tables.items():
        here = of_word == n
        bits[here] = table[numbers[here]]
    return bits
