"""Compiled twin of ``signals``: the classes of each sentence that those beside it see, and where it stands."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from copydesk.attribution.evidence import BINS
from copydesk.attribution.marks import CLOSE, COLON, DASH, OPEN, STOP
from copydesk.attribution.sentence_sums import (
    INSIDE,
    OUTER,
    SAID,
)
from copydesk.text.compiling import inlined, lean

__all__ = ["CHANCE", "COARSE", "FINE", "LENGTH", "QUOTED", "SMALL", "Places", "class_sentences", "find_bin", "place"]

Rows = npt.NDArray[np.int64]
COARSE, FINE, CHANCE, _CHANCE_COARSE, QUOTED, _QUOTED_COARSE, LENGTH = BINS
SMALL = 8
"""Classes of a sentence that those beside it see, in the order of ``evidence``."""


class Places(NamedTuple):
    """Article and line of each sentence, its number in its article, and how many the article has."""

    docs: Rows
    lines: Rows
    number: Rows
    size: Rows


def place(docs: Rows, lines: Rows) -> Places:
    """Where sentences of the articles ``docs`` (in order) and of ``lines`` stand."""
    firsts = np.flatnonzero(np.diff(docs, prepend=-1))
    sizes = np.diff(np.append(firsts, len(docs)))
    return Places(docs, lines, np.arange(len(docs)) - np.repeat(firsts, sizes), np.repeat(sizes, sizes))


@inlined
def find_bin(value: Any, bounds: Any) -> Any:
    """As ``numpy.digitize``."""
    number = 0
    for bound in bounds:
        number += value >= bound
    return number


@lean
def class_sentences(view: Any, sums: Any, chance: Any, small: Any) -> None:
    """The classes that sentences beside each one see, into the rows of ``small``; ``chance`` is 1 - e^-cost."""
    for sentence in range(len(view.first)):
        first, last = view.first[sentence], view.last[sentence] - 1
        small[0, sentence] = find_bin(sums.highest[sentence, SAID], COARSE)
        small[1, sentence] = find_bin(chance[sentence, 1], _CHANCE_COARSE)
        small[2, sentence] = find_bin(sums.highest[sentence, OUTER], COARSE)
        small[3, sentence] = find_bin(chance[sentence, 0], _CHANCE_COARSE)
        small[4, sentence] = find_bin(sums.counts[sentence, INSIDE] / max(last + 1 - first, 1), _QUOTED_COARSE)
        small[5, sentence], small[6, sentence], small[7, sentence] = 0, 0, 0
        if last >= first:
            before, after = view.before[first], view.after[last]
            closes, opens = (after & CLOSE) != 0, (before & OPEN) != 0
            runs_on = view.inside[last] and not closes
            small[5, sentence] = view.inside[first] + closes * 2 + opens * 4 + runs_on * 8
            small[6, sentence] = (2 if (after & COLON) != 0 else closes) + (0 if (after & STOP) != 0 else 3)
            small[7, sentence] = 2 if (before & DASH) != 0 else opens
