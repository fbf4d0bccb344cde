"""A small network beside the linear models: one hidden layer over the words around each word that may be a cue.

The network sees what a sum of weights cannot: which word of speech stands with which neighbours. A word of the
window has numbers (its embedding), most of them known from elsewhere (``vectors``) and some learned, so that rare
words profit from frequent ones that are used alike. The hidden units give a logit for each word, and their highest
values over a sentence a logit for each label.

The first layer is one table of rows that are added, and all numbers are whole: NumPy and the compiled twin in
``network_scoring`` give the same bits, in whatever order they add.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from copydesk.attribution.features import CLASSES, EDGE, FIRST, GAP_CLASSES, GAPS, Forms
from copydesk.attribution.lookup import SCALE
from copydesk.attribution.tokens import Rows, Tokens
from copydesk.attribution.vectors import NUMBERS, number_vectors

__all__ = [
    "AROUND",
    "CODES",
    "FAR",
    "GAP_CODES",
    "GAP_PLACES",
    "HIDDEN",
    "LEAST",
    "LEVEL",
    "PLACES",
    "SENTENCE_SHARES",
    "UNIT",
    "WINDOW",
    "WORD_SHARE",
    "Tables",
    "code_network",
    "mix",
    "parse_network",
    "run",
]

Values = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

AROUND = 5
"""Words on either side that the network sees."""
WINDOW = 2 * AROUND + 1
GAP_PLACES = ((-2, 0), (-1, 0), (0, 0), (0, 1), (1, 1), (2, 1))
"""The gaps that the network sees: the word they belong to, and whether they lie before (0) or after (1) it."""
GAP_CODES = 2 * GAP_CLASSES + 1  # inside a quotation or not, and a gap outside the sentence
PLACES = 64
WORD_SHARE, SENTENCE_SHARES = 0.6, (0.2, 0.4, 0.4)
"""The network's part in the logits of words, and of sentences (speech, any, cue), by five-fold cross-validation on the
training part."""
CODES = 2 * WINDOW + len(GAP_PLACES) + 1
"""What is seen of a word."""
HIDDEN = 64
"""Hidden units."""
FAR = 7
"""Words from the start and the end of the sentence that are told apart."""
UNIT = 1 << 13
"""Parts of one in which hidden values are counted."""
LEVEL = 52
"""Thousandths of one level of the known numbers of words (``vectors``)."""
_LINE = 32  # numbers of 16 bits in a line of the processor's cache
LEAST = -6
"""The logit of the likeliest word of a sentence that has none."""


class Tables(NamedTuple):
    """The network as whole numbers.

    ``rows``, shape (codes, hidden), are in parts of ``UNIT``: all word numbers at each place of the window, all
    classes at each place, all gaps, and where the word stands. The others are in thousandths; ``highest`` has shape
    (labels, 2, hidden), for the values outside and inside quotations. ``words`` is how many word numbers there are.
    """

    rows: npt.NDArray[np.int16]
    word: npt.NDArray[np.int32]
    word_bias: np.int64
    highest: npt.NDArray[np.int32]
    likeliest: Whole
    bias: Whole
    words: np.int64


def parse_network(read: dict[str, Any], words: Sequence[str]) -> Tables:
    """The network from its JSON form, thousandths by name; ``words`` are those numbered from ``FIRST``."""
    known = np.concatenate([np.zeros((FIRST, NUMBERS), np.int16), number_vectors(words)]).astype(np.float64)
    embedding = np.concatenate([np.array(read["embedding"], np.float64), known * LEVEL], axis=1)
    window = np.concatenate([np.array(read[name], np.float64) for name in ("window", "known")], axis=1)
    others = np.concatenate([read[name] for name in ("kinds", "gaps", "places")])
    count, rows = len(embedding), _make_rows(WINDOW * len(embedding) + len(others))
    for place, own in enumerate(window):  # products of whole numbers are exact, in whatever order they are added
        rows[place * count : (place + 1) * count] = _round(embedding @ own, SCALE * SCALE)
    rows[WINDOW * count :] = _round(others.astype(np.float64), SCALE)
    highest = np.array(read["highest"], np.int32).reshape(2, HIDDEN, -1).transpose(2, 0, 1)
    return Tables(
        rows, np.array(read["word"], np.int32), np.int64(read["word bias"]), np.ascontiguousarray(highest),
        np.array(read["likeliest"], np.int64), np.array(read["bias"], np.int64), np.int64(count),
    )  # fmt: skip


def _make_rows(count: int) -> npt.NDArray[np.int16]:
    """Room for ``count`` rows that each fill two lines of the cache: reading three costs a fifth of all time."""
    room = np.empty(count * HIDDEN + _LINE, np.int16)
    first = -room.ctypes.data % (_LINE * room.itemsize) // room.itemsize
    return room[first : first + count * HIDDEN].reshape(count, HIDDEN)


def _round(values: Values, scale: int) -> Values:
    """``values`` (whole, ``scale`` for one) in parts of ``UNIT``, cut where 16 bits end."""
    values *= UNIT / scale
    np.rint(values, out=values)
    return np.clip(values, -(1 << 15), (1 << 15) - 1, out=values)


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
