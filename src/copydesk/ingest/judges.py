"""Records with their text judged by several processes, a batch at a time, where there are many of them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType
from typing import Any, Generic, TypeVar

from copydesk.ingest.record import Bundle
from copydesk.processes import call_adopted, may_fork, open_pool

__all__ = ["Judges"]

BATCH = 500
ALONE = 1_000
"""Records that are judged before other processes are worth their start."""

Record = TypeVar("Record")
Outcome = TypeVar("Outcome")


class Judges(Generic[Record, Outcome]):
    """Calls ``judge`` on batches of records, in up to ``workers`` processes; a context manager, whose end stops them.

    ``may_start`` is asked when processes would be started: they are forks, and a process with threads of its own
    should not be forked. ``finish`` adds to an outcome, in this process, what it has of its batch.
    Each batch has one outcome, and they come in the order of the batches as long as no process dies.
    """

    def __init__(
        self,
        judge: Callable[[Sequence[Record] | Bundle], Outcome],
        workers: int,
        may_start: Callable[[], bool],
        finish: Callable[[Sequence[Record] | Bundle, Outcome], Outcome],
    ) -> None:
        self._judge, self._workers, self._may_start, self._finish = judge, workers, may_start, finish
        self._batch: list[Record] = []
        self._held: list[Bundle] = []
        self._heard = 0
        self._asked = False
        self._pool: ProcessPoolExecutor | None = None
        self._waiting: deque[tuple[list[Record] | Bundle, Future[Outcome]]] = deque()

    def __enter__(self) -> Judges[Record, Outcome]:
        """Start nothing yet."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the processes; after an error without the batches that still wait."""
        self._stop()

    def hear(self, record: Record) -> Iterator[Outcome]:
        """Take one record, and give the outcomes that are there."""
        self._batch.append(record)
        if len(self._batch) >= BATCH:
            batch, self._batch = self._batch, []
            yield from self._hear_all(batch)

    def hold(self, bundle: Bundle) -> None:
        """Take a bundle; it is judged with the rest, by forks that see it where it lies."""
        self._held.append(bundle)
        self._heard += len(bundle)

    def rest(self) -> Iterator[Outcome]:
        """The outcomes of all records that are still held."""
        while self._waiting:
            yield self._next()
        if self._batch:
            batch, self._batch = self._batch, []
            yield self._finish(batch, self._judge(batch))
        yield from self._judge_held()

    def _hear_all(self, batch: list[Record]) -> Iterator[Outcome]:
        self._heard += len(batch)
        if self._heard > ALONE and not self._asked:
            self._asked = True
            self._start(self._judge)
        if self._pool is None:
            yield self._finish(batch, self._judge(batch))
            return
        self._waiting.append((batch, self._pool.submit(call_adopted, batch)))
        if len(self._waiting) > 2 * self._workers:
            yield self._next()

    def _judge_held(self) -> Iterator[Outcome]:
        held, self._held = self._held, []
        self._stop()
        if len(held) > 1 and self._heard > ALONE:
            self._start(lambda row: self._judge(held[row]))
        if self._pool is None:
            yield from (self._finish(bundle, self._judge(bundle)) for bundle in held)
            return
        self._waiting.extend((bundle, self._pool.submit(call_adopted, row)) for row, bundle in enumerate(held))
        while self._waiting:
            yield self._next()

    def _start(self, judge: Callable[[Any], Outcome]) -> None:
        if self._workers > 1 and may_fork() and self._may_start():
            self._pool = open_pool(self._workers, judge)

    def _stop(self) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def _next(self) -> Outcome:
        batch, future = self._waiting.popleft()
        try:
            return self._finish(batch, future.result())
        except BrokenProcessPool:  # a worker was stopped from outside
            self._pool = None
            return self._finish(batch, self._judge(batch))
