"""Compiled: what the words of each sentence say together, gathered in one walk over them; for ``sentence_codes``."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from copydesk.attribution.features import NO_CUE, REACH
from copydesk.attribution.marks import APOSTROPHE, CLOSE, COLON, OPEN
from copydesk.text.compiling import compiled, inlined

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
def _sum_marks(view: Any, sentence: Any, row: Any, counts: Any) -> None:
    before, after = view.before[row], view.after[row]
    counts[sentence, INSIDE] += view.inside[row]
    counts[sentence, MARKED] |= ((before | after) & (OPEN | CLOSE)) != 0
    counts[sentence, BEFORE] += (before & APOSTROPHE) != 0
    counts[sentence, AFTER] += (after & APOSTROPHE) != 0
    if (before & COLON) != 0 and row > view.first[sentence] and counts[sentence, COLON_AT] < 0:
        counts[sentence, COLON_AT] = row


@inlined
def _sum_cue(sentence: Any, row: Any, logit: Any, cost: Any, inside: Any, spoken: Any, sums: Any) -> None:
    highest, counts = sums.highest, sums.counts
    if inside:
        highest[sentence, INNER] = max(highest[sentence, INNER], logit)
        if spoken:
            highest[sentence, WITHIN] = max(highest[sentence, WITHIN], logit)
        return
    if logit > highest[sentence, OUTER]:
        highest[sentence, OUTER], counts[sentence, BEST] = logit, row
    own = SAID if spoken else OTHER
    highest[sentence, own] = max(highest[sentence, own], logit)
    counts[sentence, LIKELY] += logit > 0
    sums.cost[sentence, 0] += cost
    if spoken:
        sums.cost[sentence, 1] += cost


@compiled
def sum_up(view: Any, cue: Any, cost: Any, weights: Any, sums: Any) -> None:
    """Fill ``sums`` in one walk; ``cue`` is each word's logit, ``cost`` log(1 + e^logit), ``weights`` the bag's."""
    counts = sums.counts
    for sentence in range(len(view.first)):
        counts[sentence, BEST], counts[sentence, COLON_AT] = -1, -1
        for row in range(view.first[sentence], view.last[sentence]):
            at, inside = np.uint64(row + REACH * (sentence + 1)), np.int64(view.inside[row])
            word, kind = np.int64(view.words[at]), view.kinds[at]
            counts[sentence, NAMES] += (kind >= _NAMED_FIRST) & (kind <= _NAMED_LAST)
            _sum_marks(view, sentence, row, counts)
            if word != 0:
                for output in range(len(weights)):
                    sums.bag[output, sentence] += weights[output, np.uint64(word * 2 + inside)]
            if cue[row] > NO_CUE:
                spoken = (view.roles[at] & _SPOKEN) != 0
                _sum_cue(sentence, row, cue[row], cost[row], view.inside[row], spoken, sums)
