"""What the sentence rules ask of a word: one bit each, looked up by form and not computed again."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from copydesk.text.abbreviations import COMPANIES, LETTERS, MONTHS, NUMBERED, STARTERS, TITLES

__all__ = ["COMPANY", "INITIAL", "MONTH", "NUMBER", "STARTER", "TITLE", "Traits", "word_traits"]

TITLE, NUMBER, COMPANY, STARTER, INITIAL, MONTH = (1 << bit for bit in range(6))
Traits = npt.NDArray[np.uint8]

_LISTS = ((TITLE, TITLES), (NUMBER, NUMBERED), (COMPANY, COMPANIES), (STARTER, STARTERS), (MONTH, MONTHS))
_BITS = {
    folded: sum(bit for bit, each in _LISTS if folded in each)
    for folded in frozenset().union(*(each for _, each in _LISTS))
}


def word_traits(folds: Sequence[str], shapes: Sequence[str]) -> Traits:
    """The bits of each form, uint8, from its folded form and its shape."""
    return np.array([_bits(*each) for each in zip(folds, shapes, strict=True)], np.uint8)


def _bits(folded: str, shape: str) -> int:
    initial = len(folded) == 1 and (shape == "title" or folded in LETTERS)
    return _BITS.get(folded, 0) | (INITIAL if initial else 0)
