"""Break every rule that follows from a declaration: a lost value, a wrong value, a repeated key, a wrong column."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from holding import hold_table

from copydesk.quality.expectations import Desk
from copydesk.quality.report import Report
from copydesk.quality.rules import Rule, declared
from copydesk.tables import PUBLISHED, TABLES


def key_of(frame: pd.DataFrame, table: str) -> str:
    row = frame.iloc[0]
    parts = ["" if pd.isna(row[name]) else str(row[name]) for name in TABLES[table].key]
    return "/".join(parts) if any(parts) else "(a row without a key)"


def spoil(frame: pd.DataFrame, rule: Rule) -> tuple[pd.DataFrame, str]:
    """``frame`` with ``rule`` broken, and the failing ids to expect."""
    key = key_of(frame, rule.table)
    if "unique" in rule.type:
        return pd.concat([frame, frame.iloc[:1]], ignore_index=True), f"{key}; {key}"
    column = rule.kwargs["column"]
    changed = frame.copy()
    changed[column] = changed[column].where(changed.index != 0, spoilt(changed[column], rule))
    return changed, key_of(changed, rule.table)


def spoilt(values: pd.Series, rule: Rule) -> Any:
    if rule.type.endswith("_not_be_null"):
        return None
    if rule.type.endswith("_in_set"):
        return "a value that no enumeration has"
    if str(values.dtype) == "str":
        return ""
    return rule.kwargs["max_value"] + 1 if "max_value" in rule.kwargs else rule.kwargs["min_value"] - 1


@pytest.mark.parametrize("table", PUBLISHED)
def test_every_declared_rule_fails_on_the_row_that_breaks_it(
    desk: Desk, tables: dict[str, pd.DataFrame], table: str
) -> None:
    for rule in declared(TABLES[table]):
        if rule.type.startswith("expect_table_"):
            continue
        frame, key = spoil(tables[table], rule)
        (row,) = hold_table(desk, Report({**tables, table: frame}), table, [rule.expectation()])
        assert (row["check_id"], row["success"], row["failing_ids"]) == (row["check_id"], False, key)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda frame: frame.drop(columns="role"), "credit; null"),
        (lambda frame: frame[["doc_id", "cluster_id", "role", "credit"]], "doc_id; cluster_id"),
        (lambda frame: frame.assign(more=1), "more"),
        (lambda frame: frame.assign(role=frame["role"].astype("object")), "role (object, not str)"),
    ],
    ids=["lost", "out_of_order", "added", "wrong_type"],
)
def test_columns_are_there_in_order_and_of_their_type(
    desk: Desk, tables: dict[str, pd.DataFrame], change: Any, told: str
) -> None:
    tables["members"] = change(tables["members"])
    (rule,) = [rule for rule in declared(TABLES["members"]) if rule.type.startswith("expect_table_")]
    (row,) = hold_table(desk, Report(tables), "members", [rule.expectation()])
    assert (row["success"], row["failing_ids"]) == (False, told)


def test_every_column_with_a_limit_has_a_rule() -> None:
    held = {
        (rule.table, rule.kwargs["column"])
        for name in PUBLISHED
        for rule in declared(TABLES[name])
        if "column" in rule.kwargs
    }
    limited = {
        (name, column.name)
        for name in PUBLISHED
        for column in TABLES[name].columns
        if column.required or column.values or column.minimum is not None
    }
    assert limited <= held
