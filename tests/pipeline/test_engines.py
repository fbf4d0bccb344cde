"""Stages side by side: in any number of processes the same tables."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pytest

from copydesk.errors import TableError
from copydesk.pipeline import engines
from copydesk.pipeline.engines import run_wave, waves
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


def test_every_stage_runs_once_and_after_what_it_reads() -> None:
    there = {"articles", "rejects", "intake", "known_lines"}
    seen: list[str] = []
    for group in waves(STAGES, there):
        for stage in group:
            assert there.issuperset(stage.reads)
            seen.append(stage.name)
        there |= {name for stage in group for name in stage.writes}
    assert sorted(seen) == sorted(stage.name for stage in STAGES)


def test_a_table_that_nobody_writes_is_told() -> None:
    with pytest.raises(ValueError, match="no stage writes what text reads"):
        waves(STAGES, ())


def test_the_number_of_processes_changes_no_byte(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    audit([str(SAMPLE)], tmp_path / "one", settings)
    monkeypatch.setattr(engines, "_ALONE", 7)
    monkeypatch.setattr(engines, "ARTICLES_A_PART", 7)
    monkeypatch.setattr(engines, "_AT_FIRST", 3)
    audit([str(SAMPLE)], tmp_path / "two", settings, workers=2)
    assert files(tmp_path / "one") == files(tmp_path / "two")


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


def test_an_error_in_a_worker_is_the_error_of_the_run(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "_ALONE", 4)
    with pytest.raises(TableError, match="5 articles"):
        run_wave([stage_of("fail_in_worker")], {"articles": NAMES}, settings, 2)


def test_the_work_of_a_worker_that_dies_is_done(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "_ALONE", 4)
    done = run_wave([stage_of("die_in_worker")], {"articles": NAMES}, settings, 2)
    assert done["fingerprints"]["doc_no"].tolist() == list(range(9))


def test_stages_in_parts_share_what_is_cut_for_them(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    cuts: list[tuple[int, int]] = []

    def count(tables: Mapping[str, pd.DataFrame], first: int, last: int) -> dict[str, pd.DataFrame]:
        cuts.append((first, last))
        return cut(tables, first, last)

    monkeypatch.setattr(engines, "cut", count)
    monkeypatch.setattr(engines, "_ALONE", 4)
    monkeypatch.setattr(engines, "ARTICLES_A_PART", 4)
    measures = Stage("attribution", f"{__name__}:measure", ("articles",), ("attribution",), in_parts=True)
    articles = pd.DataFrame({"record_no": range(9)})
    done = run_wave([stage_of("number"), measures], {"articles": articles}, settings)
    assert cuts == [(0, 4), (4, 8), (8, 9)]
    assert done["fingerprints"]["doc_no"].tolist() == done["attribution"]["doc_no"].tolist() == list(range(9))
    assert done["attribution"]["body_sentences"].tolist() == list(range(9))
