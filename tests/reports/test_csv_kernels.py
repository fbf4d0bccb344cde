from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.reports import csvset
from copydesk.reports.cells import cell_column, clean_text, cut, look_through
from copydesk.tables import Column, Table

ODD = "\t\n\r\x00\x1c\x7f\x85\xa0\xad\u1680\u180e\u2000\u200a\u200b\u200d\u2026\u2028\u202e\u202f\u205f\u2060\u3000"
ODD += "\ufeff\ufffb\ufffd\U000e0041=+-@＝＋－＠−﹢﹣﹦﹫\"', aé“”‰£🙂人"
TEXTS = st.lists(st.none() | st.text(st.sampled_from(ODD) | st.characters(exclude_categories=["Cs"]), max_size=9))
LIMIT = 6
TABLE = Table(
    "drawn", "", (Column("first", "text", ""), Column("count", "integer", ""), Column("last", "text", "")), ("first",)
)


@given(TEXTS)
def test_the_compiled_look_misses_no_text_that_cleaning_changes(texts: list[str | None]) -> None:
    cells = pa.array(texts, pa.large_string())
    suspect, long = csvset._look_compiled(cells, LIMIT)
    wanted, too_long = look_through(cells, LIMIT)
    assert not (wanted & ~suspect).any()
    assert long.tolist() == too_long.tolist()
    unsuspected = [text for text, told in zip(texts, suspect, strict=True) if text is not None and not told]
    assert [clean_text(text, LIMIT) for text in unsuspected] == [cut(text, LIMIT) for text in unsuspected]


@given(TEXTS)
def test_cells_are_the_same_whoever_looks(texts: list[str | None]) -> None:
    values, column = pd.Series(texts, dtype="str"), Column("drawn", "text", "")
    for keyed in (False, True):
        plain = cell_column(values, column, 20, keyed)
        assert cell_column(values, column, 20, keyed, csvset._look_compiled).equals(plain)


@given(TEXTS)
def test_lines_are_the_same_bytes_whoever_puts_them_together(texts: list[str | None]) -> None:
    ones = pa.array(texts, pa.large_string())
    numbers = pa.array([None if text is None else len(text) for text in texts], pa.int64()).cast(pa.large_string())
    cells, kinds = [ones, numbers, ones.take(pa.array(np.arange(len(texts))[::-1]))], [True, False, True]
    assert bytes(csvset._compiled_lines(cells, kinds)) == bytes(csvset._csv_lines(cells, kinds))


def test_a_slice_of_a_column_is_put_together_like_a_column() -> None:
    cells = [pa.array(["a", 'b"', "c,", "d"], pa.large_string()).slice(1, 2)] * 2
    assert bytes(csvset._compiled_lines(cells, [True, True])) == b'"b""","b"""\r\n"c,","c,"\r\n'


def test_a_file_is_the_same_with_the_compiler_and_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    frame = TABLE.conform(pd.DataFrame({"first": list(ODD), "count": range(len(ODD)), "last": [ODD] * len(ODD)}))
    written = []
    for repays in (0, len(frame) + 1):
        monkeypatch.setattr(csvset, "REPAYS_COMPILER", repays)
        csvset.write_csv(frame, TABLE, tmp_path / "drawn.csv", 40)
        written.append((tmp_path / "drawn.csv").read_bytes())
    assert written[0] == written[1]
    assert written[0].count(b"\r\n") == len(frame) + 1
