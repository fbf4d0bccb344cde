"""What each character is, as one table over code points, so that text is cut by array arithmetic."""

from __future__ import annotations

import sys
import unicodedata
from functools import cache
from itertools import repeat

import numpy as np
import numpy.typing as npt

__all__ = [
    "APOSTROPHE",
    "CLOSER",
    "DIGIT",
    "EXTEND",
    "IDEOGRAPH",
    "LETTER",
    "LOWER",
    "NEWLINE",
    "OPENER",
    "OTHER",
    "POINT",
    "QUOTE",
    "SPACE",
    "TERMINATOR",
    "UPPER",
    "WIDE_TERMINATOR",
    "among",
    "class_table",
    "classes",
]

Codes = npt.NDArray[np.uint32]
Classes = npt.NDArray[np.uint8]

OTHER, SPACE, NEWLINE, LETTER, LOWER, UPPER, DIGIT, IDEOGRAPH = range(8)
EXTEND, APOSTROPHE, POINT, TERMINATOR, WIDE_TERMINATOR, OPENER, CLOSER, QUOTE = range(8, 16)

_NEWLINES = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_QUOTES = '"“”„‟«»‹›「」『』＂'
_APOSTROPHES = "'’ʼ‘‛＇"
# Scripts written without spaces: every character counts as a word, as CJK readability and shingling do.
_UNSPACED = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x2E80, 0x2FDF),
    (0x3005, 0x3007),
    (0x3040, 0x30FF),
    (0x31F0, 0x31FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x323AF),
)
_CATEGORIES = {
    "Ll": LOWER,
    "Lu": UPPER,
    "Lt": UPPER,
    "Lm": LETTER,
    "Lo": LETTER,
    "Nd": DIGIT,
    "Nl": LETTER,
    "No": LETTER,
    "Mn": EXTEND,
    "Mc": EXTEND,
    "Me": EXTEND,
    "Cf": EXTEND,
    "Zs": SPACE,
    "Zl": NEWLINE,
    "Zp": NEWLINE,
    "Cc": SPACE,
    "Ps": OPENER,
    "Pe": CLOSER,
}


@cache
def class_table() -> Classes:
    """Class of every code point, shape (0x110000,), uint8; built once, in about 0.1 s."""
    known = map(_CATEGORIES.get, map(unicodedata.category, map(chr, range(0x32400))), repeat(OTHER))
    table = np.fromiter(known, np.uint8, 0x32400)
    table = np.concatenate([table, np.zeros(sys.maxunicode + 1 - len(table), dtype=np.uint8)])
    table[0xE0000:0xE0FFF] = EXTEND
    table[[0x115F, 0x1160, 0x3164, 0xFFA0]] = EXTEND  # fillers: letters by category, drawn as nothing
    for first, last in _UNSPACED:
        span = table[first : last + 1]
        span[np.isin(span, (LETTER, LOWER, UPPER))] = IDEOGRAPH
    for characters, kind in (
        (_NEWLINES, NEWLINE),
        (_QUOTES, QUOTE),
        (_APOSTROPHES, APOSTROPHE),
        (".", POINT),
        ("!?…؟।‽", TERMINATOR),
        ("。！？｡．", WIDE_TERMINATOR),
        ("_", LETTER),
    ):
        table[[ord(c) for c in characters]] = kind
    return table


@cache
def _members(kinds: tuple[int, ...]) -> npt.NDArray[np.bool_]:
    flags = np.zeros(16, bool)
    flags[list(kinds)] = True
    return flags


def among(found: Classes, *kinds: int) -> npt.NDArray[np.bool_]:
    """Whether each class of ``found`` is one of ``kinds``, same shape; a table look-up, not a search."""
    return _members(kinds)[found]


def classes(codes: Codes) -> Classes:
    """Class of each code point of ``codes``, same shape."""
    return class_table()[codes]
