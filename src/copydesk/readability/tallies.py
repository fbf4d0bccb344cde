"""Compiled twin of ``counts``: what the words that ``kernels.scan`` finds add up to; and which words there are."""

from __future__ import annotations

from typing import Any

import numpy as np

from copydesk.readability.lexicon import PACKED
from copydesk.text.compiling import lean

__all__ = ["LINSEAR_WORDS", "join_spans", "mark_used", "tally"]

LINSEAR_WORDS = 100
"""Words of a text, from its begin, that the Linsear formula reads."""
_POLY = 3  # syllables, as in ``counts``


@lean
def mark_used(firsts: Any, lasts: Any, numbers: Any, used: Any) -> None:
    """Mark in ``used`` the forms of the words ``firsts`` to ``lasts`` of each line."""
    for line in range(len(firsts)):
        for row in range(firsts[line], lasts[line]):
            used[numbers[row]] = True


@lean
def join_spans(data: Any, spans: Any, out: Any) -> None:
    """The bytes of ``spans``, one after another, into ``out``."""
    target = 0
    for row in range(len(spans)):
        for at in range(spans[row, 0], spans[row, 1]):
            out[target] = data[at]
            target += 1


@lean
def tally(words: Any, found: Any, named: Any, unnamed: Any, distinct: tuple[Any, Any], seen: Any, counts: Any) -> None:
    """Sum the traits of the words that ``scan`` ``found``, ``words`` in each text.

    ``counts`` takes a row for each text: syllables, polysyllables, hard, complex, difficult words, Linsear
    weight. ``named`` and ``unnamed`` give the traits of a word as ``Lexicon.packed`` has them, ``distinct`` the number
    of a difficult one; ``seen`` is the last text that had each of these.
    """
    at = 0
    for doc in range(len(words)):
        syllables, poly, hard, complex_, difficult, weight = 0, 0, 0, 0, 0, 0
        for ordinal in range(words[doc]):
            number = np.int64(found[at])
            at += 1
            traits: Any = np.int64(named[number] if number >= 0 else unnamed[-1 - number])
            own: Any = traits >> PACKED
            syllables += own
            poly += own >= _POLY
            hard += traits & 1
            complex_ += (traits >> 1) & 1
            if traits & 4:
                word = distinct[0][number] if number >= 0 else distinct[1][-1 - number]
                difficult += seen[word] != doc
                seen[word] = doc
            if ordinal < LINSEAR_WORDS:
                weight += (own > 0) + 2 * (own >= _POLY)
        counts[doc, 0], counts[doc, 1], counts[doc, 2] = syllables, poly, hard
        counts[doc, 3], counts[doc, 4], counts[doc, 5] = complex_, difficult, weight
