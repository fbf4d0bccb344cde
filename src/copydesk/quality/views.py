"""What Great Expectations is shown of a table: ids, codes, numbers and flags, but no prose."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np
import pandas as pd

from copydesk.quality.report import Report
from copydesk.quality.rules import is_coded
from copydesk.tables import TABLES, Column, Table

__all__ = ["MANY_ROWS", "outline", "view"]

MANY_ROWS = 100_000
"""Rows of a large table: the ids of articles are written once each, and few columns are shown at a time."""


def view(report: Report, table: str, derived: dict[str, Any], named: Collection[str] | None = None) -> pd.DataFrame:
    """The rows of ``table``: prose and bytes as their lengths (0 when missing), then the derived columns.

    With ``named`` only columns of these names: Great Expectations copies much of what it is shown.
    """
    frame, declared = report[table], TABLES[table]
    wanted = [c for c in declared.columns if c.name in frame.columns and (named is None or c.name in named)]
    columns = {c.name: _column(report, table, c) for c in wanted}
    more = {name: values for name, values in derived.items() if named is None or name in named}
    return pd.DataFrame({**columns, **more}, index=pd.RangeIndex(len(frame)), copy=False)


def _column(report: Report, table: str, column: Column) -> Any:
    articles = _named_articles(report, table, column)
    return _shown(report[table][column.name], TABLES[table], column) if articles is None else articles


def _named_articles(report: Report, table: str, column: Column) -> pd.Categorical | None:
    """The ids of articles in a large table, each written once; None where it is no such column, or one is not known.

    Great Expectations then compares numbers, and is not sent a million texts.
    """
    if len(report[table]) < MANY_ROWS or (column.name, "documents", "doc_id") not in TABLES[table].references:
        return None
    rows, ids = report.doc_rows(table, column.name), report["documents"]["doc_id"]
    if rows.min() < 0 or not ids.is_unique:
        return None
    return pd.Categorical.from_codes(rows.astype(np.int32), pd.Index(ids))


def _shown(values: pd.Series, table: Table, column: Column) -> Any:
    if column.kind == "bytes":
        return values.map(len, na_action="ignore").fillna(0).to_numpy(dtype="int64")
    if column.kind == "integer":
        return _counted(values)
    if column.kind != "text" or is_coded(table, column):
        return values.array
    return values.astype("str").str.len().fillna(0).to_numpy(dtype="int64")


def _counted(values: pd.Series) -> Any:
    """Whole numbers as int64, or as float64 with NaN where some are missing; hashes as they are.

    Great Expectations compares columns of these two types as arrays, any other one value by value.
    """
    if values.dtype == np.uint64 or not pd.api.types.is_integer_dtype(values.dtype):
        return values.array
    if values.isna().any():
        return values.to_numpy(dtype="float64", na_value=np.nan)
    return values.to_numpy(dtype="int64")


def outline(report: Report, table: str, counted: bool = True) -> pd.DataFrame:
    """The columns of ``table`` as they are, for rules on the table as a whole; it holds no value.

    A column of another type than the declared one is renamed to say so, and so breaks the rule on columns. It has
    rows only if they are ``counted``: another process may have to be sent them.
    """
    frame, types = report[table], {column.name: column.storage for column in TABLES[table].columns}
    names = [_named(name, str(dtype), types.get(name)) for name, dtype in frame.dtypes.items()]
    return pd.DataFrame(np.zeros((len(frame) if counted else 0, len(names)), dtype=np.int8), columns=names)


def _named(name: Any, found: str, declared: str | None) -> str:
    return str(name) if declared in (None, found) else f"{name} ({found}, not {declared})"
