"""Compiled twin of ``quotations``: the marks of many texts, read from their bytes in one pass."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.text.characters import NEWLINE, classes
from copydesk.text.compiling import compiled, inlined
from copydesk.text.strings import read_utf8

__all__ = ["marked_spans"]

Numbers = npt.NDArray[np.int64]
_PLANE = 0x10000  # marks and line ends all lie in the first plane
_LINE_END = 255
_BRACKET, _AT_SIGN = ord("("), ord("@")
_AT_LEAST, _BYTES_A_SPAN = 1024, 200  # room for more quotations than news has


def marked_spans(
    texts: pd.Series, closers: Mapping[str, str], typewriter: str
) -> tuple[tuple[Numbers, ...], npt.NDArray[np.bool_]]:
    """(text, start, end, closed) of every quotation between marks, in order; and which texts have "(@".

    ``closers`` gives for each mark that opens a quotation the marks that close it; those of ``typewriter`` open one
    that its line leaves open only where they begin the line. Offsets count code points.
    """
    ends = tuple(closers.items())
    opens = [mark in closers for mark in _all_marks(ends)]
    strict = [closers.get(mark, "") in typewriter for mark in _all_marks(ends)]
    tables = _marks(ends), _turns(ends), np.array(opens), np.array(strict)
    data, bounds = read_utf8(texts)
    spans, posts = np.empty((_AT_LEAST + len(data) // _BYTES_A_SPAN, 4), np.int64), np.zeros(len(texts), bool)
    while (found := _scan(data, bounds, *tables, spans, posts)) < 0:
        spans = np.empty((8 * len(spans), 4), np.int64)  # more than fit: once more
    return tuple(spans[:found, column].copy() for column in range(4)), posts


def _all_marks(closers: tuple[tuple[str, str], ...]) -> list[str]:
    return sorted({mark for opener, ends in closers for mark in opener + ends})


@cache
def _marks(closers: tuple[tuple[str, str], ...]) -> npt.NDArray[np.uint8]:
    """For each code point of the first plane: 1 and more for a mark, ``_LINE_END``, or 0."""
    table = np.where(classes(np.arange(_PLANE, dtype=np.uint32)) == NEWLINE, _LINE_END, 0).astype(np.uint8)
    for number, mark in enumerate(_all_marks(closers), start=1):
        table[ord(mark)] = number
    return table


@cache
def _turns(closers: tuple[tuple[str, str], ...]) -> npt.NDArray[np.int64]:
    """What a mark (column) does to the depth of a quotation that a mark (row) opened: -1, 0 or 1."""
    marks, ends = _all_marks(closers), dict(closers)
    return np.array(
        [
            [
                -1 if mark in ends.get(opener, "") else int(opener in ends and ends.get(mark) == ends[opener])
                for mark in marks
            ]
            for opener in marks
        ],
        np.int64,
    )


@inlined
def _code_point(data: Any, at: int, lead: int) -> Any:
    """Code point of the two or three bytes from ``at`` on."""
    if lead < 0xE0:
        return ((lead & 0x1F) << 6) | (data[at + 1] & 0x3F)
    return ((lead & 0x0F) << 12) | ((data[at + 1] & 0x3F) << 6) | (data[at + 2] & 0x3F)


@inlined
def _width(lead: int) -> Any:
    """Bytes of the code point that begins with ``lead``."""
    return 1 if lead < 0x80 else 2 if lead < 0xE0 else 3 if lead < 0xF0 else 4


@compiled
def _scan(  # noqa: C901  (one walk over the bytes)
    data: Any, bounds: Any, marks: Any, turns: Any, opens: Any, strict: Any, spans: Any, posts: Any
) -> Any:
    """Fill ``spans`` (rows of text, start, end, closed); returns how many, or -1 when there are more than fit."""
    count = 0
    for doc in range(len(bounds) - 1):
        opener, opened, depth, fresh, line_opens = -1, 0, 0, True, True
        place, at, end = 0, bounds[doc], bounds[doc + 1]
        while at <= end:
            kind, width = _LINE_END, 1
            if at < end:
                lead, width = data[at], _width(data[at])
                kind = 0 if width == 4 else marks[lead if width == 1 else _code_point(data, at, lead)]
                if lead == _BRACKET and at + 1 < end and data[at + 1] == _AT_SIGN:
                    posts[doc] = True
            line_ends = kind == _LINE_END
            if kind and opener < 0:
                if not line_ends and opens[kind - 1]:
                    opener, opened, depth, fresh = kind - 1, place + 1, 1, line_opens
            elif kind:
                depth += 0 if line_ends else turns[opener, kind - 1]
                if line_ends or not depth:
                    if not line_ends or fresh or not strict[opener]:
                        if count == len(spans):
                            return -1
                        spans[count, 0], spans[count, 1], spans[count, 2] = doc, opened, place
                        spans[count, 3] = 0 if line_ends else 1
                        count += 1
                    opener = -1
            line_opens = line_ends
            place += 1
            at += width
    return count
