"""UTF-8 to code points in machine code, strictly: what Python's decoder would replace is a character of no word."""

from __future__ import annotations

from typing import Any

import numpy as np

from copydesk.duplicates.letters import EXTEND, LIMIT
from copydesk.text.compiling import compiled

__all__ = ["decode", "kind_of"]

_ONE, _THREE, _FOUR = np.uint64(1), np.uint64(3), np.uint64(4)
_OUTSIDE = np.uint32(LIMIT)


@compiled
def decode(data: Any, at: Any, stop: Any) -> Any:
    """Code point at ``at`` and its bytes; what is no UTF-8 is one character outside every word."""
    lead = np.uint32(data[at])
    if lead < np.uint32(0x80):
        return lead, _ONE
    size = _ONE + np.uint64(lead >= 0xC2) + np.uint64(lead >= 0xE0) + np.uint64(lead >= 0xF0)
    if size == _ONE or lead > 0xF4 or at + size > stop:
        return _OUTSIDE, _ONE
    code = lead & np.uint32(0x7F >> np.int64(size))
    for place in range(1, np.int64(size)):
        byte = np.uint32(data[at + np.uint64(place)])
        if byte & np.uint32(0xC0) != 0x80:
            return _OUTSIDE, _ONE
        code = np.uint32((code << np.uint32(6)) | (byte & np.uint32(0x3F)))
    if size == _THREE and (code < 0x800 or 0xD800 <= code < 0xE000):
        return _OUTSIDE, _ONE
    if size == _FOUR and (code < 0x10000 or code > 0x10FFFF):
        return _OUTSIDE, _ONE
    return code, size


@compiled
def kind_of(code: Any, kinds: Any) -> Any:
    """The flags of ``letters`` for a code point."""
    if code < _OUTSIDE:
        return np.int64(kinds[code])
    return np.int64(EXTEND if 0xE0000 <= code < 0xE0FFF else 0)
