"""The CSV files: what an editor opens in a spreadsheet."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from copydesk.reports.cells import cell_column, look_through
from copydesk.tables import Column, Table
from copydesk.text.strings import read_utf8

__all__ = ["REPAYS_COMPILER", "csv_columns", "write_csv"]

REPAYS_COMPILER = 50_000
"""Rows from which compiled kernels are worth loading."""

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
    put_together = _compiled_lines if len(frame) >= REPAYS_COMPILER else _csv_lines
    with file.open("wb") as sink:
        sink.write(codecs.BOM_UTF8 + ",".join(column.name for column in columns).encode() + b"\r\n")
        for cells in _chunks(frame, table, columns, limit):
            sink.write(put_together(cells, texts))


def _chunks(frame: pd.DataFrame, table: Table, columns: list[Column], limit: int) -> Iterator[list[pa.Array]]:
    """The cells of ``frame``, column by column, a bounded number of rows at a time; keys are told apart as a whole."""
    look = _look_compiled if len(frame) >= REPAYS_COMPILER else look_through
    whole = {c.name: cell_column(frame[c.name], c, limit, True, look) for c in columns if c.name in table.key}
    for start in range(0, len(frame), _ROWS_AT_ONCE):
        rows = frame.iloc[start : start + _ROWS_AT_ONCE]
        yield [
            whole[c.name].slice(start, _ROWS_AT_ONCE)
            if c.name in whole
            else cell_column(rows[c.name], c, limit, look=look)
            for c in columns
        ]


def _csv_lines(cells: list[pa.Array], texts: list[bool]) -> memoryview:
    """RFC 4180 lines of equally long columns; only cells of ``texts`` that need quotation marks get them."""
    *others, last = (_quoted(each) if is_text else each for each, is_text in zip(cells, texts, strict=True))
    ended = pc.binary_join_element_wise(last, _LINE_END, _NOTHING, null_handling="replace", null_replacement="")
    rows = pc.binary_join_element_wise(*others, ended, _COMMA, null_handling="replace", null_replacement="")
    # An Arrow column keeps its texts one after the other: they are the lines of the file as they lie there.
    content, ends = read_utf8(rows)
    return content[ends[0] : ends[-1]].data


def _quoted(cells: pa.Array) -> pa.Array:
    needs = pc.match_substring_regex(cells, '[",\r\n]')
    if not pc.any(needs).as_py():
        return cells
    marks = pc.if_else(needs, _QUOTE, _NOTHING)
    return pc.binary_join_element_wise(marks, pc.replace_substring(cells, '"', '""'), marks, _NOTHING)


def _compiled_lines(cells: list[pa.Array], texts: list[bool]) -> memoryview:
    """As ``_csv_lines``: how long each line will be, then every cell into its place, column after column."""
    from copydesk.reports.csv_kernels import measure_cells, place_cells

    columns = [read_utf8(pc.fill_null(each, "") if each.null_count else each) for each in cells]
    quotes = np.zeros((len(cells), len(cells[0])), np.bool_)
    sizes = np.full(len(cells[0]), len(cells) + 1)  # a mark after each cell, two after the last
    for (content, ends), quoted, is_text in zip(columns, quotes, texts, strict=True):
        if is_text:
            measure_cells(content, ends, sizes, quoted)
        else:
            sizes += np.diff(ends)
    places = np.cumsum(sizes) - sizes
    lines = np.empty(int(sizes.sum()), np.uint8)
    for number, ((content, ends), quoted) in enumerate(zip(columns, quotes, strict=True), start=1):
        place_cells(content, ends, quoted, ord("," if number < len(cells) else "\r"), places, lines)
    lines[places] = ord("\n")
    return lines.data


def _look_compiled(cells: pa.Array, limit: int) -> tuple[np.ndarray, np.ndarray]:
    """As ``look_through``."""
    from copydesk.reports.csv_kernels import LONG, SUSPECT, find_odd

    odd = np.empty(len(cells), np.uint8)
    find_odd(*read_utf8(cells), limit, odd)
    if cells.null_count:
        odd[cells.is_null().to_numpy(zero_copy_only=False)] = 0
    return odd & SUSPECT > 0, odd & LONG > 0
