"""The quotes stage: one quotation, the outlets that print it, who says it, and the wordings they give it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

import pandas as pd

from copydesk.duplicates.marked_edits import without_marked_edits
from copydesk.duplicates.speakers import Speakers
from copydesk.tables import TABLES

__all__ = ["quotes"]


class Printed(NamedTuple):
    """One row of quotations."""

    quote_no: int
    doc_no: int
    start: int
    end: int
    words: int
    wording: bool


def quotes(articles: pd.DataFrame, attributions: pd.DataFrame, quotations: pd.DataFrame) -> pd.DataFrame:
    """One row a quotation that ``quotations`` traced: its text, its speaker, and who printed which wording."""
    rows = map(Printed._make, zip(*(quotations[name].tolist() for name in Printed._fields), strict=True))
    printed = [list(each) for _, each in groupby(rows, key=attrgetter("quote_no"))]
    facts = QuoteFacts(articles, attributions, sorted(set(quotations["doc_no"].tolist())))
    facts.read({each for found in printed for each in found if each.wording})  # the first always is
    found = pd.DataFrame([facts.row(each) for each in printed], columns=TABLES["quotes"].names)
    return found.drop_duplicates("quote_id").sort_values("quote_id", ignore_index=True)


class QuoteFacts:
    """What a row of quotes is made of, looked up by article number; of the articles ``docs`` only."""

    def __init__(self, articles: pd.DataFrame, attributions: pd.DataFrame, docs: Sequence[int]) -> None:
        told = articles[["doc_id", "source"]].iloc[docs]
        self.articles, self.texts = articles["text"], dict[Printed, str]()
        self.doc_ids = dict(zip(docs, told["doc_id"].tolist(), strict=True))
        self.sources = dict(zip(docs, told["source"].fillna("").tolist(), strict=True))
        self.speakers = Speakers(attributions, list(self.doc_ids.values()))

    def read(self, wanted: Collection[Printed]) -> None:
        """Take the ``wanted`` quotations out of their articles, one by one: together those are large."""
        for doc, each in groupby(sorted(wanted, key=attrgetter("doc_no")), key=attrgetter("doc_no")):
            text = self.articles.iat[doc]
            self.texts |= {quotation: text[quotation.start : quotation.end] for quotation in each}

    def row(self, found: Sequence[Printed]) -> dict[str, object]:
        """The row of one quotation, printed as ``found``."""
        docs = list(dict.fromkeys(each.doc_no for each in found))
        first, wordings = found[0], without_marked_edits([self.texts[each] for each in found if each.wording])
        names = sorted({self.sources[doc] for doc in docs} - {""})
        key = f"{self.doc_ids[first.doc_no]}:{first.start}"
        said = (self.speakers.of(self.doc_ids[each.doc_no], each.start, each.end) for each in found)
        return {
            "quote_id": "q" + hashlib.blake2b(key.encode(), digest_size=8).hexdigest(),
            "text": self.texts[first],
            "words": first.words,
            "speaker": next((speaker for speaker in said if speaker), None),
            "documents": len(docs),
            "sources": len(names),
            "source_names": "; ".join(names),
            "doc_ids": "; ".join(self.doc_ids[doc] for doc in docs),
            "wordings": len(wordings),
            "wording_texts": " | ".join(wordings),
            "first_doc_id": self.doc_ids[first.doc_no],
            "first_start": first.start,
            "first_end": first.end,
        }
