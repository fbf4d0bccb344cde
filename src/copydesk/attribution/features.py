"""Features of words and sentences for the linear models, as integer codes: training and judging share them.

A feature is a (template, code) pair; every template is one array of codes, one a word or one a sentence, -1 where
it does not apply. Nothing here depends on what a text is about: capitalised words that are never written small
stand only for "a capitalised word".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow.compute as pc

from copydesk.attribution.marks import BRACKET, CLOSE, COLON, COMMA, DASH, LINE, OPEN, STOP
from copydesk.attribution.spelling import ends_with, find_rows
from copydesk.attribution.stemming import stem
from copydesk.attribution.tokens import Rows, Tokens
from copydesk.text.strings import as_arrow

__all__ = [
    "BASE",
    "CLASSES",
    "EDGE",
    "FIRST",
    "GAPS",
    "GAP_CLASSES",
    "NO_CUE",
    "REACH",
    "WORD_TEMPLATES",
    "Codes",
    "Forms",
    "code_bag",
    "code_words",
    "number_forms",
    "number_stems",
    "surround",
]

Codes = dict[str, npt.NDArray[np.int64]]
EDGE = 1
NO_CUE = -9.0
"""Logit of a word that cannot be a cue."""
FIRST = 2  # 0 is every word outside the list, 1 the edge of the sentence
_ENDINGS = {
    ending: number
    for number, ending in enumerate(
        ("ed", "ing", "ly", "tion", "ment", "ers", "ors", "ist", "ists", "er", "or", "al", "s", "y", "e"), start=9
    )
}
REACH = 3
"""Words on either side that are looked at."""
_SHAPES = {"digits": 1, "title": 2, "mixed": 2, "upper": 4, "other": 5}
_SHORT = 3  # letters; an ending says nothing of so short a word
CLASSES = 32  # more than there are word classes
BASE = 1 << 14
"""More than there are words."""
GAP_CLASSES = 12
WORD_TEMPLATES = (
    "w-3", "w-2", "w-1", "w+0", "w+1", "w+2", "w+3", "s-1s+0", "s+0s+1", "k-2k-1k+0", "k-1k+0k+1", "k+0k+1k+2",
    "s0k-1", "s0k+0", "s0k+1", "gaps k0", "gaps s0", "inside s0", "place k0",
)  # fmt: skip
"""What ``code_words`` gives, in order."""


@dataclass(frozen=True)
class Forms:
    """What the models know of each row of the vocabulary: word number, class, roles it may have; and all stems.

    ``candidate`` may be a cue, ``nominal`` may name a source, ``spoken`` is a word of communication.
    """

    word: npt.NDArray[np.int32]
    kind: npt.NDArray[np.int32]
    candidate: npt.NDArray[np.bool_]
    nominal: npt.NDArray[np.bool_]
    spoken: npt.NDArray[np.bool_]
    stem: npt.NDArray[np.int32]  # one entry a word number, not a row of the vocabulary

    @cached_property
    def roles(self) -> npt.NDArray[np.uint8]:
        """The three roles as bits: 1 a candidate, 2 nominal, 4 spoken."""
        return (self.candidate | (self.nominal << np.uint8(1)) | (self.spoken << np.uint8(2))).astype(np.uint8)


def number_forms(
    vocabulary: pd.DataFrame, words: Sequence[str], candidates: frozenset[str] = frozenset(),
    nominals: frozenset[str] = frozenset(), spoken: frozenset[str] = frozenset(),
    stems: npt.NDArray[np.int32] | None = None,
) -> Forms:  # fmt: skip
    """Look every form of ``vocabulary`` up in the model's ``words``; capitalised words may always name a source.

    ``stems`` are those of ``words`` where they are known already.
    """
    folded, shapes = as_arrow(vocabulary["folded"]), as_arrow(vocabulary["shape"])
    kind = _classes(folded, shapes)
    word = np.maximum(find_rows(folded, words) + FIRST, 0).astype(np.int32)
    word[word < FIRST] = 0
    may = _may(tuple(words), candidates, nominals, spoken)
    named = may[word, 1] | ((kind >= 3) & (kind <= 5))
    return Forms(word, kind, may[word, 0], named, may[word, 2],
                 number_stems(words) if stems is None else stems)  # fmt: skip


@lru_cache(maxsize=4)
def _may(words: tuple[str, ...], *groups: frozenset[str]) -> npt.NDArray[np.bool_]:
    """Which of the ``groups`` each word number is in, shape (words + 2, groups)."""
    return np.array([[False] * len(groups)] * FIRST + [[each in group for group in groups] for each in words])


def number_stems(words: Sequence[str]) -> npt.NDArray[np.int32]:
    """The number of the stem of each word number, shape (words + 2,); a stem has the number of its first word."""
    first: dict[str, int] = {}
    stems = [first.setdefault(stem(word), number) for number, word in enumerate(words, start=FIRST)]
    return np.array([0, EDGE, *stems], np.int32)


def code_words(tokens: Tokens, forms: Forms, rows: Rows) -> Codes:
    """Codes of the words in ``rows``: words, stems, word classes and punctuation around each, to three words away."""
    around = surround(tokens, forms)
    at = rows + REACH * (tokens.segment[rows] + 1)
    words = {k: around[0].take(at + k) for k in range(-REACH, REACH + 1)}
    kinds = {k: around[1].take(at + k) for k in range(-2, 3)}
    stems = {k: forms.stem.take(words[k]).astype(np.int64) for k in (-1, 0, 1)}
    before, after = GAPS[tokens.marks.before[rows]], GAPS[tokens.marks.after[rows]]
    inside = tokens.marks.inside[rows].astype(np.int64)
    low, high = tokens.first[tokens.segment[rows]], tokens.last[tokens.segment[rows]]
    place = np.minimum(rows - low, 5) * 8 + np.minimum(high - 1 - rows, 5)
    codes = {f"w{k:+d}": words[k] for k in words}
    codes |= {f"s{k:+d}s{k + 1:+d}": stems[k] * BASE + stems[k + 1] for k in (-1, 0)}
    codes |= {f"k{k:+d}k{k + 1:+d}k{k + 2:+d}": (kinds[k] * CLASSES + kinds[k + 1]) * CLASSES + kinds[k + 2]
              for k in (-2, -1, 0)}  # fmt: skip
    codes |= {f"s0k{k:+d}": stems[0] * CLASSES + kinds[k] for k in (-1, 0, 1)}
    gaps = before * GAP_CLASSES + after
    return codes | {
        "gaps k0": (gaps * 2 + inside) * CLASSES + kinds[0],
        "gaps s0": (stems[0] * GAP_CLASSES + before) * GAP_CLASSES + after,
        "inside s0": stems[0] * 2 + inside,
        "place k0": place * CLASSES + kinds[0],
    }  # fmt: skip


def code_bag(tokens: Tokens, forms: Forms) -> tuple[Rows, npt.NDArray[np.int64]]:
    """The known words of all sentences, one entry a word: its sentence; twice its number, plus 1 in a quotation."""
    words = forms.word.take(tokens.number)
    rows = np.flatnonzero(words)
    return tokens.segment[rows], words[rows].astype(np.int64) * 2 + tokens.marks.inside[rows]


def surround(tokens: Tokens, forms: Forms) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Word numbers and classes of all words, with three places for the edge before and after every sentence."""
    length = len(tokens.number) + REACH * (len(tokens.first) + 2)
    words, kinds = np.full(length, EDGE, np.int64), np.zeros(length, np.int64)
    at = np.arange(len(tokens.number)) + REACH * (tokens.segment + 1)
    words[at], kinds[at] = forms.word.take(tokens.number), forms.kind.take(tokens.number)
    return words, kinds


def _classes(folded: Any, shapes: Any) -> npt.NDArray[np.int32]:
    """Each form's shape or, in lower case, its ending: a stand-in for its part of speech."""
    kind = np.full(len(folded), 9 + len(_ENDINGS), np.int32)
    for ending in sorted(_ENDINGS, key=lambda each: (len(each), each)):  # the longest that fits decides
        kind[ends_with(folded, ending)] = _ENDINGS[ending]
    kind[np.asarray(pc.utf8_length(folded)) <= _SHORT] = 8
    kind[np.asarray(pc.match_substring(folded, pattern="'"))] = 7
    owned = ends_with(folded, "'s") | ends_with(folded, "s'")
    shape = find_rows(shapes, _SHAPES)
    for row, (name, number) in enumerate(_SHAPES.items()):
        here = shape == row
        kind[here] = number + 1 + (owned[here] if name in ("title", "mixed") else 0)
    return kind


def _gap_table() -> npt.NDArray[np.int64]:
    """Class of each combination of marks; the mark that says most decides."""
    bits = np.arange(1 << 10)
    table = np.zeros(1 << 10, np.int64)
    for number, bit in enumerate((STOP, COMMA, BRACKET, DASH, COLON, OPEN, CLOSE), start=2):
        table[(bits & bit) != 0] = number
    table[((bits & CLOSE) != 0) & ((bits & (COMMA | STOP)) != 0)] = 9
    table[((bits & OPEN) != 0) & ((bits & COMMA) != 0)] = 10
    table[(bits & LINE) != 0] = 11
    return table


GAPS = _gap_table()
"""Class of every combination of marks in a gap."""


def beside(tokens: Tokens, values: Any, rows: Rows, by: int, none: float) -> Any:
    """The value of the word ``by`` places from each, ``none`` outside its sentence: articles do not mix."""
    at = np.clip(rows + by, 0, len(tokens.number) - 1)
    return np.where((tokens.segment[at] == tokens.segment[rows]) & (at == rows + by), values[at], none)
