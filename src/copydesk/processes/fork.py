"""One call in one fork."""

from __future__ import annotations

import signal
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

from copydesk.processes.channel import attempt

__all__ = ["Fork"]


class Fork:
    """One call in a fork of its own, which ends with it; close it when done."""

    def __init__(self, call: Callable[[], Any]) -> None:
        context = get_context("fork")
        self._answer, theirs = context.Pipe(duplex=False)
        self._process = context.Process(target=_answer_once, args=(call, theirs), daemon=True)
        self._process.start()
        theirs.close()

    def result(self) -> Any:
        """What the call gave; raises what it raised, and EOFError or OSError when the fork has died."""
        value, error = self._answer.recv()
        if error is not None:
            raise error
        return value

    def busy(self) -> bool:
        """Whether the call has not ended yet."""
        return self._process.is_alive()

    def close(self) -> None:
        """End the fork, whatever it is doing."""
        self._answer.close()
        self._process.terminate()
        self._process.join()


def _answer_once(call: Callable[[], Any], answer: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is told to who waits for the fork
    told = attempt(call)
    with suppress(OSError):  # nobody listens any more
        answer.send(told)
