"""Rows of checks: what became of each rule on a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from copydesk.quality.report import Report
from copydesk.quality.tasks import Rule, is_of_table, part_rules
from copydesk.tables import TABLES

__all__ = ["rows_of_checks"]

NO_KEY = "(a row without a key)"
# What Great Expectations takes for the severity when a suite leaves it out.
DEFAULT_SEVERITY = "critical"


def rows_of_checks(
    report: Report, table: str, rules: Sequence[Rule], held: Sequence[dict[str, Any]]
) -> list[dict[str, Any]]:
    """One row for each of ``rules`` on ``table``, which were ``held`` in the order of ``tasks_of``."""
    seen: Counter[str] = Counter()
    rows = []
    whole, by_row = part_rules(rules)
    for rule, outcome in zip([*whole, *by_row], held, strict=True):
        named = f"{table}.{_columns(rule)}.{rule['type']}".replace("..", ".")
        seen[named] += 1
        rows.append(
            {
                "check_id": named if seen[named] == 1 else f"{named}.{seen[named]}",
                "table": table,
                "expectation": rule["type"],
                "severity": rule.get("severity") or DEFAULT_SEVERITY,
                "success": outcome["success"],
                "rows": outcome["rows"],
                "unexpected": outcome["unexpected"],
                "failing_ids": "; ".join(_keys(report, table, outcome["failing"])) or None,
                "meaning": _meaning(rule),
                "error": outcome["error"],
            }
        )
    return rows


def _keys(report: Report, table: str, failing: Sequence[Any]) -> list[str]:
    """The key of each ``failing`` row, given by its place; what is no place stays as it is.

    Great Expectations can name rows itself (unexpected_index_column_names), at 50 times the cost a row.
    """
    frame, rows = report[table], [row for row in failing if isinstance(row, int)]
    columns = [frame[name].iloc[rows].astype("str").fillna("").tolist() for name in TABLES[table].key if name in frame]
    keys = ["/".join(parts) if any(parts) else NO_KEY for parts in zip(*columns, strict=True)]
    return [*(keys or map(str, rows)), *(str(row) for row in failing if not isinstance(row, int))]


def _columns(rule: Rule) -> str:
    kwargs = rule["kwargs"]
    if "column" in kwargs:
        return str(kwargs["column"])
    if "column_A" in kwargs:
        return f"{kwargs['column_A']}+{kwargs.get('column_B')}"
    return "" if is_of_table(rule) else "+".join(map(str, kwargs.get("column_list", ())))


def _meaning(rule: Rule) -> str:
    notes = rule.get("notes")
    return " ".join(notes) if isinstance(notes, list) else notes or f"{rule['type']} with {rule['kwargs']}"
