from __future__ import annotations

import multiprocessing
import os
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from copydesk.errors import TableError, UsageError, WithheldError
from copydesk.reports import draft, publishing
from copydesk.reports.publication import Press
from copydesk.settings.rooms import Reports
from copydesk.tables import LATE, PUBLISHED

Tables = dict[str, pd.DataFrame]


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {str(f.relative_to(folder)): f.read_bytes() for f in sorted(folder.rglob("*")) if f.is_file()}


STEPS = [("lines", "sentences"), ("documents",), tuple(name for name in PUBLISHED if name not in LATE)]


def begin(press: Press, tables: Tables) -> None:
    """As a run does: tables are there one after the other."""
    there: Tables = {}
    for step in STEPS:
        there |= {name: tables[name] for name in step if name in tables}
        press.begin(there)


def publish_by_steps(tables: Tables, out: Path, settings: Reports) -> None:
    with publishing(out, settings) as press:
        begin(press, tables)
        press.finish(tables)


def test_a_report_begun_beside_is_the_same(report: Path, tables: Tables, settings: Reports, tmp_path: Path) -> None:
    out = tmp_path / "r"
    with publishing(out, settings) as press:
        begin(press, tables)
        assert not out.exists()
        press.finish(tables)
        assert not out.exists()
    assert bytes_of(out) == bytes_of(report)
    assert [p.name for p in tmp_path.iterdir()] == ["r"]


def test_a_table_is_begun_once(
    report: Path, tables: Tables, settings: Reports, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with publishing(tmp_path / "r", settings) as press:
        begin(press, tables)
        monkeypatch.setattr(draft, "EARLY", ())  # nothing is left to be written here
        press.finish(tables)
    assert bytes_of(tmp_path / "r") == bytes_of(report)


def test_a_critical_failure_withholds_what_was_begun(tables: Tables, settings: Reports, tmp_path: Path) -> None:
    checks = tables["checks"].copy()
    checks.loc[0, "success"] = False
    with pytest.raises(WithheldError):
        publish_by_steps(tables | {"checks": checks}, tmp_path / "r", settings)
    assert sorted(bytes_of(tmp_path)) == ["r.withheld/checks.csv", "r.withheld/rejects.csv", "r.withheld/why.txt"]
    with publishing(tmp_path / "r", settings) as press:
        press.finish(tables)
    assert [p.name for p in tmp_path.iterdir()] == ["r"]


def test_an_error_while_checks_are_held_leaves_nothing(
    tables: Tables, settings: Reports, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_press: Press, _tables: Tables) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Press, "finish", interrupt)
    with pytest.raises(KeyboardInterrupt):
        publish_by_steps(tables, tmp_path / "r", settings)
    assert list(tmp_path.iterdir()) == []
    assert multiprocessing.active_children() == []


def test_a_report_that_nobody_finished_is_not_published(settings: Reports, tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="not finished"), publishing(tmp_path / "r", settings):
        pass
    assert list(tmp_path.iterdir()) == []


def test_what_is_missing_is_raised_here(tables: Tables, settings: Reports, tmp_path: Path) -> None:
    bare = {name: frame for name, frame in tables.items() if name != "quotes"}
    with pytest.raises(TableError, match="needs the tables quotes"):
        publish_by_steps(bare, tmp_path / "r", settings)
    assert list(tmp_path.iterdir()) == []


def test_what_is_wrong_with_a_table_is_raised_here(tables: Tables, settings: Reports, tmp_path: Path) -> None:
    broken = tables | {"lines": tables["lines"].drop(columns="doc_id")}
    with pytest.raises(TableError, match="missing columns doc_id"):
        publish_by_steps(broken, tmp_path / "r", settings)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_of_something_else_is_refused_at_once(settings: Reports, tmp_path: Path) -> None:
    (tmp_path / "r").mkdir()
    (tmp_path / "r" / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="is not empty"), publishing(tmp_path / "r", settings):
        raise AssertionError("begun")
    assert bytes_of(tmp_path) == {"r/notes.txt": b"mine"}


def test_when_a_process_beside_dies_its_tables_are_written_here(
    report: Path, tables: Tables, settings: Reports, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, write = os.getpid(), draft.write_parquet

    def die(*arguments: Any) -> None:
        write(*arguments)
        if os.getpid() != here:
            os._exit(9)

    monkeypatch.setattr(draft, "write_parquet", die)
    publish_by_steps(tables, tmp_path / "r", settings)
    assert bytes_of(tmp_path / "r") == bytes_of(report)
