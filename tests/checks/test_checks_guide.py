"""checks/README.md tells an editor what every file beside it is for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from copydesk.quality import suites, write_suites
from copydesk.quality.guide import list_rules, write_guide
from copydesk.settings import packaged
from copydesk.tables import PUBLISHED

CHECKS = packaged("checks")
GUIDE = (CHECKS / "README.md").read_text(encoding="utf-8")


def test_the_list_of_rules_is_the_generated_one(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(GUIDE, encoding="utf-8")
    write_guide(tmp_path / "README.md")
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == GUIDE


def test_every_rule_of_every_suite_is_listed() -> None:
    listed = list_rules()
    assert listed.count("### suites/") == len(PUBLISHED)
    for name, suite in suites().items():
        section = listed.split(f"### suites/{name}.json\n", 1)[1].split("### ", 1)[0]
        rows = [line for line in section.splitlines() if line.startswith("| ")][1:]
        assert len(rows) == len(suite["expectations"])
        assert all(rule["notes"] in row for rule, row in zip(suite["expectations"], rows, strict=True))


def test_every_folder_of_checks_is_explained() -> None:
    folders = {file.name for file in CHECKS.iterdir() if file.is_dir()}
    assert {name for name in folders if f"`{name}/`" in GUIDE} == folders


def test_the_example_of_a_rule_is_a_rule() -> None:
    example = json.loads(GUIDE.split("```json\n", 1)[1].split("```", 1)[0])
    kinds = {rule["type"] for suite in suites().values() for rule in suite["expectations"]}
    assert example["type"] in kinds
    assert set(example) <= {"type", "kwargs", "meta", "notes", "severity"}


def test_a_guide_without_marks_is_refused(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# checks\n", encoding="utf-8")
    with pytest.raises(ValueError, match="lacks the marks"):
        write_guide(tmp_path / "README.md")


def test_suites_are_written_where_there_was_no_folder(tmp_path: Path) -> None:
    write_suites(tmp_path / "checks" / "suites")
    assert len(list((tmp_path / "checks" / "suites").glob("*.json"))) == len(PUBLISHED)
