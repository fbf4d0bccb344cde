"""Compiled twins of ``evidence`` and ``signals``: the codes of sentences, from their classes and their words."""

from __future__ import annotations

from typing import Any

import numpy as np

from copydesk.attribution.features import CLASSES, GAP_CLASSES, REACH
from copydesk.attribution.marks import APOSTROPHE, OPEN
from copydesk.attribution.sentence_classes import CHANCE, COARSE, FINE, LENGTH, QUOTED, SMALL, find_bin
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

__all__ = ["code_sentences"]


@inlined
def _code_spoken(said: Any, within: Any, other: Any, some: Any, share: Any, turns: Any, marked: Any, out: Any,
                 each: Any) -> None:  # fmt: skip
    fine, rest = find_bin(said, FINE), find_bin(other, FINE)
    both = fine * 8 + find_bin(other, COARSE)
    out[8, each] = fine
    out[9, each] = find_bin(within, FINE)
    out[10, each] = find_bin(some, CHANCE)
    out[11, each] = both
    out[12, each] = fine * 8 + share
    out[13, each] = find_bin(said, COARSE) * 16 + turns
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
        out[0, each] = find_bin(max(highest[OUTER], highest[INNER]), FINE)
        out[1, each] = find_bin(highest[OUTER], FINE)
        out[2, each] = find_bin(highest[INNER], FINE)
        out[3, each] = find_bin(chance[sentence, 0], CHANCE)
        out[4, each] = find_bin(counts[INSIDE] / max(length, 1), QUOTED)
        out[5, each] = find_bin(length, LENGTH)
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
