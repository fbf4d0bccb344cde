"""What stands in the texts that a pattern matches for what is no letter, and in pieces; which characters part words."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from copydesk.notices.rule import SCRIPTS

__all__ = [
    "ALONE",
    "ANY_DIGIT",
    "BOUNDARY",
    "DIGIT",
    "END",
    "MARKS",
    "PAIR",
    "RUNS",
    "START",
    "is_mark",
    "is_separator",
    "lower",
]

BOUNDARY, DIGIT, MARKS, START, END = "\x00", "\x01", "\x02", "\x03", "\x04"
r"""What stands in a literal for ``\b``, ``\d``, any number of marks and spaces, and the two ends of the line."""
PAIR = "\x1f"
"""What stands between the two words of a pair, of which the first may be START, or the second END."""

# Scripts written without spaces: there each character is a word (copydesk.text.characters).
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
)
# Vowel signs and other marks of Indic and Arabic scripts, which no class of ``re`` takes for parts of words.
_SIGNS = "\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff"
RUNS = re.compile(rf"[{_UNSPACED}]|(?:[^\W_{_UNSPACED}]|[{_SIGNS}{DIGIT}])+")
"""Words of a literal, or parts of them; a low line is a mark to rules, though texts have it in words."""
ALONE = re.compile(f"[{_UNSPACED}]")
"""A character that is a word by itself."""

ANY_DIGIT = "[0-9]"
"""The piece that any digit is."""
_LETTERS = frozenset(SCRIPTS.values())


def lower(text: str) -> str:
    """``text`` in lower case, character for character; one that would become two (Turkish dotted I) stays."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)


def is_mark(piece: str) -> bool:
    """Whether ``piece`` is one character: any mark, digit, or letter of a script."""
    return piece == ANY_DIGIT or piece in _LETTERS or not RUNS.search(piece)


@cache
def is_separator(char: str) -> bool:
    """Whether ``char`` is a space or a mark, and so parts words or stands inside one as an apostrophe does."""
    return char == MARKS or unicodedata.category(char)[0] in "PSZ"
