"""Compiled loops over UTF-8: where lines stand in it, and the marks they hold."""

from __future__ import annotations

from typing import Any

import numpy as np

from copydesk.text.compiling import inlined, lean

__all__ = ["code_at", "locate", "meet_marks", "seek"]

_BLOCK = 64


@inlined
def seek(data: Any, at: int, end: int, count: int) -> Any:
    """The byte where the code point that ``count`` others part from that at ``at`` begins, at most ``end``."""
    while count >= _BLOCK and at + _BLOCK <= end:
        first, begun = np.uint64(at), np.uint8(0)
        for step in range(np.uint64(_BLOCK)):  # a byte counts, so that the compiler takes many at once
            begun = np.uint8(begun + np.uint8((data[first + step] & np.uint8(0xC0)) != np.uint8(0x80)))
        count -= int(begun)
        at += _BLOCK
    while at < end:
        if (data[at] & 0xC0) != 0x80:
            if count == 0:
                break
            count -= 1
        at += 1
    return at


@lean
def locate(data: Any, bounds: Any, docs: Any, starts: Any, ends: Any, firsts: Any, lasts: Any) -> Any:
    """Fill ``firsts`` and ``lasts``, shape (lines,): where each line begins and ends in ``data``.

    ``starts`` and ``ends`` count code points of the text of ``docs``, which begins at ``bounds``; texts ascend, and so
    should the lines of each, or it is gone through again.
    """
    doc, at, passed = -1, 0, 0
    for line in range(len(docs)):
        if docs[line] != doc or starts[line] < passed:
            doc = docs[line]
            at, passed = bounds[doc], 0
        at = seek(data, at, bounds[doc + 1], starts[line] - passed)
        firsts[line] = at
        at = seek(data, at, bounds[doc + 1], ends[line] - starts[line])
        lasts[line], passed = at, ends[line]


@inlined
def code_at(data: Any, at: int) -> Any:
    """The code point that begins at ``at``, and how many bytes it has."""
    byte = np.uint32(data[at])
    if byte < 0x80:
        code, size = byte, 1
    elif byte < 0xE0:
        code, size = ((byte & 0x1F) << 6) | (data[at + 1] & 0x3F), 2
    elif byte < 0xF0:
        code, size = ((byte & 0x0F) << 12) | ((data[at + 1] & 0x3F) << 6) | (data[at + 2] & 0x3F), 3
    else:
        code = ((byte & 0x07) << 18) | ((data[at + 1] & 0x3F) << 12) | ((data[at + 2] & 0x3F) << 6)
        code, size = code | (data[at + 3] & 0x3F), 4
    return np.uint32(code), size


@lean
def meet_marks(data: Any, firsts: Any, lasts: Any, table: Any, met: Any) -> Any:
    """Fill ``met``, shape (lines,): the marks of ``table`` between ``firsts`` and ``lasts`` of each line."""
    last = len(table) - 1
    for line in range(len(firsts)):
        held, at = np.uint64(0), firsts[line]
        while at < lasts[line]:
            code, size = code_at(data, at)
            held |= table[min(code, last)]
            at += size
        met[line] = held
