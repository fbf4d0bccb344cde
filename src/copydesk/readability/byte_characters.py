"""Characters of UTF-8 text in compiled kernels: how many bytes each has, and what it is to textstat."""

from __future__ import annotations

from typing import Any

import numpy as np

from copydesk.text.compiling import inlined, lean

__all__ = ["find_kind", "read_character", "skip", "width_of"]


@inlined
def width_of(data: Any, at: Any) -> Any:
    """Bytes of the character at ``at``."""
    lead = data[at]
    return 1 + (lead >= 0xC0) + (lead >= 0xE0) + (lead >= 0xF0)


@lean
def _wide_kind(data: Any, at: Any, kinds: Any) -> Any:
    """Kind of the character at ``at``, which is not ASCII."""
    width = width_of(data, at)
    code = data[at] & (0xFF >> (width + 1))
    for each in range(1, width):
        code = (code << 6) | (data[at + each] & 0x3F)
    return kinds[code]


@inlined
def find_kind(data: Any, at: Any, kinds: Any) -> Any:
    """Kind of the character at ``at``."""
    return kinds[data[at]] if data[at] < 0x80 else _wide_kind(data, at, kinds)


@inlined
def read_character(data: Any, kinds: Any, at: Any) -> tuple[Any, Any]:
    """Kind and bytes of the character at ``at``."""
    kind, width = kinds[data[at]], 1
    if data[at] >= 0x80:
        kind, width = _wide_kind(data, np.int64(at), kinds), width_of(data, np.int64(at))
    return kind, width


@inlined
def skip(data: Any, at: Any, chars: Any) -> Any:
    """The byte after ``chars`` characters from ``at``."""
    for _ in range(chars):
        at += width_of(data, at)
    return at
