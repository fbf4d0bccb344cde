"""Compiled twins of ``cells`` and ``csvset``: texts are looked through, and lines put together, byte by byte.

Columns are UTF-8 as Arrow keeps them: ``data``, and ``ends``, where each cell begins and the last one ends.
"""

from __future__ import annotations

from typing import Any

from copydesk.text.compiling import inlined, lean

__all__ = ["LONG", "SUSPECT", "find_odd", "measure_cells", "place_cells"]

LONG, SUSPECT = 1, 2
_QUOTE, _COMMA, _RETURN, _LINE_END = 0x22, 0x2C, 0x0D, 0x0A
_C1, _PUNCTUATION, _HALF_WIDTH = 0xC2, 0xE2, 0xEF
"""First bytes of characters that may hide, or begin a formula: from U+0080, U+2000 and U+F000 on."""


@inlined
def _hides(data: Any, begin: int, end: int) -> Any:
    """Whether a character that cannot be seen may be among those that U+0080 and U+2000 begin."""
    found = False
    for at in range(begin, end):
        lead = data[at]
        if lead == _C1:
            found |= data[at + 1] < 0xA0
        elif lead == _PUNCTUATION:
            second, third = data[at + 1], data[at + 2]
            found |= second == 0x80 and (0x8B <= third <= 0x8D or third >= 0xA8)
            found |= second == 0x81 and third >= 0xA0
    return found


@inlined
def _may_be_space(data: Any, at: int) -> Any:
    """Whether the character at ``at`` is a space, or one of the few beside it that are not."""
    lead = data[at]
    if lead < 0x80:
        return lead <= 0x20
    if lead == _PUNCTUATION:
        return (data[at + 1] == 0x80 and data[at + 2] <= 0x8D) or data[at + 1] == 0x81
    return (lead == _C1 and data[at + 1] <= 0xA0) or lead in (0xE1, 0xE3)


@inlined
def _may_begin_formula(data: Any, at: int) -> Any:
    lead = data[at]
    return lead in (0x2B, 0x2D, 0x3D, 0x40, _HALF_WIDTH) or (lead == _PUNCTUATION and data[at + 1] == 0x88)


@inlined
def _last_character(data: Any, at: int) -> Any:
    """Where the character begins whose last byte is at ``at``."""
    while data[at] & 0xC0 == 0x80:
        at -= 1
    return at


@lean
def find_odd(data: Any, ends: Any, limit: int, odd: Any) -> None:
    """What cleaning may change of each cell, into ``odd``: LONG, over ``limit`` characters, and SUSPECT.

    SUSPECT is every cell that ``cells`` would find so, and a few others that cleaning leaves as they are.
    """
    for row in range(len(ends) - 1):
        begin, end = ends[row], ends[row + 1]
        characters, found, wide = 0, False, False
        cell = data[begin:end]
        for at in range(len(cell)):  # of a slice, and nothing but sums: many bytes are looked at together
            byte = cell[at]
            characters += (byte & 0xC0) != 0x80
            found |= (byte < 0x20) | (byte == 0x7F) | (byte >= _HALF_WIDTH)
            wide |= (byte == _C1) | (byte == _PUNCTUATION)
        if wide and not found:
            found = _hides(data, begin, end)
        if end > begin and not found:
            found = _may_begin_formula(data, begin) or _may_be_space(data, begin)
            found = found or _may_be_space(data, _last_character(data, end - 1))
        odd[row] = (LONG if characters > limit else 0) | (SUSPECT if found else 0)


@lean
def measure_cells(data: Any, ends: Any, sizes: Any, quotes: Any) -> None:
    """Add to ``sizes`` what each cell takes up in its line; ``quotes`` tells which need quotation marks."""
    for row in range(len(ends) - 1):
        marks, parts, cell = 0, False, data[ends[row] : ends[row + 1]]
        for at in range(len(cell)):
            byte = cell[at]
            marks += byte == _QUOTE
            parts |= (byte == _COMMA) | (byte == _RETURN) | (byte == _LINE_END)
        quotes[row] = parts or marks > 0
        sizes[row] += ends[row + 1] - ends[row] + (marks + 2 if quotes[row] else 0)


@lean
def place_cells(data: Any, ends: Any, quotes: Any, mark: int, places: Any, lines: Any) -> None:
    """Write each cell into ``lines`` at its place, then ``mark``; ``places`` move on behind it."""
    for row in range(len(ends) - 1):
        to, begin, end = places[row], ends[row], ends[row + 1]
        if quotes[row]:
            lines[to] = _QUOTE
            to += 1
            for at in range(begin, end):
                lines[to] = data[at]
                to += 1
                if data[at] == _QUOTE:
                    lines[to] = _QUOTE
                    to += 1
            lines[to] = _QUOTE
            to += 1
        else:
            cell, place = data[begin:end], lines[to : to + end - begin]
            for at in range(len(cell)):
                place[at] = cell[at]
            to += end - begin
        lines[to] = mark
        places[row] = to + 1
