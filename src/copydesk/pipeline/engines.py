"""Run stages side by side: those whose tables are there, and the ranges of those that work article by article.

The result does not depend on the engine: a part's tables are those of a small corpus, and they are joined in
the order of the articles, whoever finishes first.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass

import pandas as pd
import pyarrow as pa

from copydesk.handover import Handover, Packed
from copydesk.pipeline.parts import cut, join, ranges
from copydesk.pipeline.stages import Stage
from copydesk.processes import call_adopted, may_fork, open_pool
from copydesk.settings import Settings

__all__ = ["ARTICLES_A_PART", "free_memory", "run_wave", "waves"]

ARTICLES_A_PART = 8_000
"""Articles of a part: enough for what is done once a part to cost little, few enough for its memory to stay small."""

_ALONE = 2_000
"""Articles that are not worth another process."""

_AT_FIRST = 1_000
"""Articles of a stage that loads much, done before any fork: by then compiled loops are in use, and patterns warm."""

Tables = Mapping[str, pd.DataFrame]


@dataclass(frozen=True)
class Task:
    """Stages, one after the other, on the articles ``first`` to ``last``; all of them where ``last`` is None.

    The tables are cut once for all of its stages.
    """

    stages: tuple[Stage, ...]
    first: int = 0
    last: int | None = None

    def run(self, tables: Tables, settings: Settings) -> dict[str, pd.DataFrame]:
        """The stages' tables of these articles."""
        read = {name: tables[name] for stage in self.stages for name in stage.reads}
        own = read if self.last is None else cut(read, self.first, self.last)
        return {name: table for stage in self.stages for name, table in stage.run(own, settings).items()}

    @property
    def loads(self) -> bool:
        """Whether one of its stages loads much, which forks would each load anew."""
        return any(stage.unload for stage in self.stages)


def free_memory() -> None:
    """Give back to the system what this process keeps, and has no table in."""
    pa.default_memory_pool().release_unused()
    with suppress(OSError, AttributeError):  # what the C library keeps for itself; other systems have no such call
        ctypes.CDLL(None).malloc_trim(0)


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
    tasks = _tasks(stages, articles, workers)
    if workers > 1 and len(tasks) > 1 and articles > _ALONE and may_fork():
        done = _run_forked(tasks, tables, settings, workers)
    else:
        done = [task.run(tables, settings) for task in tasks]
    return _joined(tasks, done)


def _tasks(stages: Sequence[Stage], articles: int, workers: int) -> list[Task]:
    """Each stage that needs all articles by itself, then the others together, a range of articles at a time."""
    whole = [Task((stage,)) for stage in stages if not stage.in_parts]
    parted = Task(tuple(stage for stage in stages if stage.in_parts))
    if not parted.stages:
        return whole
    size = min(max(-(-articles // workers), _ALONE), ARTICLES_A_PART)
    first = _AT_FIRST if parted.loads and workers > 1 and articles > size else 0
    bounds = [(0, first)] if first else []
    bounds += [(begin + first, end + first) for begin, end in ranges(articles - first, size)]
    return [*whole, *(Task(parted.stages, *each) for each in bounds)]


def _joined(tasks: Sequence[Task], done: Sequence[dict[str, pd.DataFrame]]) -> dict[str, pd.DataFrame]:
    found: dict[str, pd.DataFrame] = {}
    parts: list[tuple[int, dict[str, pd.DataFrame]]] = []
    for task, each in zip(tasks, done, strict=True):
        if task.last is None:
            found |= each
        else:
            parts.append((task.first, each))
    if len(parts) > 1:
        return found | join([each for _, each in parts], [first for first, _ in parts])
    return found | parts[0][1] if parts else found


def _run_forked(
    tasks: Sequence[Task], tables: Tables, settings: Settings, workers: int
) -> list[dict[str, pd.DataFrame]]:
    """What the tasks give, in their order. A fork sees the tables where they lie: nothing is sent but results.

    The first part of a stage that loads much is done before the forks. Where only whole stages are to be run, this
    process would wait, so it runs the last of them, whose tables then need not be sent. When a worker dies (it may
    have been the one too many for the machine's memory), its tasks are run here.
    """
    own = len(tasks) - 1 if all(task.last is None for task in tasks) else -1
    early = next((row for row, task in enumerate(tasks) if task.loads), -1)
    done = {early: tasks[early].run(tables, settings)} if early >= 0 else {}
    order = sorted(set(range(len(tasks))) - {own, *done}, key=lambda row: (tasks[row].last is not None, row))
    count = min(workers, len(order))
    shared = {row: Handover() for row in order}

    def run(row: int) -> Packed:
        free_memory()  # what the task before in this fork has left
        return shared[row].pack(tasks[row].run(tables, settings))

    with open_pool(count, run) as pool:
        waiting = {row: pool.submit(call_adopted, row) for row in order}
        done |= {own: tasks[own].run(tables, settings)} if own >= 0 else {}
        for row in order:
            try:
                done[row] = shared[row].unpack(waiting[row].result())
            except BrokenProcessPool:
                done[row] = tasks[row].run(tables, settings)
            finally:
                shared[row].close()
    for stage in tasks[early].stages if early >= 0 else ():
        stage.let_go(settings)
    return [done[row] for row in range(len(tasks))]
