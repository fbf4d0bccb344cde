"""Words of spans of the text: which rows of words lie in each."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

__all__ = ["words_inside", "words_of_spans"]

Rows = npt.NDArray[np.int64]


def words_of_spans(words: pd.DataFrame, spans: pd.DataFrame) -> tuple[Rows, Rows]:
    """First and last (exclusive) row of ``words`` of each of ``spans`` (doc_no, start, end, in order).

    A word belongs to the span that it begins in; of spans that overlap, to the one that begins last, as if each
    ended where the next begins.
    """
    docs, starts, ends = (spans[name].to_numpy() for name in ("doc_no", "start", "end"))
    follows = docs[1:] == docs[:-1]
    ends = np.append(np.where(follows, np.minimum(ends[:-1], starts[1:]), ends[:-1]), ends[-1:])
    of_words, at = words["doc_no"].to_numpy(), words["start"].to_numpy()
    low, high = np.searchsorted(of_words, docs), np.searchsorted(of_words, docs, side="right")
    first = _bisect(at, low, high, starts)
    return first, np.maximum(_bisect(at, first, high, ends), first)


def words_inside(words: pd.DataFrame, spans: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """For every row of words, whether it begins inside one of ``spans`` (doc_no, start, end, in order)."""
    first, last = words_of_spans(words, spans)
    steps = np.zeros(len(words) + 1, np.int8)
    np.add.at(steps, first, 1)
    np.subtract.at(steps, last, 1)
    return np.cumsum(steps[:-1], dtype=np.int8).view(bool)


def _bisect(values: npt.NDArray[np.int32], low: Rows, high: Rows, sought: npt.NDArray[np.int32]) -> Rows:
    """For each sought value the first row from ``low`` to ``high`` that has it or more; ascending there."""
    low, high = low.copy(), high.copy()
    while (apart := np.flatnonzero(low < high)).size:
        middle = (low[apart] + high[apart]) // 2
        less = values[middle] < sought[apart]
        low[apart] = np.where(less, middle + 1, low[apart])
        high[apart] = np.where(less, high[apart], middle)
    return low
