"""Which of the two twins cuts words: NumPy for small corpora, compiled kernels where they repay the compiler."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from copydesk.text.batches import Batch, Positions
from copydesk.text.vocabulary import Index, Numbers
from copydesk.text.words import WORD_BASE, Hashes, hash_spans, word_spans

__all__ = ["CompiledIndex", "cut_words", "open_cutter", "scan_words"]

REPAYS_COMPILER = 30_000_000
"""Characters from which compiled kernels are worth loading: about 5,000 articles."""

Cutter = Callable[[Batch], tuple[Positions, Positions, Hashes]]
_SMALLEST_TABLE = 1 << 16


def open_cutter(characters: int) -> tuple[Cutter, Index]:
    """What cuts words and what numbers their forms in a corpus of so many characters; either pair gives the same."""
    return (cut_words, Index()) if characters < REPAYS_COMPILER else (scan_words, CompiledIndex())


def cut_words(batch: Batch) -> tuple[Positions, Positions, Hashes]:
    """Begin, end (exclusive) and hash of every word of ``batch``."""
    starts, ends = word_spans(batch)
    return starts, ends, hash_spans(batch.codes, starts, ends)


def scan_words(batch: Batch) -> tuple[Positions, Positions, Hashes]:
    """The same as ``cut_words``, in one compiled pass."""
    from copydesk.text import kernels

    most = len(batch.codes)
    starts, ends, hashes = np.empty(most, np.int64), np.empty(most, np.int64), np.empty(most, np.uint64)
    count = kernels.scan_words(batch.codes, batch.classes, WORD_BASE, starts, ends, hashes)
    return starts[:count].copy(), ends[:count].copy(), hashes[:count].copy()


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
