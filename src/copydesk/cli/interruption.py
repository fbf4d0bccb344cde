"""Ctrl-C and SIGTERM: one orderly end, whichever comes, and none of this process's forks left behind."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["interruptible"]

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def interruptible() -> Iterator[None]:
    """Let SIGINT and SIGTERM end the block with KeyboardInterrupt; a second one does not cut its tidying short.

    Forks are ended first, because what waits for their work would wait until it is done. A terminal sends Ctrl-C to
    the forks too: they leave without a word. Outside the main thread, where Python takes no signals, nothing is done.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    owner = os.getpid()

    def interrupt(number: int, _frame: object) -> None:
        if os.getpid() != owner:
            os._exit(128 + number)
        for each in _SIGNALS:
            signal.signal(each, signal.SIG_IGN)
        for fork in multiprocessing.active_children():
            fork.terminate()
        raise KeyboardInterrupt

    before = {each: signal.signal(each, interrupt) for each in _SIGNALS}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
