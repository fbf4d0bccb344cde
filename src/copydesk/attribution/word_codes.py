"""Compiled twin of ``features.code_words``."""

from __future__ import annotations

from typing import Any

import numpy as np

from copydesk.attribution.features import BASE, CLASSES, GAP_CLASSES, REACH
from copydesk.text.compiling import lean

__all__ = ["code_words"]

_ONE, _TWO, _REACH = np.uint64(1), np.uint64(2), np.uint64(REACH)


@lean
def code_words(view: Any, rows: Any, out: Any) -> None:
    """Codes of the words in ``rows``, in the order of ``features.WORD_TEMPLATES``, into the rows of ``out``."""
    words, kinds, stems = view.words, view.kinds, view.stems
    for each in range(len(rows)):
        row = rows[each]
        segment = view.segment[row]
        at = np.uint64(row + REACH * (segment + 1))
        for k in range(2 * REACH + 1):
            out[k, each] = words[at + np.uint64(k) - _REACH]
        stem = np.int64(stems[out[3, each]])
        out[7, each] = np.int64(stems[out[2, each]]) * BASE + stem
        out[8, each] = stem * BASE + stems[out[4, each]]
        far, near, kind = np.int64(kinds[at - _TWO]), np.int64(kinds[at - _ONE]), np.int64(kinds[at])
        next_, beyond = np.int64(kinds[at + _ONE]), np.int64(kinds[at + _TWO])
        out[9, each] = (far * CLASSES + near) * CLASSES + kind
        out[10, each] = (near * CLASSES + kind) * CLASSES + next_
        out[11, each] = (kind * CLASSES + next_) * CLASSES + beyond
        out[12, each] = stem * CLASSES + near
        out[13, each] = stem * CLASSES + kind
        out[14, each] = stem * CLASSES + next_
        before, after, inside = view.gaps[view.before[row]], view.gaps[view.after[row]], np.int64(view.inside[row])
        out[15, each] = ((before * GAP_CLASSES + after) * 2 + inside) * CLASSES + kind
        out[16, each] = (stem * GAP_CLASSES + before) * GAP_CLASSES + after
        out[17, each] = stem * 2 + inside
        place = min(row - view.first[segment], 5) * 8 + min(view.last[segment] - 1 - row, 5)
        out[18, each] = place * CLASSES + kind
