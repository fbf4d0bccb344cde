"""Every whitespace-separated token once: what textstat would count in it, as one row of numbers."""

from __future__ import annotations

import re
from array import array
from enum import IntEnum
from functools import cache
from importlib.metadata import distribution
from pathlib import Path

import numpy as np
import numpy.typing as npt

from copydesk.readability.languages import Language
from copydesk.readability.syllables import syllables

__all__ = ["Lexicon", "Numbers", "Trait", "Traits", "easy_words", "strip_punctuation"]

Numbers = npt.NDArray[np.int64]
Traits = npt.NDArray[np.int32]


class Trait(IntEnum):
    """Columns of a token's row.

    Flags (0 or 1): WORD has a letter or digit; MINI up to three; POLY three syllables or more; HARD not an
    easy word; COMPLEX hard and with the fog index's syllables; DIFFICULT hard and with two syllables; ENDS
    holds a sentence mark; HEAD and TAIL have a letter or digit before the first and after the last mark.
    LINSEAR is the word's weight in the Linsear Write formula; WORD_NO tells the words apart, cased.
    """

    CHARS = 0
    ENDS = 1
    HEAD = 2
    TAIL = 3
    LETTERS = 4
    WORD = 5
    MINI = 6
    SYLLABLES = 7
    POLY = 8
    LINSEAR = 9
    HARD = 10
    COMPLEX = 11
    DIFFICULT = 12
    WORD_NO = 13


# textstat's own expressions (backend.utils.constants, backend.transformations).
_NO_CONTRACTION = re.compile(r"'(?![tsd]|ve|ll|re)")
_PUNCTUATION = re.compile(r"[^\w\s']")
_ALL_PUNCTUATION = re.compile(r"[^\w\s]")
_MARK = re.compile(r"[.!?]")
_HEAD = re.compile(r"[^.!?]*?\w")
_TAIL = re.compile(r"\w[^.!?]*\Z")
_OUTSIDE = ".,:;!?\"()[]“”’‘—–-…"
_NO_WORD = (0, 0, 0, 0, 0, 0, 0, 0, 0, -1)


def strip_punctuation(text: str) -> str:
    """``text`` without punctuation, apostrophes of English contractions kept, as textstat strips it."""
    return _PUNCTUATION.sub("", _NO_CONTRACTION.sub("", text))


class Lexicon(dict[str, int]):
    """Row number of each token; a token that is new is examined when it is looked up."""

    def __init__(self, language: Language) -> None:
        """An empty lexicon of ``language``."""
        super().__init__()
        self._syllables = syllables(language.locale)
        self._easy = easy_words(language.easy_words)
        self._complex = language.complex_syllables
        self._rows = array("i")
        self._words: dict[str, tuple[int, ...]] = {}

    def __missing__(self, token: str) -> int:
        number = self[token] = len(self)
        self._rows.extend(self._examine(token))
        return number

    def traits(self, tokens: Numbers) -> Traits:
        """The rows of ``tokens`` (their row numbers), one column a ``Trait``, int32."""
        return np.frombuffer(self._rows, np.int32).reshape(-1, len(Trait))[tokens]

    def _examine(self, token: str) -> tuple[int, ...]:
        plain = token.isalnum()
        core = token if plain else token.strip(_OUTSIDE)
        word = core if plain or core.isalnum() else strip_punctuation(token)
        known = self._words.get(word)
        if known is None:
            known = self._words[word] = self._word(word) if word else _NO_WORD
        marks = (0, 1, 0) if plain else _sentence_marks(token)
        return (len(token), *marks, *known)

    def _word(self, word: str) -> tuple[int, ...]:
        letters = len(_ALL_PUNCTUATION.sub("", word))
        lowered = word.lower()
        count = self._syllables.count(lowered)
        hard = lowered not in self._easy
        again = count if lowered.isalnum() else self._strip_and_count(lowered)
        return (
            letters, 1, letters <= 3, count, count >= 3, 3 if count >= 3 else count > 0,
            hard, hard and again >= self._complex, hard and again >= 2, len(self._words),
        )  # fmt: skip

    def _strip_and_count(self, lowered: str) -> int:
        """textstat strips a word again once it is in lower case, which can take a combining dot off."""
        word = strip_punctuation(lowered).lower()
        return self._syllables.count(word) if word else 0


@cache
def easy_words(language: str) -> frozenset[str]:
    """textstat's list of easy words, read from its own distribution without importing it."""
    path = distribution("textstat").locate_file(f"textstat/resources/{language}/easy_words.txt")
    return frozenset(line.strip() for line in Path(str(path)).read_text(encoding="utf-8").split("\n"))


def _sentence_marks(token: str) -> tuple[int, int, int]:
    """Whether ``token`` holds a sentence mark, and letters before the first and after the last one."""
    head = _HEAD.match(token) is not None
    if _MARK.search(token) is None:
        return 0, head, 0
    return 1, head, _TAIL.search(token) is not None
