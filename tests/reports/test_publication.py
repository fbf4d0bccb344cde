from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from copydesk.errors import TableError, UsageError, WithheldError
from copydesk.reports import draft, publish
from copydesk.settings.rooms import Reports
from copydesk.tables import PUBLISHED

Tables = dict[str, pd.DataFrame]


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {str(f.relative_to(folder)): f.read_bytes() for f in sorted(folder.rglob("*")) if f.is_file()}


@pytest.fixture
def failing(tables: Tables) -> Tables:
    checks = tables["checks"].copy()
    checks.loc[0, ["success", "unexpected", "failing_ids"]] = [False, 2, "d1; d2"]
    return tables | {"checks": checks}


def test_the_same_tables_give_the_same_bytes(report: Path, tables: Tables, settings: Reports, tmp_path: Path) -> None:
    assert bytes_of(publish(tables, tmp_path / "elsewhere" / "name", settings)) == bytes_of(report)


def test_the_order_of_the_rows_changes_nothing(report: Path, tables: Tables, settings: Reports, tmp_path: Path) -> None:
    turned = {name: frame if name == "summary" else frame[::-1] for name, frame in tables.items()}
    assert bytes_of(publish(turned, tmp_path / "r", settings)) == bytes_of(report)


def test_the_manifest_holds_every_file_and_no_place_or_time(report: Path, tables: Tables) -> None:
    text = (report / "manifest.json").read_text(encoding="utf-8")
    manifest = json.loads(text)
    found = {name: data for name, data in bytes_of(report).items() if name != "manifest.json"}
    assert {entry["path"]: (entry["bytes"], entry["sha256"]) for entry in manifest["files"]} == {
        name: (len(data), hashlib.sha256(data).hexdigest()) for name, data in found.items()
    }
    assert manifest["tables"] == {name: len(tables[name]) for name in PUBLISHED}
    assert str(report.parent) not in text


def test_internal_tables_are_left_out(tables: Tables, settings: Reports, report: Path, tmp_path: Path) -> None:
    more = tables | {"words": pd.DataFrame({"anything": [1]})}
    assert bytes_of(publish(more, tmp_path / "r", settings)) == bytes_of(report)


def test_a_missing_table_is_named_and_nothing_is_left(tables: Tables, settings: Reports, tmp_path: Path) -> None:
    with pytest.raises(TableError, match="needs the tables quotes"):
        publish({n: f for n, f in tables.items() if n != "quotes"}, tmp_path / "r", settings)
    assert list(tmp_path.iterdir()) == []


def test_an_old_report_is_replaced_whole(tables: Tables, settings: Reports, tmp_path: Path, report: Path) -> None:
    out = publish(tables, tmp_path / "r", settings)
    (out / "pages" / "stale.html").write_text("old", encoding="utf-8")
    assert bytes_of(publish(tables, out, settings)) == bytes_of(report)
    assert [p.name for p in tmp_path.iterdir()] == ["r"]


def test_an_empty_folder_is_taken(tables: Tables, settings: Reports, tmp_path: Path) -> None:
    (tmp_path / "r").mkdir()
    assert (publish(tables, tmp_path / "r", settings) / "index.html").is_file()


@pytest.mark.parametrize("name", ["notes.txt", "manifest.json"])
def test_a_folder_of_something_else_is_never_touched(
    tables: Tables, settings: Reports, tmp_path: Path, name: str
) -> None:
    (tmp_path / "r").mkdir()
    (tmp_path / "r" / name).write_text("{}", encoding="utf-8")
    with pytest.raises(UsageError, match="is not empty and holds no manifest"):
        publish(tables, tmp_path / "r", settings)
    assert bytes_of(tmp_path) == {f"r/{name}": b"{}"}


def test_a_file_or_a_link_is_not_replaced(tables: Tables, settings: Reports, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    (tmp_path / "link").symlink_to("file")
    with pytest.raises(UsageError, match="is a file"):
        publish(tables, tmp_path / "file", settings)
    with pytest.raises(UsageError, match="is a link"):
        publish(tables, tmp_path / "link", settings)


def test_a_failure_on_the_way_leaves_the_old_report(
    tables: Tables, settings: Reports, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = publish(tables, tmp_path / "r", settings)
    before = bytes_of(out)

    def break_off(*_: Any) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(draft, "describe_package", break_off)
    with pytest.raises(OSError, match="disk full"):
        publish(tables, out, settings)
    assert bytes_of(out) == before
    assert [p.name for p in tmp_path.iterdir()] == ["r"]


def test_a_critical_failure_withholds_the_report(failing: Tables, settings: Reports, tmp_path: Path) -> None:
    with pytest.raises(WithheldError, match=r"documents\.doc_id\.unique.*r\.withheld"):
        publish(failing, tmp_path / "r", settings)
    assert sorted(bytes_of(tmp_path)) == ["r.withheld/checks.csv", "r.withheld/rejects.csv", "r.withheld/why.txt"]
    why = (tmp_path / "r.withheld" / "why.txt").read_text(encoding="utf-8")
    assert "Every article has one id." in why
    assert "d1; d2" in why
    assert "documents.title.present" not in why


def test_a_withheld_run_leaves_the_old_report_and_the_next_one_clears_up(
    failing: Tables, tables: Tables, settings: Reports, tmp_path: Path
) -> None:
    out = publish(tables, tmp_path / "r", settings)
    before = bytes_of(out)
    for _ in range(2):
        with pytest.raises(WithheldError):
            publish(failing, out, settings)
    assert bytes_of(out) == before
    publish(tables, out, settings)
    assert [p.name for p in tmp_path.iterdir()] == ["r"]


def test_what_another_hand_wrote_is_not_taken_for_a_withheld_run(
    failing: Tables, settings: Reports, tmp_path: Path
) -> None:
    (tmp_path / "r.withheld").mkdir()
    (tmp_path / "r.withheld" / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="is in the way"):
        publish(failing, tmp_path / "r", settings)
    assert bytes_of(tmp_path) == {"r.withheld/mine.txt": b"mine"}


def test_the_report_may_be_read_by_others(tables: Tables, settings: Reports, tmp_path: Path) -> None:
    mask = os.umask(0o022)
    try:
        out = publish(tables, tmp_path / "r", settings)
    finally:
        os.umask(mask)
    assert out.stat().st_mode & 0o777 == 0o755


def test_empty_tables_make_a_report(
    tables: Tables, settings: Reports, tmp_path: Path, fill: Callable[[str, list[dict[str, Any]]], pd.DataFrame]
) -> None:
    bare = {name: fill(name, []) for name in PUBLISHED if name not in ("documents", "lines")}
    out = publish(tables | bare, tmp_path / "r", settings)
    assert (out / "findings.csv").read_bytes().count(b"\r\n") == 1
    assert "Nothing was found that needs an editor." in (out / "index.html").read_text(encoding="utf-8")
