"""Compiled twin of ``network.run``: words are coded, added up and gathered by sentence in one walk."""

from __future__ import annotations

from typing import Any

import numpy as np

from copydesk.attribution.features import CLASSES, REACH
from copydesk.attribution.forms import EDGE
from copydesk.attribution.lookup import SCALE
from copydesk.attribution.network_tables import AROUND, CODES, FAR, GAP_CODES, GAP_PLACES, HIDDEN, LEAST, UNIT, WINDOW
from copydesk.text.compiling import inlined, lean

__all__ = ["make_room", "run"]

_GAP_BY = np.array([by for by, _ in GAP_PLACES])
_GAP_BEHIND = np.array([behind for _, behind in GAP_PLACES])
_GAPS = len(GAP_PLACES)


def make_room() -> tuple[Any, Any, Any, Any]:
    """The codes of a word, its hidden layer, and the highest values of a sentence."""
    highest, likeliest = np.empty((2, HIDDEN), np.int32), np.empty(2, np.int64)
    return np.empty(CODES, np.uint64), np.empty(HIDDEN, np.int32), highest, likeliest


@inlined
def _code(view: Any, count: Any, row: Any, segment: Any, codes: Any) -> None:
    """As ``network.code_network``, of one word."""
    low, high, shift = view.first[segment], view.last[segment], REACH * (segment + 1)
    for place in range(WINDOW):
        at = row + place - AROUND
        word, kind = np.int64(EDGE), np.int64(0)
        if low <= at < high:
            spread = np.uint64(at + shift)
            word, kind = np.int64(view.words[spread]), np.int64(view.kinds[spread])
        codes[place] = word + place * count
        codes[WINDOW + place] = kind + WINDOW * count + place * CLASSES
    base = WINDOW * (count + CLASSES)
    for place in range(_GAPS):
        at = row + _GAP_BY[place]
        code = np.int64(GAP_CODES - 1)
        if low <= at < high:
            gap = np.uint64(at)
            code = view.gaps[view.after[gap] if _GAP_BEHIND[place] else view.before[gap]] * 2 + view.inside[gap]
        codes[2 * WINDOW + place] = code + base + place * GAP_CODES
    spot = min(row - low, FAR) * (FAR + 1) + min(high - 1 - row, FAR)
    codes[2 * WINDOW + _GAPS] = spot + base + _GAPS * GAP_CODES


@inlined
def _add(rows: Any, codes: Any, hidden: Any) -> None:
    """The sum of the rows of ``codes``, seven at a time: so the sum stays in the processor's registers for longer."""
    units, last = len(hidden), codes[CODES - 1]
    for unit in range(units):
        hidden[unit] = rows[last, unit]
    for at in range(0, CODES - 1, 7):
        a, b, c, d = codes[at], codes[at + 1], codes[at + 2], codes[at + 3]
        e, f, g = codes[at + 4], codes[at + 5], codes[at + 6]
        for unit in range(units):
            hidden[unit] += (
                np.int32(rows[a, unit]) + rows[b, unit] + rows[c, unit] + rows[d, unit] + rows[e, unit]
                + rows[f, unit] + rows[g, unit]
            )  # fmt: skip


@inlined
def _label(tables: Any, highest: Any, likeliest: Any, segment: Any, out: Any) -> None:
    """The labels' logits of one sentence."""
    units = highest.shape[1]
    for label in range(len(tables.bias)):
        total = tables.bias[label] * UNIT
        for side in range(2):
            for unit in range(units):
                total += highest[side, unit] * tables.highest[label, side, unit]
        total *= SCALE
        for side in range(2):
            total += likeliest[side] * tables.likeliest[side, label]
        out[label, segment] = total / (UNIT * SCALE * SCALE)


@lean
def run(view: Any, tables: Any, rows: Any, room: Any, words: Any, sentences: Any) -> None:
    """The logits of the words in ``rows`` into ``words``, those of all sentences into ``sentences`` (labels, n)."""
    codes, hidden, highest, likeliest = room
    each, units = 0, len(hidden)
    for segment in range(len(view.first)):
        for side in range(2):
            likeliest[side] = LEAST * UNIT * SCALE
            for unit in range(units):
                highest[side, unit] = 0
        while each < len(rows) and rows[each] < view.last[segment]:
            row = rows[each]
            within, total = np.int64(view.inside[row]), tables.word_bias * UNIT
            _code(view, tables.words, row, segment, codes)
            _add(tables.rows, codes, hidden)
            for unit in range(units):
                value = np.int32(max(hidden[unit], 0))
                total += value * tables.word[unit]
                highest[within, unit] = max(highest[within, unit], value)
            likeliest[within] = max(likeliest[within], total)
            words[each] = total / (UNIT * SCALE)
            each += 1
        _label(tables, highest, likeliest, segment, sentences)
