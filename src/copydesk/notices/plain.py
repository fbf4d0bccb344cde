"""Text for matching, character for character: rules need not know every quote, dash and space there is."""

from __future__ import annotations

import sys
from functools import cache

import numpy as np
import numpy.typing as npt

__all__ = ["folded_codes", "plain_codes", "squeeze", "to_plain"]

_SAME = {
    " ": "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
    "\u200b\u200c\u200e\u200f\u2060\ufeff\u00ad\ufe0f",
    "'": "‘’ʼ‛′`´",
    '"': "“”„‟″「」『』《》〈〉",
    "-": "‐‑‒–—―−─━",
    "(": "【〔",
    ")": "】〕",
    "k": "\u212a",  # the Kelvin sign and the long s: RE2 takes them for letters of ASCII
    "s": "\u017f",
}
_LAST_CASED = 0x1E944
_LATE_FOLDS = {0x1FD3: 0x390, 0x1FE3: 0x3B0, 0xFB05: 0xFB06}  # since Unicode 15.1


@cache
def plain_codes() -> npt.NDArray[np.uint32]:
    """The plain form of every code point, shape (0x110000,), uint32."""
    table = np.arange(sys.maxunicode + 1, dtype=np.uint32)
    table[0xFF01:0xFF5F] = np.arange(0x21, 0x7F)  # full-width ASCII
    for plain, variants in _SAME.items():
        table[[ord(c) for c in variants]] = ord(plain)
    return table


@cache
def folded_codes() -> npt.NDArray[np.uint32]:
    """What stands for each code point and all that RE2 takes for the same without case, shape (0x110000,), uint32.

    Unicode's simple case folding: that of one character to one.
    """
    table = np.arange(sys.maxunicode + 1, dtype=np.uint32)
    parted = np.full((_LAST_CASED, 2), ord("\n"), np.uint32)
    parted[:, 0] = np.maximum(table[:_LAST_CASED], ord(" "))
    folded = parted.tobytes().decode("utf-32-le", "surrogatepass").casefold().encode("utf-32-le", "surrogatepass")
    codes = np.frombuffer(folded, np.uint32)
    ends = np.flatnonzero(codes == ord("\n"))
    sizes = np.diff(ends, prepend=-1) - 1
    table[ord(" ") : _LAST_CASED] = np.where(sizes == 1, codes[ends - 1], table[:_LAST_CASED])[ord(" ") :]
    for code in np.flatnonzero(sizes > 1).tolist():
        lower = chr(code).lower()
        table[code] = ord(lower) if len(lower) == 1 else code
    for code, late in _LATE_FOLDS.items():
        table[code] = late
    return table


def to_plain(text: str) -> str:
    """``text`` with quotes, dashes, spaces and full-width letters as ASCII has them; offsets stay the same."""
    if text.isascii():
        return text.replace("\t", " ")
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return plain_codes()[codes].tobytes().decode("utf-32-le", "replace")


def squeeze(line: str) -> tuple[str, list[int]]:
    """``line`` with every run of spaces as one, and where each character of it stands in ``line``.

    The list has one entry more, the length of ``line``; it is empty when nothing was taken out.
    """
    if "  " not in line:
        return line, []
    kept = [at for at, char in enumerate(line) if char != " " or (at and line[at - 1] != " ")]
    return "".join(line[at] for at in kept), [*kept, len(line)]
