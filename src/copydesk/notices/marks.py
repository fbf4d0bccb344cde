"""Marks that lines hold between their words: one look-up a character, for needs that words cannot tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
import re2

from copydesk.notices.plain import plain_codes

__all__ = ["Marks", "build_marks"]

_LAST = 0x32400
"""Beyond this code point stand no marks and no letters of a script that rules ask for."""
_BATCH = 1_000_000
Places = npt.NDArray[np.int64]


class Marks:
    """``bits``, shape (code points, columns): the needs that each plain character meets by itself."""

    def __init__(self, bits: npt.NDArray[np.uint64]) -> None:
        self._bits = bits
        self._some = np.append(bits.any(axis=1), False)[np.minimum(plain_codes(), _LAST)]

    def find(
        self, texts: Sequence[str], size: int = _BATCH
    ) -> Iterator[tuple[int, int, Places, Places, npt.NDArray[np.uint64]]]:
        """Marks in ``texts``, a batch at a time: first text and last (exclusive), where each text begins in the batch,
        where the marks stand in it (code points), and the needs that each meets, shape (marks, columns)."""
        first = 0
        while first < len(texts):
            last, length = first, 0
            while last < len(texts) and (last == first or length + len(texts[last]) <= size):
                length += len(texts[last])
                last += 1
            codes = np.frombuffer("".join(texts[first:last]).encode("utf-32-le", "surrogatepass"), np.uint32)
            begins = np.cumsum([0, *map(len, texts[first:last])])
            places = np.flatnonzero(self._some[codes])
            yield first, last, begins, places, self._bits[plain_codes()[codes[places]]]
            first = last


def build_marks(marks: Sequence[str], bits: npt.NDArray[np.uint64]) -> Marks:
    """The table of ``marks``, RE2 text of one character each; ``bits``, shape (marks, columns), are the needs met."""
    codes = np.setdiff1d(np.arange(_LAST), np.arange(0xD800, 0xE000))
    every = "".join(map(chr, codes.tolist()))
    table = np.zeros((_LAST, bits.shape[1]), np.uint64)
    for mark, own in zip(marks, bits, strict=True):
        if len(mark.removeprefix("\\")) == 1 and mark.isascii():
            table[ord(mark[-1])] |= own
            continue
        for match in re2.finditer(f"(?i)(?:{mark})+", every):
            table[codes[match.start() : match.end()]] |= own
    return Marks(table)
