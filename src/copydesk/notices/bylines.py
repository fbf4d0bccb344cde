"""Bylines that are bare names, as notices: rules see one line, but what "Ada Field" is, the lines beside it tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.notices.hits import Hit
from copydesk.notices.names import Names
from copydesk.notices.printed import choose_reader
from copydesk.notices.rulebook import Rulebook
from copydesk.notices.signatures import EDGE, LONGEST, Edges, fold_line, read_people
from copydesk.tables import TABLES

__all__ = ["Byline", "byline_notices", "find_bylines"]

_TELLS = {"credit_line": "byline", "update_note": "stamp"}
_FALLBACKS = frozenset({"chrome", "contact_line", "author_bio"})
_CONFIDENCE = {"author": 0.95, "beside": 0.88, "name": 0.8, "outlet": 0.85, "initials": 0.8}


@dataclass(frozen=True)
class Byline:
    """Row of layout, place in its text, and by what it is known: author, beside, name, initials or outlet."""

    row: int
    start: int
    end: int
    basis: str


def find_bylines(
    articles: pd.DataFrame,
    layout: pd.DataFrame,
    furniture: pd.DataFrame,
    hits: Sequence[Hit],
    book: Rulebook,
    names: Names,
) -> list[Byline]:
    """Bare bylines among the first and the last lines of each article; rows that rules took whole are left out."""
    label = furniture["label"].to_numpy(dtype=object)
    rows = np.flatnonzero((layout["region"].to_numpy(dtype=object) == "article") & (label != "headline"))
    rows = rows[_at_edges(layout["doc_no"].to_numpy()[rows])]
    edges, told = layout[["doc_no", "start", "end"]].iloc[rows].assign(row=rows), _told(hits, book)
    short = edges[((edges["end"] - edges["start"]) <= LONGEST) & ~edges["row"].isin(list(told))]
    printed = choose_reader(layout)(articles["text"], short)
    authors, sources = (articles[name].tolist() for name in ("authors", "source"))
    shown = zip(short["doc_no"].tolist(), printed, strict=True)
    hopeful = {doc for doc, line in shown if _hopeful(line, authors[doc], sources[doc], names)}
    found: list[Byline] = []
    near = edges[edges["doc_no"].isin(hopeful)]
    for doc, each in groupby(zip(*(near[name].tolist() for name in near), strict=True), key=itemgetter(0)):
        text, places = articles["text"].iat[doc], {row: (start, end) for _, start, end, row in each}
        lines = {row: text[start:end] for row, (start, end) in places.items()}
        page = Edges(lines, told, text, read_people(authors[doc]), fold_line(sources[doc]), names)
        found += [Byline(row, places[row][0], places[row][1], basis) for row, basis in page.bylines()]
    return found


def byline_notices(
    found: Sequence[Byline], articles: pd.DataFrame, layout: pd.DataFrame, book: Rulebook
) -> pd.DataFrame:
    """One row a byline, with the columns of notices and doc_no."""
    docs, regions = (layout[name].to_numpy()[[each.row for each in found]] for name in ("doc_no", "region"))
    read = (articles[name].iloc[docs].tolist() for name in ("doc_id", "text"))
    shown = [(doc_id, text[each.start : each.end]) for doc_id, text, each in zip(*read, found, strict=True)]
    rows = [
        {
            "doc_no": doc,
            "doc_id": doc_id,
            "class": "credit_line",
            "start": each.start,
            "end": each.end,
            "provider": book.providers.named(text) or None,
            "automation": "",
            "reviewed": "",
            "scope": "article",
            "scope_share": None,
            "rule": f"byline.{each.basis}",
            "language": None,
            "confidence": _CONFIDENCE[each.basis],
            "origin": "page" if region == "page" else "text",
            "inline": False,
            "text": text,
        }
        for doc, region, each, (doc_id, text) in zip(docs.tolist(), regions, found, shown, strict=True)
    ]
    return pd.DataFrame(rows, columns=["doc_no", *TABLES["notices"].names])


def _at_edges(docs: npt.NDArray[np.int32]) -> npt.NDArray[np.bool_]:
    """Which of the lines of ``docs`` (their articles, ascending) are among the first or the last of an article."""
    firsts = np.flatnonzero(np.diff(docs, prepend=-1))
    sizes = np.diff(firsts, append=len(docs))
    at = np.arange(len(docs)) - np.repeat(firsts, sizes)
    return (at < EDGE) | (np.repeat(sizes, sizes) - at <= EDGE)


def _hopeful(line: str, authors: object, source: object, names: Names) -> bool:
    """Whether ``line`` may be a byline: it names people, is initials, or ends as ``authors`` or ``source`` do."""
    last = line.rpartition(" ")[2].strip(".,;:|").casefold()
    given = any(last in each.casefold() for each in (authors, source) if isinstance(each, str)) if last else False
    return given or names.are_initials(line) or names.sign_off(line) or bool(names.people(line))


def _told(hits: Sequence[Hit], book: Rulebook) -> dict[int, str]:
    """Rows that rules have named: byline where a credit is all of the line, stamp for an update, else other."""
    told: dict[int, str] = {}
    for hit in hits:
        name = book.rules[hit.rule_no].notice_class
        if name not in _FALLBACKS and hit.whole:
            told[hit.row] = _TELLS.get(name, "other")
    return told
