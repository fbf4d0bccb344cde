"""Facts on places in a text: offsets lie inside it, rows follow each other, and the words are there."""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd

from copydesk.quality.facts import Fact, as_number
from copydesk.quality.report import Flags, Numbers, Report
from copydesk.tables import TABLES
from copydesk.text.strings import read_utf8

__all__ = ["REPAYS_COMPILER", "SPANS"]

REPAYS_COMPILER = 10_000
"""Articles from which a compiled comparison is worth loading."""

# (table, prefix and suffix of start and end, column that names the article)
_PLACES = (
    ("lines", "", "", "doc_id"),
    ("sentences", "", "", "doc_id"),
    ("notices", "", "", "doc_id"),
    ("attributions", "", "", "doc_id"),
    ("attributions", "source_", "", "doc_id"),
    ("attributions", "cue_", "", "doc_id"),
    ("passages", "", "_a", "doc_id_a"),
    ("passages", "", "_b", "doc_id_b"),
    ("pairs", "credit_", "", "credit_doc_id"),
    ("quotes", "first_", "", "first_doc_id"),
    ("findings", "", "", "doc_id"),
)
# (table, text column, start, end, column that names the article)
_PRINTED = (
    ("notices", "text", "start", "end", "doc_id"),
    ("attributions", "text", "start", "end", "doc_id"),
    ("attributions", "source_text", "source_start", "source_end", "doc_id"),
    ("attributions", "cue", "cue_start", "cue_end", "doc_id"),
    ("passages", "text", "start_a", "end_a", "doc_id_a"),
    ("quotes", "text", "first_start", "first_end", "first_doc_id"),
)


def _inside(report: Report, table: str, start: str, end: str, doc: str) -> Flags:
    """0 <= start <= end <= length of the text; both empty is a place that is not told."""
    frame, rows = report[table], report.doc_rows(table, doc)
    first, last = as_number(frame[start]), as_number(frame[end])
    # An unknown article is the fault of the link, which has a rule of its own.
    length = np.where(rows >= 0, report.chars()[rows], np.inf) if len(report["documents"]) else np.inf
    with np.errstate(invalid="ignore"):
        inside = (first >= 0) & (first <= last) & (last <= length)
    return np.asarray(inside | (np.isnan(first) & np.isnan(last)))


def _follows(report: Report, table: str, number: str) -> Flags:
    """Within an article, each row begins where the one before it has ended, or later."""
    frame, doc = report[table], report.doc_rows(table)
    start, end, numbers = (frame[name].to_numpy() for name in ("start", "end", number))
    follows, order = np.ones(len(frame), dtype=bool), None
    if not _in_order(doc, numbers):
        order = np.lexsort((numbers, doc))
        start, end, doc = start[order], end[order], doc[order]
    follows[slice(1, None) if order is None else order[1:]] = (
        (start[1:] >= end[:-1]) | (doc[1:] != doc[:-1]) | (doc[1:] < 0)
    )
    return follows


def _in_order(doc: Numbers, numbers: Numbers) -> bool:
    """Whether rows stand by article and number, as every run leaves them."""
    return bool(np.all((doc[1:] > doc[:-1]) | ((doc[1:] == doc[:-1]) & (numbers[1:] >= numbers[:-1]))))


def _printed(report: Report, table: str, text: str, start: str, end: str, doc: str) -> Flags:
    """The text of a row is what stands at its place; where text, place or article is wanting, nothing is compared."""
    frame, rows = report[table], report.doc_rows(table, doc)
    first, last = as_number(frame[start]), as_number(frame[end])
    told = ~np.isnan(first) & ~np.isnan(last) & (rows >= 0) & frame[text].notna().to_numpy()
    told &= _inside(report, table, start, end, doc)
    same = np.ones(len(frame), dtype=bool)
    at = np.flatnonzero(told)
    places = rows[at], first[at].astype(np.int64), last[at].astype(np.int64)
    words = frame[text].iloc[at] if len(at) < len(frame) else frame[text]
    way = _stands_compiled if len(report["documents"]) >= REPAYS_COMPILER else _stands
    same[at] = way(report, *places, words)
    return same


def _stands(report: Report, rows: Numbers, first: Numbers, last: Numbers, words: pd.Series) -> list[bool]:
    """Whether each of ``words`` stands from ``first`` to ``last`` in the text of the article ``rows``."""
    needed = np.unique(rows)
    texts = dict(zip(needed.tolist(), report["documents"]["text"].iloc[needed].tolist(), strict=True))
    places = zip(rows.tolist(), first.tolist(), last.tolist(), words.tolist(), strict=True)
    return [texts[row][begin:finish] == said for row, begin, finish, said in places]


def _stands_compiled(report: Report, rows: Numbers, first: Numbers, last: Numbers, words: pd.Series) -> Flags:
    from copydesk.quality.printed import compare

    same = np.zeros(len(rows), dtype=bool)
    compare(*report.encoded_texts(), rows, first, last, *read_utf8(words), same)
    return same


def _place(table: str, prefix: str, suffix: str, doc: str) -> Fact:
    start, end = f"{prefix}start{suffix}", f"{prefix}end{suffix}"
    return Fact(
        table,
        f"{prefix}span{suffix}_inside",
        f"{start} and {end} lie inside the text of {doc}, in order.",
        partial(_inside, table=table, start=start, end=end, doc=doc),
    )


def _words(table: str, text: str, start: str, end: str, doc: str) -> Fact:
    meaning = TABLES[table].column(text).meaning
    return Fact(
        table,
        f"{text}_as_printed",
        f"{text} ({meaning}) is what stands from {start} to {end} of {doc}.",
        partial(_printed, table=table, text=text, start=start, end=end, doc=doc),
        "warning",
    )


SPANS: tuple[Fact, ...] = (
    *(_place(*each) for each in _PLACES),
    Fact(
        "lines",
        "follows_previous",
        "The lines of an article follow each other without overlap.",
        partial(_follows, table="lines", number="line_no"),
    ),
    Fact(
        "sentences",
        "follows_previous",
        "The sentences of an article follow each other without overlap.",
        partial(_follows, table="sentences", number="sentence_no"),
    ),
    *(_words(*each) for each in _PRINTED),
)
