"""Compiled loops that write lines in their plain form as UTF-8, and join them."""

from __future__ import annotations

from typing import Any

import numpy as np

from copydesk.notices.byte_kernels import code_at, seek
from copydesk.text.compiling import inlined, lean

__all__ = ["gather", "write_lines"]

_SPACE = np.uint32(32)


@inlined
def _put(out: Any, at: int, code: Any) -> Any:
    """Write ``code`` as UTF-8; returns where the next is written."""
    if code < 0x80:
        out[at] = code
        return at + 1
    if code < 0x800:
        out[at], out[at + 1] = 0xC0 | (code >> 6), 0x80 | (code & 0x3F)
        return at + 2
    if code < 0x10000:
        out[at], out[at + 1], out[at + 2] = 0xE0 | (code >> 12), 0x80 | ((code >> 6) & 0x3F), 0x80 | (code & 0x3F)
        return at + 3
    out[at], out[at + 1] = 0xF0 | (code >> 18), 0x80 | ((code >> 12) & 0x3F)
    out[at + 2], out[at + 3] = 0x80 | ((code >> 6) & 0x3F), 0x80 | (code & 0x3F)
    return at + 4


@lean
def _put_part(codes: Any, first: int, last: int, out: Any, at: int) -> Any:
    """Write ``codes[first:last]``, squeezed (see ``plain.squeeze``); returns where the next is written."""
    double = False
    for place in range(first + 1, last):
        double |= codes[place] == _SPACE and codes[place - 1] == _SPACE
    for place in range(first, last):
        kept = codes[place] != _SPACE or (place > first and codes[place - 1] != _SPACE)
        if kept or not double:
            at = _put(out, at, codes[place])
    return at


@lean
def _find_space(codes: Any, first: int, last: int, step: int) -> Any:
    """The first space from ``first`` on to ``last`` (exclusive), by ``step``; -1 where none is."""
    for place in range(first, last, step):
        if codes[place] == _SPACE:
            return place
    return -1


@lean
def _is_plain(data: Any, first: Any, size: Any) -> Any:
    """Whether ``size`` bytes from ``first`` on are ASCII without tabs and runs of spaces: as they are to be."""
    odd = np.uint8(0)
    for step in range(size):
        odd |= (data[first + step] & np.uint8(0x80)) | np.uint8(data[first + step] == 9)
    for step in range(np.uint64(1), size):
        odd |= np.uint8(data[first + step] == 32) & np.uint8(data[first + step - np.uint64(1)] == 32)
    return odd == 0


@inlined
def _copy(data: Any, first: Any, size: Any, out: Any, at: Any) -> Any:
    """Copy ``size`` bytes; unsigned numbers count nothing from the end, which lets the compiler take many at once."""
    for step in range(size):
        out[at + step] = data[first + step]


@lean
def _reach(out: Any, first: int, last: int, limits: Any) -> Any:
    """Where the beginning of the part ``first`` to ``last`` ends, and where its end begins (``candidates.reach``)."""
    size = 0
    for at in range(np.uint64(first), np.uint64(last)):
        size += (out[at] & np.uint8(0xC0)) != np.uint8(0x80)
    head, tail = last, first
    if size > limits[1]:
        at, left = seek(out, first, last, limits[1]), limits[3]
        while left > 0 and head == last:
            at -= 1
            left -= (out[at] & 0xC0) != 0x80
            head = at if out[at] == _SPACE else last
    if size > limits[4]:
        at, left = seek(out, first, last, size - limits[4]), limits[3]
        while left > 0 and tail == first:
            left -= (out[at] & 0xC0) != 0x80
            at += 1
            tail = at if out[at - 1] == _SPACE else first
    return head, tail


@lean
def write_lines(
    data: Any, firsts: Any, lasts: Any, plain: Any, limits: Any, codes: Any,
    out: Any, bounds: Any, heads: Any, tails: Any,
) -> Any:  # fmt: skip
    """Write the lines to ``out`` one after the other, line i ending at ``bounds[i + 1]``; see ``encoding``.

    ``plain`` is the plain form of every code point, ``codes`` room for the longest line, ``limits`` the five lengths
    that ``candidates.windows`` and ``reach`` go by.
    """
    at = 0
    for line in range(len(firsts)):
        first, size = np.uint64(firsts[line]), np.uint64(lasts[line] - firsts[line])
        if size <= np.uint64(limits[0]) and _is_plain(data, first, size):
            _copy(data, first, size, out, np.uint64(at))
            at += int(size)
            bounds[line + 1] = at
            heads[line], tails[line] = _reach(out, bounds[line], at, limits)
            continue
        count, place = 0, firsts[line]
        while place < lasts[line]:
            code, step = code_at(data, place)
            codes[count] = plain[code]
            count, place = count + 1, place + step
        begun = at
        if count <= limits[0]:
            at = _put_part(codes, 0, count, out, at)
            heads[line], tails[line] = _reach(out, begun, at, limits)
        else:
            head = _find_space(codes, limits[1] - 1, limits[1] - limits[3] - 1, -1)
            tail = _find_space(codes, count - limits[2], count - limits[2] + limits[3], 1) + 1
            at = _put_part(codes, 0, head if head >= 0 else limits[1], out, at)
            heads[line] = at
            out[at], begun = 10, at + 1
            at = _put_part(codes, tail if tail > 0 else count - limits[2], count, out, begun)
            _, tails[line] = _reach(out, begun, at, limits)
        bounds[line + 1] = at


@lean
def gather(data: Any, firsts: Any, lasts: Any, joined: Any) -> Any:
    """Copy what stands from each of ``firsts`` to ``lasts`` to ``joined``, each followed by a line break."""
    at = np.uint64(0)
    for line in range(len(firsts)):
        first = np.uint64(firsts[line])
        size = np.uint64(lasts[line]) - first
        _copy(data, first, size, joined, at)
        joined[at + size] = 10
        at += size + np.uint64(1)
