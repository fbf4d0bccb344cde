"""The Parquet files under data/: every published table whole, for machines."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from copydesk.tables import Column, Table

__all__ = ["ROWS_PER_GROUP", "arrow_schema", "read_parquet", "write_parquet"]

ROWS_PER_GROUP = 10_000
_TYPES: dict[str, pa.DataType] = {
    "text": pa.large_string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "flag": pa.bool_(),
    "time": pa.timestamp("us", tz="UTC"),
    "bytes": pa.large_binary(),
}
_NARROW: dict[str, pa.DataType] = {"int32": pa.int32(), "int64": pa.int64(), "uint64": pa.uint64()}


def arrow_schema(table: Table) -> pa.Schema:
    """The Arrow schema of ``table``: types follow the declared kinds, never the frame at hand."""
    return pa.schema([pa.field(column.name, _type(column)) for column in table.columns])


def write_parquet(frame: pd.DataFrame, table: Table, file: Path) -> None:
    """Write ``frame`` (conformed to ``table``) as zstd Parquet without pandas metadata: same rows, same bytes.

    Texts have dictionaries; of numbers, which seldom repeat, those are slower to make and larger than none.
    """
    schema = arrow_schema(table)
    rows = pa.Table.from_pandas(frame, schema=schema, preserve_index=False).replace_schema_metadata(None)
    texts = [column.name for column in table.columns if column.kind == "text"]
    with pq.ParquetWriter(file, schema, compression="zstd", use_dictionary=texts or False) as writer:
        # How a column came to be cut into chunks must not show in the file, so each group is made one chunk.
        for start in range(0, max(len(rows), 1), ROWS_PER_GROUP):
            writer.write_table(rows.slice(start, ROWS_PER_GROUP).combine_chunks(), ROWS_PER_GROUP)


def read_parquet(file: Path, table: Table) -> pd.DataFrame:
    """The rows of ``file`` with ``table``'s columns and dtypes; TableError when they do not fit."""
    rows = pq.read_table(file)
    nullable = {column.name for column in table.columns if column.storage == "Int64"}
    frame = pd.DataFrame({name: _series(rows[name], name in nullable) for name in rows.column_names})
    return table.conform(frame)


def _type(column: Column) -> pa.DataType:
    return _NARROW.get(column.dtype) or _TYPES[column.kind]


def _series(values: pa.ChunkedArray, nullable: bool) -> pd.Series:
    # Through float64 an Int64 above 2**53 would change.
    return values.to_pandas(types_mapper={pa.int64(): pd.Int64Dtype()}.get if nullable else None)
