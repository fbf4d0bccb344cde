"""The tables of one run, with the look-ups that many facts share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from copydesk.text.strings import read_utf8

__all__ = ["Bytes", "Flags", "Numbers", "Report"]

Flags = np.ndarray[Any, np.dtype[np.bool_]]
Numbers = np.ndarray[Any, np.dtype[np.int64]]
Bytes = np.ndarray[Any, np.dtype[np.uint8]]


class Report:
    """Tables by name; ``intake`` is None on a report read back, where the input is not at hand.

    Every look-up is made once and kept. A table or column that the report lacks raises KeyError.
    """

    def __init__(self, tables: Mapping[str, pd.DataFrame], intake: pd.DataFrame | None = None) -> None:
        self.tables = {name: frame.reset_index(drop=True) for name, frame in tables.items()}
        self.intake = intake
        self._kept: dict[str, Any] = {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        """The table called ``name``."""
        return self.tables[name]

    def rows(self, values: pd.Series, table: str, column: str) -> Numbers:
        """First row of ``table`` whose ``column`` equals each value; -1 where there is none."""
        places, index = self._once(f"index {table} {column}", lambda: _first_rows(self[table][column]))
        told, lengths = _runs(values)
        found = index.get_indexer(pd.Index(told))
        rows = np.where(found >= 0, places[found], -1) if len(places) else np.full(len(told), -1)
        return np.repeat(rows, lengths)

    def doc_rows(self, table: str, column: str = "doc_id") -> Numbers:
        """Row of documents that each row of ``table`` names in ``column``; -1 where there is none."""
        rows: Numbers = self._once(
            f"rows {table} {column}", lambda: self.rows(self[table][column], "documents", "doc_id")
        )
        return rows

    def chars(self) -> Numbers:
        """Length of each document's text in code points."""
        chars: Numbers = self._once("chars", lambda: _lengths(self["documents"]["text"]))
        return chars

    def encoded_texts(self) -> tuple[Bytes, Numbers]:
        """The text of each document as ``encode`` gives them."""
        encoded: tuple[Bytes, Numbers] = self._once("encoded", lambda: read_utf8(self["documents"]["text"]))
        return encoded

    def _once(self, name: str, make: Callable[[], Any]) -> Any:
        if name not in self._kept:
            self._kept[name] = make()
        return self._kept[name]


def _first_rows(values: pd.Series) -> tuple[Numbers, pd.Index]:
    first = (~values.duplicated() & values.notna()).to_numpy()
    return np.flatnonzero(first), pd.Index(values[first])


def _runs(values: pd.Series) -> tuple[pd.Series, Numbers | int]:
    """``values`` without those that only repeat the one before, and how often each stands: rows of an article follow
    each other.
    """
    if values.dtype != "str":
        return values, 1
    array = pa.array(values)
    runs = pc.run_end_encode(array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array)
    return pd.Series(runs.values, dtype="str"), np.diff(runs.run_ends.to_numpy(), prepend=0)


def _lengths(texts: pd.Series) -> Numbers:
    lengths: Numbers = texts.str.len().fillna(0).to_numpy(dtype=np.int64)
    return lengths
