"""Compiled twins of ``heads.code_heads`` and ``heads.code_phrases``: each word of a sentence looked at from its cue."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from copydesk.attribution.features import NO_CUE, REACH, WORD_TEMPLATES
from copydesk.attribution.heads import FAR, LIKELY, LOGITS, LOOKS, POSSIBLE, SURE, WALL
from copydesk.attribution.marks import CLOSE, COMMA, OPEN
from copydesk.text.compiling import inlined, lean

__all__ = ["code_heads", "make_room"]

_NOMINAL = 2
_LOOKS = len(WORD_TEMPLATES)
_PHRASES = _LOOKS + len(LOOKS)
_COMMAS, _QUOTES, _EITHER, _STARTS, _POSSIBLE = range(5)
_LEFT, _RIGHT, _BEGIN = range(3)
_SUMS, _NEAREST = 5, 3


def make_room(longest: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """What ``code_heads`` notes of the words of a sentence, for sentences of at most ``longest`` words."""
    return np.empty((_SUMS, longest + 1), np.int64), np.empty((_NEAREST, longest), np.int64)


@inlined
def _look_around(view: Any, logits: Any, sentence: Any, sums: Any, nearest: Any) -> Any:
    """Running counts over the words of ``sentence`` and the nearest likely cues; whether it quotes anything.

    ``sums`` takes, before each word and after the last, how many gaps had a comma, a quotation mark, either; how many
    words began a phrase that may name a source, and how many may be a cue. ``nearest`` takes the likely cue before
    each word (-1 for none), the one after it, and where its phrase begins.
    """
    low, high, shift = view.first[sentence], view.last[sentence], REACH * (sentence + 1)
    left, begin, nominal, quoted = -1, low, False, False
    commas, quotes, either, phrases, possible = 0, 0, 0, 0, 0
    for kind in range(_SUMS):
        sums[kind, 0] = 0
    for row in range(low, high):
        at, before, prior = row - low, view.before[row], nominal
        nominal = (view.roles[row + shift] & _NOMINAL) != 0
        starts = nominal and (row == low or (before & WALL) != 0 or not prior)
        begin = row if starts or not nominal else begin
        nearest[_LEFT, at], nearest[_BEGIN, at] = left, begin
        left = row if logits[row] > LIKELY else left
        commas += (before & COMMA) != 0
        quotes += (before & (OPEN | CLOSE)) != 0
        either += (before & (COMMA | OPEN | CLOSE)) != 0
        phrases += starts
        possible += logits[row] > POSSIBLE
        sums[_COMMAS, at + 1], sums[_QUOTES, at + 1], sums[_EITHER, at + 1] = commas, quotes, either
        sums[_STARTS, at + 1], sums[_POSSIBLE, at + 1] = phrases, possible
        quoted |= view.inside[row]
    right = -1
    for row in range(high - 1, low - 1, -1):
        nearest[_RIGHT, row - low] = right
        right = row if logits[row] > LIKELY else right
    return quoted


@inlined
def _between(sums: Any, row: Any, other: Any) -> Any:
    """How many gaps between two words were counted, 2 at most."""
    return min(sums[max(row, other) + 1] - sums[min(row, other) + 1], 2)


@inlined
def _strictly(sums: Any, row: Any, other: Any, most: Any) -> Any:
    """How many words strictly between two words were counted, ``most`` at most."""
    return min(max(sums[max(row, other)] - sums[min(row, other) + 1], 0), most)


@inlined
def _code_nearest(view: Any, logits: Any, row: Any, low: Any, shift: Any, sums: Any, nearest: Any, out: Any,
                  each: Any) -> None:  # fmt: skip
    kind, both, top = np.int64(view.kinds[row + shift]), 0, _LOOKS + 6
    for way in range(2):
        there, spot, spelt, gap = nearest[way, row - low], 0, 0, 0
        if there >= 0:
            steps, walls = min(abs(row - there), FAR), _between(sums[_EITHER], row - low, there - low)
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
    rank = _strictly(sums[_STARTS], row - low, at - low, 6) if known else 7
    likely = _strictly(sums[_POSSIBLE], row - low, at - low, 3) if known else 3
    place, here, there = rank * 4 + side, row + shift, at + shift
    ends = True
    if row + 1 < high:
        ends = (view.roles[here + 1] & _NOMINAL) == 0 or (view.before[row + 1] & WALL) != 0
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
    commas, quotes = (_between(sums[_COMMAS], row - low, at - low), _between(sums[_QUOTES], row - low, at - low))
    out[_LOOKS, each] = away * 32 + kind
    out[_LOOKS + 1, each] = np.int64(view.words[at + shift]) * 4 + side
    out[_LOOKS + 2, each] = (commas * 3 + quotes) * 32 + away
    out[_LOOKS + 3, each] = near * 32 + kind
    out[_LOOKS + 4, each] = np.int64(view.words[row + shift]) * 4 + side
    out[_LOOKS + 5, each] = np.int64(view.before[at] & (COMMA | CLOSE)) * 32 + away
    _code_nearest(view, logits, row, low, shift, sums, nearest, out, each)
    _code_phrase(view, row, at, known, side, low, high, shift, sums, nearest[_BEGIN, row - low], quoted, out, each)


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
        quoted = _look_around(view, logits, sentence, sums, nearest)
        for row in range(low, high):
            if (view.roles[row + shift] & _NOMINAL) != 0 and not view.inside[row]:
                _code_head(view, logits, cues[sentence], sentence, row, sums, nearest, quoted, out, filled)
                rows[filled] = row
                filled += 1
    return len(sentences), filled
