"""The quotes stage: one quotation, the outlets that print it, and the wordings they give it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from copydesk.duplicates.candidates import rare_pairs
from copydesk.duplicates.order import time_rank
from copydesk.duplicates.shingles import Stream, shingle_sets, stream
from copydesk.duplicates.stories import group
from copydesk.duplicates.wordings import distinct_wordings, likeness
from copydesk.settings import rooms
from copydesk.tables import TABLES
from copydesk.text import quotations, words_inside, words_labelled

__all__ = ["quotes"]

_QUOTE_SHINGLE = 3
_MIN_SHARED = 3
_MOST_ARTICLES = 200
REPAYS_COMPILER = 50_000
"""Pairs of quotations from which a compiled comparison is worth its compilation."""


@dataclass(frozen=True)
class Quotation:
    """One printed quotation: its article number, offsets and folded words."""

    doc: int
    start: int
    end: int
    words: tuple[int, ...]


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
    spans = quotations(articles)
    keep = words_inside(words, spans) & words_labelled(layout, lines, len(words))
    spans, inside = _long(spans, words, keep, settings.min_quote_words)
    body = stream(words.assign(doc_no=inside), vocabulary, inside >= 0, len(spans), _QUOTE_SHINGLE)
    groups = group(_similarity(body, settings.quote_similarity), settings.quote_similarity)
    printed = _printed(spans, body, groups)
    facts = _Facts(articles, attributions, {quotation.doc for found in printed for quotation in found})
    rows = [facts.row(found) for found in printed]
    found = pd.DataFrame([row for row in rows if row], columns=TABLES["quotes"].names)
    return found.drop_duplicates("quote_id").sort_values("quote_id", ignore_index=True)


def _long(spans: pd.DataFrame, words: pd.DataFrame, keep: np.ndarray, least: int) -> tuple[pd.DataFrame, np.ndarray]:
    """The quotations of at least ``least`` words, and for each word the row of its quotation (else -1)."""
    inside = np.full(len(words), -1, np.int32)
    if spans.empty:
        return spans, inside
    place = (spans["doc_no"].to_numpy().astype(np.int64) << 32) + spans["start"].to_numpy()
    rows = np.flatnonzero(keep)
    at = (words["doc_no"].to_numpy()[rows].astype(np.int64) << 32) + words["start"].to_numpy()[rows]
    span = np.searchsorted(place, at, side="right") - 1
    long = np.bincount(span, minlength=len(spans)) >= least
    renumbered = np.cumsum(long) - 1
    inside[rows] = np.where(long[span], renumbered[span], -1)
    return spans[long].reset_index(drop=True), inside


def _printed(spans: pd.DataFrame, body: Stream, groups: Sequence[Sequence[int]]) -> list[list[Quotation]]:
    """The quotations of each group, from the rows of ``spans``."""
    docs, starts, ends = (spans[name].to_numpy() for name in ("doc_no", "start", "end"))
    return [
        [
            Quotation(int(docs[row]), int(starts[row]), int(ends[row]), tuple(body.folded[body.doc(row)].tolist()))
            for row in rows
        ]
        for rows in groups
    ]


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


class _Facts:
    """What a row of quotes is made of, looked up by article number; speakers are those of ``docs``."""

    def __init__(self, articles: pd.DataFrame, attributions: pd.DataFrame, docs: set[int]) -> None:
        self.doc_ids = articles["doc_id"].tolist()
        self.texts = articles["text"].tolist()
        self.sources = [None if pd.isna(source) else source for source in articles["source"]]
        self.ranks = time_rank(articles).tolist()
        self.speakers: dict[str, list[tuple[int, int, str]]] = {self.doc_ids[doc]: [] for doc in docs}
        said = attributions["quoted"] & attributions["kind"].isin(["named_person", "named_organisation"])
        columns = attributions.loc[said, ["doc_id", "start", "end", "source_name", "source_text"]]
        for doc, start, end, name, text in columns.itertuples(index=False, name=None):
            speaker = name if isinstance(name, str) and name else text
            if doc in self.speakers and isinstance(speaker, str) and speaker:
                self.speakers[doc].append((start, end, speaker))

    def row(self, found: Sequence[Quotation]) -> dict[str, object]:
        """The row of one quotation; empty when only one outlet prints it."""
        found = sorted(found, key=lambda q: (self.ranks[q.doc], self.doc_ids[q.doc], q.start))
        docs = list(dict.fromkeys(q.doc for q in found))
        outlets = {self.sources[doc] or self.doc_ids[doc] for doc in docs}
        if len(outlets) < 2:
            return {}
        first = found[0]
        names = sorted({source for doc in docs if (source := self.sources[doc])})
        wordings = distinct_wordings([q.words for q in found])
        texts = [self.texts[found[row].doc][found[row].start : found[row].end] for row in wordings]
        key = f"{self.doc_ids[first.doc]}:{first.start}"
        return {
            "quote_id": "q" + hashlib.blake2b(key.encode(), digest_size=8).hexdigest(),
            "text": self.texts[first.doc][first.start : first.end],
            "words": len(first.words),
            "speaker": self._speaker(found),
            "documents": len(docs),
            "sources": len(names),
            "source_names": "; ".join(names),
            "doc_ids": "; ".join(self.doc_ids[doc] for doc in docs),
            "wordings": len(wordings),
            "wording_texts": " | ".join(texts),
            "first_doc_id": self.doc_ids[first.doc],
            "first_start": first.start,
            "first_end": first.end,
        }

    def _speaker(self, found: Sequence[Quotation]) -> str | None:
        for quotation in found:
            for start, end, name in self.speakers[self.doc_ids[quotation.doc]]:
                if start < quotation.end and end > quotation.start:
                    return name
        return None
