"""Records judged by several processes."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from copydesk.ingest import ingest, judges
from copydesk.ingest.judges import Judges
from copydesk.ingest.record import Bundle
from copydesk.settings import load

PARENT = os.getpid()


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judges, "BATCH", 3)
    monkeypatch.setattr(judges, "ALONE", 5)


def heard(judge: Callable[[int], int], workers: int, numbers: range, may: bool = True) -> list[int]:
    desk: Judges[int, list[int]] = Judges(
        lambda batch: list(map(judge, batch)), workers, lambda: may, lambda _, out: out
    )
    with desk:
        outcomes = [*(each for number in numbers for each in desk.hear(number)), *desk.rest()]
    return [each for outcome in outcomes for each in outcome]


def in_worker(number: int) -> int:
    return -number if os.getpid() != PARENT else number


def die_in_worker(number: int) -> int:
    if os.getpid() != PARENT:
        os._exit(9)
    return number


@pytest.mark.usefixtures("small_batches")
def test_every_record_is_judged_once_and_most_elsewhere() -> None:
    found = heard(in_worker, 2, range(1, 24))
    assert list(map(abs, found)) == list(range(1, 24))
    assert sum(number < 0 for number in found) == 20


@pytest.mark.usefixtures("small_batches")
@pytest.mark.parametrize(("workers", "may"), [(1, True), (2, False)])
def test_nothing_is_started_where_it_may_not_be(workers: int, may: bool) -> None:
    assert heard(in_worker, workers, range(1, 24), may) == list(range(1, 24))


@pytest.mark.usefixtures("small_batches")
def test_what_a_dead_worker_held_is_judged_here() -> None:
    assert sorted(heard(die_in_worker, 2, range(40))) == list(range(40))


@pytest.mark.usefixtures("small_batches")
@pytest.mark.parametrize("judge", [in_worker, die_in_worker])
def test_bundles_are_judged_elsewhere_without_being_sent(judge: Callable[[int], int]) -> None:
    bundles = [Bundle("a.parquet", range(n, n + 4), "", lambda: "this cannot be pickled") for n in range(1, 21, 4)]
    desk: Judges[int, list[int]] = Judges(
        lambda batch: list(map(judge, batch.numbers if isinstance(batch, Bundle) else batch)),
        2,
        lambda: True,
        lambda _, out: out,
    )
    with desk:
        for bundle in bundles:
            desk.hold(bundle)
        desk.begin()
        found = [each for outcome in (*desk.hear(21), *desk.rest()) for each in outcome]
    assert list(map(abs, found)) == list(range(1, 22))
    assert all(number < 0 for number in found) == (judge is in_worker)


def test_a_page_among_many_texts_keeps_none_of_them_from_the_forks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judges, "ALONE", 5)
    started: list[bool] = []
    monkeypatch.setattr(Judges, "_start", _noting(started, Judges._start))
    stories = [f"The ferry {n} left the harbour late, and nobody on the pier knew why it had." for n in range(8)]
    for name in ("a", "b"):
        page = f"<p>{name} {stories[0]}</p>"
        pd.DataFrame({"text": [page, *(f"{name} {each}" for each in stories)]}).to_parquet(tmp_path / f"{name}.parquet")
    articles, rejects, _ = ingest([tmp_path], load().ingest, 2)
    assert (len(articles) + len(rejects), True in started) == (18, True)
    assert len(articles) >= 16


def _noting(started: list[bool], start: Callable[..., bool]) -> Callable[..., bool]:
    return lambda desk, held: started.append(start(desk, held)) or started[-1]


@pytest.mark.usefixtures("small_batches")
def test_the_number_of_processes_changes_no_row(tmp_path: Path) -> None:
    texts = [f"The ferry {n} left the harbour late, and nobody on the pier knew why it had." for n in range(30)]
    pd.DataFrame({"text": [*texts, "", "short"], "source": "Harbour Courier"}).to_parquet(tmp_path / "a.parquet")
    for one, two in zip(*(ingest([str(tmp_path)], load().ingest, workers) for workers in (1, 3)), strict=True):
        pd.testing.assert_frame_equal(one, two)
