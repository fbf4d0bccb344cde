"""The CSV files: what an editor opens in a spreadsheet."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from copydesk.reports.cells import cell_column
from copydesk.tables import Column, Table

__all__ = ["csv_columns", "write_csv"]

_ROWS_AT_ONCE = 20_000
_COMMA, _QUOTE, _NOTHING, _LINE_END = (pa.scalar(text, pa.large_string()) for text in (",", '"', "", "\r\n"))


def csv_columns(table: Table) -> list[Column]:
    """The columns of ``table`` that its CSV file has, in order."""
    return [column for column in table.columns if column.name not in table.csv_omits]


def write_csv(frame: pd.DataFrame, table: Table, file: Path, limit: int) -> None:
    """Write ``frame`` (conformed to ``table``) as ``file``: UTF-8 with BOM, CRLF, RFC 4180, one header line.

    No cell has more than ``limit`` characters, a raw line break, or anything a spreadsheet would run.
    """
    columns = csv_columns(table)
    with file.open("wb") as sink:
        sink.write(codecs.BOM_UTF8 + ",".join(column.name for column in columns).encode() + b"\r\n")
        for cells in _chunks(frame, table, columns, limit):
            sink.write(_csv_lines(cells))


def _chunks(frame: pd.DataFrame, table: Table, columns: list[Column], limit: int) -> Iterator[list[pa.Array]]:
    """The cells of ``frame``, column by column, a bounded number of rows at a time."""
    whole = [cell_column(frame[c.name], c, limit, c.name in table.key) for c in columns]
    for start in range(0, len(frame), _ROWS_AT_ONCE):
        yield [cells.slice(start, _ROWS_AT_ONCE) for cells in whole]


def _csv_lines(cells: list[pa.Array]) -> memoryview:
    """RFC 4180 lines of equally long columns; only cells that need quotation marks get them."""
    *others, last = map(_quoted, cells)
    ended = pc.binary_join_element_wise(last, _LINE_END, _NOTHING, null_handling="replace", null_replacement="")
    rows = pc.binary_join_element_wise(*others, ended, _COMMA, null_handling="replace", null_replacement="")
    # An Arrow column keeps its texts one after the other: they are the lines of the file as they lie there.
    _, offsets, texts = rows.buffers()
    ends = memoryview(offsets).cast("q")
    return memoryview(texts)[ends[rows.offset] : ends[rows.offset + len(rows)]]


def _quoted(cells: pa.Array) -> pa.Array:
    needs = pc.match_substring_regex(cells, '[",\r\n]')
    if not pc.any(needs).as_py():
        return cells
    inside = pc.replace_substring(cells, '"', '""')
    return pc.if_else(needs, pc.binary_join_element_wise(_QUOTE, inside, _QUOTE, _NOTHING), cells)
