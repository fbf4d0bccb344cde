from __future__ import annotations

import codecs
import csv
import io
import re
from pathlib import Path

import pandas as pd
import pytest

from copydesk.reports.csvset import csv_columns
from copydesk.settings.rooms import Reports
from copydesk.tables import CSV_TABLES, TABLES


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as source:
        return list(csv.DictReader(source, strict=True))


@pytest.mark.parametrize("name", CSV_TABLES)
def test_a_file_is_utf8_with_bom_and_crlf_and_no_other_break(report: Path, name: str) -> None:
    data = (report / f"{name}.csv").read_bytes()
    assert data.startswith(codecs.BOM_UTF8)
    text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    assert text.endswith("\r\n")
    assert not re.search(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]", text)
    assert text.count("\n") == text.count("\r") == text.count("\r\n")


@pytest.mark.parametrize("name", CSV_TABLES)
def test_a_file_holds_every_row_under_the_declared_columns(
    report: Path, tables: dict[str, pd.DataFrame], settings: Reports, name: str
) -> None:
    rows = rows_of(report / f"{name}.csv")
    assert len(rows) == len(tables[name]) > 0
    assert list(rows[0]) == [column.name for column in csv_columns(TABLES[name])]
    cells = [cell for row in rows for cell in row.values()]
    assert max(map(len, cells)) <= settings.cell_chars
    assert not any("\n" in cell or "\r" in cell for cell in cells)


@pytest.mark.parametrize("name", CSV_TABLES)
def test_no_text_cell_would_run_in_a_spreadsheet(report: Path, name: str) -> None:
    texts = [column.name for column in csv_columns(TABLES[name]) if column.kind == "text"]
    assert not [row for row in rows_of(report / f"{name}.csv") for c in texts if row[c][:1] in tuple("=+-@＝＋－＠\t")]


def test_pandas_reads_what_was_meant(report: Path) -> None:
    documents = pd.read_csv(report / "documents.csv")
    assert documents["doc_id"].tolist() == ["d1", "d2", "d3", "d4"]
    assert documents["template_share"].tolist() == [0.033333] * 4
    assert documents["reused_share"].tolist() == [0.0] * 4
    assert documents["readability_valid"].tolist() == [True, False, False, False]
    assert documents["published_at"].tolist()[:1] == ["2026-03-01T08:30:00Z"]
    assert "text" not in documents


def test_findings_are_in_order_of_rank(report: Path) -> None:
    assert [row["finding_id"] for row in rows_of(report / "findings.csv")] == ["f1", "f2", "f3", "f4", "f5", "f6"]


def test_other_tables_are_in_order_of_their_key(report: Path) -> None:
    rows = [(row["input_file"][:5], row["record_no"]) for row in rows_of(report / "rejects.csv")]
    assert rows == [("'-in/", "0"), ("xxxxx", "0"), ("xxxxx", "0")]
    assert [row["name"] for row in rows_of(report / "summary.csv")] == ["pairs_uncredited", "documents", "reused_share"]


def test_only_cells_that_need_them_have_quotation_marks(report: Path) -> None:
    line = (report / "summary.csv").read_text(encoding="utf-8-sig").splitlines()[2]
    assert line == "documents,4,articles,,,Articles read."


def test_a_cell_with_marks_and_commas_comes_back_whole(report: Path) -> None:
    assert rows_of(report / "outlets.csv")[0]["source"] == '\'=HYPERLINK("http://evil.example","Pier")'
    assert io.StringIO((report / "outlets.csv").read_text(encoding="utf-8-sig")).readline().count(",") > 30
