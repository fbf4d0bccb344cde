"""A pool of forks for one call, which leave with the process that made them."""

from __future__ import annotations

import gc
import os
import signal
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_all_start_methods, get_context
from threading import Thread
from typing import Any

__all__ = ["call_adopted", "cores", "may_fork", "open_pool"]

_GLANCE = 1.0
"""Seconds after which a fork looks whether its parent is still there."""


def cores() -> int:
    """Processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def may_fork() -> bool:
    """Whether this system has forks."""
    return "fork" in get_all_start_methods()


def open_pool(workers: int, call: Callable[[Any], Any]) -> ProcessPoolExecutor:
    """A pool of forks that have ``call``, which need not be picklable; submit ``call_adopted`` and its argument."""
    return ProcessPoolExecutor(workers, get_context("fork"), partial(_adopt, call, os.getpid()))


def call_adopted(argument: Any) -> Any:
    """In a fork: what it was forked to call, with ``argument``."""
    return _adopted[0](argument)


_adopted: list[Callable[[Any], Any]] = []
"""In a fork, and only there: what to call."""


def _adopt(call: Callable[[Any], Any], parent: int) -> None:
    gc.freeze()  # what a fork was given is no garbage of its own: not to be looked through, nor its pages copied
    _adopted[:] = [call]
    Thread(target=_leave_with, args=(parent,), daemon=True).start()


def _leave_with(parent: int) -> None:
    """End this fork when ``parent`` was ended, however: it would wait for work from its fellows' pipes for ever."""
    signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())  # they are for the thread that works
    while os.getppid() == parent:
        time.sleep(_GLANCE)
    os._exit(1)
