"""Compiled twins of ``heads.code_heads`` and ``heads.code_phrases``: each word of a sentence looked at from its cue."""

from __future__ import annotations

from typing import Any

import numpy as np

from copydesk.attribution.features import NO_CUE, REACH, WORD_TEMPLATES
from copydesk.attribution.head_sums import (
    BEGIN,
    COMMAS,
    EITHER,
    IN_DOUBT,
    NOMINAL,
    QUOTES,
    STARTS,
    count_between,
    count_inside,
    look_around,
)
from copydesk.attribution.heads import FAR, LOGITS, LOOKS, SURE, WALL
from copydesk.attribution.marks import CLOSE, COMMA
from copydesk.text.compiling import inlined, lean

__all__ = ["code_heads"]

_LOOKS = len(WORD_TEMPLATES)
_PHRASES = _LOOKS + len(LOOKS)


@inlined
def _code_nearest(view: Any, logits: Any, row: Any, low: Any, shift: Any, sums: Any, nearest: Any, out: Any,
                  each: Any) -> None:  # fmt: skip
    kind, both, top = np.int64(view.kinds[row + shift]), 0, _LOOKS + 6
    for way in range(2):
        there, spot, spelt, gap = nearest[way, row - low], 0, 0, 0
        if there >= 0:
            steps, walls = min(abs(row - there), FAR), count_between(sums[EITHER], row - low, there - low)
            spot = (steps * 4 + walls) * 2 + (logits[there] > SURE)
            spelt = np.int64(view.words[there + shift]) * 8 + min(steps, 3) * 2 + (walls > 0)
            gap = spot * 1024 + (view.before[there] & 1023)
        out[top + 3 * way, each], out[top + 1 + 3 * way, each], out[top + 2 + 3 * way, each] = (
            spot * 32 + kind,
            spelt,
            gap,
        )
        both = both * 1024 + spot
    out[top + 6, each] = both


@inlined
def _code_phrase(view: Any, row: Any, at: Any, known: Any, side: Any, low: Any, high: Any, shift: Any, sums: Any,
                 begin: Any, quoted: Any, out: Any, each: Any) -> None:  # fmt: skip
    rank = count_inside(sums[STARTS], row - low, at - low, 6) if known else 7
    likely = count_inside(sums[IN_DOUBT], row - low, at - low, 3) if known else 3
    place, here, there = rank * 4 + side, row + shift, at + shift
    ends = True
    if row + 1 < high:
        ends = (view.roles[here + 1] & NOMINAL) == 0 or (view.before[row + 1] & WALL) != 0
    spot = min(row - begin, 4) * 2 + ends
    gaps = view.gaps[view.before[at]] * 16 + view.gaps[view.after[at]]
    out[_PHRASES, each] = place * 16384 + view.stems[view.words[there]]
    out[_PHRASES + 1, each] = (place * 4 + likely) * 2 + quoted
    out[_PHRASES + 2, each] = np.int64(view.words[begin + shift - 1]) * 4 + side
    out[_PHRASES + 3, each] = (place * 32 + view.kinds[begin + shift - 1]) * 16 + view.gaps[view.before[begin]]
    out[_PHRASES + 4, each] = (spot * 4 + side) * 32 + view.kinds[here]
    out[_PHRASES + 5, each] = place * 256 + gaps
    out[_PHRASES + 6, each] = min(row - low, 4) * 32 + place
    out[_PHRASES + 7, each] = np.int64(view.stems[view.words[here]]) * 4 + side
    out[_PHRASES + 8, each] = (np.int64(view.words[there + 1]) * 4 + side) * 2 + (rank == 0)
    out[_PHRASES + 9, each] = (np.int64(view.words[there - 1]) * 4 + side) * 2 + (rank == 0)


@inlined
def _code_head(
    view: Any, logits: Any, cue: Any, sentence: Any, row: Any, sums: Any, nearest: Any, quoted: Any, out: Any,
    each: Any,
) -> None:  # fmt: skip
    low, high, shift = view.first[sentence], view.last[sentence], REACH * (sentence + 1)
    kind, known = np.int64(view.kinds[row + shift]), cue >= 0
    at = cue if known else row
    away = min(max(row - at, -FAR), FAR) + FAR if known else 2 * FAR + 1
    side = 1 + (row > at) if known else 0
    ahead = logits[row + 1] if row + 1 < high else NO_CUE
    behind = logits[row - 1] if row > low else NO_CUE
    near = 0
    for bound in LOGITS:
        near += 8 * (ahead >= bound) + (behind >= bound)
    commas, quotes = (
        count_between(sums[COMMAS], row - low, at - low),
        count_between(sums[QUOTES], row - low, at - low),
    )
    out[_LOOKS, each] = away * 32 + kind
    out[_LOOKS + 1, each] = np.int64(view.words[at + shift]) * 4 + side
    out[_LOOKS + 2, each] = (commas * 3 + quotes) * 32 + away
    out[_LOOKS + 3, each] = near * 32 + kind
    out[_LOOKS + 4, each] = np.int64(view.words[row + shift]) * 4 + side
    out[_LOOKS + 5, each] = np.int64(view.before[at] & (COMMA | CLOSE)) * 32 + away
    _code_nearest(view, logits, row, low, shift, sums, nearest, out, each)
    _code_phrase(view, row, at, known, side, low, high, shift, sums, nearest[BEGIN, row - low], quoted, out, each)


@lean
def code_heads(
    view: Any, logits: Any, cues: Any, sentences: Any, begin: Any, most: Any, sums: Any, nearest: Any, rows: Any,
    out: Any,
) -> Any:  # fmt: skip
    """Code the words that may name a source, of ``sentences`` from place ``begin`` on: one, and more while they fit in.

    Words of several sentences are ``most`` at most, and there is room for those of any one.
    Codes are in the order of ``heads.HEAD_TEMPLATES``, those of ``code_words`` left out, in the rows of ``out``; the
    words they are of go to ``rows``. ``cues`` has the cue of each sentence of all (-1: none), ``logits`` one a word;
    ``sums`` and ``nearest`` are of ``make_room``. Returns the place after the last sentence and how many words.
    """
    filled = 0
    for place in range(begin, len(sentences)):
        sentence = sentences[place]
        low, high, shift = view.first[sentence], view.last[sentence], REACH * (sentence + 1)
        if filled and filled + high - low > most:
            return place, filled
        quoted = look_around(view, logits, sentence, sums, nearest)
        for row in range(low, high):
            if (view.roles[row + shift] & NOMINAL) != 0 and not view.inside[row]:
                _code_head(view, logits, cues[sentence], sentence, row, sums, nearest, quoted, out, filled)
                rows[filled] = row
                filled += 1
    return len(sentences), filled
