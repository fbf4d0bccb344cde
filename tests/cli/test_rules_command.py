"""``copydesk rules test``: what an editor sees before a rule goes live."""

from __future__ import annotations

from pathlib import Path

import pytest

RULE = """
class = "contact_line"

[[rule]]
id = "{id}"
language = "en"
where = "anywhere"
pattern = '''{pattern}'''
examples = ["The astronomers moved their tents."]
counter_examples = ["The astronomers stayed."]
"""


def rule(folder: Path, **parts: str) -> Path:
    file = folder / "own.toml"
    file.write_text("".join(RULE.format(id=name, pattern=pattern) for name, pattern in parts.items()), encoding="utf-8")
    return file


def test_each_line_that_a_rule_would_hit_is_shown_by_outlet(run, desk, tmp_path):
    shown = run("rules", "test", rule(tmp_path, moved="astronomers moved"), "--report", desk / "report")
    assert shown.code == 0, shown.err
    assert "1 rules hold" not in shown.out
    assert "Tidewatch: 1\n  moved: A heron nested on the roof" in shown.out
    assert f"1 of 2 different lines of {desk / 'report'} would be hit." in shown.out


def test_a_rule_that_misses_its_example_is_told_before_any_line_is_shown(run, desk, tmp_path):
    shown = run("rules", "test", rule(tmp_path, never="astronomers slept"), "--report", desk / "report")
    assert shown.code == 2
    assert "rule never does not match its example 'The astronomers moved their tents.'" in shown.err
    assert "Tidewatch" not in shown.out


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("[[rule]\n", "{file} cannot be read: Expected ']]'"),
        ('class = "chrome"\n', "{file} holds no notice rule"),
        (RULE.format(id="open", pattern="(moved"), "rule open: RE2 does not accept its pattern"),
        (RULE.format(id="lone", pattern="moved").replace("counter_", "counter"), "rule lone has unknown keys"),
    ],
)
@pytest.mark.parametrize("name", ["own.toml", "own.txt"])
def test_what_is_wrong_with_a_file_is_told_under_its_own_name(run, tmp_path, content, told, name):
    file = tmp_path / name
    file.write_text(content, encoding="utf-8")
    shown = run("rules", "test", file)
    assert (shown.code, shown.out) == (2, "")
    assert told.format(file=file) in shown.err


def test_every_example_that_fails_is_told_on_a_line_of_its_own(run, tmp_path):
    shown = run("rules", "test", rule(tmp_path, all="astronomers|ferries"))
    assert shown.code == 2
    assert shown.err == "copydesk: rule all matches its counter-example 'The astronomers stayed.'\n"
    shown = run("rules", "test", rule(tmp_path, none="stayed"))
    assert shown.err.splitlines() == [
        "copydesk: rule none does not match its example 'The astronomers moved their tents.'",
        "rule none matches its counter-example 'The astronomers stayed.'",
    ]


def test_a_file_that_rules_share_is_no_file_of_rules(run, tmp_path):
    file = tmp_path / "macros.toml"
    file.write_text("", encoding="utf-8")
    shown = run("rules", "test", file)
    assert (shown.code, shown.out) == (2, "")
    assert "is no file of rules but what rules share" in shown.err
