"""Which of the two twins cuts text: NumPy for small corpora, compiled kernels where they repay the compiler."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from copydesk.text.batches import Batch, Positions
from copydesk.text.lines import KEY_BASE, line_keys, line_spans
from copydesk.text.sentences import sentence_spans
from copydesk.text.traits import Traits
from copydesk.text.vocabulary import Index, Numbers
from copydesk.text.words import WORD_BASE, Hashes, hash_spans, word_spans

__all__ = ["CompiledCutter", "CompiledIndex", "Cutter", "Spans", "Words", "open_cutter"]

REPAYS_COMPILER = 30_000_000
"""Characters from which compiled kernels are worth loading: about 5,000 articles."""

_SMALLEST_TABLE = 1 << 16


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

    def words(self, batch: Batch) -> tuple[Positions, Positions, Hashes]:
        """Begin, end (exclusive) and hash of every word."""
        starts, ends = word_spans(batch)
        return starts, ends, hash_spans(batch.codes, starts, ends)

    def places(self, batch: Batch, words: Words) -> npt.NDArray[np.int32]:
        """Article number, begin and end within the article of every word, shape (3, words)."""
        docs = batch.docs(words.starts)
        base = batch.doc_starts[docs]
        return np.stack([docs + batch.first_doc, words.starts - base, words.ends - base]).astype(np.int32)

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


class CompiledCutter(Cutter):
    """The same in compiled passes, bit for bit; the words of a batch are gone when the next one is cut."""

    def __init__(self) -> None:
        self.index = CompiledIndex()
        self._spans, self._hashes = np.empty((2, 0), np.int64), np.empty(0, np.uint64)

    def words(self, batch: Batch) -> tuple[Positions, Positions, Hashes]:
        """As ``Cutter.words``."""
        from copydesk.text import kernels

        if len(batch.codes) > len(self._hashes):
            self._spans, self._hashes = np.empty((2, len(batch.codes)), np.int64), np.empty(len(batch.codes), np.uint64)
        count = kernels.scan_words(batch.codes, batch.classes, WORD_BASE, self._spans[0], self._spans[1], self._hashes)
        return self._spans[0, :count], self._spans[1, :count], self._hashes[:count]

    def places(self, batch: Batch, words: Words) -> npt.NDArray[np.int32]:
        """As ``Cutter.places``."""
        from copydesk.text import line_kernels

        found = np.empty((3, len(words.starts)), np.int32)
        line_kernels.place_words(batch.doc_starts, batch.first_doc, words.starts, words.ends, found)
        return found

    def lines(self, batch: Batch, words: Words) -> Spans:
        """As ``Cutter.lines``."""
        from copydesk.text import line_kernels

        return Spans(*line_kernels.find_lines(batch.classes, words.starts))

    def keys(self, lines: Spans, words: Words, masked: Hashes) -> Hashes:
        """As ``Cutter.keys``."""
        from copydesk.text import line_kernels

        found = np.empty(len(lines.first), np.uint64)
        line_kernels.key_lines(lines.first, lines.last, masked, words.numbers, KEY_BASE, found)
        return found

    def sentences(self, batch: Batch, lines: Spans, words: Words, traits: Traits) -> tuple[Spans, Positions]:
        """As ``Cutter.sentences``."""
        from copydesk.text import line_kernels

        found = line_kernels.find_sentences(
            batch.classes,
            (lines.starts, lines.ends, lines.first, lines.last),
            words.starts,
            words.ends,
            words.numbers,
            traits,
        )
        return Spans(*found[:4]), found[4]


def open_cutter(characters: int) -> Cutter:
    """What cuts a corpus of so many characters; either gives the same."""
    return Cutter() if characters < REPAYS_COMPILER else CompiledCutter()


class CompiledIndex(Index):
    """The same as ``Index``: a hash table with open addressing, doubled when it may become half full."""

    def __init__(self) -> None:
        super().__init__()
        self._known = 0
        self._keys = np.zeros(_SMALLEST_TABLE, np.uint64)
        self._slots = np.full(_SMALLEST_TABLE, -1, np.int32)

    def number(self, hashes: Hashes) -> tuple[Numbers, Positions]:
        """As ``Index.number``."""
        from copydesk.text import kernels

        self._make_room(len(hashes))
        out, fresh = np.empty(len(hashes), np.int32), np.empty(len(hashes), np.int64)
        new = kernels.number_hashes(hashes, self._keys, self._slots, self._known, out, fresh)
        self._known += new
        return out, fresh[:new].copy()

    def _make_room(self, more: int) -> None:
        """At least twice as many slots as hashes could be known after ``more``."""
        wanted = 2 * (self._known + more)
        if wanted <= len(self._keys):
            return
        held = self._slots >= 0
        order = np.argsort(self._slots[held])
        known = self._keys[held][order]
        size = 1 << int(wanted).bit_length()
        self._keys, self._slots, self._known = np.zeros(size, np.uint64), np.full(size, -1, np.int32), 0
        self.number(known)
