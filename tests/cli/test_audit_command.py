"""``copydesk audit``: exit codes, plain messages, a clean terminal."""

from __future__ import annotations

import io
import json
import shutil

import pandas as pd
import pytest

from copydesk.cli import progress
from copydesk.settings import packaged


def plain(text: str) -> bool:
    """Whether a terminal is told nothing but text."""
    return all(character.isprintable() or character == "\n" for character in text)


def test_a_published_report_is_0_and_ends_with_its_place(run, desk, tmp_path):
    ran = run("audit", desk / "corpus", "--out", tmp_path / "report")
    assert ran.code == 0
    assert ran.err == ""
    assert "Records read: 3." in ran.out
    first = ran.out.split("First to look at:\n  1. ")[1].splitlines()
    assert first[1] == "     Coast·[2J·]0;owned·Wall ›31mmended·Post · ·[2J·]0;owned·Wall ›31mmended·"
    assert ran.out.endswith(f"Report: {tmp_path / 'report' / 'index.html'}\n")
    assert (tmp_path / "report" / "index.html").is_file()
    assert plain(ran.out), "a hostile title or outlet reached the terminal"


@pytest.fixture
def failing(tmp_path):
    """A workspace whose own suite cannot be met."""
    shutil.copytree(packaged("checks"), tmp_path / "checks")
    suite = tmp_path / "checks" / "suites" / "outlets.json"
    held = json.loads(suite.read_text(encoding="utf-8"))
    rule = next(
        each
        for each in held["expectations"]
        if each["type"] == "expect_column_values_to_be_between" and each["kwargs"]["column"] == "documents"
    )
    rule["kwargs"]["min_value"] = 1000
    rule["severity"] = "critical"
    suite.write_text(json.dumps(held), encoding="utf-8")
    (tmp_path / "copydesk.toml").write_text("", encoding="utf-8")
    return tmp_path


def test_a_withheld_report_is_1_and_leaves_the_old_one(run, desk, failing):
    out = failing / "report"
    shutil.copytree(desk / "report", out)
    before = {file: file.read_bytes() for file in out.rglob("*") if file.is_file()}
    ran = run("audit", desk / "corpus", "--out", out, "--config", failing / "copydesk.toml")
    assert ran.code == 1
    assert ran.err.startswith("copydesk: ")
    assert "outlets" in ran.err
    assert plain(ran.err), "a hostile outlet reached the terminal"
    assert {file: file.read_bytes() for file in before} == before
    checked = run("check", out, "--config", failing / "copydesk.toml")
    assert checked.code == 1
    assert "critical: outlets" in checked.out
    assert plain(checked.out), "a hostile outlet reached the terminal"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "the following arguments are required"),
        (("audit",), "the following arguments are required"),
        (("print",), "invalid choice: 'print'"),
        (("audit", "x", "--nosuch"), "unrecognized arguments"),
    ],
)
def test_bad_usage_is_2(run, arguments, told):
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err


@pytest.mark.parametrize(("name", "told"), [("nowhere", "nowhere"), ("no*.txt", "no*.txt")])
def test_an_input_that_does_not_exist_is_2(run, tmp_path, name, told):
    ran = run("audit", tmp_path / name, "--out", tmp_path / "report")
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err
    assert ran.err.count("\n") == 1
    assert not (tmp_path / "report").exists()


def test_a_settings_mistake_is_2_and_names_the_file(run, desk, tmp_path):
    (tmp_path / "copydesk.toml").write_text("[duplicates]\nsede = 4\n", encoding="utf-8")
    ran = run("audit", desk / "corpus", "--out", tmp_path / "report", "--config", tmp_path / "copydesk.toml")
    assert (ran.code, ran.out) == (2, "")
    told = "duplicates.sede is not a setting; see docs/settings.md"
    assert ran.err == f"copydesk: {tmp_path / 'copydesk.toml'}: {told}\n"


def test_nothing_readable_is_3_with_the_reasons(run, tmp_path):
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    (tmp_path / "short.txt").write_text("Two words", encoding="utf-8")
    ran = run("audit", tmp_path / "empty.txt", tmp_path / "short.txt", "--out", tmp_path / "report")
    assert (ran.code, ran.out) == (3, "")
    assert ran.err == "copydesk: nothing readable in the input (1 empty, 1 too short); empty.txt: The file is empty.\n"
    assert not (tmp_path / "report").exists()


def test_a_place_where_no_report_can_be_is_told_before_anything_is_read(run, tmp_path):
    (tmp_path / "file").touch()
    ran = run("audit", tmp_path / "missing.txt", "--out", tmp_path / "file")
    assert (ran.code, ran.err) == (2, f"copydesk: {tmp_path / 'file'} is a file; name a folder for the report\n")


def test_quiet_prints_nothing_and_the_order_of_the_input_changes_no_table(run, desk, tmp_path):
    rows = (desk / "corpus" / "articles.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "articles.jsonl").write_text("".join(rows[::-1]), encoding="utf-8")
    assert run("audit", tmp_path / "corpus", "--out", tmp_path / "report", "--quiet") == (0, "", "")
    for name in ("pairs", "passages", "clusters", "quotes", "outlets", "findings", "notices", "attributions"):
        one, two = (pd.read_parquet(folder / "report" / "data" / f"{name}.parquet") for folder in (desk, tmp_path))
        pd.testing.assert_frame_equal(one, two)


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_the_bar_draws_on_a_terminal_only():
    assert _drawn(io.StringIO()) == ""
    assert _drawn(Terminal(), quiet=True) == ""
    assert "duplicates" in _drawn(Terminal())


def _drawn(stream, quiet=False):
    with progress.bar(stream, quiet) as show:
        if show:
            show("duplicates", 3, 15)
    return stream.getvalue()
