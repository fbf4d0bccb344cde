"""Articles as the UTF-8 bytes that Arrow holds: compiled kernels read and cut them without making strings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from copydesk.attribution.marks import Marks, kind_table
from copydesk.text import doc_bounds
from copydesk.text.strings import read_utf8

__all__ = ["Encoded", "encode"]

Rows = npt.NDArray[np.int64]
_WIDE = 0x80  # the first byte that is not ASCII
Offsets = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Encoded:
    """``data`` holds the articles, and ``first`` and ``last`` the bytes where each word begins and ends."""

    data: npt.NDArray[np.uint8]
    first: Rows
    last: Rows

    def print_words(self, first: Rows, last: Rows, bare: bool = False) -> Any:
        """The words ``first`` to ``last`` as printed, null where ``first`` is -1; ``bare`` without a final 's."""
        have = first >= 0
        if not have.any():
            return self._cut(first, first)
        begins, ends = self.first[np.maximum(first, 0)], self.last[np.maximum(last, 0)]
        if bare:
            ends = ends - self._owned(begins, ends)
        return self._cut(np.where(have, begins, -1), np.where(have, ends, -1))

    def print_sentences(
        self, starts: Rows, ends: Rows, words: tuple[Rows, Rows], offsets: tuple[Offsets, Offsets]
    ) -> Any:
        """Sentences as printed; ``words`` are their first and last words, ``offsets`` those of every word."""
        from copydesk.attribution.kernels import place_sentences

        places = np.empty((2, len(starts)), np.int64)
        first, last = words
        place_sentences(self.data, starts, ends, offsets[0][first], offsets[1][last], self.first[first],
                        self.last[last], places)  # fmt: skip
        return self._cut(*places)

    def _cut(self, begins: Rows, ends: Rows) -> Any:
        """An Arrow array of strings, one for each span of bytes; null where it begins at -1."""
        from copydesk.attribution.kernels import copy_bytes

        bounds = np.concatenate([np.zeros(1, np.int64), np.cumsum(ends - begins)])
        out = np.empty(int(bounds[-1]), np.uint8)
        copy_bytes(self.data, begins, bounds, out)
        valid = pa.py_buffer(np.packbits(begins >= 0, bitorder="little").tobytes())
        buffers = [valid, pa.py_buffer(bounds), pa.py_buffer(out)]
        return pa.LargeStringArray.from_buffers(len(begins), buffers[1], buffers[2], buffers[0])

    def _owned(self, begins: Rows, ends: Rows) -> Rows:
        """Bytes of the possessive ending (an apostrophe, plain or curly, and an s) of each span; 0 without one."""
        fourth, third, second, last = (self.data[np.maximum(ends - back, 0)] for back in (4, 3, 2, 1))
        long = ends - begins
        plain = (last == ord("s")) & (second == ord("'")) & (long >= 2)
        curly = (last == ord("s")) & (second == 0x99) & (third == 0x80) & (fourth == 0xE2) & (long >= 4)
        return np.where(plain, 2, np.where(curly, 4, 0))


def encode(texts: pd.Series, words: pd.DataFrame) -> tuple[Marks, Encoded]:
    """What ``marks`` reads in ``texts``, read from their bytes; ``words`` are sorted by article and place."""
    from copydesk.attribution.mark_kernels import read_marks

    data, bounds = read_utf8(texts)
    count = len(words)
    before, after, inside = np.zeros(count, np.uint16), np.zeros(count, np.uint16), np.zeros(count, bool)
    first, last = np.empty(count, np.int64), np.empty(count, np.int64)
    of_docs = doc_bounds(words["doc_no"].to_numpy(), len(texts))
    wide = np.append(np.flatnonzero(data[bounds[0] : bounds[-1]] >= _WIDE) + bounds[0], np.iinfo(np.int64).max)
    offsets = words["start"].to_numpy(), words["end"].to_numpy()
    read_marks(data, wide, bounds, of_docs, *offsets, kind_table(), before, after, inside, first, last)
    return Marks(before, after, inside), Encoded(data, first, last)
