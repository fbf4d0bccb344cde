"""A small network beside the linear models: one hidden layer over the words around each word that may be a cue.

The network sees what a sum of weights cannot: which word of speech stands with which neighbours. A word of the
window has numbers (its embedding), most of them known from elsewhere (``vectors``) and some learned, so that rare
words profit from frequent ones that are used alike. The hidden units give a logit for each word, and their highest
values over a sentence a logit for each label.

The first layer is one table of rows that are added, and all numbers are whole: NumPy and the compiled twin in
``network_scoring`` give the same bits, in whatever order they add.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from copydesk.attribution.features import CLASSES, GAPS
from copydesk.attribution.forms import EDGE, Forms
from copydesk.attribution.lookup import SCALE
from copydesk.attribution.network_tables import (
    AROUND,
    FAR,
    GAP_CODES,
    GAP_PLACES,
    LEAST,
    UNIT,
    WINDOW,
    Tables,
    Values,
    Whole,
)
from copydesk.attribution.tokens import Rows, Tokens

__all__ = ["SENTENCE_SHARES", "WORD_SHARE", "code_network", "mix", "run"]

WORD_SHARE, SENTENCE_SHARES = 0.6, (0.2, 0.4, 0.4)
"""The network's part in the logits of words, and of sentences (speech, any, cue), by five-fold cross-validation on the
training part."""


def code_network(tokens: Tokens, forms: Forms, rows: Rows) -> Whole:
    """What the network sees of each of ``rows``: row numbers of its table, shape (rows, codes a word)."""
    segment = tokens.segment[rows]
    low, high, count = tokens.first[segment], tokens.last[segment], len(forms.stem)
    words, kinds, gaps = [], [], []
    for place, by in enumerate(range(-AROUND, AROUND + 1)):
        at, known = _beside(rows + by, low, high)
        words.append(np.where(known, forms.word.take(tokens.number[at]), EDGE) + place * count)
        kinds.append(np.where(known, forms.kind.take(tokens.number[at]), 0) + WINDOW * count + place * CLASSES)
    base = WINDOW * (count + CLASSES)
    for place, (by, behind) in enumerate(GAP_PLACES):
        at, known = _beside(rows + by, low, high)
        marks = (tokens.marks.after if behind else tokens.marks.before)[at]
        code = np.where(known, GAPS[marks] * 2 + tokens.marks.inside[at], GAP_CODES - 1)
        gaps.append(code + base + place * GAP_CODES)
    spot = np.minimum(rows - low, FAR) * (FAR + 1) + np.minimum(high - 1 - rows, FAR)
    return np.stack([*words, *kinds, *gaps, spot + base + len(GAP_PLACES) * GAP_CODES], axis=1).astype(np.int64)


def _beside(at: Rows, low: Rows, high: Rows) -> tuple[Rows, npt.NDArray[np.bool_]]:
    """``at`` kept inside its sentence, and whether it was."""
    return np.clip(at, low, high - 1), (at >= low) & (at < high)


def run(tables: Tables, tokens: Tokens, codes: Whole, rows: Rows) -> tuple[Values, Values]:
    """The network's logits of the words in ``rows``, and of all sentences, shape (labels, sentences)."""
    hidden = np.zeros((len(rows), tables.rows.shape[1]), np.int32)
    for column in codes.T:
        hidden += tables.rows.take(column, axis=0)
    np.maximum(hidden, 0, out=hidden)
    word = _multiply(hidden, tables.word) + tables.word_bias * UNIT
    highest = np.zeros((len(tokens.first), 2, hidden.shape[1]), np.int32)
    likeliest = np.full((len(tokens.first), 2), LEAST * UNIT * SCALE, np.int64)
    where = tokens.segment[rows], tokens.marks.inside[rows].astype(np.int64)
    np.maximum.at(highest, where, hidden)
    np.maximum.at(likeliest, where, word)
    return _measure(word, 1), _measure(_label(tables, highest, likeliest).T, SCALE)


def mix(linear: Values, network: Values, share: float | Values) -> Values:
    """The mean of two models' logits, with ``share`` the weight of the network's."""
    return (1 - share) * linear + share * network


def _label(tables: Tables, highest: npt.NDArray[np.int32], likeliest: Whole) -> Whole:
    """The labels' logits, shape (sentences, labels), from the highest values inside and outside quotations."""
    return (
        np.einsum("nsh,lsh->nl", highest, tables.highest) + tables.bias * UNIT
    ) * SCALE + likeliest @ tables.likeliest


def _multiply(values: npt.NDArray[np.int32], weights: npt.NDArray[np.int32]) -> Whole:
    """The matrix product, by the fast one of floats, which is exact as long as sums stay under 2 ** 53."""
    return (values.astype(np.float64) @ weights.astype(np.float64)).astype(np.int64)


def _measure(whole: Whole, scale: int) -> Values:
    return whole / float(UNIT * SCALE * scale)
