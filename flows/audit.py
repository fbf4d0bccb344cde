"""The audit as a Prefect flow: the stages of copydesk.pipeline as tasks, cached by what they read.

    python flows/audit.py [INPUT...] [--out DIR] [--config FILE] [--verbose]

Between tasks go handles of tables, as JSON; the tables themselves lie in a content-addressed folder. A task
whose tables, settings, input files and code are unchanged is not run again, so a killed run goes on at the
stage that was interrupted.
"""

# ruff: noqa: E402 - Prefect reads its settings when it is imported, so they are set before.
from __future__ import annotations

import argparse
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WORKSPACE = Path(__file__).resolve().parents[1]
SAMPLE = WORKSPACE / "corpus" / "sample"

if __name__ == "__main__":
    from copydesk.cli.environment import prefect_environment

    level = "INFO" if "--verbose" in sys.argv[1:] else "WARNING"
    for variable, setting in {**prefect_environment(WORKSPACE), "PREFECT_LOGGING_LEVEL": level}.items():
        os.environ.setdefault(variable, setting)

from prefect import Task, flow, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import INPUTS, NO_CACHE
from prefect.client.schemas.objects import State
from prefect.logging import get_logger
from prefect.settings import get_current_settings
from prefect.states import Failed

from copydesk import pipeline
from copydesk.cli.audit import DEFAULT_OUT
from copydesk.cli.telling import tell
from copydesk.errors import CopydeskError, UsageError
from copydesk.pipeline import dashboard
from copydesk.pipeline.digests import digest_code, digest_inputs, digest_settings
from copydesk.pipeline.store import FolderStore, Handle
from copydesk.reports import read
from copydesk.settings import Settings, load
from copydesk.settings.workspace import find_config

__all__ = ["audit"]

Handles = dict[str, Handle]


@dataclass(frozen=True)
class Desk:
    """What every task needs and no cache key may hold: where tables lie, and the settings (digested apart)."""

    store: FolderStore
    settings: Settings


def may_pass(_task: Any, _run: Any, state: State[Any]) -> bool:
    """Whether a failure may pass on a second try; what copydesk says on purpose will be said again."""
    return not isinstance(state.result(raise_on_failure=False), CopydeskError)


RETRY: dict[str, Any] = {"retries": 2, "retry_delay_seconds": [2, 10], "retry_condition_fn": may_pass}
KEEP: dict[str, Any] = {"persist_result": True, "cache_policy": INPUTS - "desk", "result_serializer": "json"}


@task(name="ingest", task_run_name="ingest", **RETRY, **KEEP)
def read_inputs(inputs: list[str], digests: list[str], desk: Desk) -> Handles:
    """Read ``inputs``; ``digests`` stand for their files, the settings and the code."""
    frames = pipeline.read_tables(inputs, desk.settings)
    if digest_inputs(inputs) not in digests:  # else the new articles would be kept as those of the old files
        raise UsageError("the input changed while it was read; run the audit again")
    return {name: desk.store.put(name, frame) for name, frame in frames.items()}


@task(name="stage", task_run_name="{name}", **RETRY, **KEEP)
def run_stage(name: str, reads: Handles, digests: list[str], desk: Desk) -> Handles:
    """Run the stage called ``name`` on the tables ``reads``; ``digests`` stand for its settings and the code."""
    tables = {table: desk.store.get(handle) for table, handle in reads.items()}
    written = pipeline.run_wave([pipeline.stage(name)], tables, desk.settings)
    return {table: desk.store.put(table, frame) for table, frame in written.items()}


@task(name="publish", task_run_name="publish", cache_policy=NO_CACHE, **RETRY)
def publish_report(handles: Handles, out: str, desk: Desk) -> str:
    """Publish the report as the folder ``out``, whole or not at all."""
    tables = {table: desk.store.get(handle) for table, handle in handles.items()}
    return str(pipeline.publish(tables, Path(out), desk.settings))


@task(name="dashboard", task_run_name="dashboard", cache_policy=NO_CACHE, **RETRY)
def show(handles: Handles, report: str, why: str, desk: Desk) -> None:
    """Leave the cards of the run as artifacts; ``why`` instead of the findings when there is no ``report``."""
    tables = {name: desk.store.get(handles[name]) for name in dashboard.SHOWN if name in handles}
    for card in dashboard.deal(tables, report, why):
        if card.markdown:
            create_markdown_artifact(card.markdown, card.key, card.description)
        else:
            create_table_artifact(list(card.rows), card.key, card.description)


@flow(name="audit", description="Audit news copy and publish the report.")
def audit(inputs: list[str] | None = None, out: str | None = None, config: str | None = None) -> str | State[Any]:
    """Audit ``inputs`` (files, folders, globs; default corpus/sample) into ``out``; return the report's folder.

    Ends Failed, with a sentence that says why, when nothing can be read or a critical check withholds the
    report. ``config`` is a copydesk.toml; default: the workspace's, if it has one.
    """
    handles: Handles = {}
    try:
        desk = open_desk(config)
        report = run_stages(handles, inputs or [str(SAMPLE)], out or str(WORKSPACE / DEFAULT_OUT), desk)
    except CopydeskError as error:
        if handles:  # how showing them ends must not hide the error
            show(handles, "", str(error), desk, return_state=True)
        return Failed(message=str(error), data=error)
    show(handles, report, "", desk)
    desk.store.prune(desk.settings.store)  # last of all: with keep_days = 0 not even this run's own tables stay
    return report


def open_desk(config: str | None) -> Desk:
    """The desk of a run: tables beside Prefect's own files, settings from ``config`` or the workspace's."""
    file = Path(config) if config else find_config(WORKSPACE)
    return Desk(FolderStore(get_current_settings().home.expanduser() / "tables"), load(file))


def run_stages(handles: Handles, inputs: list[str], out: str, desk: Desk) -> str:
    """Fill ``handles`` stage by stage, publish, and return the report's folder."""
    pipeline.require_out(Path(out))
    code = digest_code()
    digests = [code, digest_inputs(inputs), digest_settings(desk.settings.ingest)]
    handles |= run_kept(read_inputs, desk, inputs, digests)
    pipeline.require_articles({name: desk.store.get(handles[name]) for name in ("articles", "rejects")})
    for each in pipeline.STAGES:
        reads = {table: handles[table] for table in each.reads}
        digests = [code, digest_settings(getattr(desk.settings, each.room) if each.room else None)]
        handles |= run_kept(run_stage, desk, each.name, reads, digests)
    return publish_report(handles, out, desk)


def run_kept(step: Task[..., Handles], desk: Desk, *arguments: Any) -> Handles:
    """The result of ``step``, kept or new; run again when tables of the kept one are gone from the store."""
    handles = step(*arguments, desk)
    for handle in handles.values():
        desk.store.use(handle)
    if all(desk.store.has(handle) for handle in handles.values()):
        return handles
    return step.with_options(refresh_cache=True)(*arguments, desk)


def main(arguments: list[str] | None = None) -> int:
    """Run the flow once on an ephemeral server, print the summary, return the exit code of ``copydesk audit``."""
    parser = argparse.ArgumentParser(description="Audit news copy as a Prefect flow.")
    parser.add_argument("inputs", nargs="*", metavar="INPUT", help="file, folder or glob; default corpus/sample")
    parser.add_argument("--out", metavar="DIR", help="folder of the report")
    parser.add_argument("--config", metavar="FILE", help="a copydesk.toml")
    parser.add_argument("--verbose", action="store_true", help="show Prefect's own log")
    given = parser.parse_args(arguments)
    if not given.verbose:  # main says it, once and without the run's name
        get_logger("task_runs").addFilter(lambda record: not record.getMessage().startswith("Finished in state"))
    try:
        state = audit(given.inputs or None, given.out, given.config, return_state=True)
    except KeyboardInterrupt:
        print("copydesk: interrupted; what was done is kept for the next run", file=sys.stderr)
        return 130
    result = state.result(raise_on_failure=False)
    if isinstance(result, Exception):
        print(f"copydesk: {result}", file=sys.stderr)
        return result.exit_code if isinstance(result, CopydeskError) else 70
    report = read(Path(str(result)))
    tell(report["summary"], report["findings"], Path(str(result)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
