"""Syllables of words by textstat's rule: the dictionary's count, else hyphenation points plus one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import repeat

import numpy as np
import numpy.typing as npt

from copydesk.readability.hyphenation import hyphenation

__all__ = ["count_syllables", "table"]

_NONE: Mapping[str, int] = {}


@cache
def table() -> Mapping[str, int]:
    """Syllables of 126,052 English words in lower case, from the shipped table (CMUdict)."""
    counts: dict[str, int] = {}
    for line in (files(__package__) / "data" / "syllables.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            count, _, words = line.partition(" ")
            counts.update(dict.fromkeys(words.split(" "), int(count)))
    return counts


def count_syllables(words: Sequence[str], locale: str) -> npt.NDArray[np.int64]:
    """Syllables of each of ``words`` (lower case, no punctuation); only English has a dictionary, as in textstat."""
    known = table() if locale.startswith("en") else _NONE
    counts = np.fromiter(map(known.get, words, repeat(-1)), np.int64, len(words))
    rest = np.flatnonzero(counts < 0)
    counts[rest] = hyphenation(locale).count([words[row] for row in rest.tolist()]) + 1
    return counts
