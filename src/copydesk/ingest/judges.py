"""Records with their text judged by several processes, a batch at a time, where there are many of them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType
from typing import Generic, TypeVar

from copydesk.processes import call_adopted, may_fork, open_pool

__all__ = ["Judges"]

BATCH = 500
FIRST_BATCHES = 4
"""Batches that are judged before other processes are worth their start."""

Record = TypeVar("Record")
Outcome = TypeVar("Outcome")


class Judges(Generic[Record, Outcome]):
    """Calls ``judge`` on records, in up to ``workers`` processes; a context manager, whose end stops them.

    ``may_start`` is asked once, when the processes would be started: they are forks, and a process with
    threads of its own should not be forked. Outcomes come in batches, not in the order of the records.
    """

    def __init__(self, judge: Callable[[Record], Outcome], workers: int, may_start: Callable[[], bool]) -> None:
        self._judge, self._workers, self._may_start = judge, workers, may_start
        self._batch: list[Record] = []
        self._batches = 0
        self._pool: ProcessPoolExecutor | None = None
        self._waiting: deque[tuple[list[Record], Future[list[Outcome]]]] = deque()

    def __enter__(self) -> Judges[Record, Outcome]:
        """Start nothing yet."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the processes; after an error without the batches that still wait."""
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def hear(self, record: Record) -> Iterator[Outcome]:
        """Take one record, and give the outcomes that are there."""
        self._batch.append(record)
        if len(self._batch) >= BATCH:
            yield from self._close_batch()

    def rest(self) -> Iterator[Outcome]:
        """The outcomes of all records that are still held."""
        yield from map(self._judge, self._batch)
        self._batch = []
        while self._waiting:
            yield from self._next()

    def _close_batch(self) -> Iterator[Outcome]:
        batch, self._batch = self._batch, []
        self._batches += 1
        if self._batches == FIRST_BATCHES and self._workers > 1 and may_fork():
            self._pool = open_pool(self._workers, self._judge_all) if self._may_start() else None
        if self._pool is None:
            yield from map(self._judge, batch)
            return
        self._waiting.append((batch, self._pool.submit(call_adopted, batch)))
        if len(self._waiting) > 2 * self._workers:
            yield from self._next()

    def _next(self) -> list[Outcome]:
        batch, future = self._waiting.popleft()
        try:
            return future.result()
        except BrokenProcessPool:  # a worker was stopped from outside
            self._pool = None
            return self._judge_all(batch)

    def _judge_all(self, batch: list[Record]) -> list[Outcome]:
        return list(map(self._judge, batch))
