"""Notices that are a line, told by what stands around it or by its looks: they have no rule that hits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from copydesk.notices.rulebook import Rulebook
from copydesk.tables import TABLES

__all__ = ["LineNotice", "list_lines", "tabulate_lines"]


class LineNotice(NamedTuple):
    """Row of layout, place in its text, class, what tells (in the column ``rule``), and how sure that is.

    ``inline`` says that the line holds more than the notice.
    """

    row: int
    start: int
    end: int
    notice_class: str
    rule: str
    confidence: float
    inline: bool = False


def list_lines(found: Sequence[LineNotice], layout: pd.DataFrame) -> pd.DataFrame:
    """The table line_notices of those ``found``, in order of their rows."""
    columns = ["row", "start", "end", "class", "rule", "confidence", "inline"]
    told = pd.DataFrame(sorted(found), columns=columns)
    places = layout[["doc_no", "line_no"]].iloc[told["row"].to_numpy("int64")].reset_index(drop=True)
    return TABLES["line_notices"].conform(pd.concat([places, told], axis=1))


def tabulate_lines(
    found: Sequence[LineNotice], articles: pd.DataFrame, layout: pd.DataFrame, book: Rulebook
) -> pd.DataFrame:
    """One row a line, with the columns of notices and doc_no."""
    docs, regions = (layout[name].to_numpy()[[each.row for each in found]] for name in ("doc_no", "region"))
    read = (articles[name].iloc[docs].tolist() for name in ("doc_id", "text"))
    shown = [(doc_id, text[each.start : each.end]) for doc_id, text, each in zip(*read, found, strict=True)]
    rows = [
        {
            "doc_no": doc,
            "doc_id": doc_id,
            "class": each.notice_class,
            "start": each.start,
            "end": each.end,
            "provider": book.providers.named(text) or None,
            "automation": "",
            "reviewed": "",
            "scope": "article",
            "scope_share": None,
            "rule": each.rule,
            "language": None,
            "confidence": each.confidence,
            "origin": "page" if region == "page" else "text",
            "inline": each.inline,
            "text": text,
        }
        for doc, region, each, (doc_id, text) in zip(docs.tolist(), regions, found, shown, strict=True)
    ]
    return pd.DataFrame(rows, columns=["doc_no", *TABLES["notices"].names])
