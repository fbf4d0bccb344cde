"""Bylines on the page around an article: the metadata names the author, so a line with that name needs no rule.

The first line of the page is the byline that names one of the metadata's authors and nobody else, or an author beside
a date or time and few other words. Where a credit already names an author none is looked for: the page then repeats
it. An outlet that calls itself the author is not looked for either: its name stands all over its pages.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby, islice
from operator import itemgetter
from unicodedata import normalize

import numpy as np
import pandas as pd

from copydesk.notices.bylines import make_byline
from copydesk.notices.hits import Hit
from copydesk.notices.line_notices import LineNotice
from copydesk.notices.rule import FALLBACKS
from copydesk.notices.rulebook import Rulebook
from copydesk.notices.signatures import LONGEST, fold_line, read_people

__all__ = ["find_page_bylines"]

_DATED = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}(?::|h|\.)\d\d")
_MAX_WORDS = 7


def find_page_bylines(
    articles: pd.DataFrame, layout: pd.DataFrame, hits: Sequence[Hit], bylines: Sequence[LineNotice], book: Rulebook
) -> list[LineNotice]:
    """The byline of each article that only the page around it has; rows that rules took are left out."""
    taken = {hit.row for hit in hits if book.rules[hit.rule_no].notice_class not in FALLBACKS}
    short = (layout["end"] - layout["start"] <= LONGEST) & (layout["region"] == "page")
    rows = [row for row in np.flatnonzero(short.to_numpy()).tolist() if row not in taken]
    near = layout.iloc[rows]
    places = zip(near["doc_no"].tolist(), rows, near["start"].tolist(), near["end"].tolist(), strict=True)
    credited = _credited(layout, hits, bylines, book) if rows else {}
    found: list[LineNotice] = []
    for doc, each in groupby(places, key=itemgetter(0)):
        text, authors = articles["text"].iat[doc], _authors(articles, doc)
        credit = " ".join(f" {fold_line(text[start:end])} " for start, end in credited.get(doc, ()))
        if not any(f" {name} " in credit for name in authors):
            named = (place for _, *place in each if _names(text[slice(*place[1:])], authors))
            found += [make_byline(row, start, end, "author") for row, start, end in islice(named, 1)]
    return found


def _credited(
    layout: pd.DataFrame, hits: Sequence[Hit], bylines: Sequence[LineNotice], book: Rulebook
) -> Mapping[int, list[tuple[int, int]]]:
    """Where credits stand in each article, by its number."""
    places = [(hit.row, hit.start, hit.end) for hit in hits if book.rules[hit.rule_no].notice_class == "credit_line"]
    places += [(byline.row, byline.start, byline.end) for byline in bylines]
    docs = layout["doc_no"].to_numpy()
    found: dict[int, list[tuple[int, int]]] = {}
    for row, start, end in places:
        found.setdefault(int(docs[row]), []).append((start, end))
    return found


def _authors(articles: pd.DataFrame, doc: int) -> frozenset[str]:
    source = _letters(fold_line(articles["source"].iat[doc]))
    return frozenset(name for name in read_people(articles["authors"].iat[doc]) if _letters(name) not in source)


def _letters(folded: str) -> str:
    """The letters of ``folded`` without spaces and accents, as domains are written."""
    return "".join(filter(str.isalnum, normalize("NFKD", folded)))


def _names(line: str, authors: frozenset[str]) -> bool:
    people, folded = read_people(line), f" {fold_line(line)} "
    named = [name for name in authors if f" {name} " in folded]
    if not named or people <= authors:
        return bool(named)
    for name in named:
        folded = folded.replace(f" {name} ", " ")
    return sum(map(str.isalpha, folded.split())) <= _MAX_WORDS and _DATED.search(line) is not None
