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
    texts = [column.kind == "text" for column in columns]
    with file.open("wb") as sink:
        sink.write(codecs.BOM_UTF8 + ",".join(column.name for column in columns).encode() + b"\r\n")
        for cells in _chunks(frame, table, columns, limit):
            sink.write(_csv_lines(cells, texts))


def _chunks(frame: pd.DataFrame, table: Table, columns: list[Column], limit: int) -> Iterator[list[pa.Array]]:
    """The cells of ``frame``, column by column, a bounded number of rows at a time; keys are told apart as a whole."""
    whole = {c.name: cell_column(frame[c.name], c, limit, True) for c in columns if c.name in table.key}
    for start in range(0, len(frame), _ROWS_AT_ONCE):
        rows = frame.iloc[start : start + _ROWS_AT_ONCE]
        yield [
            whole[c.name].slice(start, _ROWS_AT_ONCE) if c.name in whole else cell_column(rows[c.name], c, limit)
            for c in columns
        ]


def _csv_lines(cells: list[pa.Array], texts: list[bool]) -> memoryview:
    """RFC 4180 lines of equally long columns; only cells of ``texts`` that need quotation marks get them."""
    *others, last = (_quoted(each) if is_text else each for each, is_text in zip(cells, texts, strict=True))
    ended = pc.binary_join_element_wise(last, _LINE_END, _NOTHING, null_handling="replace", null_replacement="")
    rows = pc.binary_join_element_wise(*others, ended, _COMMA, null_handling="replace", null_replacement="")
    # An Arrow column keeps its texts one after the other: they are the lines of the file as they lie there.
    _, offsets, content = rows.buffers()
    ends = memoryview(offsets).cast("q")
    return memoryview(content)[ends[rows.offset] : ends[rows.offset + len(rows)]]


def _quoted(cells: pa.Array) -> pa.Array:
    needs = pc.match_substring_regex(cells, '[",\r\n]')
    if not pc.any(needs).as_py():
        return cells
    marks = pc.if_else(needs, _QUOTE, _NOTHING)
    return pc.binary_join_element_wise(marks, pc.replace_substring(cells, '"', '""'), marks, _NOTHING)
