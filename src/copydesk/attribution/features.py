"""Features of words and sentences for the linear models, as integer codes: training and judging share them.

A feature is a (template, code) pair; every template is one array of codes, one a word or one a sentence, -1 where
it does not apply. Nothing here depends on what a text is about: capitalised words that are never written small
stand only for "a capitalised word".
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from copydesk.attribution.forms import EDGE, Forms
from copydesk.attribution.marks import BRACKET, CLOSE, COLON, COMMA, DASH, LINE, OPEN, STOP
from copydesk.attribution.tokens import Rows, Tokens

__all__ = [
    "BASE",
    "CLASSES",
    "GAPS",
    "GAP_CLASSES",
    "NO_CUE",
    "REACH",
    "WORD_TEMPLATES",
    "Codes",
    "code_bag",
    "code_words",
    "surround",
]

Codes = dict[str, npt.NDArray[np.int64]]
NO_CUE = -9.0
"""Logit of a word that cannot be a cue."""
REACH = 3
"""Words on either side that are looked at."""
CLASSES = 32  # more than there are word classes
BASE = 1 << 14
"""More than there are words."""
GAP_CLASSES = 12
WORD_TEMPLATES = (
    "w-3", "w-2", "w-1", "w+0", "w+1", "w+2", "w+3", "s-1s+0", "s+0s+1", "k-2k-1k+0", "k-1k+0k+1", "k+0k+1k+2",
    "s0k-1", "s0k+0", "s0k+1", "gaps k0", "gaps s0", "inside s0", "place k0",
)  # fmt: skip
"""What ``code_words`` gives, in order."""


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
