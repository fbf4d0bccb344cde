"""What Great Expectations is to hold of a table: few rules at a time, and what it is shown of the table for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from copydesk.quality.beside import Task
from copydesk.quality.counts import unaccounted
from copydesk.quality.report import Report
from copydesk.quality.suites import derive
from copydesk.quality.views import MANY_ROWS, outline, view

__all__ = ["Rule", "is_of_table", "part_rules", "tasks_of"]

Rule = dict[str, Any]
"""An expectation as JSON."""
_RULES_AT_ONCE = 5


def tasks_of(report: Report, table: str, rules: Sequence[Rule]) -> list[Task]:
    """What is to be held: the rules on the table as a whole, then those on its rows, few at a time of a large table.

    Great Expectations copies all it is shown of a table for each rule on a column where values are missing.
    """
    whole, by_row = part_rules(rules)
    counted, rows = any("row_count" in rule["type"] for rule in whole), len(report[table])
    derived, size = derive(report, table), _RULES_AT_ONCE if rows >= MANY_ROWS else max(len(by_row), 1)
    parts = [by_row[first : first + size] for first in range(0, len(by_row), size)]
    return [
        (outline(report, table, counted), whole, _parameters(report, table), rows),
        *((view(report, table, derived, _named(part)), part, {}) for part in parts),
    ]


def _named(rules: Sequence[Rule]) -> set[str] | None:
    """What ``rules`` may name as a column; None when a condition on rows may name any."""
    if any("row_condition" in rule["kwargs"] for rule in rules):
        return None
    values = [value for rule in rules for value in rule["kwargs"].values()]
    told = [part for value in values for part in (value if isinstance(value, list) else [value])]
    return {part for part in told if isinstance(part, str)}


def _parameters(report: Report, table: str) -> dict[str, Any]:
    """Numbers that a suite may name: what the table must count for the whole run to add up."""
    if table != "documents" or report.intake is None:
        return {}
    return {"records_less_rejects": len(report["documents"]) + unaccounted(report)}


def part_rules(rules: Sequence[Rule]) -> tuple[list[Rule], list[Rule]]:
    """The ``rules`` on a table as a whole, and those on its rows."""
    return [rule for rule in rules if is_of_table(rule)], [rule for rule in rules if not is_of_table(rule)]


def is_of_table(rule: Rule) -> bool:
    """Whether ``rule`` is on a table as a whole."""
    return str(rule["type"]).startswith("expect_table_")
