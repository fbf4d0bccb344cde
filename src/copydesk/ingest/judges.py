"""Records with their text judged by several processes, a batch at a time, where there are many of them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from threading import Thread
from types import TracebackType
from typing import Generic, TypeVar

from copydesk.ingest.record import Bundle
from copydesk.processes import call_adopted, may_fork, open_pool

__all__ = ["Judges"]

BATCH = 500
ALONE = 1_000
"""Records that are judged before other processes are worth their start."""

Record = TypeVar("Record")
Outcome = TypeVar("Outcome")
Batch = Sequence[Record] | Bundle


class Judges(Generic[Record, Outcome]):
    """Calls ``judge`` on batches of records, in up to ``workers`` processes; a context manager, whose end stops them.

    ``may_start`` is asked when processes would be started: they are forks, and a process with threads of its own
    should not be forked. ``prepare`` is called before, in a thread while records are read: what it loads, the forks
    need not. ``finish`` adds to an outcome, in this process, what it has of its batch.
    Each batch has one outcome, and they come in the order of the batches.
    """

    def __init__(
        self,
        judge: Callable[[Batch[Record]], Outcome],
        workers: int,
        may_start: Callable[[], bool],
        finish: Callable[[Batch[Record], Outcome], Outcome],
        prepare: Callable[[], object] = lambda: None,
    ) -> None:
        self._prepared = Thread(target=prepare, daemon=True)
        self._judge, self._workers, self._may_start, self._finish = judge, workers, may_start, finish
        self._batch: list[Record] = []
        self._held: list[Bundle] = []
        self._heard = 0
        self._pool: ProcessPoolExecutor | None = None
        self._waiting: deque[tuple[Batch[Record], Future[Outcome] | None]] = deque()

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
        self._heard += 1
        if len(self._batch) < BATCH:
            return
        if self._pool is None:
            self._start([])
        self._send_batch()
        while len(self._waiting) > (2 * self._workers if self._pool else 0):
            yield self._next()

    def hold(self, bundle: Bundle) -> None:
        """Take a bundle. It waits until all are there: forks see it where it lies."""
        self._held.append(bundle)
        self._heard += len(bundle)
        if len(self._held) > 1 and self._may_divide():
            self._prepare()

    def begin(self) -> None:
        """Let forks begin with what is held; to be called before this process has threads of its own."""
        held, self._held = self._held, []
        begun = len(held) > 1 and self._start(held)
        for number, bundle in enumerate(held):
            self._waiting.append((bundle, self._submit(number) if begun else None))

    def rest(self) -> Iterator[Outcome]:
        """The outcomes of all records that have been taken."""
        self.begin()
        self._send_batch()
        while self._waiting:
            yield self._next()

    def _send_batch(self) -> None:
        batch, self._batch = self._batch, []
        if batch:
            self._waiting.append((batch, self._submit(batch)))

    def _submit(self, given: Batch[Record] | int) -> Future[Outcome] | None:
        """Send it to a process; None where there is none, or one was stopped from outside."""
        try:
            return self._pool.submit(call_adopted, given) if self._pool else None
        except BrokenProcessPool:
            self._pool = None
            return None

    def _start(self, held: list[Bundle]) -> bool:
        """Whether there are processes now that are given records, or numbers of those ``held``."""
        if not self._may_divide():
            return False
        if self._pool:
            self._pool.shutdown()
        self._prepare()
        self._prepared.join()
        self._pool = open_pool(
            self._workers, lambda given: self._judge(held[given] if isinstance(given, int) else given)
        )
        return True

    def _may_divide(self) -> bool:
        return self._heard > ALONE and self._workers > 1 and may_fork() and self._may_start()

    def _prepare(self) -> None:
        """Begin to prepare, if that has not begun."""
        if not self._prepared.ident:
            self._prepared.start()

    def _next(self) -> Outcome:
        batch, future = self._waiting.popleft()
        try:
            outcome = future.result() if future else self._judge(batch)
        except BrokenProcessPool:  # a worker was stopped from outside
            self._pool = None
            outcome = self._judge(batch)
        return self._finish(batch, outcome)
