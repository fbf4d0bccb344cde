"""Great Expectations in processes beside this one: loaded while the stages before work, ready when the tables are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from copydesk.processes import Aside, free_memory, may_fork
from copydesk.quality.expectations import Desk

__all__ = ["Held", "Task", "desks_beside", "hold_beside"]

LANES = 2

Task = tuple[Any, ...]
"""The arguments of one call of ``Desk.hold``."""
Held = list[dict[str, Any]]

_ready: list[Aside] = []
"""The forks of the ``desks_beside`` that are open, the last first to be asked."""


@contextmanager
def desks_beside() -> Iterator[None]:
    """Fork processes that load Great Expectations and hold the tables of every check within this context.

    Without forks on this system it does nothing, and the checks load Great Expectations themselves.
    """
    if not may_fork():
        yield
        return
    aside = Aside(_open_desk, LANES)
    _ready.append(aside)
    try:
        yield
    finally:
        _ready.remove(aside)
        aside.close()


def hold_beside(tasks: Sequence[Callable[[], Sequence[Task]]]) -> list[Held | ValueError] | None:
    """The outcomes of each of ``tasks`` (made one by one, while others are held), or the error in its rules.

    None when no ``desks_beside`` is open or its processes have died.
    """
    if not _ready:
        return None
    try:
        held: dict[int, Held | ValueError] = dict(_ready[-1].map(make() for make in tasks))
    except (EOFError, OSError):
        return None
    return [held[place] for place in range(len(tasks))]


def _open_desk() -> Callable[[Sequence[Task]], Held | ValueError]:
    desk = Desk()  # it ends with its process

    def hold(tasks: Sequence[Task]) -> Held | ValueError:
        try:
            return desk.hold_each(tasks)
        except ValueError as error:
            return error
        finally:
            free_memory()  # it copies what it is shown, and waits long for the next call

    return hold
