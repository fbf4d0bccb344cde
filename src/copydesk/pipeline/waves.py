"""Stages begun together, as tasks: some run in forks, the others in this process."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

import pandas as pd

from copydesk.handover import Handover, Packed
from copydesk.pipeline.parts import cut, join, ranges
from copydesk.pipeline.stages import Stage
from copydesk.processes import call_adopted, free_memory, may_fork, open_pool
from copydesk.settings import Settings

__all__ = ["ARTICLES_A_PART", "Frames", "Tables", "Wave"]

ARTICLES_A_PART = 8_000
"""Articles of a part: enough for what is done once a part to cost little, few enough for its memory to stay small."""

_ALONE = 2_000
"""Articles that are not worth another process."""

_AT_FIRST = 1_000
_ONE_IN = 16
"""Articles that a stage which loads much does so with, before any fork, or one in so many where that is more: it
leaves loops in use and patterns warm."""

Tables = Mapping[str, pd.DataFrame]
Frames = dict[str, pd.DataFrame]


@dataclass(frozen=True)
class Task:
    """Stages, one after the other, on the articles ``first`` to ``last``; all of them where ``last`` is None.

    The tables are cut once for all of its stages; each may read what those before it write.
    """

    stages: tuple[Stage, ...]
    first: int = 0
    last: int | None = None

    def run(self, tables: Tables, settings: Settings) -> Frames:
        """The stages' tables of these articles."""
        read = {name: tables[name] for stage in self.stages for name in stage.reads if name in tables}
        own = read if self.last is None else cut(read, self.first, self.last)
        found: Frames = {}
        for stage in self.stages:
            found |= stage.run(own | found, settings)
        return found


class Wave:
    """Stages begun together: some of their tasks in forks, the others in this process.

    ``stages`` are those that are not done, ``waiting`` the tasks that forks have not finished. A fork sees the tables
    where they lie, so nothing is sent but results. With ``loaders`` the stages follow one another in one fork, and
    this process loads what those later stages need.
    """

    def __init__(
        self, stages: Sequence[Stage], tables: Frames, settings: Settings, workers: int, loaders: Sequence[Stage] = ()
    ) -> None:
        self.stages, self._settings, self._loaders = list(stages), settings, loaders
        articles = len(tables["articles" if "articles" in tables else "documents"])
        self._tasks = [Task(tuple(stages))] if loaders else _divide(stages, articles, workers)
        self._done: dict[int, Frames] = {}
        self.waiting: dict[Future[Packed], int] = {}
        self._shared: dict[int, Handover] = {}
        self._pool: Executor | None = None
        self._here = list(range(len(self._tasks)))
        if workers > 1 and (loaders or len(self._tasks) > 1) and articles > _ALONE and may_fork():
            self._fork(tables, workers)

    def _fork(self, tables: Frames, workers: int) -> None:
        """Begin all tasks in forks but the last, where it is a whole stage: its tables then need not be sent."""
        self._here = [] if self._loaders or self._tasks[-1].last is not None else [len(self._tasks) - 1]
        order = [row for row in range(len(self._tasks)) if row not in self._here]
        self._shared = {row: Handover() for row in order}
        needed = {name for row in order for stage in self._tasks[row].stages for name in stage.reads}

        def run(row: int) -> Packed:
            for name in tables.keys() - needed:  # in the fork: this process may soon let go of them
                del tables[name]
            free_memory()  # and what the task before in this fork has left
            return self._shared[row].pack(self._tasks[row].run(tables, self._settings))

        self._pool = open_pool(min(workers, len(order)), run)
        self.waiting = {self._pool.submit(call_adopted, row): row for row in order}

    def run_here(self, tables: Tables) -> None:
        """Run the tasks that no fork runs, and load meanwhile."""
        if self._loaders and self.waiting:
            self._load(tables)
        while self._here:
            row = self._here.pop(0)
            self._done[row] = self._tasks[row].run(tables, self._settings)

    def _load(self, tables: Tables) -> None:
        """What the first of the loaders needs; what the others need only while this process would be idle."""
        given = {name: tables[name] for stage in self._loaders for name in stage.load_reads}
        articles = len(given["articles"])
        some = cut(given, 0, min(max(_AT_FIRST, articles // _ONE_IN), articles))
        for stage in self._loaders:
            stage.load_with(some, self._settings)
            if all(each.done() for each in self.waiting):
                return

    def take(self, tables: Tables) -> Frames:
        """The tables that are whole by now, of stages that are then done.

        When a fork has died (it may have been the one too many for the machine's memory), its tasks are run here.
        """
        for future in [each for each in self.waiting if each.done()]:
            row = self.waiting.pop(future)
            try:
                self._done[row] = self._shared[row].unpack(future.result())
            except BrokenProcessPool:
                self._done[row] = self._tasks[row].run(tables, self._settings)
        if not self.waiting:
            self.close()
        found = self._whole()
        self.stages = [stage for stage in self.stages if not found.keys() >= set(stage.writes)]
        return found

    def _whole(self) -> Frames:
        """The tables of the tasks that are done, each given once; of the ranges only when all of them are."""
        parts = [row for row, task in enumerate(self._tasks) if task.last is not None]
        found: Frames = {}
        for row in [row for row in self._done if row not in parts]:
            found |= self._done.pop(row)
        if parts and self._done.keys() >= set(parts):
            done = [self._done.pop(row) for row in parts]
            found |= join(done, [self._tasks[row].first for row in parts]) if len(parts) > 1 else done[0]
        return found

    def close(self) -> None:
        """End the forks, and let go of what was loaded before them."""
        if self._pool:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None
            for stage in {stage for task in self._tasks for stage in task.stages}:
                stage.let_go(self._settings)
        for each in self._shared.values():
            each.close()

    def __enter__(self) -> Wave:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()


def _divide(stages: Sequence[Stage], articles: int, workers: int) -> list[Task]:
    """Each stage that needs all articles by itself, then the others together, a range of articles at a time: as many
    ranges for each of the ``workers``.

    Where some stages need all articles, processes come to the ranges at different times, so that they are given halves
    in the end: then they end at nearly the same time.
    """
    whole = [Task((stage,)) for stage in stages if not stage.in_parts]
    parted = Task(tuple(stage for stage in stages if stage.in_parts))
    if not parted.stages:
        return whole
    rounds = max(-(-articles // (workers * ARTICLES_A_PART)), 1)
    size = max(-(-articles // (workers * rounds)), _ALONE)
    parts = ranges(articles, size)
    if whole and rounds > 1:
        parts[-workers:] = [half for first, last in parts[-workers:] for half in _halve(first, last)]
    return [*whole, *(Task(parted.stages, *each) for each in parts)]


def _halve(first: int, last: int) -> list[tuple[int, int]]:
    middle = (first + last) // 2
    return [(first, middle), (middle, last)] if first < middle else [(first, last)]
