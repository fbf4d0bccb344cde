"""``copydesk init``: a workspace that works, with a seed of its own."""

from __future__ import annotations

import json
import shutil
import tomllib

import pandas as pd
import pytest

from copydesk.settings import load, packaged, thresholds


@pytest.fixture
def workspace(run, tmp_path):
    folder = tmp_path / "desk"
    ran = run("init", folder)
    assert (ran.code, ran.err) == (0, "")
    assert f"cd {folder} && copydesk audit corpus" in ran.out
    return folder


def _seed(folder):
    return tomllib.loads((folder / "copydesk.toml").read_text(encoding="utf-8"))["duplicates"]["seed"]


def test_a_workspace_holds_rules_flows_and_settings(workspace):
    assert sorted(each.name for each in workspace.iterdir()) == [
        ".gitignore",
        "checks",
        "copydesk.toml",
        "corpus",
        "flows",
        "reports",
    ]
    assert (workspace / "flows" / "audit.py").is_file()
    assert thresholds(workspace / "checks") == thresholds(packaged("checks"))
    assert not list(workspace.rglob("__pycache__"))


def test_an_audit_runs_in_it_with_its_own_rules(run, workspace, desk, monkeypatch):
    shutil.copy(desk / "corpus" / "articles.jsonl", workspace / "corpus")
    monkeypatch.chdir(workspace)
    assert run("audit", "corpus", "--quiet") == (0, "", "")
    report = workspace / "reports" / "audit"
    assert json.loads((report / "manifest.json").read_text(encoding="utf-8"))["files"]
    ours, theirs = (pd.read_parquet(folder / "data" / "signatures.parquet") for folder in (report, desk / "report"))
    assert not ours["signature"].equals(theirs["signature"]), "the workspace's seed was not used"
    pairs = [pd.read_parquet(folder / "data" / "pairs.parquet") for folder in (report, desk / "report")]
    pd.testing.assert_frame_equal(*pairs)
    assert run("check").code == 0


def test_every_workspace_has_another_seed(run, workspace, tmp_path):
    run("init", tmp_path / "second")
    seeds = {_seed(workspace), _seed(tmp_path / "second"), load().duplicates.seed}
    assert len(seeds) == 3
    assert load(workspace / "copydesk.toml").duplicates.seed == _seed(workspace)


def test_an_empty_folder_is_used(run, tmp_path):
    (tmp_path / "empty").mkdir()
    assert run("init", tmp_path / "empty").code == 0


def test_a_folder_with_something_in_it_is_refused_and_left_alone(run, tmp_path):
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    for target, why in (
        (tmp_path, "is not empty; a workspace is made in a new or empty folder"),
        (tmp_path / "mine.txt", "is a file; name a new or empty folder for the workspace"),
    ):
        assert run("init", target) == (2, "", f"copydesk: {target} {why}\n")
    assert [each.name for each in tmp_path.iterdir()] == ["mine.txt"]


def test_a_place_that_cannot_be_written_is_2(run, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    ran = run("init", tmp_path / "file" / "desk")
    assert ran.code == 2
    assert ran.err.startswith("copydesk: ")
    assert "Traceback" not in ran.err
