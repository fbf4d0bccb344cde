"""Compiled twins of ``marks``, ``rows`` and of what is chosen or counted by sentence, for large corpora.

Texts are read as the UTF-8 bytes that Arrow holds; words keep their offsets in code points, and the walk over
the words gives their places in the bytes as well. Each kernel gives the same bits as its NumPy twin.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from copydesk.attribution.mark_kernels import width_of
from copydesk.attribution.marks import (
    CLOSE,
    OPEN,
)
from copydesk.text.compiling import lean

__all__ = ["choose_cues", "copy_bytes", "count_quotation", "place_sentences"]


@lean
def count_quotation(first: Any, last: Any, inside: Any, after: Any, counts: Any) -> None:
    """How many words of each sentence are inside a quotation, and how many have a mark of one behind them."""
    for sentence in range(len(first)):
        within, turns = 0, 0
        for row in range(first[sentence], last[sentence]):
            within += inside[row]
            turns += (after[row] & (OPEN | CLOSE)) != 0
        counts[0, sentence], counts[1, sentence] = within, turns


@lean
def choose_cues(first: Any, last: Any, scores: Any, cues: Any) -> None:
    """The word of the highest score above 0 of each sentence, the first of several, into ``cues``; -1 for none."""
    for sentence in range(len(first)):
        highest, cue = 0.0, -1
        for row in range(first[sentence], last[sentence]):
            if scores[row] > highest:
                highest, cue = scores[row], row
        cues[sentence] = cue


@lean
def place_sentences(
    data: Any, starts: Any, ends: Any, word_starts: Any, word_ends: Any, first_bytes: Any, last_bytes: Any, out: Any
) -> None:
    """Bytes where sentences begin and end, into ``out``, from the places of their first and last words."""
    for row in range(len(starts)):
        at = first_bytes[row]
        for _ in range(word_starts[row] - starts[row]):
            at -= 1
            while data[at] & 0xC0 == 0x80:
                at -= 1
        out[0, row] = at
        at = last_bytes[row]
        for _ in range(ends[row] - word_ends[row]):
            at += width_of(data, at)
        out[1, row] = at


@lean
def copy_bytes(data: Any, begins: Any, bounds: Any, out: Any) -> None:
    """The bytes from each of ``begins`` on, one after another, into ``out``; ``bounds`` bounds each there."""
    for row in range(len(begins)):
        # Unsigned places spare a check for negative ones, which would keep the loop from being vectorised.
        source, target = np.uint64(begins[row]), np.uint64(bounds[row])
        for each in range(np.uint64(bounds[row + 1] - bounds[row])):
            out[target + each] = data[source + each]
