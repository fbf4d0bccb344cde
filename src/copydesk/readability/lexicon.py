"""Every word once: what textstat counts in it, as one row of numbers."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from enum import IntEnum
from functools import cache
from importlib.metadata import distribution
from itertools import repeat
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import xxhash

from copydesk.readability.languages import Language
from copydesk.readability.syllables import count_syllables
from copydesk.text.batches import Batch, Positions
from copydesk.text.words import hash_spans

__all__ = ["Lexicon", "Trait", "Traits", "easy_words", "strip_punctuation"]

Traits = npt.NDArray[np.int32]

_LONGEST_HASHED = 64  # longer forms could be made to collide; see hash_spans
# textstat's own expressions (backend.utils.constants, backend.transformations).
_NO_CONTRACTION = re.compile(r"'(?![tsd]|ve|ll|re)")
_PUNCTUATION = re.compile(r"[^\w\s']")


class Trait(IntEnum):
    """Columns of a word's row.

    HARD: not an easy word. COMPLEX: hard, with the syllables of the fog index. DIFFICULT: hard, with two
    syllables or more. WORD: the number of the word without punctuation, told apart by case.
    """

    SYLLABLES = 0
    HARD = 1
    COMPLEX = 2
    DIFFICULT = 3
    WORD = 4


def strip_punctuation(text: str) -> str:
    """``text`` without punctuation, apostrophes of English contractions kept, as textstat strips it."""
    return _PUNCTUATION.sub("", _NO_CONTRACTION.sub("", text))


class Lexicon:
    """The words of one language met so far, by the forms they were met in."""

    def __init__(self, language: Language) -> None:
        """An empty lexicon of ``language``."""
        self._locale = language.locale
        self._easy = easy_words(language.easy_words)
        self._complex = language.complex_syllables
        self._forms: dict[int, int] = {}
        self._words: dict[str, int] = {}
        self._rows = array("i")

    def look_up(self, batch: Batch, starts: Positions, ends: Positions) -> Traits:
        """The row of each span's word, shape (spans, traits), int32; new words are examined and added.

        A span is a word with or without the punctuation in and around it; it holds a letter or digit.
        """
        hashes = hash_spans(batch.codes, starts, ends)
        for row in np.flatnonzero(ends - starts > _LONGEST_HASHED):
            hashes[row] = xxhash.xxh3_64_intdigest(batch.joined[starts[row] : ends[row]].encode())
        codes, distinct = pd.factorize(hashes)
        keys = distinct.tolist()
        numbers = np.fromiter(map(self._forms.get, keys, repeat(-1)), np.int64, len(keys))
        new = np.flatnonzero(numbers < 0)
        if len(new):
            at = np.empty(len(keys), np.int64)
            at[codes] = np.arange(len(codes))
            spans = zip(starts[at[new]].tolist(), ends[at[new]].tolist(), strict=True)
            numbers[new] = np.arange(len(self._forms), len(self._forms) + len(new))
            self._forms.update(zip((keys[row] for row in new.tolist()), numbers[new].tolist(), strict=True))
            self._add([batch.joined[start:end] for start, end in spans])
        return np.frombuffer(self._rows, np.int32).reshape(-1, len(Trait))[numbers[codes]]

    def _add(self, forms: Sequence[str]) -> None:
        words = [form if form.isalnum() else strip_punctuation(form) for form in forms]
        lowered = list(map(str.lower, words))
        counts = count_syllables(lowered, self._locale)
        hard = ~np.fromiter(map(self._easy.__contains__, lowered), bool, len(lowered))
        again = self._count_again(lowered, counts)
        rows = np.empty((len(words), len(Trait)), np.int32)
        rows[:, Trait.SYLLABLES] = counts
        rows[:, Trait.HARD] = hard
        rows[:, Trait.COMPLEX] = hard & (again >= self._complex)
        rows[:, Trait.DIFFICULT] = hard & (again >= 2)
        rows[:, Trait.WORD] = [self._words.setdefault(word, len(self._words)) for word in words]
        self._rows.frombytes(rows.tobytes())

    def _count_again(self, lowered: list[str], counts: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Syllables as textstat counts them for difficulty: it strips a word again once it is in lower case.

        That makes a difference where lower case adds a combining mark, as for the Turkish dotted capital I.
        """
        rows = [row for row, word in enumerate(lowered) if not word.isascii() and not word.isalnum()]
        again = counts.copy()
        again[rows] = count_syllables([strip_punctuation(lowered[row]).lower() for row in rows], self._locale)
        return again


@cache
def easy_words(language: str) -> frozenset[str]:
    """textstat's list of easy words, read from its own distribution without importing it."""
    path = distribution("textstat").locate_file(f"textstat/resources/{language}/easy_words.txt")
    with Path(str(path)).open(encoding="utf-8") as file:
        return frozenset(line.strip() for line in file)
