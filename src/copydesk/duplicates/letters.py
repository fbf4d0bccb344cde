"""What the word kernel knows of every character: how it cuts words and what it folds to.

The table is computed from ``copydesk.text``, so that the kernel cuts and folds words exactly as the text stage
does. A character whose folding depends on its neighbours (a combining accent, a Hangul letter block in parts) is
marked ``HARD``: the kernel hands texts that hold one inside a word to ``plain_words``.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from copydesk.text.characters import APOSTROPHE as APOSTROPHES
from copydesk.text.characters import DIGIT as DIGITS
from copydesk.text.characters import EXTEND as EXTENDS
from copydesk.text.characters import IDEOGRAPH, LETTER, LOWER, POINT, UPPER, classes
from copydesk.text.folding import FORMATS, LOOKALIKES, fold

__all__ = ["APOSTROPHE", "DIGIT", "EXTEND", "HARD", "IDEOGRAM", "LATIN", "LETTERS", "LIMIT", "LOOKALIKE", "NUMERIC"]
__all__ += ["SOLID", "TWIN", "Letters", "letters"]

SOLID, DIGIT, APOSTROPHE, NUMERIC, IDEOGRAM, EXTEND, HARD, LOOKALIKE, LATIN, TWIN = (1 << bit for bit in range(10))
LETTERS = SOLID | IDEOGRAM
LIMIT = 0x32400
"""Code points from here on are no part of a word, but for tags (U+E0000 to U+E0FFE), which are dropped."""

_MIXED = {chr(letter) for letter in LOOKALIKES} | set("ΒΖΗΜΝΥϹҮ")
_NEUTRAL = "щ"  # no look-alike of a Latin letter: beside it a letter folds as in a word of its own script
# Han characters and Hangul syllables are their own NFKC and fold to themselves: no need to ask for each.
_PLAIN = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xAC00, 0xD7A4), (0x20000, 0x2F800), (0x30000, LIMIT))


class Letters(NamedTuple):
    """``kinds[code]`` holds flags, uint16, and ``folds[places[code]:places[code + 1]]`` the UTF-8 of the folded
    character, empty where it is the character itself; ``kinds`` and ``lower`` also serve single ASCII bytes."""

    kinds: npt.NDArray[np.uint16]
    lower: npt.NDArray[np.uint8]
    places: npt.NDArray[np.int32]
    folds: npt.NDArray[np.uint8]


@cache
def letters() -> Letters:
    """The table, built once in about 0.1 s."""
    kinds = _cutting()
    folded: dict[int, bytes] = {}
    for code in _special(kinds):
        flags, form = _folding(chr(code))
        kinds[code] |= flags
        if form != chr(code):
            folded[code] = form.encode()
    sizes = np.zeros(LIMIT + 1, np.int32)
    for code, form_bytes in folded.items():
        sizes[code + 1] = len(form_bytes)
    lower = np.array([ord(chr(code).lower()) if code < 128 else code for code in range(256)], np.uint8)
    blob = b"".join(folded[code] for code in sorted(folded))
    return Letters(kinds, lower, np.cumsum(sizes, dtype=np.int32), np.frombuffer(blob, np.uint8))


def _cutting() -> npt.NDArray[np.uint16]:
    """The flags that say how a character cuts words, by ``text.characters``."""
    flags = np.zeros(16, np.uint16)
    flags[[LETTER, LOWER, UPPER]] = SOLID
    flags[DIGITS], flags[IDEOGRAPH], flags[EXTENDS] = SOLID | DIGIT, IDEOGRAM, EXTEND
    flags[APOSTROPHES], flags[POINT] = APOSTROPHE, NUMERIC
    kinds = flags[classes(np.arange(LIMIT, dtype=np.uint32))]
    kinds[[ord(","), ord(":")]] = NUMERIC
    return kinds


def _special(kinds: npt.NDArray[np.uint16]) -> list[int]:
    """Code points above ASCII that may stand in a word and need a look."""
    asked = kinds != 0
    asked[:128] = False
    for first, last in _PLAIN:
        asked[first:last] = False
    return np.flatnonzero(asked).tolist()


@cache
def _seconds() -> frozenset[str]:
    """Characters that may join the one before them under NFKC: second parts of decompositions, Hangul parts."""
    codes = (code for code in range(0x1F000) if not 0xAC00 <= code < 0xD7A4)
    parts = (unicodedata.decomposition(chr(code)).split() for code in codes)
    seconds = {chr(int(each[1], 16)) for each in parts if len(each) == 2 and not each[0].startswith("<")}
    return frozenset(seconds | {chr(code) for code in range(0x1100, 0x1200)})


def _folding(character: str) -> tuple[int, str]:
    """Flags of folding, and the folded form; only ``copydesk.text.fold`` knows what a form folds to."""
    if FORMATS.match(character):
        return 0, ""
    plain = unicodedata.normalize("NFKC", character)
    if plain[0] in _seconds() or unicodedata.combining(plain[0]) or unicodedata.category(character)[0] in "MC":
        return HARD, character
    folded = fold(_NEUTRAL + character)[1:]
    latin = any("a" <= c <= "z" or ("à" <= c <= "ÿ" and c != "÷") for c in folded)
    mixed = not _MIXED.isdisjoint(plain) or not _MIXED.isdisjoint(plain.casefold())
    marked = not latin and any(map(unicodedata.combining, folded))
    twin = not folded.isascii() and fold(character).isascii()
    return LATIN * latin | LOOKALIKE * (mixed or marked or twin) | TWIN * twin, folded
