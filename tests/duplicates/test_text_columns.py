"""Columns of texts as raw buffers: every Arrow type, Parquet by row groups, and what cannot be read."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from copydesk.duplicates.text_columns import TextColumn, arrow_column, parquet_column
from copydesk.errors import UsageError

TEXTS = ["The pier", "", None, "Ärger “am Hafen”", "gull 港"] * 7
TYPES = [pa.string(), pa.large_string(), pa.string_view(), pa.binary(), pa.dictionary(pa.int32(), pa.string())]


def _all(column: TextColumn) -> list[str]:
    chunks = [chunk for unit in range(len(column.units)) for chunk in column.read(unit)]
    assert [chunk.first for chunk in chunks] == [sum(c.rows for c in chunks[:n]) for n in range(len(chunks))]
    return [chunk.text(number) for chunk in chunks for number in range(chunk.rows)]


def _told(texts: list[str | None]) -> list[str]:
    return [text or "" for text in texts]


@pytest.mark.parametrize("kind", TYPES, ids=str)
def test_every_string_type_of_arrow(kind):
    column = arrow_column(pa.array([each.encode() if each and kind == pa.binary() else each for each in TEXTS], kind))
    assert _all(column) == _told(TEXTS)
    assert column.rows == len(TEXTS)


def test_slices_and_chunks_keep_their_rows(monkeypatch):
    monkeypatch.setattr("copydesk.duplicates.text_columns.ROWS_AT_ONCE", 4)
    whole = pa.array(TEXTS, pa.string())
    assert _all(arrow_column(pa.chunked_array([whole.slice(3, 9), whole.slice(0, 0), whole.slice(20)]))) == _told(
        [*TEXTS[3:12], *TEXTS[20:]]
    )


@pytest.mark.parametrize("kept", [0, 40, 1 << 20])
def test_parquet_is_read_by_row_group_over_files_in_order(tmp_path, kept):
    files = [tmp_path / "a.parquet", tmp_path / "b.parquet"]
    for file, texts in zip(files, (TEXTS, TEXTS[::-1]), strict=True):
        table = pa.table({"other": [{"x": 1, "y": 2}] * len(texts), "text": texts})
        pq.write_table(table, file, compression="zstd", row_group_size=6)
    made = parquet_column((file, "text") for file in files)
    column = TextColumn(made.units, made.size, kept)
    for _ in range(2):  # the second time some of it may come from memory
        assert _all(column) == _told(TEXTS + TEXTS[::-1])
    assert (len(column.units), column.rows) == (12, 70)
    assert column.size > 0


def test_what_is_no_parquet_file_is_said(tmp_path):
    broken = tmp_path / "broken.parquet"
    broken.write_bytes(b"PAR1 but not really")
    with pytest.raises(UsageError, match=r"broken\.parquet is not a readable Parquet file"):
        parquet_column([(broken, "text")])


def test_a_missing_column_is_said(tmp_path):
    pq.write_table(pa.table({"body": ["x"]}), tmp_path / "a.parquet")
    with pytest.raises(UsageError, match=r"a\.parquet has no column 'text'"):
        parquet_column([(tmp_path / "a.parquet", "text")])


def test_a_file_damaged_inside_is_said_when_it_is_read(tmp_path):
    file = tmp_path / "a.parquet"
    pq.write_table(pa.table({"text": [f"{n} words of no import" for n in range(2000)]}), file, compression="zstd")
    raw = bytearray(file.read_bytes())
    raw[40:400] = bytes(360)
    file.write_bytes(raw)
    with pytest.raises(UsageError, match="not a readable Parquet file"):
        _all(parquet_column([(file, "text")]))
