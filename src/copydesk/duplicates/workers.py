"""Work over the chunks of a column of texts in threads: kernels let go of the interpreter, and so does reading."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future

from copydesk.duplicates.text_columns import Chunk, TextColumn

__all__ = ["each_chunk"]


def each_chunk(
    column: TextColumn, units: Sequence[int], work: Callable[[Chunk], None], pool: Executor, threads: int
) -> None:
    """Do ``work`` on every chunk of ``units`` of ``column``, in no order.

    Each thread reads its own units where there are enough of them; else (one large row group) they are read here and
    only worked on in the threads, a few chunks ahead.
    """
    if len(units) >= 2 * threads:
        list(pool.map(lambda unit: _each(column, unit, work), units))
        return
    waiting: deque[Future[None]] = deque()
    for unit in units:
        for chunk in column.read(unit):
            waiting.append(pool.submit(work, chunk))
            if len(waiting) > 2 * threads:
                waiting.popleft().result()
    for last in waiting:
        last.result()


def _each(column: TextColumn, unit: int, work: Callable[[Chunk], None]) -> None:
    for chunk in column.read(unit):
        work(chunk)
