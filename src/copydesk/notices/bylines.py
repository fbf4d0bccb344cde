"""Bylines that are bare names, as notices: rules see one line, but what "Ada Field" is, the lines beside it tell."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter

import numpy as np
import pandas as pd

from copydesk.notices.candidates import at_edges
from copydesk.notices.hits import Hit
from copydesk.notices.line_notices import LineNotice
from copydesk.notices.names import Names
from copydesk.notices.printed import choose_reader
from copydesk.notices.rule import FALLBACKS
from copydesk.notices.rulebook import Rulebook
from copydesk.notices.signatures import EDGE, LONGEST, Edges, fold_line, read_people

__all__ = ["find_bylines", "make_byline"]

_TELLS = {"credit_line": "byline", "update_note": "stamp"}
_CONFIDENCE = {"author": 0.95, "beside": 0.88, "name": 0.8, "outlet": 0.85, "initials": 0.8}


def find_bylines(
    articles: pd.DataFrame,
    layout: pd.DataFrame,
    furniture: pd.DataFrame,
    hits: Sequence[Hit],
    book: Rulebook,
    names: Names,
) -> list[LineNotice]:
    """Bare bylines among the first and the last lines of each article; rows that rules took whole are left out."""
    rows = np.flatnonzero((layout["region"] == "article").to_numpy() & (furniture["label"] != "headline").to_numpy())
    rows = rows[at_edges(layout["doc_no"].to_numpy()[rows], EDGE, EDGE)]
    edges, told = layout[["doc_no", "start", "end"]].iloc[rows].assign(row=rows), _told(hits, book)
    short = edges[((edges["end"] - edges["start"]) <= LONGEST) & ~edges["row"].isin(list(told))]
    printed = choose_reader(layout)(articles["text"], short)
    texts, authors, sources = articles["text"], articles["authors"].tolist(), articles["source"].tolist()
    naming = {line for line in set(printed) if _names_people(line, names)}
    shown = zip(short["doc_no"].tolist(), printed, strict=True)
    hopeful = {doc for doc, line in shown if line in naming or _ends_as(line, authors[doc], sources[doc])}
    found: list[LineNotice] = []
    near = edges[edges["doc_no"].isin(hopeful)]
    for doc, each in groupby(zip(*(near[name].tolist() for name in near), strict=True), key=itemgetter(0)):
        text, places = texts.iat[doc], {row: (start, end) for _, start, end, row in each}
        lines = {row: text[start:end] for row, (start, end) in places.items()}
        page = Edges(lines, told, text, read_people(authors[doc]), fold_line(sources[doc]), names)
        found += [make_byline(row, *places[row], basis) for row, basis in page.bylines()]
    return found


def make_byline(row: int, start: int, end: int, basis: str) -> LineNotice:
    """The line ``row`` of layout as a byline; ``basis`` tells why: author, beside, name, initials or outlet."""
    return LineNotice(row, start, end, "credit_line", f"byline.{basis}", _CONFIDENCE[basis])


def _names_people(line: str, names: Names) -> bool:
    return names.are_initials(line) or names.sign_off(line) or bool(names.people(line))


def _ends_as(line: str, authors: object, source: object) -> bool:
    """Whether the last word of ``line`` stands in ``authors`` or ``source``."""
    last = line.rpartition(" ")[2].strip(".,;:|").casefold()
    return bool(last) and any(last in each.casefold() for each in (authors, source) if isinstance(each, str))


def _told(hits: Sequence[Hit], book: Rulebook) -> dict[int, str]:
    """Rows that rules have named: byline where a credit is all of the line, stamp for an update, else other."""
    told: dict[int, str] = {}
    for hit in hits:
        name = book.rules[hit.rule_no].notice_class
        if name not in FALLBACKS and hit.whole:
            told[hit.row] = _TELLS.get(name, "other")
    return told
