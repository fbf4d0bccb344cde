"""One table held to rules, in this process."""

from __future__ import annotations

from typing import Any

from copydesk.quality.expectations import Desk
from copydesk.quality.outcomes import rows_of_checks
from copydesk.quality.report import Report
from copydesk.quality.tasks import Rule, tasks_of

__all__ = ["hold_table"]


def hold_table(desk: Desk, report: Report, table: str, rules: list[Rule]) -> list[dict[str, Any]]:
    """Rows of checks for one table: ``rules`` are expectations as JSON."""
    return rows_of_checks(report, table, rules, desk.hold_each(tasks_of(report, table, rules)))
