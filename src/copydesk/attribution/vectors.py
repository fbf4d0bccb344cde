"""What a word is like, from outside the training articles: vectors of GloVe (Pennington, Socher and Manning 2014).

The shipped table has the words that the models know. PolNeAR shows most of them a few times only; GloVe has seen
them in billions of words of news and encyclopaedia, so that "cautioned" lies beside "warned" from the start.
``vectors_build`` derives the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

__all__ = ["FILE", "NUMBERS", "ZERO", "number_vectors", "table"]

FILE = "data/vectors.txt"
NUMBERS = 100
"""Numbers a word."""
ZERO = 80
"""The character that stands for 0; the others lie up to 32 below and 31 above it."""

Levels = npt.NDArray[np.int16]


@cache
def table() -> tuple[dict[str, int], Levels]:
    """The row of each word, and the rows: whole numbers from -32 to 31, three standard deviations being 32."""
    lines = (files(__package__) / FILE).read_text(encoding="ascii").splitlines()
    pairs = [line.split(" ") for line in lines if not line.startswith("#")]
    rows = np.frombuffer("".join(numbers for _, numbers in pairs).encode("ascii"), np.uint8)
    return {word: row for row, (word, _) in enumerate(pairs)}, rows.reshape(-1, NUMBERS).astype(np.int16) - ZERO


def number_vectors(words: Sequence[str]) -> Levels:
    """The numbers of each of ``words``, shape (words, NUMBERS); 0 for a word that the table does not have."""
    known, rows = table()
    levels = np.zeros((len(words), NUMBERS), np.int16)
    here = [(at, known[word]) for at, word in enumerate(words) if word in known]
    if here:
        at, own = np.array(here).T
        levels[at] = rows[own]
    return levels
