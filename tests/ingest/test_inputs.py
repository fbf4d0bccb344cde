from __future__ import annotations

import os
from pathlib import Path

import pytest

from copydesk.errors import UsageError
from copydesk.ingest.inputs import find_files


def make(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name)


def test_folders_are_read_to_the_bottom_without_dot_files(tmp_path: Path) -> None:
    make(tmp_path, "b.txt", "a/x.txt", "a/deep/y.html", ".hidden.txt", ".git/z.txt", "README.md")
    assert [file.name for file in find_files([tmp_path])] == ["README.md", "a/deep/y.html", "a/x.txt", "b.txt"]


def test_order_and_repetition_of_inputs_change_nothing(tmp_path: Path) -> None:
    make(tmp_path, "a/x.txt", "b/x.txt", "c.txt")
    inputs = [str(tmp_path / "a"), str(tmp_path / "b"), str(tmp_path / "c.txt"), str(tmp_path / "*.txt")]
    assert find_files(inputs) == find_files(inputs[::-1])
    assert [file.name for file in find_files(inputs)] == ["a/x.txt", "b/x.txt", "c.txt"]


def test_a_glob_reads_what_it_matches(tmp_path: Path) -> None:
    make(tmp_path, "a/x.txt", "a/y.csv", "b/z.txt")
    assert [file.name for file in find_files([str(tmp_path / "**" / "*.txt")])] == ["a/x.txt", "b/z.txt"]


@pytest.mark.parametrize("name", ["absent.txt", "absent/*.txt", "nul\0.txt"])
def test_a_missing_input_is_a_usage_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match=r"does not exist|matches no file|NUL"):
        find_files([f"{tmp_path}/{name}"])


def test_no_input_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="at least one"):
        find_files([])


def test_two_folders_of_files_stand_for_outlets(tmp_path: Path) -> None:
    make(tmp_path, "bay-post/x.txt", "hill-times/y.txt", "top.txt", "deep/er/z.txt")
    assert {file.name: file.folder for file in find_files([tmp_path])} == {
        "bay-post/x.txt": "bay-post",
        "hill-times/y.txt": "hill-times",
        "top.txt": "",
        "deep/er/z.txt": "",
    }


def test_one_folder_or_folders_of_formats_and_dates_are_no_outlets(tmp_path: Path) -> None:
    make(tmp_path, "bay-post/x.txt", "html/y.html", "2026-05-14/z.txt")
    assert {file.folder for file in find_files([tmp_path])} == {""}


def test_a_loop_of_links_ends_and_a_file_is_read_once(tmp_path: Path) -> None:
    make(tmp_path, "a/x.txt")
    os.symlink(tmp_path, tmp_path / "a" / "loop")
    os.symlink(tmp_path / "a" / "x.txt", tmp_path / "again.txt")
    assert len(find_files([tmp_path])) == 1
