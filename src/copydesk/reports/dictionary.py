"""The data dictionary: every file and column of a report, from the declared tables."""

from __future__ import annotations

from copydesk.tables import CSV_TABLES, DATA_TABLES, TABLES, Column, Table

__all__ = ["dictionary", "range_text"]

_HEAD = """\
# Reports: what comes out

A run leaves one folder. `index.html` is for reading and opens without a network; the CSV files are for
spreadsheets; `data/` holds the same tables for machines, with nothing cut. `sample/` is the report on
`corpus/sample`. This file is generated from `copydesk.tables`; a test keeps it true.

| File | What it is |
| --- | --- |
| `index.html`, `pages/*.html` | the report to read, with one page of proof per pair, story or article |
| `*.csv` | one file a table: UTF-8 with BOM, CRLF, RFC 4180 |
| `data/*.parquet` | the same tables and a few more, whole, zstd |
| `datapackage.json` | the CSV files described as a Frictionless Data Package |
| `manifest.json` | SHA-256 and size of every file, rows of every table, version of copydesk |

## Reading the CSV files

- An empty cell is a missing value, never zero. Shares run from 0 to 1, with at most six decimals.
- Times are ISO 8601 in UTC. Flags are `true` or `false`.
- A cell has at most 300 characters (`reports.cell_chars`); a longer text ends in `…` and is whole in `data/`.
- A line break in a text is shown as `¶`; a character that cannot be seen as its code point, `[U+202E]`.
- A text that a spreadsheet would take for a formula begins with an apostrophe.
- Offsets count Unicode code points in `text` of `data/documents.parquet`; the end is exclusive.
- Rows are sorted by the key; findings by rank, most urgent first; the summary is in reading order.

## The words

A pair *matches*; *no credit found* means that no rule found one, not that none was given. copydesk never says
why a text is alike. The share of attributed sentences describes a text and is no score of reliability.
"""
_KINDS = {
    "text": "text",
    "integer": "whole number",
    "number": "number",
    "flag": "flag",
    "time": "time",
    "bytes": "bytes",
}


def dictionary() -> str:
    """The text of reports/README.md: conventions, then every published table with its columns (Markdown)."""
    parts = [_HEAD, "## Tables for editors (CSV and Parquet)\n"]
    parts += [_section(TABLES[name]) for name in CSV_TABLES]
    parts.append("## Tables for machines (Parquet only)\n")
    parts += [_section(TABLES[name]) for name in DATA_TABLES]
    return "\n".join(parts)


def range_text(column: Column) -> str:
    """What values ``column`` may hold, in words; empty when anything of its kind."""
    if column.values:
        return ", ".join(value for value in column.values if value)
    low, high = (None if limit is None else f"{limit:g}" for limit in (column.minimum, column.maximum))
    if low is not None and high is not None:
        return f"{low} to {high}"
    return f"{low} or more" if low is not None else ""


def _section(table: Table) -> str:
    rows = "\n".join(_row(table, column) for column in table.columns)
    key = f"Key: {', '.join(f'`{name}`' for name in table.key)}.\n\n" if table.key else ""
    head = "| Column | Kind | Unit | Values | Meaning |\n| --- | --- | --- | --- | --- |"
    return f"### {table.name}\n\n{table.meaning}\n\n{key}{head}\n{rows}\n"


def _row(table: Table, column: Column) -> str:
    notes = [column.meaning]
    notes += [f"refers to `{target}.{field}`" for name, target, field in table.references if name == column.name]
    notes += ["not in the CSV file"] if column.name in table.csv_omits else []
    cells = (f"`{column.name}`", _KINDS[column.kind], column.unit, range_text(column), "; ".join(notes))
    return f"| {' | '.join(cells)} |"
