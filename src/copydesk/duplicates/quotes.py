"""The quotes stage: one quotation, the outlets that print it, and the wordings they give it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.duplicates.candidates import rare_pairs
from copydesk.duplicates.order import time_rank
from copydesk.duplicates.quote_rows import Quotation, QuoteFacts
from copydesk.duplicates.shingles import Stream, shingle_sets, stream_of
from copydesk.duplicates.stories import group
from copydesk.duplicates.wordings import distinct_wordings, likeness
from copydesk.settings import rooms
from copydesk.tables import TABLES
from copydesk.text import quotations, words_labelled, words_of_spans

__all__ = ["quotes"]

_QUOTE_SHINGLE = 3
_MIN_SHARED = 3
_MOST_ARTICLES = 200
REPAYS_COMPILER = 50_000
"""Pairs of quotations from which a compiled comparison is worth its compilation."""
REPAYS_COMPILER_PRINTED = 20_000
"""Quotations in groups from which it is worth its compilation to tell their wordings apart."""

Numbers = npt.NDArray[np.int64]


def quotes(
    articles: pd.DataFrame,
    layout: pd.DataFrame,
    segments: pd.DataFrame,
    words: pd.DataFrame,
    vocabulary: pd.DataFrame,
    lines: pd.DataFrame,
    attributions: pd.DataFrame,
    settings: rooms.Duplicates,
) -> pd.DataFrame:
    """Quotations of at least ``min_quote_words`` words that two or more outlets print.

    Two printed quotations are one when ``quote_similarity`` of the shorter one's words stand in the other
    in the same order. An article of unknown outlet counts as an outlet of its own.
    """
    keep = words_labelled(layout, lines, len(words))
    spans, rows, bounds = _long(quotations(articles), words, keep, settings.min_quote_words)
    body = stream_of(rows, bounds, words, vocabulary, _QUOTE_SHINGLE)
    groups = group(_similarity(body, settings.quote_similarity), settings.quote_similarity)
    printed = _of_outlets(_printed(spans, groups, articles), articles)
    facts = QuoteFacts(articles, attributions, sorted({each.doc for found in printed for each in found}))
    told = list(zip(printed, _wordings(printed, body), strict=True))
    facts.read({found[place] for found, wordings in told for place in (0, *wordings)})
    words_of = np.diff(bounds).tolist()
    told_rows = [facts.row(each, wordings, words_of[each[0].row]) for each, wordings in told]
    found = pd.DataFrame(told_rows, columns=TABLES["quotes"].names)
    return found.drop_duplicates("quote_id").sort_values("quote_id", ignore_index=True)


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


def _printed(spans: pd.DataFrame, groups: Sequence[Sequence[int]], articles: pd.DataFrame) -> list[list[Quotation]]:
    """The quotations of each group, from the rows of ``spans``, earliest first; of one time by article id."""
    rows = np.array([row for each in groups for row in each], np.int64)
    number = np.repeat(np.arange(len(groups)), [len(each) for each in groups])
    docs, starts, ends = (spans[name].to_numpy()[rows] for name in ("doc_no", "start", "end"))
    known, place = np.unique(docs, return_inverse=True)
    ids = np.argsort(np.argsort(articles["doc_id"].iloc[known].to_numpy(dtype=object)))[place]
    order = np.lexsort((starts, ids, time_rank(articles)[docs], number))
    columns = (column[order].tolist() for column in (rows, docs, starts, ends))
    found = map(Quotation._make, zip(*columns, strict=True))
    return [list(islice(found, len(each))) for each in groups]


def _of_outlets(printed: Sequence[list[Quotation]], articles: pd.DataFrame) -> list[list[Quotation]]:
    """Those of ``printed`` that two outlets have."""
    outlet = articles["source"].where(articles["source"].fillna("") != "", articles["doc_id"])
    numbers = pd.factorize(outlet)[0].tolist()
    return [found for found in printed if len({numbers[each.doc] for each in found}) > 1]


def _wordings(printed: Sequence[Sequence[Quotation]], body: Stream) -> list[list[int]]:
    """For each group, the places in it of the different wordings."""
    rows = np.array([each.row for found in printed for each in found], np.int64)
    if len(rows) < REPAYS_COMPILER_PRINTED:
        words = [[body.folded[body.doc(each.row)].tolist() for each in found] for found in printed]
        return [distinct_wordings(each) for each in words]
    from copydesk.duplicates.likenesses import mark_wordings

    bounds = np.cumsum([0, *map(len, printed)])
    distinct = np.zeros(len(rows), bool)
    mark_wordings(rows, bounds, body.folded, body.bounds, distinct)
    return [np.flatnonzero(each).tolist() for each in np.split(distinct, bounds[1:-1])]
