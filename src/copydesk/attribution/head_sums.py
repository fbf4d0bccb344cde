"""Compiled: what stands between any two words of a sentence, from running counts; for ``head_codes``."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from copydesk.attribution.features import REACH
from copydesk.attribution.heads import LIKELY, POSSIBLE, WALL
from copydesk.attribution.marks import CLOSE, COMMA, OPEN
from copydesk.text.compiling import inlined

__all__ = [
    "BEGIN",
    "COMMAS",
    "EITHER",
    "IN_DOUBT",
    "NOMINAL",
    "QUOTES",
    "STARTS",
    "count_between",
    "count_inside",
    "look_around",
    "make_room",
]

NOMINAL = 2
COMMAS, QUOTES, EITHER, STARTS, IN_DOUBT = range(5)
_LEFT, _RIGHT, BEGIN = range(3)
_SUMS, _NEAREST = 5, 3


def make_room(longest: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """What ``code_heads`` notes of the words of a sentence, for sentences of at most ``longest`` words."""
    return np.empty((_SUMS, longest + 1), np.int64), np.empty((_NEAREST, longest), np.int64)


@inlined
def look_around(view: Any, logits: Any, sentence: Any, sums: Any, nearest: Any) -> Any:
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
        nominal = (view.roles[row + shift] & NOMINAL) != 0
        starts = nominal and (row == low or (before & WALL) != 0 or not prior)
        begin = row if starts or not nominal else begin
        nearest[_LEFT, at], nearest[BEGIN, at] = left, begin
        left = row if logits[row] > LIKELY else left
        commas += (before & COMMA) != 0
        quotes += (before & (OPEN | CLOSE)) != 0
        either += (before & (COMMA | OPEN | CLOSE)) != 0
        phrases += starts
        possible += logits[row] > POSSIBLE
        sums[COMMAS, at + 1], sums[QUOTES, at + 1], sums[EITHER, at + 1] = commas, quotes, either
        sums[STARTS, at + 1], sums[IN_DOUBT, at + 1] = phrases, possible
        quoted |= view.inside[row]
    right = -1
    for row in range(high - 1, low - 1, -1):
        nearest[_RIGHT, row - low] = right
        right = row if logits[row] > LIKELY else right
    return quoted


@inlined
def count_between(sums: Any, row: Any, other: Any) -> Any:
    """How many gaps between two words were counted, 2 at most."""
    return min(sums[max(row, other) + 1] - sums[min(row, other) + 1], 2)


@inlined
def count_inside(sums: Any, row: Any, other: Any, most: Any) -> Any:
    """How many words strictly between two words were counted, ``most`` at most."""
    return min(max(sums[max(row, other)] - sums[min(row, other) + 1], 0), most)
