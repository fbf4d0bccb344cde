"""UTF-8 to code points and their classes in one pass, where the texts lie: no string is made."""

from __future__ import annotations

from typing import Any

import numpy as np

from copydesk.text.characters import NEWLINE
from copydesk.text.compiling import compiled

__all__ = ["decode_texts"]

_BITS = np.uint32(0x3F)
_SIX = np.uint32(6)


@compiled
def decode_texts(data: Any, bounds: Any, table: Any, codes: Any, kinds: Any, starts: Any) -> Any:
    """The texts ``data[bounds[n]:bounds[n + 1]]`` with a newline behind each, into ``codes`` and ``kinds``.

    ``data`` is well-formed UTF-8, ``table`` gives the class of each code point. ``starts`` gets where each text
    begins, and where the last ends (texts + 1,). Returns how many code points.
    """
    count = 0
    for text in range(len(bounds) - 1):
        starts[text] = count
        at, stop = bounds[text], bounds[text + 1]
        while at < stop:
            code = np.uint32(data[at])
            at += 1
            if code >= 0x80:
                size = 1 + (code >= 0xE0) + (code >= 0xF0)
                code &= np.uint32(0x3F >> size)
                for _ in range(size):
                    code = np.uint32(code << _SIX) | (np.uint32(data[at]) & _BITS)
                    at += 1
            codes[count], kinds[count] = code, table[code]
            count += 1
        codes[count], kinds[count] = 10, NEWLINE
        count += 1
    starts[len(bounds) - 1] = count
    return count
