"""Quotations that several outlets print: which printed ones are one, and which of its wordings each has."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.duplicates.candidates import rare_pairs
from copydesk.duplicates.order import time_rank
from copydesk.duplicates.shingles import Stream, shingle_sets, stream_of
from copydesk.duplicates.stories import group
from copydesk.duplicates.wordings import distinct_wordings, likeness
from copydesk.settings import rooms
from copydesk.tables import TABLES
from copydesk.text import quotations, words_labelled, words_of_spans

__all__ = ["trace_quotations"]

_QUOTE_SHINGLE = 3
_MIN_SHARED = 3
_MOST_ARTICLES = 200
REPAYS_COMPILER = 50_000
"""Pairs of quotations from which a compiled comparison is worth its compilation."""
REPAYS_COMPILER_PRINTED = 20_000
"""Quotations in groups from which it is worth its compilation to tell their wordings apart."""

Numbers = npt.NDArray[np.int64]


def trace_quotations(
    articles: pd.DataFrame,
    layout: pd.DataFrame,
    words: pd.DataFrame,
    vocabulary: pd.DataFrame,
    lines: pd.DataFrame,
    settings: rooms.Duplicates,
) -> pd.DataFrame:
    """Quotations of at least ``min_quote_words`` words that two or more outlets print: the table quotations.

    Two printed quotations are one when ``quote_similarity`` of the shorter one's words stand in the other
    in the same order. An article of unknown outlet counts as an outlet of its own.
    """
    keep = words_labelled(layout, lines, len(words))
    spans, rows, bounds = _long(quotations(articles), words, keep, settings.min_quote_words)
    body = stream_of(rows, bounds, words, vocabulary, _QUOTE_SHINGLE)
    groups = group(_similarity(body, settings.quote_similarity), settings.quote_similarity)
    printed = _of_outlets(_printed(spans, groups, articles), articles)
    at = printed["row"].to_numpy()
    sizes = np.bincount(printed["quote_no"]).tolist()
    told = printed.assign(words=np.diff(bounds)[at], wording=_wordings(at, sizes, body))
    return TABLES["quotations"].conform(told.drop(columns="row"))


def _long(
    spans: pd.DataFrame, words: pd.DataFrame, keep: npt.NDArray[np.bool_], least: int
) -> tuple[pd.DataFrame, Numbers, Numbers]:
    """The quotations of at least ``least`` words where ``keep`` holds, the rows of those words, and their bounds."""
    first, last = words_of_spans(words, spans)
    enough = last - first >= max(least, 1)  # before any is left out
    spans, first, sizes = spans[enough], first[enough], (last - first)[enough]
    rows = np.repeat(first - (np.cumsum(sizes) - sizes), sizes)
    rows += np.arange(len(rows))
    kept = keep[rows]
    counts = np.add.reduceat(kept, np.cumsum(sizes) - sizes, dtype=np.int64) if len(sizes) else sizes
    long = counts >= least
    bounds = np.concatenate([np.zeros(1, np.int64), np.cumsum(counts[long])])
    return spans[long].reset_index(drop=True), rows[kept & np.repeat(long, sizes)], bounds


def _similarity(body: Stream, least: float) -> dict[tuple[int, int], float]:
    """Likeness of the quotations that share ``_MIN_SHARED`` rare shingles, where it is at least ``least``."""
    pairs = rare_pairs(*shingle_sets(body), _MOST_ARTICLES, _MIN_SHARED)
    shares = np.zeros(len(pairs))
    if len(pairs) >= REPAYS_COMPILER:
        from copydesk.duplicates.likenesses import likenesses

        likenesses(pairs, body.folded, body.bounds, shares)
    else:
        for row, (a, b) in enumerate(pairs.tolist()):
            shares[row] = likeness(body.folded[body.doc(a)].tolist(), body.folded[body.doc(b)].tolist())
    alike = shares >= least
    return {(a, b): share for (a, b), share in zip(pairs[alike].tolist(), shares[alike].tolist(), strict=True)}


def _printed(spans: pd.DataFrame, groups: Sequence[Sequence[int]], articles: pd.DataFrame) -> pd.DataFrame:
    """The quotations of each group, from the rows of ``spans``, earliest first; of one time by article id."""
    rows = np.array([row for each in groups for row in each], np.int64)
    number = np.repeat(np.arange(len(groups)), [len(each) for each in groups])
    found = spans.iloc[rows][["doc_no", "start", "end"]].assign(quote_no=number, row=rows)
    docs = found["doc_no"].to_numpy()
    known, place = np.unique(docs, return_inverse=True)
    ids = np.argsort(np.argsort(articles["doc_id"].iloc[known].to_numpy(dtype=object)))[place]
    return found.iloc[np.lexsort((found["start"], ids, time_rank(articles)[docs], number))]


def _of_outlets(printed: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Those of ``printed`` that two outlets have, numbered anew."""
    outlet = articles["source"].where(articles["source"].fillna("") != "", articles["doc_id"])
    numbers = pd.Series(pd.factorize(outlet)[0][printed["doc_no"]])
    several = numbers.groupby(printed["quote_no"].to_numpy()).transform("nunique").to_numpy() > 1
    found = printed[several]
    return found.assign(quote_no=pd.factorize(found["quote_no"])[0])


def _wordings(rows: Numbers, sizes: Sequence[int], body: Stream) -> npt.NDArray[np.bool_]:
    """Which of the quotations ``rows``, grouped by ``sizes``, are another wording than those before in their group."""
    distinct, bounds = np.zeros(len(rows), bool), np.cumsum([0, *sizes])
    if len(rows) < REPAYS_COMPILER_PRINTED:
        for first, last in pairwise(bounds.tolist()):
            printed = [body.folded[body.doc(row)].tolist() for row in rows[first:last].tolist()]
            distinct[first:last][distinct_wordings(printed)] = True
        return distinct
    from copydesk.duplicates.likenesses import mark_wordings

    mark_wordings(rows, bounds, body.folded, body.bounds, distinct)
    return distinct
