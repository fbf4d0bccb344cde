"""Compiled twin of ``marks``: what stands before and after each word, read from the bytes of the articles."""

from __future__ import annotations

from typing import Any

from copydesk.attribution.marks import (
    APOSTROPHE,
    BRACKET,
    CLOSE,
    COLON,
    COMMA,
    DASH,
    LINE,
    OPEN,
    QUOTE,
    SEMICOLON,
    SIDE,
    SPACE,
    STOP,
)
from copydesk.text.compiling import inlined, lean

__all__ = ["read_marks", "width_of"]

_BLANK, _NEWLINE, _TOP = 32, 10, 0xFFFF
_LEANS = SPACE | LINE | BRACKET | DASH | COLON | QUOTE | APOSTROPHE
_BOUND = SPACE | LINE | COMMA | STOP | SEMICOLON
_SHOWN = (1 << 10) - 1


@inlined
def width_of(data: Any, at: Any) -> Any:
    """Bytes of the character at ``at``."""
    lead = data[at]
    return 1 + (lead >= 0xC0) + (lead >= 0xE0) + (lead >= 0xF0)


@lean
def _kind(data: Any, at: Any, stop: Any, table: Any) -> Any:
    """Class of the character at ``at``; a newline follows every text."""
    if at >= stop:
        return table[_NEWLINE]
    width = width_of(data, at)
    if width == 1:
        return table[data[at]]
    code = data[at] & (0xFF >> (width + 1))
    for each in range(1, width):
        code = (code << 6) | (data[at + each] & 0x3F)
    return table[min(code, _TOP)]


@lean
def _turn(data: Any, at: Any, stop: Any, kind: Any, left: Any, table: Any) -> Any:
    """1 where the mark of class ``kind`` before byte ``at`` opens a quotation, -1 where it closes one, else 0."""
    right = _kind(data, at, stop, table)
    if kind == APOSTROPHE:
        if right != APOSTROPHE or left == APOSTROPHE:
            return 0
        right = _kind(data, at + width_of(data, at), stop, table)
    return 1 if (left & _LEANS) != 0 and (right & _BOUND) == 0 else -1


@lean
def _read(data: Any, at: Any, stop: Any, count: Any, left: Any, table: Any) -> Any:
    """Bits, event and end of a gap of ``count`` characters from byte ``at``; ``left`` is the class before it."""
    bits, event = 0, 0
    for number in range(count):
        kind = _kind(data, at, stop, table)
        at += width_of(data, at) if at < stop else 1
        if number < SIDE or number >= count - SIDE:
            turn = _turn(data, at, stop, kind, left, table) if (kind & (QUOTE | APOSTROPHE)) != 0 else 0
            if turn != 0:
                bits |= OPEN if turn > 0 else CLOSE
            elif kind != DASH or count > 1:  # a hyphen inside a compound is no dash
                bits |= kind & _SHOWN
            event = turn if turn != 0 else (-1 if kind == LINE else event)
        left = kind
    return bits, event, at


@lean
def _kind_before(data: Any, at: Any, table: Any) -> Any:
    """Class of the character that ends at ``at``."""
    at -= 1
    while data[at] & 0xC0 == 0x80:
        at -= 1
    return _kind(data, at, at + 4, table)


@lean
def _read_tail(data: Any, at: Any, stop: Any, table: Any) -> Any:
    """Bits of what follows the last word of a text, which ends at ``at``, and of the newline after it."""
    count = 1
    for each in range(at, stop):
        count += data[each] & 0xC0 != 0x80
    return _read(data, at, stop, count, _kind_before(data, at, table), table)[0] | LINE


@inlined
def _skip(data: Any, wide: Any, next_wide: Any, at: Any, count: Any) -> tuple[Any, Any]:
    """The byte after ``count`` characters from ``at``, and the first of ``wide`` from there on."""
    while wide[next_wide] < at:
        next_wide += 1
    if at + count <= wide[next_wide]:
        at += count
    else:
        for _ in range(count):
            at += width_of(data, at)
    return at, next_wide


@lean
def read_marks(
    data: Any, wide: Any, doc_bytes: Any, doc_words: Any, starts: Any, ends: Any, table: Any, before: Any, after: Any,
    inside: Any, first_bytes: Any, last_bytes: Any,
) -> None:  # fmt: skip
    """As ``marks.marks``, into ``before``, ``after`` and ``inside``; and the bytes where each word begins and ends.

    The bytes of article n are ``data[doc_bytes[n]:doc_bytes[n + 1]]``, its words ``doc_words[n]`` to
    ``doc_words[n + 1]``. ``wide`` are the bytes that are not ASCII, and one beyond all: a word before the next
    of them is as many bytes long as it has characters.
    """
    next_wide = 0
    for doc in range(len(doc_bytes) - 1):
        at, stop, place, quoted, bits = doc_bytes[doc], doc_bytes[doc + 1], 0, False, 0
        first, last = doc_words[doc], doc_words[doc + 1]
        for row in range(first, last):
            bits, event = 0, 0
            if starts[row] - place == 1 and data[at] == _BLANK:
                at += 1
            else:
                left = _kind_before(data, at, table) if row > first else LINE
                bits, event, at = _read(data, at, stop, starts[row] - place, left, table)
            if row > first:
                after[row - 1] = bits
            quoted = event > 0 if event != 0 else quoted
            before[row], inside[row], first_bytes[row] = bits, quoted, at
            at, next_wide = _skip(data, wide, next_wide, at, ends[row] - starts[row])
            last_bytes[row], place = at, ends[row]
        if last > first:
            before[first] |= LINE
            after[last - 1] = _read_tail(data, at, stop, table)
