from __future__ import annotations

import pandas as pd
import pytest

from copydesk.quality.report import Report


def test_values_are_found_in_the_first_row_that_has_them() -> None:
    report = Report({"documents": pd.DataFrame({"doc_id": pd.Series(["a", None, "b", "a"], dtype="str")})})
    asked = pd.Series(["b", "a", "c", None], dtype="str")
    assert report.rows(asked, "documents", "doc_id").tolist() == [2, 0, -1, -1]


def test_nothing_is_found_in_an_empty_table() -> None:
    report = Report({"documents": pd.DataFrame({"doc_id": pd.Series([], dtype="str")})})
    assert report.rows(pd.Series(["a"], dtype="str"), "documents", "doc_id").tolist() == [-1]


def test_lengths_are_counted_in_code_points() -> None:
    report = Report({"documents": pd.DataFrame({"text": pd.Series(["Fähre \U0001f6a2", None], dtype="str")})})
    assert report.chars().tolist() == [7, 0]
    data, begins = report.encoded_texts()
    assert (data.tobytes().decode(), begins.tolist()) == ("Fähre \U0001f6a2", [0, 11, 11])


def test_rows_are_numbered_whatever_the_index_was() -> None:
    report = Report({"pairs": pd.DataFrame({"pair_id": ["p", "q"]}, index=[7, 7])})
    assert report["pairs"].index.tolist() == [0, 1]


def test_a_table_that_is_not_there_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="pairs"):
        Report({}).doc_rows("pairs", "doc_id_a")
