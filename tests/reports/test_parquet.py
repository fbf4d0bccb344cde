from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
import pytest

from copydesk.reports.order import ordered
from copydesk.reports.parquet import ROWS_PER_GROUP, arrow_schema, read_parquet, write_parquet
from copydesk.tables import PUBLISHED, TABLES

Fill = Callable[[str, list[dict[str, Any]]], pd.DataFrame]


@pytest.mark.parametrize("name", PUBLISHED)
def test_what_was_written_is_read_back(tables: dict[str, pd.DataFrame], tmp_path: Path, name: str) -> None:
    frame = ordered(tables[name], TABLES[name])
    write_parquet(frame, TABLES[name], tmp_path / "t.parquet")
    pd.testing.assert_frame_equal(read_parquet(tmp_path / "t.parquet", TABLES[name]), frame)


def test_a_file_is_zstd_without_a_trace_of_pandas_or_the_day(report: Path) -> None:
    for name in PUBLISHED:
        file = pq.ParquetFile(report / "data" / f"{name}.parquet")
        assert file.metadata.row_group(0).column(0).compression == "ZSTD"
        assert b"pandas" not in (file.metadata.metadata or {})
        assert file.schema_arrow.equals(arrow_schema(TABLES[name]))


def test_nothing_is_cut(report: Path, tables: dict[str, pd.DataFrame]) -> None:
    kept = pq.read_table(report / "data" / "documents.parquet")["text"].to_pylist()
    assert kept == tables["documents"]["text"].tolist()


def test_rows_come_in_groups(fill: Fill, tmp_path: Path) -> None:
    rows = [{"doc_id": f"d{n}", "line_no": 0} for n in range(ROWS_PER_GROUP + 1)]
    write_parquet(fill("lines", rows), TABLES["lines"], tmp_path / "t.parquet")
    meta = pq.ParquetFile(tmp_path / "t.parquet").metadata
    assert [meta.row_group(n).num_rows for n in range(meta.num_row_groups)] == [ROWS_PER_GROUP, 1]


def test_a_large_number_beside_a_missing_one_stays_exact(fill: Fill, tmp_path: Path) -> None:
    frame = fill("rejects", [{"input_file": "a", "bytes": 2**53 + 1}, {"input_file": "b", "bytes": pd.NA}])
    write_parquet(frame, TABLES["rejects"], tmp_path / "t.parquet")
    assert read_parquet(tmp_path / "t.parquet", TABLES["rejects"])["bytes"].tolist()[0] == 2**53 + 1


def test_an_empty_table_is_a_file_with_columns(tmp_path: Path) -> None:
    write_parquet(TABLES["pairs"].empty(), TABLES["pairs"], tmp_path / "t.parquet")
    assert list(read_parquet(tmp_path / "t.parquet", TABLES["pairs"]).columns) == TABLES["pairs"].names
