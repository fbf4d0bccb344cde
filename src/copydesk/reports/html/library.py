"""What the pages need to look up, by id, and only for the articles that have a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

import pandas as pd
import pyarrow as pa

from copydesk.reports.html.marking import Line
from copydesk.reports.order import ordered
from copydesk.tables import TABLES

__all__ = ["Library", "Row", "records"]

Row = dict[str, Any]


def records(frame: pd.DataFrame) -> list[Row]:
    """The rows of ``frame`` as plain Python values, None where one is missing or an empty text."""
    columns = {str(name): _plain(frame[name]) for name in frame.columns}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _plain(values: pd.Series) -> list[Any]:
    """``values`` as ``records`` gives them."""
    if values.dtype == "str":
        return [text or None for text in pa.array(values.array).to_pylist()]
    missing = values.isna().tolist()
    return [None if gone or value == "" else value for value, gone in zip(values.tolist(), missing, strict=True)]


class Library:
    """The published tables by id. ``pages`` maps the id of every page of the report to its kind."""

    def __init__(self, frames: Mapping[str, pd.DataFrame], pages: Mapping[str, str]) -> None:
        """Take the published ``frames`` and the planned ``pages``; look-ups are built when first used."""
        self.frames = frames
        self.pages = pages

    def rows(self, table: str, column: str, ids: Iterable[str]) -> dict[str, list[Row]]:
        """Rows of ``table`` whose ``column`` is among ``ids``, grouped by it, in the table's order."""
        frame = self.frames[table]
        found: dict[str, list[Row]] = {}
        for row in records(ordered(frame[frame[column].isin(list(ids))], TABLES[table])):
            found.setdefault(row[column], []).append(row)
        return found

    def page(self, identifier: object, here: str = "") -> str:
        """Address of the page of ``identifier`` relative to the folder ``here``, or empty when it has none."""
        known = isinstance(identifier, str) and identifier in self.pages
        return f"{here}{identifier}.html" if known else ""

    def pages_of(self, kind: str) -> list[str]:
        """Ids of the pages of ``kind``, in the order they were planned."""
        return [identifier for identifier, each in self.pages.items() if each == kind]

    @cached_property
    def pairs(self) -> dict[str, Row]:
        """The pairs that have a page."""
        return {i: rows[0] for i, rows in self.rows("pairs", "pair_id", self.pages_of("pair")).items()}

    @cached_property
    def stories(self) -> dict[str, Row]:
        """The stories that have a page."""
        return {i: rows[0] for i, rows in self.rows("clusters", "cluster_id", self.pages_of("story")).items()}

    @cached_property
    def passages(self) -> dict[str, list[Row]]:
        """Passages of the pairs that have a page."""
        return self.rows("passages", "pair_id", self.pages_of("pair"))

    @cached_property
    def members(self) -> dict[str, list[Row]]:
        """Members of the stories that have a page."""
        return self.rows("members", "cluster_id", self.pages_of("story"))

    @cached_property
    def story_pairs(self) -> dict[str, list[Row]]:
        """Pairs within the stories that have a page."""
        return self.rows("pairs", "cluster_id", self.pages_of("story"))

    @cached_property
    def read_ids(self) -> list[str]:
        """Ids of the articles whose text a page shows."""
        both = [pair[side] for pair in self.pairs.values() for side in ("doc_id_a", "doc_id_b")]
        return list(dict.fromkeys([*self.pages_of("article"), *both]))

    @cached_property
    def documents(self) -> dict[str, Row]:
        """Articles that a page shows or names."""
        told = [row["doc_id"] for rows in self.members.values() for row in rows]
        seconds = self.article_pairs
        told += [pair[side] for rows in seconds.values() for pair in rows for side in ("doc_id_a", "doc_id_b")]
        return {i: rows[0] for i, rows in self.rows("documents", "doc_id", {*self.read_ids, *told}).items()}

    @cached_property
    def lines(self) -> dict[str, list[Line]]:
        """Labelled lines of the articles whose text a page shows."""
        found = self.rows("lines", "doc_id", self.read_ids)
        return {i: [Line(r["start"], r["end"], r["label"]) for r in rows] for i, rows in found.items()}

    @cached_property
    def notices(self) -> dict[str, list[Row]]:
        """Notices of the articles whose text a page shows."""
        return self.rows("notices", "doc_id", self.read_ids)

    @cached_property
    def attributions(self) -> dict[str, list[Row]]:
        """Attributed sentences of the articles that have a page of their own."""
        return self.rows("attributions", "doc_id", self.pages_of("article"))

    @cached_property
    def article_pairs(self) -> dict[str, list[Row]]:
        """Pairs of the articles that have a page of their own, on either side."""
        ids = self.pages_of("article")
        sides = [self.rows("pairs", side, ids) for side in ("doc_id_a", "doc_id_b")]
        return {i: [*sides[0].get(i, []), *sides[1].get(i, [])] for i in ids}

    @cached_property
    def findings(self) -> dict[str, list[Row]]:
        """Findings by the page that proves them."""
        frame = self.frames["findings"]
        found: dict[str, list[Row]] = {}
        for row in records(frame[frame["link"].notna()]):
            found.setdefault(row["link"].removeprefix("pages/").removesuffix(".html"), []).append(row)
        return found
