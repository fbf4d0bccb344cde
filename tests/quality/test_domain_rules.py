"""Break one row for each domain rule: that rule fails, with that row's key, and no other fact does."""

from __future__ import annotations

import pandas as pd
import pytest
from broken_rows import CASES, Edit, cell
from fictional_report import filled, intake_of, tables_of_report
from holding import hold_table

from copydesk.quality.agreements import COMPARISONS
from copydesk.quality.expectations import Desk
from copydesk.quality.report import Report
from copydesk.quality.suites import ACCOUNTING, FACTS

DOMAIN = (ACCOUNTING, *(fact.rule() for fact in FACTS), *COMPARISONS)


def broken(edits: list[Edit]) -> dict[str, pd.DataFrame]:
    tables = tables_of_report()
    for table, row, column, value in edits:
        if row == "+":
            tables[table] = pd.concat([tables[table], filled(table, value)], ignore_index=True)
        else:
            tables[table][column] = tables[table][column].where(tables[table].index != row, value)
    return tables


def failing(desk: Desk, report: Report, tables: tuple[str, ...]) -> dict[str, str | None]:
    """The domain rules that fail in ``tables``, by table and columns, with the rows that break them."""
    rows = [
        row
        for table in tables
        for row in hold_table(desk, report, table, [rule.expectation() for rule in DOMAIN if rule.table == table])
    ]
    assert all(row["error"] is None for row in rows)
    return {row["check_id"].rsplit(".", 1)[0]: row["failing_ids"] for row in rows if not row["success"]}


@pytest.mark.parametrize(("table", "column", "edits", "key"), CASES, ids=[f"{c[0]}.{c[1]}" for c in CASES])
def test_one_broken_row_fails_its_rule_only(
    desk: Desk, intake: pd.DataFrame, table: str, column: str, edits: list[Edit], key: str
) -> None:
    report = Report(broken(edits), intake)
    touched = tuple(dict.fromkeys((table, *(edit[0] for edit in edits))))
    assert failing(desk, report, touched) == {f"{table}.{column}": key}


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ({"harbour": 2, "quay": 1, "lost": 1}, {"documents.file_records_gap": "d1; d2; d3"}),
        ({"harbour": 3, "quay": 0, "lost": 1}, {"rejects.file_records_gap": "quay.csv/3"}),
        ({"harbour": 3, "quay": 1, "lost": 1}, {"documents": None}),
        ({"harbour": 3}, {"documents": None, "rejects.file_records_gap": "quay.csv/3"}),
    ],
    ids=["file_of_articles", "file_of_rejects", "lost_file", "uncounted_file"],
)
def test_records_are_accounted_for(desk: Desk, records: dict[str, int], expected: dict[str, str | None]) -> None:
    report = Report(tables_of_report(), intake_of(**records))
    assert failing(desk, report, ("documents", "rejects")) == expected


def test_every_domain_rule_has_a_case() -> None:
    named = {f"{table}.{column}" for table, column, _edits, _key in CASES}
    facts = {f"{fact.table}.{fact.column}" for fact in FACTS if not fact.needs}
    pairs = {f"{rule.table}.{rule.kwargs['column_A']}+{rule.kwargs['column_B']}" for rule in COMPARISONS}
    assert named == facts | pairs
    assert {fact.table for fact in FACTS if fact.needs} == {"documents", "rejects"}


def test_days_are_compared_where_the_time_of_day_is_unknown(desk: Desk, intake: pd.DataFrame) -> None:
    by_day = [
        cell("documents", "published_precision", "day", 1),
        cell("documents", "published_at", pd.Timestamp("2024-05-01", tz="UTC"), 1),
    ]
    assert failing(desk, Report(broken(by_day), intake), ("pairs",)) == {}
    day_before = [*by_day, cell("documents", "published_at", pd.Timestamp("2024-04-30", tz="UTC"), 1)]
    assert failing(desk, Report(broken(day_before), intake), ("pairs",)) == {"pairs.in_time_order": "p1"}


@pytest.mark.parametrize(
    ("name", "value", "held"),
    [
        ("records_read", 4.0, True),
        ("records_read", 3.0, False),
        ("pairs_same_copy", 1.0, True),
        ("pairs_self_update", 1.0, False),
        ("lines", None, False),
        ("attributed_sentence_share", 0.4, True),
    ],
)
def test_figures_are_held_to_the_tables_they_count(
    desk: Desk, intake: pd.DataFrame, name: str, value: float | None, held: bool
) -> None:
    tables = broken(
        [
            cell("summary", "name", name),
            cell("summary", "value", value),
            cell("summary", "previous", None),
            cell("summary", "delta", None),
        ]
    )
    found = failing(desk, Report(tables, intake), ("summary",))
    assert found == ({} if held else {"summary.value_gap": name})


@pytest.mark.parametrize("missing", ["column_A", "column_B"])
def test_a_missing_number_is_not_compared(desk: Desk, intake: pd.DataFrame, missing: str) -> None:
    nullable = [rule for rule in COMPARISONS if rule.table in ("documents", "outlets", "checks")]
    edits = [cell(rule.table, rule.kwargs[missing], None, row) for rule in nullable for row in range(3)]
    report = Report(broken(edits), intake)
    for table in ("documents", "outlets", "checks"):
        rules = [rule.expectation() for rule in nullable if rule.table == table]
        assert [row["success"] for row in hold_table(desk, report, table, rules)] == [True] * len(rules)
