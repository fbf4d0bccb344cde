from __future__ import annotations

import fcntl
import os
from pathlib import Path

import pytest

from copydesk.errors import UsageError
from copydesk.reports import point_latest
from copydesk.reports.swap import recover, require_replaceable, staging


def test_latest_points_to_the_folder_and_moves_on(tmp_path: Path) -> None:
    for name in ("monday", "tuesday", "tuesday"):
        (tmp_path / name).mkdir(exist_ok=True)
        point_latest(tmp_path / name)
        assert os.readlink(tmp_path / "latest") == name
    assert sorted(p.name for p in tmp_path.iterdir()) == ["latest", "monday", "tuesday"]


def test_latest_never_replaces_a_folder(tmp_path: Path) -> None:
    (tmp_path / "latest").mkdir()
    (tmp_path / "monday").mkdir()
    with pytest.raises(UsageError, match="is in the way"):
        point_latest(tmp_path / "monday")
    with pytest.raises(UsageError, match="is not a report folder"):
        point_latest(tmp_path / "sunday")


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("file", "is a file; name a folder"),
        ("file/report", "file is not a folder that may be written to"),
        ("full", "is not empty and holds no manifest.json"),
        ("link", "is a link; name the folder itself"),
    ],
)
def test_a_place_where_no_report_can_be_is_told(tmp_path: Path, path: str, why: str) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "full" / "own").mkdir(parents=True)
    (tmp_path / "link").symlink_to("full", target_is_directory=True)
    with pytest.raises(UsageError, match=why):
        require_replaceable(tmp_path / path)


def test_a_folder_that_is_to_be_made_is_no_hindrance(tmp_path: Path) -> None:
    require_replaceable(tmp_path / "a" / "b" / "c")
    assert not (tmp_path / "a").exists()


def test_a_run_that_died_between_the_two_renames_is_put_back(tmp_path: Path) -> None:
    (tmp_path / ".r.old").mkdir()
    (tmp_path / ".r.old" / "index.html").write_text("the old report", encoding="utf-8")
    (tmp_path / ".r.new-1").mkdir()
    recover(tmp_path / "r")
    assert (tmp_path / "r" / "index.html").read_text(encoding="utf-8") == "the old report"
    assert [p.name for p in tmp_path.iterdir()] == ["r"]


def test_a_run_that_died_after_the_renames_leaves_the_new_report(tmp_path: Path) -> None:
    for name, text in (("r", "new"), (".r.old", "old")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(text, encoding="utf-8")
    recover(tmp_path / "r")
    assert (tmp_path / "r" / "index.html").read_text(encoding="utf-8") == "new"
    assert [p.name for p in tmp_path.iterdir()] == ["r"]


def test_a_folder_that_another_run_is_writing_is_left(tmp_path: Path) -> None:
    busy = tmp_path / ".r.new-1"
    busy.mkdir()
    handle = os.open(busy, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    recover(tmp_path / "r")
    assert busy.is_dir()
    os.close(handle)
    recover(tmp_path / "r")
    assert not busy.exists()


def test_nothing_is_seen_before_it_is_whole(tmp_path: Path) -> None:
    with staging(tmp_path / "r") as folder:
        (folder / "a").write_text("a", encoding="utf-8")
        assert not (tmp_path / "r").exists()
    assert (tmp_path / "r" / "a").read_text(encoding="utf-8") == "a"
