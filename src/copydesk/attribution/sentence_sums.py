"""Compiled: what the words of each sentence say together, gathered in one walk over them; for ``sentence_codes``."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from copydesk.attribution.features import NO_CUE, REACH
from copydesk.attribution.marks import APOSTROPHE, CLOSE, COLON, OPEN
from copydesk.text.compiling import inlined, lean

__all__ = [
    "AFTER", "BEFORE", "BEST", "COLON_AT", "INNER", "INSIDE", "LIKELY", "MARKED", "NAMES", "OTHER", "OUTER", "SAID",
    "WITHIN", "Sums", "make_sums", "sum_up",
]  # fmt: skip

OUTER, INNER, SAID, WITHIN, OTHER = range(5)
"""Columns of ``Sums.highest``."""
INSIDE, MARKED, BEFORE, AFTER, BEST, LIKELY, COLON_AT, NAMES = range(8)
"""Columns of ``Sums.counts``."""
_SPOKEN = 4
_NAMED_FIRST, _NAMED_LAST = 3, 6


class Sums(NamedTuple):
    """Of every sentence: the highest logit of its cues (outside and inside quotations; of words of communication
    outside and inside, of other words outside); the cost (sum of log(1 + e^logit)) of its cues outside, and of those
    of communication; counts and rows of words (-1 for none) as named above; and the weights of its words.
    """

    highest: npt.NDArray[np.float64]
    cost: npt.NDArray[np.float64]
    counts: npt.NDArray[np.int32]
    bag: npt.NDArray[np.float64]


def make_sums(sentences: int, outputs: int) -> Sums:
    """Sums of so many sentences, to be filled by ``sum_up``."""
    return Sums(np.full((sentences, 5), NO_CUE), np.zeros((sentences, 2)), np.zeros((sentences, 8), np.int32),
                np.zeros((outputs, sentences)))  # fmt: skip


@inlined
def _sum_marks(view: Any, sentence: Any, counts: Any) -> None:
    first, last = view.first[sentence], view.last[sentence]
    inside, marks, left, right, names, colon = 0, np.int64(0), 0, 0, 0, -1
    for row in range(first, last):
        before, after = np.int64(view.before[row]), np.int64(view.after[row])
        kind = view.kinds[row + REACH * (sentence + 1)]
        inside += view.inside[row]
        marks |= before | after
        left += (before & APOSTROPHE) != 0
        right += (after & APOSTROPHE) != 0
        names += (kind >= _NAMED_FIRST) & (kind <= _NAMED_LAST)
        if (before & COLON) != 0 and colon < 0 and row > first:
            colon = row
    counts[INSIDE], counts[MARKED], counts[BEFORE], counts[AFTER] = inside, (marks & (OPEN | CLOSE)) != 0, left, right
    counts[NAMES], counts[COLON_AT], counts[BEST] = names, colon, -1


@inlined
def _sum_weights(view: Any, sentence: Any, weights: Any, bag: Any) -> None:
    for row in range(view.first[sentence], view.last[sentence]):
        word = np.int64(view.words[np.uint64(row + REACH * (sentence + 1))])
        code = np.uint64(word * 2 + view.inside[np.uint64(row)])
        for output in range(weights.shape[1]):
            bag[output, sentence] += weights[code, output]


@inlined
def _sum_cue(row: Any, logit: Any, cost: Any, inside: Any, spoken: Any, highest: Any, counts: Any, costs: Any) -> None:
    if inside:
        highest[INNER] = max(highest[INNER], logit)
        if spoken:
            highest[WITHIN] = max(highest[WITHIN], logit)
        return
    if logit > highest[OUTER]:
        highest[OUTER], counts[BEST] = logit, row
    own = SAID if spoken else OTHER
    highest[own] = max(highest[own], logit)
    counts[LIKELY] += logit > 0
    costs[0] += cost
    costs[1] += cost if spoken else 0.0


@lean
def sum_up(view: Any, rows: Any, logits: Any, costs: Any, weights: Any, sums: Any) -> None:
    """Fill ``sums``; ``rows`` are the words that may be cues, ``logits`` theirs and ``costs`` log(1 + e^logit).

    ``weights`` are those of ``Model.bag``.
    """
    for sentence in range(len(view.first)):
        _sum_marks(view, sentence, sums.counts[sentence])
        _sum_weights(view, sentence, weights, sums.bag)
    for each in range(len(rows)):
        row = rows[each]
        segment = view.segment[row]
        spoken = (view.roles[row + REACH * (segment + 1)] & _SPOKEN) != 0
        _sum_cue(row, logits[each], costs[each], view.inside[row], spoken, sums.highest[segment],
                 sums.counts[segment], sums.cost[segment])  # fmt: skip
