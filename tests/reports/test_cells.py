from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.reports.cells import TRIGGERS, cell_column, clean_text, cut, number_text
from copydesk.reports.unseen import one_line
from copydesk.tables import Column

TEXT = Column("a", "text", "A text")


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-5", "'-5"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1+1", "'=1+1"),
        ("\r\n=1+1", "'=1+1"),
        ("\u3000＝1", "'＝1"),
        ("−1", "'−1"),
        ("a=b", "a=b"),
        ("one\r\n\r\ntwo", "one ¶ two"),
        ("a\tb", "a b"),
        ("bell\x07", "bell[U+0007]"),
        ("\ufeff=1", "[U+FEFF]=1"),
        ("ab\u202ecd", "ab[U+202E]cd"),
        ("a\u200db", "a[U+200D]b"),
        ("क्\u200dष", "क्\u200dष"),
        ("👩\u200d🚒", "👩\u200d🚒"),
        ("\ud800x", "[U+D800]x"),
        ("  kept  ", "kept"),
    ],
)
def test_a_cell_is_one_harmless_line(text: str, cell: str) -> None:
    assert clean_text(text, 300) == cell


def test_a_long_cell_is_cut_at_a_word() -> None:
    assert cut("one two three four", 12) == "one two…"
    assert cut("one two three", 13) == "one two three"
    assert cut("x" * 30, 10) == "x" * 9 + "…"


def test_a_cut_never_parts_a_letter_from_its_accent() -> None:
    assert cut("abcde\u0301fgh", 6) == "abcd…"


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (0.1 / 3, "0.033333"),
        (1.0, "1"),
        (-0.0000001, "0"),
        (1e15, "1000000000000000"),
        (-12.5, "-12.5"),
        (math.nan, ""),
        (math.inf, ""),
        (0.000001, "0.000001"),
    ],
)
def test_a_number_has_six_decimals_and_no_exponent(value: float, cell: str) -> None:
    assert number_text(value) == cell


@given(st.lists(st.text(), max_size=8), st.integers(12, 40))
def test_the_column_says_what_the_single_cell_says(texts: list[str], limit: int) -> None:
    texts = [text.encode("utf-8", "replace").decode() for text in texts]
    cells = cell_column(pd.Series(texts, dtype="str"), TEXT, limit).to_pylist()
    assert cells == [clean_text(text, limit) for text in texts]


@given(st.text())
def test_no_text_makes_a_cell_that_runs_hides_or_breaks(text: str) -> None:
    cell = clean_text(text, 20)
    assert len(cell) <= 20
    assert not cell.startswith(tuple(TRIGGERS))
    assert cell == cell.strip()
    assert all(ord(c) >= 32 and not 0x7F <= ord(c) <= 0x9F and not 0xD800 <= ord(c) <= 0xDFFF for c in cell)
    assert cell.encode("utf-8").decode("utf-8") == cell


def test_numbers_stay_numbers_and_missing_stays_empty() -> None:
    numbers = cell_column(pd.Series([-1.5, np.nan]), Column("a", "number", ""), 300)
    counts = cell_column(pd.Series([-3, None], dtype="Int64"), Column("a", "integer", ""), 300)
    flags = cell_column(pd.Series([True, False]), Column("a", "flag", ""), 300)
    times = pd.Series([pd.Timestamp("2026-03-01 08:30:00.5", tz="UTC"), pd.NaT]).astype("datetime64[us, UTC]")
    assert numbers.to_pylist() == ["-1.5", None]
    assert counts.to_pylist() == ["-3", None]
    assert flags.to_pylist() == ["true", "false"]
    assert cell_column(times, Column("a", "time", ""), 300).to_pylist() == ["2026-03-01T08:30:00Z", None]
    assert cell_column(pd.Series(["a", None], dtype="str"), TEXT, 300).to_pylist() == ["a", None]


def test_keys_that_differ_stay_different() -> None:
    keys = pd.Series(["x" * 50 + "a", "x" * 50 + "b", "=1", "'=1", "=2"], dtype="str")
    cells = cell_column(keys, TEXT, 30, keyed=True).to_pylist()
    assert len(set(cells)) == 5
    assert max(map(len, cells)) <= 30
    assert cells[3] == "'=1"
    assert cells[4] == "'=2"


@given(st.lists(st.floats() | st.floats(-100, 100) | st.integers(-(10**7), 10**7).map(lambda n: n * 0.5e-6)))
def test_the_column_of_numbers_says_what_the_single_number_says(values: list[float]) -> None:
    cells = cell_column(pd.Series(values, dtype="float64"), Column("a", "number", "A number"), 300)
    assert cells.to_pylist() == [number_text(value) or None for value in values]


@given(st.text("a \n\t\r\u200b\u0301=", max_size=60), st.integers(1, 8))
def test_what_stands_behind_a_cell_does_not_change_it(text: str, limit: int) -> None:
    line = one_line(text)
    assert clean_text(text, limit) == cut(f"'{line}" if line.startswith("=") else line, limit)
