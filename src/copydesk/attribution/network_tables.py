"""The network as whole numbers, read from its JSON form: what it sees of a word, and the rows that stand for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from copydesk.attribution.features import GAP_CLASSES
from copydesk.attribution.forms import FIRST
from copydesk.attribution.lookup import SCALE
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
    "UNIT",
    "WINDOW",
    "Tables",
    "Values",
    "Whole",
    "parse_network",
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
    learned = np.array(read["embedding"], np.float64)
    embedding = np.zeros((len(learned), learned.shape[1] + NUMBERS))
    embedding[:, :-NUMBERS] = learned
    embedding[FIRST:, -NUMBERS:] = number_vectors(words) * LEVEL
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
