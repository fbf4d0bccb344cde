"""Stages begun together, as tasks: some run in forks, the others in this process."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any

from copydesk.handover import Handover, Packed
from copydesk.pipeline import tasks
from copydesk.pipeline.parts import cut, join
from copydesk.pipeline.stages import Stage
from copydesk.pipeline.tasks import Frames, Tables, Task, divide
from copydesk.processes import call_adopted, free_memory, may_fork, open_pool
from copydesk.settings import Settings

__all__ = ["Wave"]

_JOINED = -1
"""Stands for a task whose result are tables that were joined."""

_AT_FIRST = 1_000
"""Articles that a stage which loads much does so with at once, before any fork: it leaves loops in use and patterns
warm."""


class Wave:
    """Stages begun together: some of their tasks in forks, the others in this process.

    ``stages`` are those that are not done, ``waiting`` what is not finished: tasks of forks, and tables that are being
    joined. A fork sees the tables where they lie, so nothing is sent but results. With ``loaders`` the stages follow
    one another in one fork, and this process loads what those later stages need.
    """

    def __init__(
        self, stages: Sequence[Stage], tables: Frames, settings: Settings, workers: int, loaders: Sequence[Stage] = ()
    ) -> None:
        self.stages, self._settings, self._loaders = list(stages), settings, loaders
        articles = len(tables["articles" if "articles" in tables else "documents"])
        self._tasks = [Task(tuple(stages))] if loaders else divide(stages, articles, workers)
        self._done: dict[int, Frames] = {}
        self._given: set[str] = set()
        self.waiting: dict[Future[Any], int] = {}
        self._shared: dict[int, Handover] = {}
        self._pool: Executor | None = None
        self._joiner: Executor | None = None
        self._here = list(range(len(self._tasks)))
        if workers > 1 and (loaders or len(self._tasks) > 1) and articles > tasks.ALONE and may_fork():
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
        """What the first of the loaders needs; what the others need only while this process would be idle, and then
        what the first needs of more articles.
        """
        given = {name: tables[name] for stage in self._loaders for name in stage.load_reads}
        articles = len(given["articles"])
        later = [(self._loaders[0], first) for first in range(_AT_FIRST, articles, _AT_FIRST)]
        for stage, first in [*((stage, 0) for stage in self._loaders), *later]:
            stage.load_with(cut(given, first, min(first + _AT_FIRST, articles)), self._settings)
            if all(each.done() for each in self.waiting):
                return

    def take(self, tables: Tables) -> Frames:
        """The tables that are whole by now, of stages that are then done.

        When a fork has died (it may have been the one too many for the machine's memory), its tasks are run here.
        """
        for future in [each for each in self.waiting if each.done()]:
            row = self.waiting.pop(future)
            if row == _JOINED:
                self._done[row] = future.result()
                continue
            try:
                self._done[row] = self._shared[row].unpack(future.result())
            except BrokenProcessPool:
                self._done[row] = self._tasks[row].run(tables, self._settings)
        if not self.waiting:
            self.close()
        found = self._whole()
        self._given |= found.keys()
        self.stages = [stage for stage in self.stages if not self._given >= set(stage.writes)]
        return found

    def _whole(self) -> Frames:
        """The tables of the tasks that are done, each given once; of the ranges only when all of them are."""
        parts = [row for row, task in enumerate(self._tasks) if task.last is not None]
        found: Frames = {}
        for row in [row for row in self._done if row not in parts]:
            found |= self._done.pop(row)
        if parts and self._done.keys() >= set(parts):
            done = [self._done.pop(row) for row in parts]
            found |= self._join(done, [self._tasks[row].first for row in parts]) if len(parts) > 1 else done[0]
        return found

    def _join(self, parts: list[Frames], firsts: list[int]) -> Frames:
        """The tables of all ``parts`` that have a row an article; larger ones are joined while stages without them go
        on.
        """
        articles = self._tasks[-1].last or 0
        large = {name for name in parts[0] if sum(len(part[name]) for part in parts) > articles}
        found = join([{name: part.pop(name) for name in part.keys() - large} for part in parts], firsts)
        if large:
            self._joiner = ThreadPoolExecutor(1)
            self.waiting[self._joiner.submit(join, parts, firsts)] = _JOINED
        return found

    def close(self) -> None:
        """End the forks, and let go of what was loaded before them."""
        if self._joiner:
            self._joiner.shutdown()
            self._joiner = None
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
