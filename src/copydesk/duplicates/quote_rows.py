"""Rows of the table of quotes, from the quotations of each group and what their articles say of them."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

import pandas as pd

from copydesk.duplicates.speakers import Speakers

__all__ = ["Quotation", "QuoteFacts"]


class Quotation(NamedTuple):
    """One printed quotation: its row in the stream, its article number and offsets there."""

    row: int
    doc: int
    start: int
    end: int


class QuoteFacts:
    """What a row of quotes is made of, looked up by article number; of the articles ``docs`` only."""

    def __init__(self, articles: pd.DataFrame, attributions: pd.DataFrame, docs: Sequence[int]) -> None:
        told = articles[["doc_id", "source"]].iloc[docs]
        self.articles, self.texts = articles["text"], dict[Quotation, str]()
        self.doc_ids = dict(zip(docs, told["doc_id"].tolist(), strict=True))
        self.sources = dict(zip(docs, told["source"].fillna("").tolist(), strict=True))
        self.speakers = Speakers(attributions, list(self.doc_ids.values()))

    def read(self, wanted: Collection[Quotation]) -> None:
        """Take the ``wanted`` quotations out of their articles, one by one: together those are large."""
        for doc, each in groupby(sorted(wanted, key=attrgetter("doc")), key=attrgetter("doc")):
            text = self.articles.iat[doc]
            self.texts |= {quotation: text[quotation.start : quotation.end] for quotation in each}

    def row(self, found: Sequence[Quotation], wordings: Sequence[int], words: int) -> dict[str, object]:
        """The row of one quotation, printed as ``found``; of those, ``wordings`` are different."""
        docs = list(dict.fromkeys(each.doc for each in found))
        first = found[0]
        names = sorted({self.sources[doc] for doc in docs} - {""})
        key = f"{self.doc_ids[first.doc]}:{first.start}"
        said = (self.speakers.of(self.doc_ids[each.doc], each.start, each.end) for each in found)
        return {
            "quote_id": "q" + hashlib.blake2b(key.encode(), digest_size=8).hexdigest(),
            "text": self.texts[first],
            "words": words,
            "speaker": next((speaker for speaker in said if speaker), None),
            "documents": len(docs),
            "sources": len(names),
            "source_names": "; ".join(names),
            "doc_ids": "; ".join(self.doc_ids[doc] for doc in docs),
            "wordings": len(wordings),
            "wording_texts": " | ".join(self.texts[found[place]] for place in wordings),
            "first_doc_id": self.doc_ids[first.doc],
            "first_start": first.start,
            "first_end": first.end,
        }
