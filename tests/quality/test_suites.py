from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from copydesk.errors import SettingsError
from copydesk.quality import suites, write_suites
from copydesk.quality.suites import FACTS, read_suite
from copydesk.settings import packaged
from copydesk.tables import PUBLISHED

SHIPPED = packaged("checks") / "suites"


def test_the_shipped_suites_are_the_generated_ones(tmp_path: Path) -> None:
    write_suites(tmp_path)
    assert sorted(file.name for file in SHIPPED.iterdir()) == sorted(f"{name}.json" for name in PUBLISHED)
    for name in PUBLISHED:
        assert (SHIPPED / f"{name}.json").read_bytes() == (tmp_path / f"{name}.json").read_bytes()
        assert read_suite(SHIPPED, name) == suites()[name]


@pytest.mark.filterwarnings("ignore:module 'sre_")  # the library's first import
@pytest.mark.parametrize("name", PUBLISHED)
def test_great_expectations_loads_every_suite_whole(name: str) -> None:
    from great_expectations import ExpectationSuite

    written = json.loads((SHIPPED / f"{name}.json").read_text(encoding="utf-8"))
    loaded = ExpectationSuite(**written).to_json_dict()
    kept = [{key: rule[key] for key in ("type", "kwargs", "severity", "notes")} for rule in loaded["expectations"]]
    assert kept == [
        {key: rule[key] for key in ("type", "kwargs", "severity", "notes")} for rule in written["expectations"]
    ]


def test_every_rule_has_a_severity_and_a_sentence() -> None:
    rules = [rule for suite in suites().values() for rule in suite["expectations"]]
    assert {rule["severity"] for rule in rules} <= {"critical", "warning", "info"}
    assert all(rule["notes"][0].isalnum() and rule["notes"].endswith(".") for rule in rules)


def test_no_two_facts_share_a_column() -> None:
    named = [(fact.table, fact.column) for fact in FACTS]
    assert len(named) == len(set(named))


RULE: dict[str, Any] = {"type": "expect_column_to_exist", "kwargs": {"column": "doc_id"}}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (None, "cannot be read"),
        ("{", "cannot be read"),
        ("[]", "is not a suite"),
        (json.dumps({"name": "documents", "expectations": []}), "is not a suite"),
        (json.dumps({"name": "pairs", "expectations": {}}), "is not a suite"),
        (json.dumps({"name": "pairs", "expectations": ["unique"]}), "expectation 1 needs a type and kwargs"),
        (json.dumps({"name": "pairs", "expectations": [RULE, {"type": "x"}]}), "expectation 2 needs a type and kwargs"),
        (json.dumps({"name": "pairs", "expectations": [{**RULE, "meta": "intake"}]}), "expectation 1: meta"),
        (json.dumps({"name": "pairs", "expectations": [{**RULE, "meta": {"needs": "intake"}}]}), "expectation 1: meta"),
        (json.dumps({"name": "pairs", "expectations": [{**RULE, "severity": "fatal"}]}), "expectation 1: severity"),
        (json.dumps({"name": "pairs", "expectations": [{**RULE, "notes": 5}]}), "expectation 1: notes"),
    ],
    ids=[
        "missing",
        "no_json",
        "list",
        "other_table",
        "no_list",
        "string",
        "no_kwargs",
        "meta",
        "needs",
        "severity",
        "notes",
    ],
)
def test_a_malformed_suite_is_named(tmp_path: Path, text: str | None, told: str) -> None:
    if text is not None:
        (tmp_path / "pairs.json").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as raised:
        read_suite(tmp_path, "pairs")
    assert str(tmp_path / "pairs.json") in str(raised.value)
    assert told in str(raised.value)


def test_a_suite_without_rules_is_a_suite(tmp_path: Path) -> None:
    (tmp_path / "pairs.json").write_text('{"name": "pairs", "expectations": []}', encoding="utf-8")
    assert read_suite(tmp_path, "pairs")["expectations"] == []
