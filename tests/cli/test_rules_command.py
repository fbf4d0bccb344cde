"""``copydesk rules test``: what an editor sees before a rule goes live."""

from __future__ import annotations

from pathlib import Path

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
    assert f"1 different line of {desk / 'report'} would be hit." in shown.out


def test_a_rule_that_misses_its_example_is_told_before_any_line_is_shown(run, desk, tmp_path):
    shown = run("rules", "test", rule(tmp_path, never="astronomers slept"), "--report", desk / "report")
    assert shown.code == 2
    assert "rule never does not match its example 'The astronomers moved their tents.'" in shown.err
    assert "Tidewatch" not in shown.out
