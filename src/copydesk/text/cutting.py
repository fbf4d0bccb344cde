"""Which of the two twins cuts text: NumPy for small corpora, compiled kernels where they repay the compiler."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.text.batches import Batch, Positions, batches
from copydesk.text.lines import line_keys, line_spans
from copydesk.text.sentences import sentence_spans
from copydesk.text.traits import Traits
from copydesk.text.vocabulary import Index, Numbers
from copydesk.text.words import Hashes, hash_spans, word_spans

__all__ = ["Column", "Cutter", "Spans", "Words", "open_cutter"]

Column = npt.NDArray[np.int32]

REPAYS_COMPILER = 30_000_000
"""Bytes of text from which compiled kernels are worth loading: about 5,000 articles."""


@dataclass(frozen=True)
class Words:
    """The words of a batch in order: begin, end (exclusive), and row of the vocabulary."""

    starts: Positions
    ends: Positions
    numbers: Numbers


@dataclass(frozen=True)
class Spans:
    """Lines or sentences of a batch in order: begin, end, first word and the word after the last."""

    starts: Positions
    ends: Positions
    first: Positions
    last: Positions

    @classmethod
    def over(cls, words: Words, starts: Positions, ends: Positions) -> Spans:
        """Spans with the words that begin in them."""
        return cls(starts, ends, np.searchsorted(words.starts, starts), np.searchsorted(words.starts, ends))


class Cutter:
    """Cuts the batches of one corpus into words, lines and sentences, by array arithmetic."""

    def __init__(self) -> None:
        self.index = Index()

    def read(self, texts: pd.Series) -> Iterator[tuple[Batch, Positions, Positions, Hashes]]:
        """``texts`` batch by batch, with begin, end (exclusive) and hash of every word."""
        for batch in batches(texts.tolist()):
            yield batch, *self.words(batch)

    def words(self, batch: Batch) -> tuple[Positions, Positions, Hashes]:
        """Begin, end (exclusive) and hash of every word."""
        starts, ends = word_spans(batch)
        return starts, ends, hash_spans(batch.codes, starts, ends)

    def place(self, batch: Batch, words: Words, docs: Column, starts: Column, ends: Column) -> None:
        """Article number, begin and end within the article of every word, into ``docs``, ``starts`` and ``ends``."""
        rows = batch.docs(words.starts)
        base = batch.doc_starts[rows]
        docs[:], starts[:], ends[:] = rows + batch.first_doc, words.starts - base, words.ends - base

    def lines(self, batch: Batch, words: Words) -> Spans:
        """Every line that is not blank."""
        return Spans.over(words, *line_spans(batch))

    def keys(self, lines: Spans, words: Words, masked: Hashes) -> Hashes:
        """The key of each line; ``masked`` are the hashes of the vocabulary's folded forms, digits masked."""
        return line_keys(masked[words.numbers], lines.first, lines.last)

    def sentences(self, batch: Batch, lines: Spans, words: Words, traits: Traits) -> tuple[Spans, Positions]:
        """Every sentence, and the row of its line."""
        span = sentence_spans(batch, (lines.starts, lines.ends), (words.starts, words.ends), words.numbers, traits)
        return Spans.over(words, *span), np.searchsorted(lines.starts, span[0], side="right") - 1


def open_cutter(size: int) -> Cutter:
    """What cuts a corpus of so many bytes; either gives the same."""
    if size < REPAYS_COMPILER:
        return Cutter()
    from copydesk.text.compiled_cutting import CompiledCutter

    return CompiledCutter()
