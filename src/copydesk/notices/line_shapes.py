"""What the characters and the words of lines are: capitals, digits, marks; given names, words of outlets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain

import numpy as np
import numpy.typing as npt

from copydesk.notices.line_rows import Numbers, Row, set_row
from copydesk.notices.names import Names
from copydesk.text import fold

__all__ = ["class_table", "fold_table", "in_words", "name_words", "shape_row"]

_NAMED_WORDS = 14
_WORD = re.compile(r"[^\W\d_]+")
_BREAK, _SPACE, _DIGIT, _UPPER, _LOWER, _OTHER, _MARK = range(7)
"""Classes of characters; every mark has a class of its own from ``_MARK`` on."""


def name_words(lines: Sequence[str], names: Names) -> list[str]:
    """A letter for each of the first words: small, given name, word of an outlet, word of no name, or another."""
    words = [_WORD.findall(line)[:_NAMED_WORDS] for line in lines]
    told = {word: _name_word(word, names) for word in set(chain.from_iterable(words))}
    return ["".join([told[word] for word in each]) for each in words]


def _name_word(word: str, names: Names) -> str:
    if word[0].islower():
        return "x"
    folded = fold(word)
    if folded in names.given:
        return "g"
    if folded in names.outlet:
        return "o"
    return "n" if folded in names.never else "c"


def shape_row(kinds: Numbers, first: Numbers, last: Numbers) -> Row:
    """The classes of characters; of a run of one class two are kept."""
    same = np.zeros(len(kinds), bool)
    same[2:] = (kinds[2:] == kinds[1:-1]) & (kinds[1:-1] == kinds[:-2])
    kept = ~same | (kinds == _BREAK)
    counts = np.concatenate([[0], np.cumsum(kept)])
    return set_row(kinds[kept], counts[first], counts[last])


def in_words(kinds: Numbers) -> npt.NDArray[np.bool_]:
    """Which characters, by their classes, are of words: letters and digits."""
    return (kinds >= _DIGIT) & (kinds < _MARK)


@lru_cache(maxsize=1)
def fold_table() -> Numbers:
    """The code that stands for each code: small letters for capitals, 0 for every digit, a space for every blank."""
    folded = np.arange(0x10000)
    for code, kind in enumerate(class_table().tolist()):
        if kind == _UPPER and len(small := chr(code).lower()) == 1:
            folded[code] = ord(small)
    folded[class_table() == _DIGIT], folded[class_table() == _SPACE] = ord("0"), ord(" ")
    return folded


@lru_cache(maxsize=1)
def class_table() -> Numbers:
    """The class of each code of the first plane."""
    known = {"Lu": _UPPER, "Ll": _LOWER, "Mn": _LOWER, "Mc": _LOWER, "Lo": _OTHER, "Lm": _OTHER, "Nd": _DIGIT}
    kinds = [known.get(unicodedata.category(chr(code)), _MARK + code) for code in range(0x10000)]
    kinds = [_SPACE if chr(code).isspace() else kind for code, kind in enumerate(kinds)]
    return np.array([_BREAK, *kinds[1:]], np.int64)
