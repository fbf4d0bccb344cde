"""``copydesk explain``: everything a report knows about one article, pair, story, quotation or finding."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from copydesk.cli.audit import DEFAULT_OUT
from copydesk.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["add"]

_OWN = {
    "d": ("documents", "doc_id"),
    "p": ("pairs", "pair_id"),
    "c": ("clusters", "cluster_id"),
    "q": ("quotes", "quote_id"),
    "f": ("findings", "finding_id"),
}
_SHOWN = ("findings", "pairs", "passages", "documents", "clusters", "members", "quotes", "notices", "attributions")
_OF_STORIES = ("clusters", "members")
_ARTICLE = ("doc_id", "doc_id_a", "doc_id_b")
_LONGEST = 500


def add(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "explain",
        help="everything known about one article, pair, story, quotation or finding",
        description="Print everything a report knows about one id: an article (d…), a pair (p…), a story (c…), "
        "a quotation (q…), a finding (f…), or the id an input record carried.",
    )
    parser.add_argument("id", metavar="ID", help="an id as the report prints it")
    parser.add_argument(
        "--report", type=Path, default=DEFAULT_OUT, metavar="DIR", help=f"folder of the report (default {DEFAULT_OUT})"
    )
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Print the row itself, then every row of other tables that names it."""
    from copydesk.reports import read

    tables = read(given.report)
    table, key, value = _find(tables, given.id)
    for name, row in _rows(tables, table, key, value):
        print(f"\n{name}")
        for column, cell in row.items():
            if shown := _show(cell):
                print(f"  {column:28} {shown}")
    return 0


def _find(tables: Mapping[str, pd.DataFrame], wanted: str) -> tuple[str, str, str]:
    table, key = _OWN.get(wanted[:1], ("documents", "doc_id"))
    if (tables[table][key] == wanted).any():
        return table, key, wanted
    documents = tables["documents"]
    carried = documents.loc[documents["input_id"] == wanted, "doc_id"]
    if len(carried):
        return "documents", "doc_id", carried.iloc[0]
    raise UsageError(f"no article, pair, story, quotation or finding of this report has the id {wanted}")


def _rows(tables: Mapping[str, pd.DataFrame], table: str, key: str, value: str) -> Iterator[tuple[str, Any]]:
    own = tables[table]
    row = own[own[key] == value].iloc[0]
    yield table, row
    named = {key: value} | {k: row[k] for k in ("pair_id", "cluster_id") if k in row and isinstance(row[k], str)}
    articles = [row[k] for k in row.index if k.endswith(_ARTICLE) and isinstance(row[k], str)]
    for name in _SHOWN:
        frame = tables[name]
        if name == "documents" and name != table:
            found = frame[frame["doc_id"].isin(articles)]
        elif name != table:
            found = _naming(frame, named if table == "clusters" or name in _OF_STORIES else _without_story(named))
        else:
            continue
        for _, other in found.iterrows():
            yield name, other


def _without_story(named: Mapping[str, str]) -> dict[str, str]:
    """What leads to rows that concern the id itself: a large story has thousands of pairs."""
    return {key: value for key, value in named.items() if key != "cluster_id"}


def _naming(frame: pd.DataFrame, named: Mapping[str, str]) -> pd.DataFrame:
    """Rows of ``frame`` in which a column of that key, or of either side of a pair, holds the id."""
    hit = frame.iloc[:, 0] != frame.iloc[:, 0]
    for key, value in named.items():
        for column in (key, f"{key}_a", f"{key}_b", f"other_{key}", f"origin_{key}"):
            if column in frame:
                hit |= frame[column] == value
    return frame[hit]


def _show(cell: object) -> str:
    import pandas as pd

    if isinstance(cell, bytes) or pd.isna(cell):
        return ""
    text = f"{cell:.4g}" if isinstance(cell, float) else str(cell)
    text = "".join(c if c.isprintable() else " " for c in text)
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
