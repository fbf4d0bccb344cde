"""Run stages side by side: those whose tables are there, and the ranges of those that work article by article.

The result does not depend on the engine: a part's tables are those of a small corpus, and they are joined in
the order of the articles, whoever finishes first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

import pandas as pd

from copydesk.handover import Handover
from copydesk.pipeline.parts import cut, join, ranges
from copydesk.pipeline.stages import Stage
from copydesk.processes import call_adopted, may_fork, open_pool
from copydesk.settings import Settings

__all__ = ["ARTICLES_A_PART", "run_wave", "waves"]

ARTICLES_A_PART = 10_000
"""Articles of a part: enough for what is done once a part to cost little, few enough for its memory to stay small."""

_ALONE = 2_000
"""Articles that are not worth another process."""

_AT_FIRST = 1_000
"""Articles of a stage that loads much, done before any fork: by then compiled loops are in use, and patterns warm."""

Tables = Mapping[str, pd.DataFrame]


@dataclass(frozen=True)
class Task:
    """One stage on the articles ``first`` to ``last``; ``last`` is None for a stage that needs all at once."""

    stage: Stage
    first: int = 0
    last: int | None = None

    def run(self, tables: Tables, settings: Settings) -> dict[str, pd.DataFrame]:
        """The stage's tables of these articles."""
        read = {name: tables[name] for name in self.stage.reads}
        return self.stage.run(read if self.last is None else cut(read, self.first, self.last), settings)


def waves(stages: Sequence[Stage], known: Iterable[str]) -> list[list[Stage]]:
    """``stages`` in groups: each reads only tables that are ``known`` or that earlier groups write."""
    there, left = set(known), list(stages)
    groups = []
    while left:
        ready = [stage for stage in left if there.issuperset(stage.reads)]
        if not ready:
            raise ValueError(f"no stage writes what {left[0].name} reads")
        groups.append(ready)
        there |= {name for stage in ready for name in stage.writes}
        left = [stage for stage in left if stage not in ready]
    return groups


def run_wave(stages: Sequence[Stage], tables: Tables, settings: Settings, workers: int = 1) -> dict[str, pd.DataFrame]:
    """The tables that ``stages``, which need nothing of each other, write; in ``workers`` processes."""
    articles = len(tables["articles" if "articles" in tables else "documents"])
    tasks = [task for stage in stages for task in _tasks(stage, articles, workers)]
    if workers > 1 and len(tasks) > 1 and articles > _ALONE and may_fork():
        done = _run_forked(tasks, tables, settings, workers)
    else:
        done = [task.run(tables, settings) for task in tasks]
    return _joined(stages, tasks, done)


def _tasks(stage: Stage, articles: int, workers: int) -> list[Task]:
    if not stage.in_parts:
        return [Task(stage)]
    size = min(max(-(-articles // workers), _ALONE), ARTICLES_A_PART)
    first = _AT_FIRST if stage.unload and workers > 1 and articles > size else 0
    rest = [Task(stage, begin + first, end + first) for begin, end in ranges(articles - first, size)]
    return [Task(stage, 0, first), *rest] if first else rest


def _joined(
    stages: Sequence[Stage], tasks: Sequence[Task], done: Sequence[dict[str, pd.DataFrame]]
) -> dict[str, pd.DataFrame]:
    found: dict[str, pd.DataFrame] = {}
    for stage in stages:
        own = [(task.first, part) for task, part in zip(tasks, done, strict=True) if task.stage is stage]
        found |= join([part for _, part in own], [first for first, _ in own]) if len(own) > 1 else own[0][1]
    return found


def _run_forked(
    tasks: Sequence[Task], tables: Tables, settings: Settings, workers: int
) -> list[dict[str, pd.DataFrame]]:
    """What the tasks give, in their order. A fork sees the tables where they lie: nothing is sent but results.

    The first part of a stage that loads much is done before the forks. Where only whole stages are to be run, this
    process would wait, so it runs the last of them, whose tables then need not be sent. When a worker dies (it may
    have been the one too many for the machine's memory), its tasks are run here.
    """
    own = len(tasks) - 1 if all(task.last is None for task in tasks) else -1
    done = {0: tasks[0].run(tables, settings)} if tasks[0].stage.unload else {}
    order = sorted(set(range(len(tasks))) - {own, *done}, key=lambda row: (tasks[row].last is not None, row))
    count = min(workers, len(order))
    shared = {row: Handover() for row in order}
    with open_pool(count, lambda row: shared[row].pack(tasks[row].run(tables, settings))) as pool:
        waiting = {row: pool.submit(call_adopted, row) for row in order}
        done |= {own: tasks[own].run(tables, settings)} if own >= 0 else {}
        for row in order:
            try:
                done[row] = shared[row].unpack(waiting[row].result())
            except BrokenProcessPool:
                done[row] = tasks[row].run(tables, settings)
            finally:
                shared[row].close()
    tasks[0].stage.let_go(settings)
    return [done[row] for row in range(len(tasks))]
