"""Which words and sentences are body: what every stage after furniture and notices works on."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

__all__ = ["doc_bounds", "segments_labelled", "words_labelled", "words_of_lines"]

Flags = npt.NDArray[np.bool_]


def words_labelled(layout: pd.DataFrame, lines: pd.DataFrame, word_count: int, *labels: str) -> Flags:
    """For every row of words, whether its line has one of ``labels`` (default body).

    ``layout`` and ``lines`` hold the same lines in the same order.
    """
    return words_of_lines(layout, lines["label"].isin(labels or ("body",)).to_numpy(), word_count)


def words_of_lines(layout: pd.DataFrame, wanted: Flags, word_count: int) -> Flags:
    """For every row of words, whether its line is one of those ``wanted`` (a flag a row of ``layout``)."""
    return _spread(layout["first_word"].to_numpy(), layout["last_word"].to_numpy(), wanted, word_count)


def segments_labelled(segments: pd.DataFrame, layout: pd.DataFrame, lines: pd.DataFrame, *labels: str) -> Flags:
    """For every row of segments, whether its line has one of ``labels`` (default body)."""
    wanted = lines["label"].isin(labels or ("body",)).to_numpy()
    line_row = np.searchsorted(_keys(layout), _keys(segments))
    return wanted[line_row] if len(wanted) else np.zeros(len(segments), bool)


def doc_bounds(doc_nos: npt.NDArray[np.int32], documents: int) -> npt.NDArray[np.int64]:
    """Row bounds of each article in a table sorted by doc_no, shape (documents + 1,)."""
    return np.searchsorted(doc_nos, np.arange(documents + 1, dtype=doc_nos.dtype))  # another type would copy all


def _spread(first: npt.NDArray[np.int64], last: npt.NDArray[np.int64], wanted: Flags, count: int) -> Flags:
    if len(first) and first[0] == 0 and last[-1] == count and np.array_equal(first[1:], last[:-1]):
        return np.repeat(wanted, last - first)  # lines that leave no word out, one after the other
    steps = np.zeros(count + 1, np.int32)
    np.add.at(steps, first[wanted], 1)
    np.add.at(steps, last[wanted], -1)
    return np.cumsum(steps[:count]) > 0


def _keys(frame: pd.DataFrame) -> npt.NDArray[np.int64]:
    return (frame["doc_no"].to_numpy().astype(np.int64) << 32) | frame["line_no"].to_numpy()
