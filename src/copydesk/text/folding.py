"""One form for matching: what a reader sees as the same word is the same word."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["FORMATS", "LOOKALIKES", "fold", "mask_digits"]

# Letters of other scripts that are drawn like Latin ones (Unicode TR 39, confusables; lower case pairs).
LOOKALIKES = str.maketrans(
    {
        "а": "a",
        "е": "e",
        "о": "o",
        "р": "p",
        "с": "c",
        "у": "y",
        "х": "x",
        "і": "i",
        "ј": "j",
        "ѕ": "s",
        "ԁ": "d",
        "һ": "h",
        "ԛ": "q",
        "ԝ": "w",
        "ӏ": "l",
        "ɡ": "g",
        "к": "k",
        "м": "m",
        "т": "t",
        "в": "b",
        "н": "h",
        "ο": "o",
        "α": "a",
        "ν": "v",
        "ρ": "p",
        "τ": "t",
        "υ": "u",
        "χ": "x",
        "ι": "i",
        "κ": "k",
        "ε": "e",
        "η": "n",
        "γ": "y",
        "ո": "n",
        "օ": "o",
        "ս": "u",
        "հ": "h",
        "ı": "i",
        "ƅ": "b",
        "ⅼ": "l",
        "ʏ": "y",
        "ɑ": "a",
    }
)
# Letters that are drawn like a Latin one in both cases: a word of nothing else reads as Latin.
_TWINS = frozenset("аеорсухіјѕԛԝο")
# Capitals whose small letter is drawn like another Latin letter, or like none.
_CAPITALS = str.maketrans({"Β": "b", "Ζ": "z", "Η": "h", "Μ": "m", "Ν": "n", "Υ": "y", "Ϲ": "c", "Ү": "y"})
_PUNCTUATION = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "‛": "'", "＇": "'"})
FORMATS = re.compile(
    r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]"
)
_LATIN = re.compile(r"[a-zà-öø-ÿ]")
_MARKS = re.compile(r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")
_DIGITS = re.compile(r"\d+(?:[.,:]\d+)*")


def fold(form: str) -> str:
    """The word for matching: NFKC, no format characters, casefolded, look-alikes as Latin.

    A word in another script keeps its letters, so that Russian stays Russian; a word that mixes them with
    Latin is folded (Unicode TR 39, mixed-script confusables), and so is a word in which every letter has a
    Latin twin, because no reader could tell (whole-script confusables). Marks that make no letter with the
    Latin one below them (a stroke through it) are dropped.
    """
    if form.isascii():
        return form.lower()
    plain = unicodedata.normalize("NFKC", FORMATS.sub("", form)).translate(_PUNCTUATION)
    folded = plain.casefold()
    if folded.isascii():
        return folded
    if _LATIN.search(folded) or _TWINS.issuperset(folded):
        return _MARKS.sub("", plain.translate(_CAPITALS).casefold().translate(LOOKALIKES))
    return folded


def mask_digits(folded: str) -> str:
    """``folded`` with every number replaced by one 0, so that counters and dates do not tell lines apart."""
    return _DIGITS.sub("0", folded)
