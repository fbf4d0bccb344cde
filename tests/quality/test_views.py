from __future__ import annotations

from typing import Any

import pandas as pd

from copydesk.quality import check_report, tasks, views
from copydesk.quality.expectations import Desk
from copydesk.quality.report import Report
from copydesk.quality.rules import is_coded
from copydesk.quality.suites import derive
from copydesk.quality.views import outline, view
from copydesk.settings.rooms import Quality
from copydesk.tables import PUBLISHED, TABLES

MARK = "PROSE THAT NO CHECK MAY SEE"


def test_prose_never_reaches_great_expectations(
    tables: dict[str, pd.DataFrame], quality: Quality, monkeypatch: Any
) -> None:
    for name in PUBLISHED:
        for column in TABLES[name].columns:
            if column.kind == "text" and not is_coded(TABLES[name], column):
                tables[name][column.name] = MARK
    seen: list[pd.DataFrame] = []
    hold = Desk.hold
    monkeypatch.setattr(Desk, "hold", lambda desk, frame, *rest: seen.append(frame) or hold(desk, frame, *rest))
    check_report(tables, quality)
    assert len(seen) == 2 * len(PUBLISHED)
    assert not any((frame == MARK).any(axis=None) for frame in seen)


def test_text_is_shown_as_its_length_and_bytes_too(tables: dict[str, pd.DataFrame]) -> None:
    tables["documents"]["title"] = pd.Series(["Fähre", "", None], dtype="str")
    report = Report(tables)
    assert view(report, "documents", {})["title"].tolist() == [5, 0, 0]
    assert view(report, "signatures", {})["signature"].tolist() == [512, 512, 512]
    assert view(report, "documents", {})["doc_id"].tolist() == ["d1", "d2", "d3"]


def test_a_view_holds_the_declared_columns_then_the_derived(tables: dict[str, pd.DataFrame]) -> None:
    report = Report(tables)
    for name in PUBLISHED:
        derived = derive(report, name)
        assert list(view(report, name, derived).columns) == [*TABLES[name].names, *derived]


def test_an_outline_has_the_rows_and_the_columns_but_no_values(tables: dict[str, pd.DataFrame]) -> None:
    tables["members"]["role"] = tables["members"]["role"].astype("object")
    seen = outline(Report(tables), "members")
    assert list(seen.columns) == ["cluster_id", "doc_id", "role (object, not str)", "credit"]
    assert (seen == 0).all(axis=None)
    assert len(seen) == 2


def test_what_prose_is() -> None:
    prose = {
        (name, column.name)
        for name in PUBLISHED
        for column in TABLES[name].columns
        if column.kind == "text" and not is_coded(TABLES[name], column)
    }
    assert {("documents", "text"), ("documents", "title"), ("findings", "evidence"), ("quotes", "doc_ids")} <= prose
    assert not {("documents", "doc_id"), ("pairs", "relation"), ("outlets", "source")} & prose


def test_only_named_columns_are_shown_unless_a_condition_may_name_any(
    tables: dict[str, pd.DataFrame],
) -> None:
    report = Report(tables)
    derived = {"pair_count_gap": [0.0] * len(tables["documents"]), "chars_gap": [0.0] * len(tables["documents"])}
    assert view(report, "documents", derived, {"doc_id", "chars_gap", "gone"}).columns.tolist() == [
        "doc_id",
        "chars_gap",
    ]
    between = {"type": "expect_column_values_to_be_between", "kwargs": {"column": "chars", "min_value": 0}}
    several = {"type": "expect_select_column_values_to_be_unique_within_record", "kwargs": {"column_list": ["a", "b"]}}
    assert tasks._named([between, several]) == {"chars", "a", "b"}
    conditional = {**between, "kwargs": {**between["kwargs"], "row_condition": "language == 'en'"}}
    assert tasks._named([between, conditional]) is None


def test_a_large_table_is_held_alike_with_ids_as_numbers_and_few_columns_at_a_time(
    tables: dict[str, pd.DataFrame], quality: Quality, monkeypatch: Any
) -> None:
    lines = tables["lines"]
    lines.loc[lines.index[1], ["doc_id", "line_no"]] = lines.loc[lines.index[0], ["doc_id", "line_no"]].tolist()
    plain = check_report(tables, quality)
    monkeypatch.setattr(views, "MANY_ROWS", 0)
    monkeypatch.setattr(tasks, "MANY_ROWS", 0)
    assert view(Report(tables), "lines", {})["doc_id"].dtype == "category"
    pd.testing.assert_frame_equal(check_report(tables, quality), plain)
    broken = plain.loc[plain["check_id"].str.contains(r"^lines\..*compound"), "failing_ids"]
    assert broken.str.contains(str(lines["doc_id"].iat[0])).all()


def test_an_unknown_article_keeps_its_id(tables: dict[str, pd.DataFrame], monkeypatch: Any) -> None:
    monkeypatch.setattr(views, "MANY_ROWS", 0)
    tables["lines"].loc[tables["lines"].index[0], "doc_id"] = "d_unknown"
    assert view(Report(tables), "lines", {})["doc_id"].iat[0] == "d_unknown"
