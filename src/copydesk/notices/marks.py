"""Marks that lines hold between their words: one look-up a character, for needs that words cannot tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
import re2

from copydesk.notices.plain import folded_codes, plain_codes

__all__ = ["Codes", "Flags", "join_texts", "mark_table", "meet_marks"]

_LAST = 0x32400
"""Beyond this code point stand no marks that rules ask for."""
_BATCH = 1_000_000
Places = npt.NDArray[np.int64]
Codes = npt.NDArray[np.uint32]
Flags = npt.NDArray[np.uint64]


def mark_table(marks: Sequence[str]) -> Flags:
    """Of each code point, shape (code points,): bit i where, in its plain form, it is the mark i.

    ``marks`` are RE2 text of one character each, at most 64.
    """
    plain, folded = np.minimum(plain_codes(), _LAST), folded_codes()[: _LAST + 1]
    codes = np.concatenate([np.arange(0xD800, dtype=np.uint32), np.arange(0xE000, _LAST, dtype=np.uint32)])
    every = codes.tobytes().decode("utf-32-le")
    table = np.zeros(_LAST + 1, np.uint64)
    for number, mark in enumerate(marks):
        flag = np.uint64(1 << number)
        if len(mark.removeprefix("\\")) == 1:
            table[folded == folded[ord(mark[-1])]] |= flag
            continue
        for match in re2.finditer(f"(?i)(?:{mark})+", every):
            table[codes[match.start() : match.end()]] |= flag
    return table[plain]


def join_texts(texts: Sequence[str], size: int = _BATCH) -> Iterator[tuple[int, int, Places, Codes]]:
    """``texts``, a batch at a time: first text and last (exclusive), where each begins, and their code points."""
    first = 0
    while first < len(texts):
        last, length = first, 0
        while last < len(texts) and (last == first or length + len(texts[last]) <= size):
            length += len(texts[last])
            last += 1
        codes = np.frombuffer("".join(texts[first:last]).encode("utf-32-le", "surrogatepass"), np.uint32)
        yield first, last, np.cumsum([0, *map(len, texts[first:last])]), codes
        first = last


def meet_marks(codes: Codes, starts: Places, ends: Places, table: Flags) -> Flags:
    """The marks between ``starts`` and ``ends`` of each line. The compiled twin is ``byte_kernels.meet_marks``."""
    places = np.flatnonzero(table[codes])
    lower, upper = np.searchsorted(places, starts), np.searchsorted(places, ends)
    met = np.zeros(len(starts), np.uint64)
    some = np.flatnonzero(upper > lower)
    if len(some):
        bounds = np.stack([lower[some], upper[some]], axis=1).ravel()
        values = np.append(table[codes[places]], np.uint64(0))  # a line's end is a place too
        met[some] = np.bitwise_or.reduceat(values, bounds)[::2]
    return met
