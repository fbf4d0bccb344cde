"""Syllables of words by textstat's rule: the dictionary's count, else hyphenation points plus one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import chain, repeat
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from copydesk.readability.hyphenation import hyphenation

__all__ = ["count_syllables", "table"]

_MANY = 20_000  # words that repay Arrow for hashing the table, which it does each time


@cache
def table() -> Mapping[str, int]:
    """Syllables of 126,052 English words in lower case, from the shipped table (CMUdict)."""
    counts: dict[str, int] = {}
    for line in (files(__package__) / "data" / "syllables.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            count, _, words = line.partition(" ")
            counts.update(dict.fromkeys(words.split(" "), int(count)))
    return counts


@cache
def _columns() -> tuple[Any, npt.NDArray[np.int64]]:
    """The table as an array of words, and their counts with -1 for none."""
    known = table()
    return pa.array(known.keys(), pa.string()), np.fromiter(chain(known.values(), [-1]), np.int64, len(known) + 1)


def _look_up(words: Sequence[str]) -> npt.NDArray[np.int64]:
    """Syllables by the table, -1 for a word that it does not have."""
    if len(words) < _MANY:
        return np.fromiter(map(table().get, words, repeat(-1)), np.int64, len(words))
    known, counts = _columns()
    found = pc.fill_null(pc.index_in(pa.array(words, pa.string()), value_set=known), -1)
    return counts[np.asarray(found, np.int64)]


def count_syllables(words: Sequence[str], locale: str, compiled: bool = False) -> npt.NDArray[np.int64]:
    """Syllables of each of ``words`` (lower case, no punctuation); only English has a dictionary, as in textstat."""
    counts = _look_up(words) if locale.startswith("en") else np.full(len(words), -1)
    rest = np.flatnonzero(counts < 0)
    counts[rest] = hyphenation(locale).count([words[row] for row in rest.tolist()], compiled) + 1
    return counts
