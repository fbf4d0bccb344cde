from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest
from holding import hold_table

from copydesk.errors import SettingsError
from copydesk.pipeline import stage
from copydesk.quality import check_report, checks, suites
from copydesk.quality.expectations import Desk
from copydesk.quality.report import Report
from copydesk.settings.rooms import Quality
from copydesk.tables import EVIDENCE, LATE, PUBLISHED, TABLES

Tables = dict[str, pd.DataFrame]


def failed(held: pd.DataFrame) -> dict[str, tuple[str | None, str | None]]:
    rows = held[~held["success"]].set_index("check_id")[["failing_ids", "error"]]
    return {name: tuple(None if pd.isna(cell) else cell for cell in row) for name, row in rows.T.items()}


def of_run(tables: Tables) -> list[pd.DataFrame]:
    """What the stage reads but the intake, where nothing was held before."""
    return [*(tables[name] for name in PUBLISHED if name not in LATE), TABLES["held"].empty()]


def edited(tmp_path: Path, quality: Quality, table: str, edit: Callable[[dict[str, Any]], None]) -> Quality:
    """Settings of a workspace whose suite of ``table`` an editor has changed."""
    shutil.copytree(quality.checks / "suites", tmp_path / "suites")
    file = tmp_path / "suites" / f"{table}.json"
    suite = json.loads(file.read_text(encoding="utf-8"))
    edit(suite)
    file.write_text(json.dumps(suite), encoding="utf-8")
    return Quality(checks=tmp_path)


def test_a_sound_run_passes_every_rule(tables: Tables, intake: pd.DataFrame, quality: Quality) -> None:
    held = checks(intake, *of_run(tables), quality)
    assert failed(held) == {}
    assert held["check_id"].is_unique
    named = [name for name in PUBLISHED if name not in ("checks", "summary")]
    assert held["table"].drop_duplicates().tolist() == named
    assert len(held) == sum(len(suites()[name]["expectations"]) for name in named)
    # The pipeline runs the same as a stage, and the same tables give the same rows.
    # It does so in two steps.
    settings, known = SimpleNamespace(quality=quality), {**tables, "intake": intake}
    known |= stage("evidence").run(known, settings)
    assert known["held"]["table"].drop_duplicates().tolist() == list(EVIDENCE)
    by_stage = stage("quality").run(known, settings)["checks"]
    pd.testing.assert_frame_equal(by_stage, held)


def test_what_was_held_before_is_not_held_again(tables: Tables, intake: pd.DataFrame, quality: Quality) -> None:
    held = TABLES["held"].conform(checks(intake, *of_run(tables), quality).query("table == 'pairs'").tail(1))
    rows = checks(intake, *of_run(tables)[:-1], held, quality)
    assert rows[rows["table"] == "pairs"].to_dict("records") == held.to_dict("records")
    assert failed(rows) == {}


def test_a_report_read_back_passes_but_is_not_held_to_its_intake(
    tables: Tables, quality: Quality, tmp_path: Path
) -> None:
    for name in PUBLISHED:
        tables[name].to_parquet(tmp_path / f"{name}.parquet")
    held = check_report({name: pd.read_parquet(tmp_path / f"{name}.parquet") for name in PUBLISHED}, quality)
    assert failed(held) == {}
    needing = [rule for suite in suites().values() for rule in suite["expectations"] if rule["meta"].get("needs")]
    assert len(held) == sum(len(suite["expectations"]) for suite in suites().values()) - len(needing)
    assert len(needing) == 3


def test_empty_tables_pass(quality: Quality) -> None:
    tables = {name: TABLES[name].empty() for name in PUBLISHED}
    assert failed(check_report(tables, quality)) == {}


def test_an_empty_intake_is_accounted_for(desk: Desk) -> None:
    report = Report({name: TABLES[name].empty() for name in PUBLISHED}, TABLES["intake"].empty())
    for name in ("documents", "rejects"):
        assert all(row["success"] for row in hold_table(desk, report, name, suites()[name]["expectations"]))


def test_articles_without_anything_else_pass(tables: Tables, quality: Quality) -> None:
    alone = {name: TABLES[name].empty() for name in PUBLISHED}
    lonely = tables["documents"].iloc[2:].assign(notice_count=0)
    assert failed(check_report({**alone, "documents": TABLES["documents"].conform(lonely)}, quality)) == {}


def test_a_report_without_a_table_or_column_fails_with_the_reason(tables: Tables, quality: Quality) -> None:
    del tables["sentences"]
    tables["pairs"] = tables["pairs"].drop(columns="jaccard")
    told = failed(check_report(tables, quality))
    columns = told.pop("pairs.expect_table_columns_to_match_ordered_list")
    assert str(columns[0]).startswith("containment_a_in_b; ")
    assert set(told) == {
        "attributions.sentence_known.expect_column_values_to_be_in_set",
        "pairs.jaccard.expect_column_values_to_be_between",
        "pairs.smaller_containment+jaccard.expect_column_pair_values_a_to_be_greater_than_b",
    }
    assert all(error and ("sentence_known" in error or "jaccard" in error) for _ids, error in told.values())


def test_an_editor_may_take_rules_away_and_add_others(tables: Tables, quality: Quality, tmp_path: Path) -> None:
    def edit(suite: dict[str, Any]) -> None:
        suite["expectations"] = [
            {"type": "expect_column_values_to_be_in_set", "kwargs": {"column": "language", "value_set": ["de"]}},
            {
                "type": "expect_column_value_lengths_to_equal",
                "kwargs": {"column": "doc_id", "value": 2},
                "severity": "info",
                "notes": ["Ids are short.", "They are."],
            },
            {"type": "expect_table_row_count_to_be_between", "kwargs": {"min_value": 4}, "severity": "warning"},
            {"type": "expect_column_values_to_be_between", "kwargs": {"column": "title", "max_value": 5}},
            {"type": "expect_column_values_to_be_between", "kwargs": {"column": "title", "max_value": 80}},
        ]

    held = check_report(tables, edited(tmp_path, quality, "documents", edit))
    own = held[held["table"] == "documents"].set_index("check_id")
    assert own["success"].to_dict() == {
        "documents.expect_table_row_count_to_be_between": False,
        "documents.language.expect_column_values_to_be_in_set": False,
        "documents.doc_id.expect_column_value_lengths_to_equal": True,
        "documents.title.expect_column_values_to_be_between": False,
        "documents.title.expect_column_values_to_be_between.2": True,
    }
    assert own["severity"].tolist() == ["warning", "critical", "info", "critical", "critical"]
    assert own.loc["documents.doc_id.expect_column_value_lengths_to_equal", "meaning"] == "Ids are short. They are."
    assert own["meaning"].notna().all()
    assert failed(held[held["table"] != "documents"]) == {}


def test_an_unknown_rule_stops_the_run_and_names_the_file(tables: Tables, quality: Quality, tmp_path: Path) -> None:
    def edit(suite: dict[str, Any]) -> None:
        suite["expectations"].append({"type": "expect_the_best", "kwargs": {}})

    with pytest.raises(SettingsError, match=r"pairs\.json: expect_the_best is no usable expectation"):
        check_report(tables, edited(tmp_path, quality, "pairs", edit))


def test_settings_come_last(tables: Tables, intake: pd.DataFrame) -> None:
    with pytest.raises(TypeError, match=r"rooms\.Quality"):
        checks(intake, *of_run(tables))


def test_failing_rows_are_told_by_their_keys(desk: Desk, tables: Tables) -> None:
    tables["members"] = tables["members"].assign(role="passer-by")
    tables["members"].loc[0, ["cluster_id", "doc_id"]] = None
    rule = {"type": "expect_column_values_to_be_in_set", "kwargs": {"column": "role", "value_set": ["origin"]}}
    (row,) = hold_table(desk, Report(tables), "members", [rule])
    told = [f"{each.cluster_id}/{each.doc_id}" for each in tables["members"].iloc[1:].itertuples()]
    assert row["failing_ids"] == "; ".join(["(a row without a key)", *told])
