"""Hold every table of a run to its suite."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from copydesk.errors import SettingsError
from copydesk.quality.beside import Held, Task, hold_beside
from copydesk.quality.counts import unaccounted
from copydesk.quality.expectations import Desk
from copydesk.quality.report import Report
from copydesk.quality.suites import derive, read_suite
from copydesk.quality.views import MANY_ROWS, outline, view
from copydesk.settings import rooms
from copydesk.tables import EVIDENCE, LATE, PUBLISHED, TABLES

__all__ = ["check_evidence", "check_report", "checks", "hold_table"]

Rule = dict[str, Any]
CHECKED = tuple(name for name in PUBLISHED if name not in LATE)
NO_KEY = "(a row without a key)"
_RULES_AT_ONCE = 5
# What Great Expectations takes for the severity when a suite leaves it out.
DEFAULT_SEVERITY = "critical"


def check_evidence(intake: pd.DataFrame, *arguments: pd.DataFrame | rooms.Quality) -> pd.DataFrame:
    """Hold the tables of EVIDENCE to their suites; one row of ``TABLES["held"]`` a rule.

    ``arguments`` are documents, the tables of EVIDENCE in order, then the settings. Raises as ``checks`` does.
    """
    tables, settings = _tables(("documents", *EVIDENCE), arguments)
    return _hold(Report(tables, intake), EVIDENCE, settings)


def checks(intake: pd.DataFrame, *arguments: pd.DataFrame | rooms.Quality) -> pd.DataFrame:
    """Hold a run's tables to the suites; one row of ``TABLES["checks"]`` a rule.

    ``arguments`` are the published tables but checks and summary, in order of PUBLISHED, then the table held, which
    has the rows of tables that were held before, then the settings. Raises SettingsError naming the file when a suite
    is missing or malformed.
    """
    tables, settings = _tables((*CHECKED, "held"), arguments)
    held = tables.pop("held")
    left = [name for name in CHECKED if name not in set(held["table"])]
    rows = pd.concat([held, _hold(Report(tables, intake), left, settings)])
    order = rows["table"].map(dict(zip(CHECKED, range(len(CHECKED)), strict=True)))
    return TABLES["checks"].conform(rows.iloc[np.argsort(order.to_numpy(), kind="stable")])


def _tables(
    names: Sequence[str], arguments: Sequence[pd.DataFrame | rooms.Quality]
) -> tuple[dict[str, pd.DataFrame], rooms.Quality]:
    *frames, settings = arguments
    if not isinstance(settings, rooms.Quality):
        raise TypeError("the last argument is the settings, rooms.Quality")
    named = zip(names, frames, strict=True)
    return {name: frame for name, frame in named if isinstance(frame, pd.DataFrame)}, settings


def check_report(tables: Mapping[str, pd.DataFrame], settings: rooms.Quality) -> pd.DataFrame:
    """Hold the tables of a report that was read back to the suites; one row of ``TABLES["checks"]`` a rule.

    Rules that need the intake, which a report does not hold, are left out. Raises SettingsError naming
    the file when a suite is missing or malformed.
    """
    report = Report({name: tables[name] for name in PUBLISHED if name in tables})
    return _hold(report, list(report.tables), settings)


def _hold(report: Report, names: Sequence[str], settings: rooms.Quality) -> pd.DataFrame:
    """The rows of checks for the tables ``names`` of ``report``."""
    folder = settings.checks / "suites"
    read = {name: _applicable(read_suite(folder, name), report) for name in names}
    held = _held_beside(report, read) or _held_here(report, read)
    rows: list[dict[str, Any]] = []
    for name, rules in read.items():
        outcomes = held[name]
        if isinstance(outcomes, ValueError):
            raise SettingsError(f"{folder / name}.json: {outcomes}") from outcomes
        rows += _rows(report, name, rules, outcomes)
    return TABLES["checks"].conform(pd.DataFrame(rows, columns=TABLES["checks"].names))


def _held_beside(report: Report, read: Mapping[str, list[Rule]]) -> dict[str, Held | ValueError]:
    """The outcomes of each table's rules, from the desks beside this process; empty when there are none.

    What takes longest is held first: a rule costs as much as it does to hold one to some 100,000 rows.
    """
    names = sorted(read, key=lambda name: -len(read[name]) - len(report[name]) / 100_000)
    found = hold_beside([partial(_tasks, report, name, read[name]) for name in names])
    return dict(zip(names, found, strict=True)) if found else {}


def _held_here(report: Report, read: Mapping[str, list[Rule]]) -> dict[str, Held | ValueError]:
    found: dict[str, Held | ValueError] = {}
    with Desk() as desk:
        for name, rules in read.items():
            try:
                found[name] = desk.hold_each(_tasks(report, name, rules))
            except ValueError as error:
                found[name] = error
    return found


def _applicable(suite: dict[str, Any], report: Report) -> list[Rule]:
    has = {"intake"} if report.intake is not None else set()
    return [rule for rule in suite["expectations"] if set((rule.get("meta") or {}).get("needs", ())) <= has]


def hold_table(desk: Desk, report: Report, table: str, rules: list[Rule]) -> list[dict[str, Any]]:
    """Rows of checks for one table: ``rules`` are expectations as JSON. ValueError when one is no expectation."""
    return _rows(report, table, rules, desk.hold_each(_tasks(report, table, rules)))


def _tasks(report: Report, table: str, rules: Sequence[Rule]) -> list[Task]:
    """What is to be held: the rules on the table as a whole, then those on its rows, few at a time of a large table.

    Great Expectations copies all it is shown of a table for each rule on a column where values are missing.
    """
    whole, by_row = _parted(rules)
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


def _parted(rules: Sequence[Rule]) -> tuple[list[Rule], list[Rule]]:
    return [rule for rule in rules if _is_of_table(rule)], [rule for rule in rules if not _is_of_table(rule)]


def _is_of_table(rule: Rule) -> bool:
    return str(rule["type"]).startswith("expect_table_")


def _parameters(report: Report, table: str) -> dict[str, Any]:
    """Numbers that a suite may name: what the table must count for the whole run to add up."""
    if table != "documents" or report.intake is None:
        return {}
    return {"records_less_rejects": len(report["documents"]) + unaccounted(report)}


def _rows(report: Report, table: str, rules: Sequence[Rule], held: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    seen: Counter[str] = Counter()
    rows = []
    whole, by_row = _parted(rules)
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
    return "" if _is_of_table(rule) else "+".join(map(str, kwargs.get("column_list", ())))


def _meaning(rule: Rule) -> str:
    notes = rule.get("notes")
    return " ".join(notes) if isinstance(notes, list) else notes or f"{rule['type']} with {rule['kwargs']}"
