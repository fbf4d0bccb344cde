from __future__ import annotations

import os
from typing import Any

import pandas as pd
import pytest

from copydesk.errors import SettingsError
from copydesk.quality import beside, checks, desks_beside
from copydesk.quality.expectations import Desk
from copydesk.settings.rooms import Quality
from copydesk.tables import LATE, PUBLISHED, TABLES

Tables = dict[str, pd.DataFrame]


def of_run(tables: Tables) -> list[pd.DataFrame]:
    """What the stage reads but the intake, where nothing was held before."""
    return [*(tables[name] for name in PUBLISHED if name not in LATE), TABLES["held"].empty()]


@pytest.fixture
def broken(tables: Tables) -> Tables:
    tables["documents"].loc[0, "chars"] = 7
    return tables


def test_tables_held_beside_give_the_same_checks(
    broken: Tables, intake: pd.DataFrame, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = checks(intake, *of_run(broken), quality)
    assert not here["success"].all()
    with desks_beside():
        monkeypatch.setattr(Desk, "hold", refuse)  # in this process, after the fork
        pd.testing.assert_frame_equal(checks(intake, *of_run(broken), quality), here)


def refuse(*_arguments: Any) -> None:
    raise AssertionError("held in this process")


def test_without_forks_or_when_they_die_the_tables_are_held_here(
    tables: Tables, intake: pd.DataFrame, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = checks(intake, *of_run(tables), quality)
    monkeypatch.setattr(beside, "_open_desk", lambda: lambda _tasks: os._exit(9))
    with desks_beside():
        pd.testing.assert_frame_equal(checks(intake, *of_run(tables), quality), here)
    monkeypatch.setattr(beside, "may_fork", lambda: False)
    with desks_beside():
        pd.testing.assert_frame_equal(checks(intake, *of_run(tables), quality), here)


def test_a_rule_that_cannot_be_built_names_its_suite(
    tables: Tables, intake: pd.DataFrame, quality: Quality, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = suite_reader()
    monkeypatch.setattr("copydesk.quality.run.read_suite", read)
    with desks_beside(), pytest.raises(SettingsError, match=r"pairs\.json: expect_nothing is no usable expectation"):
        checks(intake, *of_run(tables), quality)


def suite_reader() -> Any:
    rules = {"pairs": [{"type": "expect_nothing", "kwargs": {}}], "quotes": [{"type": "expect_less", "kwargs": {}}]}
    return lambda _folder, table: {"name": table, "expectations": rules.get(table, [])}
