from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from copydesk.errors import TableError, UsageError, WithheldError
from copydesk.reports import draft, publishing
from copydesk.settings.rooms import Reports
from copydesk.tables import LATE

Tables = dict[str, pd.DataFrame]


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {str(f.relative_to(folder)): f.read_bytes() for f in sorted(folder.rglob("*")) if f.is_file()}


def early(tables: Tables) -> Tables:
    return {name: frame for name, frame in tables.items() if name not in LATE}


def test_a_report_begun_beside_is_the_same(report: Path, tables: Tables, settings: Reports, tmp_path: Path) -> None:
    out = tmp_path / "r"
    with publishing(early(tables), out, settings) as finish:
        assert not out.exists()
        finish(tables)
        assert not out.exists()
    assert bytes_of(out) == bytes_of(report)
    assert [p.name for p in tmp_path.iterdir()] == ["r"]


def test_a_critical_failure_withholds_what_was_begun(tables: Tables, settings: Reports, tmp_path: Path) -> None:
    checks = tables["checks"].copy()
    checks.loc[0, "success"] = False
    with pytest.raises(WithheldError), publishing(early(tables), tmp_path / "r", settings) as finish:
        finish(tables | {"checks": checks})
    assert sorted(bytes_of(tmp_path)) == ["r.withheld/checks.csv", "r.withheld/rejects.csv", "r.withheld/why.txt"]
    with publishing(early(tables), tmp_path / "r", settings) as finish:
        finish(tables)
    assert [p.name for p in tmp_path.iterdir()] == ["r"]


def test_an_error_while_checks_are_held_leaves_nothing(tables: Tables, settings: Reports, tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), publishing(early(tables), tmp_path / "r", settings):
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


def test_a_report_that_nobody_finished_is_not_published(tables: Tables, settings: Reports, tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="not finished"), publishing(early(tables), tmp_path / "r", settings):
        pass
    assert list(tmp_path.iterdir()) == []


def test_what_is_wrong_with_a_table_is_raised_here(tables: Tables, settings: Reports, tmp_path: Path) -> None:
    bare = {name: frame for name, frame in early(tables).items() if name != "quotes"}
    told = pytest.raises(TableError, match="needs the tables quotes")
    with told, publishing(bare, tmp_path / "r", settings) as finish:
        finish(tables)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_of_something_else_is_refused_at_once(tables: Tables, settings: Reports, tmp_path: Path) -> None:
    (tmp_path / "r").mkdir()
    (tmp_path / "r" / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="is not empty"), publishing(early(tables), tmp_path / "r", settings):
        raise AssertionError("begun")
    assert bytes_of(tmp_path) == {"r/notes.txt": b"mine"}


def test_when_the_process_beside_dies_the_report_is_written_here(
    report: Path, tables: Tables, settings: Reports, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, write = os.getpid(), draft.write_csv

    def die(*arguments: Any) -> None:
        write(*arguments)
        if os.getpid() != here:
            os._exit(9)

    monkeypatch.setattr(draft, "write_csv", die)
    with publishing(early(tables), tmp_path / "r", settings) as finish:
        finish(tables)
    assert bytes_of(tmp_path / "r") == bytes_of(report)
