"""Hold every table of a run to its suite."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from copydesk.errors import SettingsError
from copydesk.quality.beside import Held, hold_beside
from copydesk.quality.expectations import Desk
from copydesk.quality.outcomes import rows_of_checks
from copydesk.quality.report import Report
from copydesk.quality.suites import read_suite
from copydesk.quality.tasks import Rule, tasks_of
from copydesk.settings import rooms
from copydesk.tables import EVIDENCE, LATE, PUBLISHED, TABLES

__all__ = ["check_evidence", "check_report", "checks"]

CHECKED = tuple(name for name in PUBLISHED if name not in LATE)


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
        rows += rows_of_checks(report, name, rules, outcomes)
    return TABLES["checks"].conform(pd.DataFrame(rows, columns=TABLES["checks"].names))


def _held_beside(report: Report, read: Mapping[str, list[Rule]]) -> dict[str, Held | ValueError]:
    """The outcomes of each table's rules, from the desks beside this process; empty when there are none.

    What takes longest is held first: a rule costs as much as it does to hold one to some 100,000 rows.
    """
    names = sorted(read, key=lambda name: -len(read[name]) - len(report[name]) / 100_000)
    found = hold_beside([partial(tasks_of, report, name, read[name]) for name in names])
    return dict(zip(names, found, strict=True)) if found else {}


def _held_here(report: Report, read: Mapping[str, list[Rule]]) -> dict[str, Held | ValueError]:
    found: dict[str, Held | ValueError] = {}
    with Desk() as desk:
        for name, rules in read.items():
            try:
                found[name] = desk.hold_each(tasks_of(report, name, rules))
            except ValueError as error:
                found[name] = error
    return found


def _applicable(suite: dict[str, Any], report: Report) -> list[Rule]:
    has = {"intake"} if report.intake is not None else set()
    return [rule for rule in suite["expectations"] if set((rule.get("meta") or {}).get("needs", ())) <= has]
