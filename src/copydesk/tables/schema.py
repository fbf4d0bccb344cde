"""What a table is: named, typed columns with a unit, a range and a meaning."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from copydesk.errors import TableError

__all__ = ["Column", "Kind", "Table"]

Kind = Literal["text", "integer", "number", "flag", "time", "bytes"]

# Missing values: text -> None, number -> NaN, integer -> <NA>, time -> NaT. Flags are never missing.
DTYPES: dict[Kind, str] = {
    "text": "str",
    "integer": "Int64",
    "number": "float64",
    "flag": "bool",
    "time": "datetime64[us, UTC]",
    "bytes": "object",
}


@dataclass(frozen=True)
class Column:
    """One column: its kind, meaning, unit, and what values it may hold."""

    name: str
    kind: Kind
    meaning: str
    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None
    values: tuple[str, ...] = ()
    required: bool = False
    dtype: str = ""

    @property
    def storage(self) -> str:
        """The pandas dtype the column is stored in."""
        return self.dtype or DTYPES[self.kind]


@dataclass(frozen=True)
class Table:
    """One table: its columns in order, its key, and who may see it.

    ``published`` tables become a CSV and a Parquet file of the report; ``data_only`` tables only the
    Parquet file; the rest are passed between stages and not published.
    """

    name: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    published: bool = True
    data_only: bool = False
    references: tuple[tuple[str, str, str], ...] = ()
    csv_omits: tuple[str, ...] = ()

    @property
    def names(self) -> list[str]:
        """Column names in order."""
        return [column.name for column in self.columns]

    def column(self, name: str) -> Column:
        """The column called ``name``; KeyError when there is none."""
        return next((c for c in self.columns if c.name == name), None) or _unknown(self.name, name)

    def conform(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return ``frame`` with exactly this table's columns, order and dtypes, and a fresh index.

        Raises TableError when a column is missing or a value cannot be stored in its dtype.
        """
        missing = [name for name in self.names if name not in frame.columns]
        if missing:
            raise TableError(f"table {self.name}: missing columns {', '.join(missing)}")
        columns = {c.name: self._cast(frame[c.name], c) for c in self.columns}
        return pd.DataFrame(columns, copy=False).reset_index(drop=True)

    def empty(self) -> pd.DataFrame:
        """A frame of no rows with this table's dtypes."""
        return self.conform(pd.DataFrame({name: [] for name in self.names}))

    def _cast(self, values: pd.Series, column: Column) -> pd.Series:
        if str(values.dtype) == column.storage:
            return values
        try:
            if column.kind == "time":  # also a column that holds nothing but NaT
                return pd.to_datetime(values, utc=True).astype(column.storage)
            return values.astype(column.storage)
        except (TypeError, ValueError) as error:
            raise TableError(f"table {self.name}: column {column.name} is not {column.storage}: {error}") from error


def _unknown(table: str, name: str) -> Column:
    raise KeyError(f"{table}.{name}")
