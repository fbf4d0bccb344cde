"""Compiled twins of ``evidence`` and ``signals``: the codes of sentences, from the sums over their words."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from copydesk.attribution.evidence import BINS
from copydesk.attribution.features import CLASSES, GAP_CLASSES, REACH
from copydesk.attribution.marks import APOSTROPHE, CLOSE, COLON, DASH, OPEN, STOP
from copydesk.attribution.sentence_sums import (
    AFTER,
    BEFORE,
    BEST,
    COLON_AT,
    INNER,
    INSIDE,
    LIKELY,
    MARKED,
    NAMES,
    OTHER,
    OUTER,
    SAID,
    WITHIN,
)
from copydesk.text.compiling import inlined, lean

__all__ = ["SMALL", "Places", "class_sentences", "code_sentences", "place"]

Rows = npt.NDArray[np.int64]

_COARSE, _FINE, _CHANCE, _CHANCE_COARSE, _QUOTED, _QUOTED_COARSE, _LENGTH = BINS
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
def _bin(value: Any, bounds: Any) -> Any:
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
        small[0, sentence] = _bin(sums.highest[sentence, SAID], _COARSE)
        small[1, sentence] = _bin(chance[sentence, 1], _CHANCE_COARSE)
        small[2, sentence] = _bin(sums.highest[sentence, OUTER], _COARSE)
        small[3, sentence] = _bin(chance[sentence, 0], _CHANCE_COARSE)
        small[4, sentence] = _bin(sums.counts[sentence, INSIDE] / max(last + 1 - first, 1), _QUOTED_COARSE)
        small[5, sentence], small[6, sentence], small[7, sentence] = 0, 0, 0
        if last >= first:
            before, after = view.before[first], view.after[last]
            closes, opens = (after & CLOSE) != 0, (before & OPEN) != 0
            runs_on = view.inside[last] and not closes
            small[5, sentence] = view.inside[first] + closes * 2 + opens * 4 + runs_on * 8
            small[6, sentence] = (2 if (after & COLON) != 0 else closes) + (0 if (after & STOP) != 0 else 3)
            small[7, sentence] = 2 if (before & DASH) != 0 else opens


@inlined
def _code_spoken(said: Any, within: Any, other: Any, some: Any, share: Any, turns: Any, marked: Any, out: Any,
                 each: Any) -> None:  # fmt: skip
    fine, rest = _bin(said, _FINE), _bin(other, _FINE)
    both = fine * 8 + _bin(other, _COARSE)
    out[8, each] = fine
    out[9, each] = _bin(within, _FINE)
    out[10, each] = _bin(some, _CHANCE)
    out[11, each] = both
    out[12, each] = fine * 8 + share
    out[13, each] = _bin(said, _COARSE) * 16 + turns
    out[14, each] = rest
    out[15, each] = rest * 8 + share
    out[16, each] = both * 2 + marked


@inlined
def _code_edges(view: Any, sentence: Any, mark: Any, dash: Any, out: Any, each: Any) -> None:
    first, last = view.first[sentence], view.last[sentence] - 1
    for number in range(17, 22):
        out[number, each] = 0
    if last >= first:
        lengths, shift = min(last + 1 - first, 6), REACH * (sentence + 1)
        out[17, each] = np.int64(view.words[first + shift]) * 4 + dash
        out[18, each] = np.int64(view.words[last + shift]) * 8 + mark
        out[19, each] = (dash * 8 + lengths) * 32 + view.kinds[first + shift]
        out[20, each] = (mark * 8 + lengths) * 32 + view.kinds[last + shift]
        out[21, each] = (view.gaps[view.before[first]] * GAP_CLASSES + view.gaps[view.after[last]]) * 8 + lengths


@inlined
def _code_best(view: Any, sentence: Any, best: Any, coarse: Any, share: Any, marked: Any, count: Any, out: Any,
               each: Any) -> None:  # fmt: skip
    for number in (22, 23, 24, 25, 26, 31, 32):
        out[number, each] = 0
    if best >= 0:
        at = best + REACH * (sentence + 1)
        stem = np.int64(view.stems[view.words[at]])
        gaps = view.gaps[view.before[best]] * 16 + view.gaps[view.after[best]]
        out[22, each] = stem * 8 + coarse
        out[23, each] = coarse
        out[24, each] = (gaps * 8 + coarse) * 5 + share
        out[25, each] = (np.int64(view.kinds[at - 1]) * CLASSES + view.kinds[at + 1]) * 8 + coarse
        out[26, each] = np.int64(view.words[at + 1]) * 8 + coarse
        out[31, each] = stem * 2 + marked
        out[32, each] = min(count, 3) * 8 + coarse


@inlined
def _code_colon(view: Any, sentence: Any, colon: Any, named: Any, out: Any, each: Any) -> None:
    for number in range(27, 31):
        out[number, each] = 0
    if colon >= 0:
        at, first = colon + REACH * (sentence + 1), view.first[sentence]
        place, opens = min(colon - first, 7), np.int64((view.before[colon] & (OPEN | APOSTROPHE)) != 0)
        names = np.int64(named) * 5 // max(view.last[sentence] - first, 1)
        out[27, each] = (place * 2 + opens) * 2 + 1
        out[28, each] = (np.int64(view.kinds[at - 1]) * 8 + place) * CLASSES + view.kinds[at]
        out[29, each] = np.int64(view.words[at - 1]) * 2 + opens + 1
        out[30, each] = names * 8 + place + 1


@inlined
def _code_neighbours(small: Any, places: Any, sentence: Any, out: Any, each: Any) -> None:
    docs, lines, at = places.docs, places.lines, 37
    for by in (-2, -1, 1, 2):
        other = sentence + by
        known = 0 <= other < len(docs) and docs[other] == docs[sentence]
        side = 1 + (lines[other] == lines[sentence]) if known else 0
        for number in range(SMALL):
            out[at + number, each] = small[number, other] * 4 + side if known else 0
        at += SMALL
        if -1 <= by <= 1:
            share, cue, turns = small[4, sentence], small[2, sentence], small[5, sentence]
            out[at, each] = (small[2, other] * 8 + share) * 4 + side if known else 0
            out[at + 1, each] = (small[2, other] * 8 + cue) * 4 + side if known else 0
            out[at + 2, each] = small[5, other] * 16 + turns + 1 if side == 2 else 0
            at += 3


@lean
def code_sentences(view: Any, sums: Any, chance: Any, small: Any, places: Any, begin: Any, end: Any, out: Any) -> None:
    """Codes of the sentences ``begin`` to ``end``, in the order of ``evidence.SENTENCE_TEMPLATES``, into ``out``."""
    for sentence in range(begin, end):
        each, highest, counts = sentence - begin, sums.highest[sentence], sums.counts[sentence]
        coarse, share, turns, marked = small[2, sentence], small[4, sentence], small[5, sentence], counts[MARKED]
        length = view.last[sentence] - view.first[sentence]
        out[0, each] = _bin(max(highest[OUTER], highest[INNER]), _FINE)
        out[1, each] = _bin(highest[OUTER], _FINE)
        out[2, each] = _bin(highest[INNER], _FINE)
        out[3, each] = _bin(chance[sentence, 0], _CHANCE)
        out[4, each] = _bin(counts[INSIDE] / max(length, 1), _QUOTED)
        out[5, each] = _bin(length, _LENGTH)
        out[6, each] = share * 8 + coarse
        out[7, each] = turns * 8 + coarse
        _code_spoken(highest[SAID], highest[WITHIN], highest[OTHER], chance[sentence, 1], share, turns, marked, out,
                     each)  # fmt: skip
        _code_edges(view, sentence, small[6, sentence], small[7, sentence], out, each)
        _code_best(view, sentence, counts[BEST], coarse, share, marked, counts[LIKELY], out, each)
        _code_colon(view, sentence, counts[COLON_AT], counts[NAMES], out, each)
        out[33, each] = min(counts[BEFORE], 3) * 4 + min(counts[AFTER], 3)
        number, size = places.number[sentence], places.size[sentence]
        out[34, each] = min(number, 6)
        out[35, each] = min(size - number, 6)
        out[36, each] = number * 10 // size
        _code_neighbours(small, places, sentence, out, each)
