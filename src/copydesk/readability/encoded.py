"""``counts`` over the bytes of articles, for corpora whose size repays the compiler."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from copydesk.readability.body import BodyWords
from copydesk.readability.counts import Counts, join_counts
from copydesk.readability.lexicon import Lexicon
from copydesk.readability.tokens import kinds
from copydesk.text.batches import Positions
from copydesk.text.strings import read_utf8

__all__ = ["count_encoded"]

_BATCH_BYTES = 1_500_000  # the arrays of a batch stay in the cache
_UNSEEN = -1
Packed = tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]


def count_encoded(texts: pd.Series, lexicon: Lexicon, known: BodyWords) -> Counts:
    """Counts of the bodies of ``texts``, whose lines and words are ``known``; as ``count``, to the last bit.

    Two walks for each batch of articles: over the characters, then over the words.
    """
    from copydesk.readability.tallies import mark_used

    data, begins = read_utf8(texts)
    used = np.zeros(len(lexicon.numbered), bool)
    mark_used(known.firsts, known.lasts, known.numbers, used)
    lexicon.learn(np.flatnonzero(used))
    named = lexicon.pack(lexicon.numbered)
    return join_counts([_count(data, begins, rows, lexicon, named, known) for rows in _batches(begins)])


def _batches(begins: Positions) -> Iterator[slice]:
    first = 0
    while first < len(begins) - 1:
        last = max(int(np.searchsorted(begins, begins[first] + _BATCH_BYTES, side="right")) - 1, first + 1)
        yield slice(first, last)
        first = last


def _count(
    data: npt.NDArray[np.uint8], begins: Positions, rows: slice, lexicon: Lexicon, named: Packed, known: BodyWords
) -> Counts:
    """Counts of the texts in ``rows``; ``named`` are the words of the vocabulary as ``Lexicon.pack`` gives them."""
    from copydesk.readability import kernels
    from copydesk.readability.tallies import tally

    count, most = rows.stop - rows.start, int(begins[rows.stop] - begins[rows.start]) // 2 + rows.stop - rows.start
    found, spans = np.empty(most, np.int32), np.empty((most, 2), np.int64)
    cut, sums = np.zeros((count, 7), np.int64), np.zeros((count, 6), np.int64)
    unnamed_words = kernels.scan(
        data, kinds(), begins[rows], known.bounds[rows.start : rows.stop + 1], known.line_starts, known.line_ends,
        known.firsts, known.lasts, known.starts, known.ends, known.numbers, lexicon.plain, cut, found, spans,
    )  # fmt: skip
    printed = _print(data, spans[:unnamed_words]).dictionary_encode()
    unnamed = lexicon.pack(lexicon.find(printed.dictionary.to_pylist())[np.asarray(printed.indices)])
    last = np.full(lexicon.words, _UNSEEN, np.int32)
    tally(cut[:, kernels.WORDS], found, named[0], unnamed[0], (named[1], unnamed[1]), last, sums)
    worded = cut[:, kernels.TOKENS] > 0
    sentences, linsear = (
        np.where(worded, np.maximum(1, cut[:, column]), 0) for column in (kernels.SENTENCES, kernels.LINSEAR)
    )
    columns: list[Positions] = [*cut.T[:5], *sums.T[:5], sentences, sums[:, 5], linsear]
    return Counts(*columns)


def _print(data: npt.NDArray[np.uint8], spans: npt.NDArray[np.int64]) -> Any:
    """The strings of ``spans`` of bytes, as an Arrow array."""
    from copydesk.readability.tallies import join_spans

    bounds = np.concatenate([np.zeros(1, np.int64), np.cumsum(spans[:, 1] - spans[:, 0])])
    out = np.empty(int(bounds[-1]), np.uint8)
    join_spans(data, spans, out)
    return pa.LargeStringArray.from_buffers(len(spans), pa.py_buffer(bounds), pa.py_buffer(out))
