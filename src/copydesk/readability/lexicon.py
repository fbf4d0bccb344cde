"""Every word once: what textstat counts in it, as one row of numbers."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from enum import IntEnum
from functools import cache, cached_property
from importlib.metadata import distribution
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from copydesk.readability.languages import Language
from copydesk.readability.syllables import count_syllables
from copydesk.text.batches import Batch, Positions
from copydesk.text.strings import as_arrow

__all__ = ["PACKED", "UNKNOWN", "Lexicon", "Trait", "Traits", "easy_words", "strip_punctuation"]

Traits = npt.NDArray[np.int32]

PACKED = 3
"""Bits of a packed word below its syllables."""
UNKNOWN = -1
"""The row in ``traits`` of a word that has not been examined."""
# textstat's own expressions (backend.utils.constants, backend.transformations).
_NO_CONTRACTION = re.compile(r"'(?![tsd]|ve|ll|re)")
_PUNCTUATION = re.compile(r"[^\w\s']")


class Trait(IntEnum):
    """Columns of a word's row.

    HARD: not an easy word. COMPLEX: hard, with the syllables of the fog index. DIFFICULT: hard, with two
    syllables or more. WORD: of a difficult word, the number of it without punctuation, told apart by case.
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
    """The words of one language met so far: by their rows of the vocabulary, and others by their form.

    ``numbered`` gives the row in ``traits`` of each row of the vocabulary.
    """

    def __init__(self, language: Language, vocabulary: pd.Series | None = None, compiled: bool = False) -> None:
        """An empty lexicon of ``language``; ``vocabulary`` gives the form of each numbered word.

        ``compiled`` says whether words may be counted by compiled kernels.
        """
        self._compiled = compiled
        self._locale = language.locale
        self._easy = easy_words(language.easy_words)
        self._complex = language.complex_syllables
        self._vocabulary = as_arrow(pd.Series([], dtype="str") if vocabulary is None else vocabulary)
        self.numbered = np.full(len(self._vocabulary), UNKNOWN, np.int32)
        self._forms: dict[str, int] = {}
        self._words: dict[str, int] = {}
        self._rows = array("i")

    def look_up(self, batch: Batch, starts: Positions, ends: Positions, numbers: Positions) -> Traits:
        """The row of each span's word, shape (spans, traits), int32; new words are examined and added.

        A span is a word with or without the punctuation in and around it; it holds a letter or digit.
        ``numbers`` are the rows of the vocabulary that the spans are known to have as their form, or -1.
        """
        numbered = numbers >= 0
        known = numbers[numbered]
        wanted = np.zeros(len(self.numbered), bool)
        wanted[known] = True
        self.learn(np.flatnonzero(wanted & (self.numbered == UNKNOWN)))
        rows = np.empty(len(numbers), np.int64)
        rows[numbered] = self.numbered[known]
        rest = np.flatnonzero(~numbered)
        spans = zip(starts[rest].tolist(), ends[rest].tolist(), strict=True)
        rows[rest] = self.find([batch.joined[start:end] for start, end in spans])
        return self.traits[rows]

    @cached_property
    def plain(self) -> npt.NDArray[np.bool_]:
        """Which rows of the vocabulary are ASCII letters and digits only."""
        forms = self._vocabulary
        return np.asarray(pc.and_(pc.string_is_ascii(forms), pc.ascii_is_alnum(forms)), bool)

    @property
    def traits(self) -> Traits:
        """The rows of all words met so far."""
        return np.frombuffer(self._rows, np.int32).reshape(-1, len(Trait))

    @property
    def words(self) -> int:
        """How many numbers ``Trait.WORD`` has given."""
        return len(self._words)

    def pack(self, rows: npt.NDArray[np.integer]) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
        """Traits of the words in ``rows``, each as one number, and the number of each word without punctuation.

        Bits 1, 2 and 4 say hard, complex and difficult; the syllables stand above (``PACKED`` bits).
        """
        known = self.traits
        traits = known[rows] if len(known) else np.zeros((len(rows), len(Trait)), np.int32)
        flags = traits[:, Trait.HARD] | traits[:, Trait.COMPLEX] << 1 | traits[:, Trait.DIFFICULT] << 2
        return flags | traits[:, Trait.SYLLABLES] << PACKED, np.ascontiguousarray(traits[:, Trait.WORD])

    def learn(self, new: npt.NDArray[np.integer]) -> None:
        """Examine rows of the vocabulary that are new, each given once."""
        self.numbered[new] = self._add(self._vocabulary.take(pa.array(new)).to_pylist())

    def find(self, forms: Sequence[str]) -> Positions:
        """The row in ``traits`` of each of ``forms``; new ones are examined and added."""
        new = [form for form in dict.fromkeys(forms) if form not in self._forms]
        self._forms.update(zip(new, self._add(new).tolist(), strict=True))
        return np.fromiter(map(self._forms.__getitem__, forms), np.int64, len(forms))

    def _add(self, forms: Sequence[str]) -> Positions:
        """Examine ``forms`` and return their new rows."""
        # A form holds no white space, so all forms are stripped and lowered as lines of one text.
        stripped = strip_punctuation("\n".join(forms))
        words, lowered = stripped.split("\n"), stripped.lower().split("\n")
        words, lowered = words[: len(forms)], lowered[: len(forms)]  # no forms still make one line
        counts = count_syllables(lowered, self._locale, self._compiled)
        hard = ~np.fromiter(map(self._easy.__contains__, lowered), bool, len(lowered))
        again = counts if stripped.isascii() else self._count_again(lowered, counts)
        rows = np.zeros((len(words), len(Trait)), np.int32)
        rows[:, Trait.SYLLABLES] = counts
        rows[:, Trait.HARD] = hard
        rows[:, Trait.COMPLEX] = hard & (again >= self._complex)
        rows[:, Trait.DIFFICULT] = hard & (again >= 2)
        difficult = np.flatnonzero(rows[:, Trait.DIFFICULT])
        numbers, known = self._words.setdefault, self._words
        rows[difficult, Trait.WORD] = [numbers(words[row], len(known)) for row in difficult.tolist()]
        first = len(self._rows) // len(Trait)
        self._rows.frombytes(rows.tobytes())
        return np.arange(first, first + len(words))

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
