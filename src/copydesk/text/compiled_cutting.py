"""The compiled twin of ``cutting``: texts are read from their bytes, and the next batch while one is worked on."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.text import kernels, line_kernels, sentence_kernels
from copydesk.text.batches import BATCH_CHARACTERS, Batch, Positions
from copydesk.text.characters import Classes, Codes, class_table
from copydesk.text.cutting import Column, Cutter, Spans, Words
from copydesk.text.decoding import decode_texts
from copydesk.text.lines import KEY_BASE
from copydesk.text.strings import read_utf8
from copydesk.text.traits import Traits
from copydesk.text.vocabulary import Index, Numbers
from copydesk.text.words import WORD_BASE, Hashes

__all__ = ["CompiledCutter", "CompiledIndex"]

_SMALLEST_TABLE = 1 << 16
Read = tuple[Batch, Positions, Positions, Hashes]


class DecodedBatch(Batch):
    """A batch whose characters a kernel has decoded; it has no joined text."""

    def __init__(self, first_doc: int, doc_starts: Positions, codes: Codes, classes: Classes) -> None:
        super().__init__(first_doc, "", doc_starts)
        vars(self).update(codes=codes, classes=classes)  # in place of what would be made from the joined text

    def forms(self, starts: Positions, ends: Positions) -> list[str]:
        """As ``Batch.forms``."""
        spans = zip(starts.tolist(), ends.tolist(), strict=True)
        return [self.codes[start:end].tobytes().decode("utf-32-le") for start, end in spans]


class Room:
    """Memory that a batch of at most so many bytes of texts and newlines is read into."""

    def __init__(self, size: int) -> None:
        self.codes, self.kinds = np.empty(size, np.uint32), np.empty(size, np.uint8)
        self.spans, self.hashes = np.empty((2, size), np.int64), np.empty(size, np.uint64)

    def read(self, data: npt.NDArray[np.uint8], bounds: Positions, first: int) -> Read:
        """The texts of ``bounds`` as a batch, with begin, end and hash of every word."""
        doc_starts = np.empty(len(bounds), np.int64)
        length = decode_texts(data, bounds, class_table(), self.codes, self.kinds, doc_starts)
        batch = DecodedBatch(first, doc_starts, self.codes[:length], self.kinds[:length])
        return batch, *self.words(batch)

    def words(self, batch: Batch) -> tuple[Positions, Positions, Hashes]:
        """As ``Cutter.words``."""
        starts, ends = self.spans
        count = kernels.scan_words(batch.codes, batch.classes, WORD_BASE, starts, ends, self.hashes)
        return starts[:count], ends[:count], self.hashes[:count]


class CompiledCutter(Cutter):
    """The same in compiled passes, bit for bit; a batch and its words are gone when the next but one is asked for."""

    def __init__(self) -> None:
        self.index = CompiledIndex()

    def read(self, texts: pd.Series) -> Iterator[Read]:
        """As ``Cutter.read``; the next batch is read by a thread while this one is at work."""
        data, bounds = read_utf8(texts)
        cuts = _cuts(bounds)
        size = max((int(bounds[last] - bounds[first]) + last - first for first, last in pairwise(cuts)), default=0)
        rooms = cycle([Room(size) for _ in range(3)])  # read ahead, given out, and the one before
        with ThreadPoolExecutor(1) as ahead:
            coming = None
            for first, last in pairwise(cuts):
                done, coming = coming, ahead.submit(next(rooms).read, data, bounds[first : last + 1], first)
                if done:
                    yield done.result()
            if coming:
                yield coming.result()

    def words(self, batch: Batch) -> tuple[Positions, Positions, Hashes]:
        """As ``Cutter.words``."""
        return Room(len(batch.codes)).words(batch)

    def place(self, batch: Batch, words: Words, docs: Column, starts: Column, ends: Column) -> None:
        """As ``Cutter.place``."""
        line_kernels.place_words(batch.doc_starts, batch.first_doc, words.starts, words.ends, docs, starts, ends)

    def lines(self, batch: Batch, words: Words) -> Spans:
        """As ``Cutter.lines``."""
        return Spans(*line_kernels.find_lines(batch.classes, words.starts))

    def keys(self, lines: Spans, words: Words, masked: Hashes) -> Hashes:
        """As ``Cutter.keys``."""
        found = np.empty(len(lines.first), np.uint64)
        line_kernels.key_lines(lines.first, lines.last, masked, words.numbers, KEY_BASE, found)
        return found

    def sentences(self, batch: Batch, lines: Spans, words: Words, traits: Traits) -> tuple[Spans, Positions]:
        """As ``Cutter.sentences``."""
        spans = lines.starts, lines.ends, lines.first, lines.last
        found = sentence_kernels.find_sentences(batch.classes, spans, words.starts, words.ends, words.numbers, traits)
        return Spans(*found[:4]), found[4]


def _cuts(bounds: Positions) -> list[int]:
    """Where batches of about ``BATCH_CHARACTERS`` bytes begin, and the end of the last; a text is never cut."""
    wanted = np.arange(bounds[0], bounds[-1], BATCH_CHARACTERS)
    return np.unique([0, *np.searchsorted(bounds, wanted, side="right") - 1, len(bounds) - 1]).tolist()


class CompiledIndex(Index):
    """The same as ``Index``: a hash table with open addressing, doubled when it may become half full."""

    def __init__(self) -> None:
        super().__init__()
        self._known = 0
        self._keys = np.zeros(_SMALLEST_TABLE, np.uint64)
        self._slots = np.full(_SMALLEST_TABLE, -1, np.int32)

    def number(self, hashes: Hashes) -> tuple[Numbers, Positions]:
        """As ``Index.number``."""
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
