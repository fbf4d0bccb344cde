"""Stages side by side: in any number of processes the same tables."""

from __future__ import annotations

import multiprocessing
import os
import select
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pytest

from copydesk.errors import TableError
from copydesk.pipeline import tasks, waves
from copydesk.pipeline.engines import run_stages, run_wave
from copydesk.pipeline.parts import cut
from copydesk.pipeline.run import audit
from copydesk.pipeline.stages import STAGES, Stage
from copydesk.settings import Settings, load
from copydesk.tables import TABLES

SAMPLE = Path(__file__).parents[2] / "corpus" / "sample"


@pytest.fixture(scope="module")
def settings() -> Settings:
    return load()


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_table_that_nobody_writes_is_told(settings: Settings) -> None:
    with pytest.raises(ValueError, match="no stage writes what text reads"):
        run_wave(STAGES, {"documents": NAMES}, settings)


def test_the_number_of_processes_changes_no_byte(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    audit([str(SAMPLE)], tmp_path / "one", settings)
    monkeypatch.setattr(tasks, "ALONE", 7)
    monkeypatch.setattr(tasks, "ARTICLES_A_PART", 7)
    monkeypatch.setattr(waves, "_AT_FIRST", 3)
    audit([str(SAMPLE)], tmp_path / "two", settings, workers=2)
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_ranges_are_halved_in_the_end_where_processes_come_to_them_at_different_times() -> None:
    parted, whole = (Stage(name, "", (), (), in_parts=name == "parted") for name in ("parted", "whole"))
    told = [
        [(task.first, task.last) for task in tasks.divide(stages, 20_003, 2)] for stages in ([parted], [whole, parted])
    ]
    assert told[0] == [(0, 5001), (5001, 10002), (10002, 15003), (15003, 20003)]
    assert told[1] == [(0, None), *told[0][:2], (10002, 12502), (12502, 15003), (15003, 17503), (17503, 20003)]
    assert [task.last for task in tasks.divide([whole, parted], 5_000, 2)] == [None, 2500, 5000]


NAMES = pd.DataFrame({"articles": range(9)})


def fail_in_worker(articles: pd.DataFrame) -> pd.DataFrame:
    raise TableError(f"{len(articles)} articles")


def die_in_worker(articles: pd.DataFrame) -> pd.DataFrame:
    if os.getpid() != PARENT:
        os._exit(9)
    return pd.DataFrame({"doc_no": pd.Series(range(len(articles)), dtype="int32"), "coarse_cluster": 0})


def number(articles: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({"doc_no": pd.Series(range(len(articles)), dtype="int32"), "coarse_cluster": articles.index})


def measure(articles: pd.DataFrame) -> pd.DataFrame:
    return TABLES["attribution"].empty().reindex(range(len(articles))).assign(
        doc_no=range(len(articles)), body_sentences=articles["record_no"], anonymity_reason_given=False
    )  # fmt: skip


PARENT = os.getpid()


def stage_of(function: str) -> Stage:
    return Stage("fingerprints", f"{__name__}:{function}", ("articles",), ("fingerprints",), in_parts=True)


def linger(articles: pd.DataFrame) -> pd.DataFrame:
    """In a fork it ends when all that does not wait for it is told to be done."""
    if os.getpid() != PARENT and not select.select([GATE["ends"][0]], [], [], 60)[0]:
        raise TableError("never released")
    return number(articles)


def hold(_attribution: pd.DataFrame) -> pd.DataFrame:
    return TABLES["held"].empty()


def end(_fingerprints: pd.DataFrame, _held: pd.DataFrame) -> pd.DataFrame:
    return TABLES["summary"].empty()


GATE: dict[str, tuple[int, int]] = {}
FLOW = (
    Stage("slow", f"{__name__}:linger", ("articles",), ("fingerprints",)),
    Stage("quick", f"{__name__}:measure", ("articles",), ("attribution",)),
    Stage("after quick", f"{__name__}:hold", ("attribution",), ("held",)),
    Stage("after both", f"{__name__}:end", ("fingerprints", "held"), ("summary",)),
)
TOLD = {
    1: [["slow", "quick", "after quick", "after both"], ["after quick", "after both"], ["after both"]],
    2: [
        ["slow", "quick", "after quick", "after both"],
        ["slow", "after quick", "after both"],
        ["slow", "after both"],
        ["after both"],
    ],
}


@pytest.mark.parametrize("workers", [1, 2])
def test_a_stage_is_begun_when_its_tables_are_there(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    monkeypatch.setattr(tasks, "ALONE", 4)
    monkeypatch.setitem(GATE, "ends", os.pipe())
    tables = {"articles": pd.DataFrame({"record_no": range(9)})}
    told = []
    for left in run_stages(FLOW, tables, settings, workers):
        told.append([stage.name for stage in left])
        if told[-1] == ["slow", "after both"]:
            os.write(GATE["ends"][1], b"!")
    assert told == TOLD[workers]
    assert sorted(tables) == sorted(["articles", *(name for stage in FLOW for name in stage.writes)])
    assert tables["fingerprints"]["doc_no"].tolist() == tables["attribution"]["doc_no"].tolist() == list(range(9))


def tell_process(articles: pd.DataFrame) -> pd.DataFrame:
    return number(articles).assign(coarse_cluster=os.getpid())


def load_rules(articles: pd.DataFrame, _settings: object) -> None:
    LOADED.append((os.getpid(), *articles["record_no"]))


def load_and_release(articles: pd.DataFrame, _settings: object) -> None:
    load_rules(articles, _settings)
    os.write(GATE["ends"][1], b"!")


def hold_loaded(articles: pd.DataFrame, _fingerprints: pd.DataFrame, _settings: object) -> pd.DataFrame:
    return measure(articles)


def end_loaded(_articles: pd.DataFrame, _attribution: pd.DataFrame, _settings: object) -> pd.DataFrame:
    return TABLES["summary"].empty()


def loading(before: str) -> tuple[Stage, ...]:
    return (
        Stage("before", f"{__name__}:{before}", ("articles",), ("fingerprints",)),
        Stage(
            "loading",
            f"{__name__}:hold_loaded",
            ("articles", "fingerprints"),
            ("attribution",),
            "notices",
            load=f"{__name__}:load_rules",
        ),
        Stage(
            "later",
            f"{__name__}:end_loaded",
            ("articles", "attribution"),
            ("summary",),
            "notices",
            load=f"{__name__}:load_and_release",
        ),
    )


LOADED: list[tuple[int, ...]] = []


@pytest.mark.parametrize("workers", [1, 2])
def test_a_process_loads_while_a_fork_does_what_comes_before(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    monkeypatch.setattr(tasks, "ALONE", 4)
    monkeypatch.setattr(waves, "_AT_FIRST", 3)
    monkeypatch.setitem(GATE, "ends", os.pipe())
    LOADED.clear()
    done = run_wave(loading("tell_process"), {"articles": pd.DataFrame({"record_no": range(9)})}, settings, workers)
    assert ((done["fingerprints"]["coarse_cluster"] == PARENT) == (workers == 1)).all()
    assert LOADED[:1] == [(PARENT, 0, 1, 2)] * (workers - 1)
    assert len(done["attribution"]) == 9


def test_a_process_loads_for_every_later_stage_while_the_fork_works(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "ALONE", 4)
    monkeypatch.setattr(waves, "_AT_FIRST", 3)
    monkeypatch.setitem(GATE, "ends", os.pipe())
    LOADED.clear()
    run_wave(loading("linger"), {"articles": pd.DataFrame({"record_no": range(9)})}, settings, 2)
    more = [(PARENT, 3, 4, 5), (PARENT, 6, 7, 8)]  # of the first stage, while there is time
    assert LOADED[:2] == [(PARENT, 0, 1, 2)] * 2
    assert LOADED[2:] == more[: len(LOADED) - 2]


def test_stages_end_with_the_run_that_waits_for_them(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "ALONE", 4)
    stages = [stage_of("number"), Stage("quick", f"{__name__}:fail_in_worker", ("articles",), ("attribution",))]
    with pytest.raises(TableError, match="9 articles"):
        run_wave(stages, {"articles": NAMES}, settings, 2)
    assert multiprocessing.active_children() == []


def test_an_error_in_a_worker_is_the_error_of_the_run(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "ALONE", 4)
    with pytest.raises(TableError, match=r"[45] articles"):
        run_wave([stage_of("fail_in_worker")], {"articles": NAMES}, settings, 2)


def test_the_work_of_a_worker_that_dies_is_done(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "ALONE", 4)
    done = run_wave([stage_of("die_in_worker")], {"articles": NAMES}, settings, 2)
    assert done["fingerprints"]["doc_no"].tolist() == list(range(9))


def test_stages_in_parts_share_what_is_cut_for_them(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    cuts: list[tuple[int, int]] = []

    def count(tables: Mapping[str, pd.DataFrame], first: int, last: int) -> dict[str, pd.DataFrame]:
        cuts.append((first, last))
        return cut(tables, first, last)

    monkeypatch.setattr(tasks, "cut", count)
    monkeypatch.setattr(tasks, "ALONE", 4)
    monkeypatch.setattr(tasks, "ARTICLES_A_PART", 4)
    measures = Stage("attribution", f"{__name__}:measure", ("articles",), ("attribution",), in_parts=True)
    articles = pd.DataFrame({"record_no": range(9)})
    done = run_wave([stage_of("number"), measures], {"articles": articles}, settings)
    assert cuts == [(0, 4), (4, 8), (8, 9)]
    assert done["fingerprints"]["doc_no"].tolist() == done["attribution"]["doc_no"].tolist() == list(range(9))
    assert done["attribution"]["body_sentences"].tolist() == list(range(9))
