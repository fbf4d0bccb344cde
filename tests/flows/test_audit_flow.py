from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import counting_rooms
import pytest
from report_files import differing

from copydesk.errors import NothingReadableError, WithheldError

HERE = Path(__file__).parent
Run = Callable[..., Any]


@pytest.fixture
def runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """What ran since the last time it was asked."""
    file = tmp_path / "runs.txt"
    monkeypatch.setenv("COUNTED_RUNS", str(file))

    def since() -> list[str]:
        lines = file.read_text().split() if file.exists() else []
        file.write_text("")
        return lines

    return since


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "one.txt").write_text("The ferry left the pier at nine.")
    return folder


@pytest.fixture
def run(
    prefect_home: Path, flow_file: ModuleType, runs: Run, monkeypatch: pytest.MonkeyPatch, corpus: Path, tmp_path: Path
) -> Run:
    """Run the flow over the counting rooms; gives its final state."""
    counting_rooms.install(lambda target, value: monkeypatch.setattr(target, value, raising=False))
    monkeypatch.setattr(flow_file, "digest_code", lambda: "this version")  # somebody may be editing it
    monkeypatch.setattr(flow_file.dashboard, "deal", lambda *_: [])
    return lambda **more: flow_file.audit([str(corpus)], str(tmp_path / "out"), return_state=True, **more)


def test_report_is_the_plain_one_byte_for_byte(
    prefect_home: Path, flow_file: ModuleType, workspace: Path, plain_report: Path, tmp_path: Path
) -> None:
    from prefect.artifacts import Artifact

    inputs, config = [str(workspace / "corpus" / "sample")], str(workspace / "copydesk.toml")
    assert flow_file.audit(inputs, str(tmp_path / "out"), config) == str(tmp_path / "out")
    assert differing(tmp_path / "out", plain_report) == []
    for key in ("audit-summary", "audit-findings", "audit-outlets", "audit-data-quality", "audit-rejects"):
        assert Artifact.get(key), key


def test_flow_publishes_and_returns_the_folder(run: Run, runs: Run, tmp_path: Path) -> None:
    state = run()
    assert state.is_completed()
    assert state.result() == str(tmp_path / "out")
    assert (tmp_path / "out" / "summary.txt").read_text() == "7 words were read."
    assert runs() == ["ingest", "fingerprints", "readability", "summary", "publish"]


def test_what_did_not_change_is_not_run_again(run: Run, runs: Run) -> None:
    run()
    runs()
    assert run().is_completed()
    assert runs() == ["publish"]


def test_changed_file_is_never_served_from_cache(run: Run, runs: Run, corpus: Path, tmp_path: Path) -> None:
    run()
    before = (corpus / "one.txt").stat()
    (corpus / "one.txt").write_text("The ferry left the pier at once, said the captain."[:32])
    os.utime(corpus / "one.txt", ns=(before.st_atime_ns, before.st_mtime_ns))
    runs()
    run()
    assert runs() == ["ingest", "fingerprints", "readability", "summary", "publish"]
    (corpus / "two.txt").write_text("Nobody spoke.")
    run()
    assert (tmp_path / "out" / "summary.txt").read_text() == "9 words were read."


def test_changed_setting_runs_only_its_own_stage(run: Run, runs: Run, tmp_path: Path) -> None:
    run()
    runs()
    config = tmp_path / "copydesk.toml"
    config.write_text("[readability]\nmin_words = 7\n")
    run(config=str(config))
    assert runs() == ["readability", "publish"]


def test_changed_code_runs_everything(run: Run, runs: Run, monkeypatch: pytest.MonkeyPatch, flow_file: Any) -> None:
    run()
    runs()
    monkeypatch.setattr(flow_file, "digest_code", lambda: "another version")
    run()
    assert runs() == ["ingest", "fingerprints", "readability", "summary", "publish"]


def test_lost_and_damaged_tables_are_computed_again(run: Run, runs: Run, prefect_home: Path, tmp_path: Path) -> None:
    run()
    for file in (prefect_home / "tables" / "fingerprints").iterdir():
        file.unlink()
    for file in (prefect_home / "tables" / "readability").iterdir():
        file.write_bytes(file.read_bytes()[:-9])
    runs()
    assert run().is_completed()
    assert runs() == ["fingerprints", "readability", "publish"]


def test_tables_that_no_run_used_for_long_are_deleted_after_a_report(run: Run, runs: Run, prefect_home: Path) -> None:
    run()
    old = time.time() - 15 * 86_400
    kept = {path: path.read_bytes() for path in (prefect_home / "tables").rglob("*.parquet")}
    for path in kept:
        os.utime(path, (old, old))
    left = next(iter(kept)).with_name("0" * 64 + ".parquet")
    left.write_bytes(b"of a run long ago")
    os.utime(left, (old, old))
    assert run().is_completed()
    assert {path: path.read_bytes() for path in (prefect_home / "tables").rglob("*.parquet")} == kept


def test_a_store_that_keeps_nothing_is_emptied_when_all_is_shown(
    run: Run, runs: Run, monkeypatch: pytest.MonkeyPatch, flow_file: Any, prefect_home: Path, tmp_path: Path
) -> None:
    monkeypatch.setattr(flow_file.dashboard, "SHOWN", ("summary",))
    (tmp_path / "copydesk.toml").write_text("[store]\nkeep_days = 0\n")
    for _ in range(2):
        assert run(config=str(tmp_path / "copydesk.toml")).is_completed()
        assert runs() == ["ingest", "fingerprints", "readability", "summary", "publish"]
        assert list((prefect_home / "tables").rglob("*.parquet")) == []


def test_half_written_result_is_computed_again(run: Run, runs: Run, prefect_home: Path) -> None:
    run()
    for file in (prefect_home / "storage").iterdir():
        file.write_bytes(b"")
    runs()
    assert run().is_completed()
    assert runs() == ["ingest", "fingerprints", "readability", "summary", "publish"]


def test_results_are_json_and_never_pickles(run: Run, prefect_home: Path) -> None:
    import json

    run()
    records = [json.loads(file.read_text()) for file in (prefect_home / "storage").iterdir()]
    assert records
    assert {record["metadata"]["serializer"]["type"] for record in records} == {"json"}


def test_withheld_report_fails_the_flow_in_a_plain_sentence(
    run: Run, runs: Run, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def withhold(*_: Any) -> Path:
        counting_rooms.ran("publish")
        raise WithheldError("a critical check failed: pairs.key")

    monkeypatch.setattr("copydesk.reports.publish", withhold)
    state = run()
    assert state.is_failed()
    assert state.message == "a critical check failed: pairs.key"
    assert isinstance(state.result(raise_on_failure=False), WithheldError)
    assert runs().count("publish") == 1
    assert "Traceback" not in "".join(capfd.readouterr())


def test_nothing_readable_fails_the_flow(run: Run, corpus: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (corpus / "one.txt").unlink()
    (corpus / "one.dat").write_text("-")
    state = run()
    assert state.is_failed()
    assert state.message == "nothing readable in the input (no file that copydesk reads, or no record in any)"
    assert isinstance(state.result(raise_on_failure=False), NothingReadableError)
    assert "Traceback" not in "".join(capfd.readouterr())


def test_passing_failure_is_tried_again(run: Run, runs: Run, monkeypatch: pytest.MonkeyPatch, flow_file: Any) -> None:
    monkeypatch.setattr(flow_file.publish_report, "retry_delay_seconds", [0, 0])
    publish = counting_rooms.publish

    def stumble(*arguments: Any) -> Path:
        if runs().count("publish") == 0:
            counting_rooms.ran("publish")
            raise OSError("the disk is busy")
        return publish(*arguments)

    monkeypatch.setattr("copydesk.reports.publish", stumble)
    assert run().is_completed()


def test_killed_run_goes_on_at_the_interrupted_stage(
    harness: str, prefect_home: Path, corpus: Path, tmp_path: Path, runs: Run
) -> None:
    environment = {
        **os.environ,
        "PREFECT_API_URL": harness,
        "PREFECT_HOME": str(prefect_home),
        "KILL_ONCE": str(tmp_path / "killed"),
        "PREFECT_LOGGING_LEVEL": "ERROR",
    }
    command = [sys.executable, str(HERE / "counted_audit.py"), str(corpus), "--out", str(tmp_path / "out")]
    killed = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert killed.returncode == -9, killed.stderr.decode()
    assert runs() == ["ingest", "fingerprints", "readability"]
    again = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert again.returncode == 0, again.stderr.decode()
    assert runs() == ["readability", "summary", "publish"]
