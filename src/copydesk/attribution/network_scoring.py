"""Compiled twin of ``network.run``: words are coded, added up and gathered by sentence in one walk."""

from __future__ import annotations

from typing import Any

import numpy as np

from copydesk.attribution.features import CLASSES, EDGE, REACH
from copydesk.attribution.lookup import SCALE
from copydesk.attribution.network import AROUND, GAP_CODES, GAP_PLACES, WINDOW
from copydesk.text.compiling import compiled, inlined

__all__ = ["run"]

_UNIT, _LEAST, _FAR = 1 << 13, -6, 7
_GAP_BY = np.array([by for by, _ in GAP_PLACES])
_GAP_BEHIND = np.array([behind for _, behind in GAP_PLACES])
_GAPS = len(GAP_PLACES)


@inlined
def _add(rows: Any, code: Any, hidden: Any) -> None:
    own = rows[np.uint64(code)]
    for unit in range(len(hidden)):
        hidden[unit] += own[unit]


@compiled
def _see_words(view: Any, rows: Any, count: Any, row: Any, segment: Any, hidden: Any) -> None:
    low, high, shift = view.first[segment], view.last[segment], REACH * (segment + 1)
    for place in range(WINDOW):
        at = row + place - AROUND
        word, kind = EDGE, 0
        if low <= at < high:
            word, kind = np.int64(view.words[at + shift]), np.int64(view.kinds[at + shift])
        _add(rows, word + place * count, hidden)
        _add(rows, kind + WINDOW * count + place * CLASSES, hidden)


@compiled
def _see_gaps(view: Any, rows: Any, count: Any, row: Any, segment: Any, hidden: Any) -> None:
    low, high = view.first[segment], view.last[segment]
    base = WINDOW * (count + CLASSES)
    for place in range(_GAPS):
        at = row + _GAP_BY[place]
        code = GAP_CODES - 1
        if low <= at < high:
            code = view.gaps[view.after[at] if _GAP_BEHIND[place] else view.before[at]] * 2 + view.inside[at]
        _add(rows, code + base + place * GAP_CODES, hidden)
    spot = min(row - low, _FAR) * (_FAR + 1) + min(high - 1 - row, _FAR)
    _add(rows, spot + base + _GAPS * GAP_CODES, hidden)


@compiled
def _label(tables: Any, highest: Any, likeliest: Any, out: Any) -> None:
    """The labels' logits of one sentence."""
    for label in range(len(out)):
        total = tables.bias[label] * _UNIT
        for unit in range(len(highest)):
            total += highest[unit] * tables.highest[unit, label]
        total *= SCALE
        for side in range(2):
            total += likeliest[side] * tables.likeliest[side, label]
        out[label] = total / (_UNIT * SCALE * SCALE)


@compiled
def run(view: Any, tables: Any, rows: Any, words: Any, sentences: Any) -> None:
    """The logits of the words in ``rows`` into ``words``, and of all sentences, shape (labels, n), into ``sentences``."""
    units, each = tables.rows.shape[1], 0
    hidden, highest = np.empty(units, np.int32), np.empty(2 * units, np.int64)
    likeliest = np.empty(2, np.int64)
    for segment in range(len(view.first)):
        highest[:], likeliest[:] = 0, _LEAST * _UNIT * SCALE
        while each < len(rows) and rows[each] < view.last[segment]:
            row, total, side = rows[each], tables.word_bias * _UNIT, np.int64(view.inside[rows[each]])
            hidden[:] = 0
            _see_words(view, tables.rows, tables.words, row, segment, hidden)
            _see_gaps(view, tables.rows, tables.words, row, segment, hidden)
            for unit in range(units):
                value = np.int64(max(hidden[unit], 0))
                total += value * tables.word[unit]
                highest[side * units + unit] = max(highest[side * units + unit], value)
            likeliest[side] = max(likeliest[side], total)
            words[each] = total / (_UNIT * SCALE)
            each += 1
        _label(tables, highest, likeliest, sentences[:, segment])
