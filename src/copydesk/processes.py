"""Processes beside this one: forks, which see what is in memory where it lies, so that only results are sent."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_all_start_methods, get_context
from typing import Any

__all__ = ["call_adopted", "cores", "may_fork", "open_pool"]


def cores() -> int:
    """Processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def may_fork() -> bool:
    """Whether this system has forks."""
    return "fork" in get_all_start_methods()


def open_pool(workers: int, call: Callable[[Any], Any]) -> ProcessPoolExecutor:
    """A pool of forks that have ``call``, which need not be picklable; submit ``call_adopted`` and its argument."""
    return ProcessPoolExecutor(workers, get_context("fork"), partial(_adopt, call))


def call_adopted(argument: Any) -> Any:
    """In a fork: what it was forked to call, with ``argument``."""
    return _adopted[0](argument)


_adopted: list[Callable[[Any], Any]] = []
"""In a fork, and only there: what to call."""


def _adopt(call: Callable[[Any], Any]) -> None:
    _adopted[:] = [call]
