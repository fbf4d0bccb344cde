from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from copydesk.quality import expectations
from copydesk.quality.expectations import Desk

FRAME = pd.DataFrame(
    {"id": pd.Series(["a", "b", "b", None], dtype="str"), "n": pd.Series([1, -2, None, 3], dtype="Int64")}
)


def between(column: str, **bounds: Any) -> dict[str, Any]:
    return {"type": "expect_column_values_to_be_between", "kwargs": {"column": column, **bounds}}


def test_outcomes_come_in_the_order_of_the_rules(desk: Desk) -> None:
    rules = [
        between("absent", min_value=0),
        between("n", min_value=0),
        between("n", max_value=5),
        {"type": "expect_column_values_to_be_unique", "kwargs": {"column": "id"}},
    ]
    held = desk.hold(FRAME, rules, {})
    assert [outcome["success"] for outcome in held] == [False, False, True, False]
    assert [outcome["failing"] for outcome in held] == [[], [1], [], [1, 2]]
    assert [outcome["rows"] for outcome in held] == [4, 4, 4, 4]
    assert [outcome["unexpected"] for outcome in held] == [None, 1, 0, 2]


def test_a_rule_that_raises_says_so_and_spoils_no_other(desk: Desk) -> None:
    first, second = desk.hold(FRAME, [between("absent", min_value=0), between("n", max_value=5)], {})
    assert "absent" in first["error"]
    assert (second["success"], second["error"]) == (True, None)


def test_failing_rows_are_complete_beyond_the_limit_of_a_summary(desk: Desk) -> None:
    frame = pd.DataFrame({"id": [f"d{n}" for n in range(1000)], "n": -1})
    (outcome,) = desk.hold(frame, [between("n", min_value=0)], {})
    assert outcome["failing"] == list(range(1000))


def test_a_lost_result_is_a_failure(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    built = expectations._suite
    monkeypatch.setattr(expectations, "_suite", lambda rules: built([rule for rule in rules if rule != lost_rule]))
    lost_rule = {**between("n", max_value=5), "meta": {"rule_no": 0}}
    lost, kept = desk.hold(FRAME, [between("n", max_value=5), between("n", max_value=6)], {})
    assert (lost["success"], lost["error"]) == (False, "Great Expectations gave no result")
    assert kept["success"]


@pytest.mark.parametrize(
    "rule",
    [
        {"type": "expect_nothing", "kwargs": {}},
        {"type": "expect_column_values_to_be_unique", "kwargs": {"colum": "id"}},
        {"type": "expect_column_values_to_be_unique", "kwargs": {"column": "id"}, "severity": "fatal"},
        {"type": "expect_column_values_to_be_unique", "kwargs": {"column": "id"}, "note": "a key too many"},
    ],
    ids=["type", "argument", "severity", "key"],
)
def test_a_rule_that_cannot_be_built_is_an_error(desk: Desk, rule: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=f"{rule['type']} is no usable expectation"):
        desk.hold(FRAME, [rule], {})


def test_parameters_reach_the_rules_that_name_them(desk: Desk) -> None:
    rule = {"type": "expect_table_row_count_to_equal", "kwargs": {"value": {"$PARAMETER": "wanted"}}}
    assert [desk.hold(FRAME, [rule], {"wanted": n})[0]["success"] for n in (4, 5)] == [True, False]


def test_nothing_is_sent_or_printed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_arguments: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    with Desk() as other:
        assert other.hold(FRAME, [between("n", max_value=5)], {})[0]["success"]
    assert capfd.readouterr() == ("", "")


def test_nothing_is_written(tmp_path: Path) -> None:
    for name in ("home", "work", "tmp"):
        (tmp_path / name).mkdir()
    code = (
        "import pandas as pd; from copydesk.quality.expectations import Desk\n"
        "with Desk() as desk: print(desk.hold(pd.DataFrame({'n': [1]}), [{'type':"
        " 'expect_column_values_to_be_unique', 'kwargs': {'column': 'n'}}], {})[0]['success'])"
    )
    ran = subprocess.run(
        [sys.executable, "-B", "-c", code],
        cwd=tmp_path / "work",
        capture_output=True,
        text=True,
        env={"HOME": str(tmp_path / "home"), "TMPDIR": str(tmp_path / "tmp")},
        check=True,
    )
    assert (ran.stdout, ran.stderr) == ("True\n", "")
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == []


def test_great_expectations_is_imported_late() -> None:
    code = "import sys, copydesk.quality; print('great_expectations' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"
