"""Bylines that are bare names, as notices: rules see one line, but what "Ada Field" is, the lines beside it tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.notices.hits import Hit
from copydesk.notices.names import Names
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
    told = _told(hits, book)
    docs, starts, ends = (layout[name].to_numpy() for name in ("doc_no", "start", "end"))
    rows = np.flatnonzero((layout["region"].to_numpy(dtype=object) == "article") & (label != "headline"))
    texts, authors, sources = (articles[name].tolist() for name in ("text", "authors", "source"))
    found: list[Byline] = []
    for doc, edge in _edges(rows, docs[rows], (ends - starts)[rows] <= LONGEST):
        text, spans = texts[doc], zip(starts[edge].tolist(), ends[edge].tolist(), strict=True)
        lines = {row: text[start:end] for row, (start, end) in zip(edge, spans, strict=True)}
        if any(row not in told and _hopeful(line, authors[doc], sources[doc], names) for row, line in lines.items()):
            page = Edges(lines, told, text, read_people(authors[doc]), fold_line(sources[doc]), names)
            found += [Byline(row, int(starts[row]), int(ends[row]), basis) for row, basis in page.bylines()]
    return found


def byline_notices(
    found: Sequence[Byline], articles: pd.DataFrame, layout: pd.DataFrame, book: Rulebook
) -> pd.DataFrame:
    """One row a byline, with the columns of notices and doc_no."""
    ids, texts = articles["doc_id"].tolist(), articles["text"].tolist()
    docs = layout["doc_no"].to_numpy()[[each.row for each in found]].tolist()
    printed = [texts[doc][each.start : each.end] for doc, each in zip(docs, found, strict=True)]
    rows = [
        {
            "doc_no": doc,
            "doc_id": ids[doc],
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
            "origin": "text",
            "inline": False,
            "text": text,
        }
        for doc, each, text in zip(docs, found, printed, strict=True)
    ]
    return pd.DataFrame(rows, columns=["doc_no", *TABLES["notices"].names])


def _edges(
    rows: npt.NDArray[np.int64], docs: npt.NDArray[np.int32], short: npt.NDArray[np.bool_]
) -> Iterator[tuple[int, list[int]]]:
    """The articles with a ``short`` line at an edge, and all their ``rows`` there, ascending; ``docs`` by row."""
    firsts = np.flatnonzero(np.diff(docs, prepend=-1))
    lasts = np.append(firsts[1:], len(rows))
    sizes = lasts - firsts
    at = np.arange(len(rows)) - np.repeat(firsts, sizes)
    edge = (at < EDGE) | (np.repeat(sizes, sizes) - at <= EDGE)
    wanted = np.bitwise_or.reduceat(edge & short, firsts) if len(rows) else np.empty(0, bool)
    for first, last in zip(firsts[wanted].tolist(), lasts[wanted].tolist(), strict=True):
        yield int(docs[first]), rows[first:last][edge[first:last]].tolist()


def _hopeful(line: str, authors: object, source: object, names: Names) -> bool:
    """Whether ``line`` may be a byline: it names people, is initials, or ends as ``authors`` or ``source`` do."""
    if len(line) > LONGEST:
        return False
    last = line.rpartition(" ")[2].strip(".,;:|").casefold()
    given = any(last in each.casefold() for each in (authors, source) if isinstance(each, str)) if last else False
    return given or names.are_initials(line) or bool(names.people(line))


def _told(hits: Sequence[Hit], book: Rulebook) -> dict[int, str]:
    """Rows that rules have named: byline where a credit is all of the line, stamp for an update, else other."""
    told: dict[int, str] = {}
    for hit in hits:
        name = book.rules[hit.rule_no].notice_class
        if name not in _FALLBACKS and hit.whole:
            told[hit.row] = _TELLS.get(name, "other")
    return told
