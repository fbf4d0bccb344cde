"""Forks that load what takes long while this process works, and then answer its calls."""

from __future__ import annotations

import mmap
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import Any

from copydesk.processes.channel import attempt, receive, send
from copydesk.processes.priority import keep_pace, stand_back

__all__ = ["Aside"]


class Aside:
    """Forks made early, which load what takes long while this process works, and then answer calls.

    ``load`` is called once, in the first fork; what it returns is what the ``lanes`` forks call, each with one
    argument at a time. What it raises is raised by the first call. Until somebody waits for it, it loads only while a
    core has nothing else to do. Close it when done; the forks end with this process too, however it ends.
    """

    def __init__(self, load: Callable[[], Callable[[Any], Any]], lanes: int = 1) -> None:
        context = get_context("fork")
        pipes = [context.Pipe() for _ in range(lanes)]
        self._lanes = [ours for ours, _ in pipes]
        self._process = context.Process(target=_answer, args=(load, pipes), daemon=True)
        self._process.start()
        self._asked = mmap.mmap(-1, 1)  # seen by all forks: one that dies while it asks leaves answers behind
        self._group = self._process.ident or -1  # it has a number once it is started
        stand_back(self._group)
        with suppress(OSError):  # the fork does so too, whoever is first
            os.setpgid(self._group, self._group)
        for _, theirs in pipes:
            theirs.close()

    def map(self, arguments: Iterable[Any]) -> Iterator[tuple[int, Any]]:
        """(place of the argument, what the call gave), as they come; ``arguments`` are taken one by one.

        Raises what a call raises. Raises EOFError or OSError when a fork has died, or one that was asking;
        ``arguments`` may then have been taken in part.
        """
        if self._asked[0]:
            raise EOFError("an earlier call was never answered")
        keep_pace(self._group)
        free, asked = list(self._lanes), dict[Connection, int]()
        for place, argument in enumerate(arguments):
            if not free:
                yield from self._collect(asked, free)
            lane = free.pop()
            asked[lane] = place
            self._asked[0] = len(asked)
            send(lane, argument)
        while asked:
            yield from self._collect(asked, free)

    def _collect(self, asked: dict[Connection, int], free: list[Connection]) -> Iterator[tuple[int, Any]]:
        for lane in wait(list(asked)):
            if isinstance(lane, Connection):
                result, error = receive(lane)
                free.append(lane)
                place = asked.pop(lane)
                self._asked[0] = len(asked)
                if error is not None:
                    raise error
                yield place, result

    def close(self) -> None:
        """End the forks, whatever they are doing."""
        for lane in self._lanes:
            lane.close()
        keep_pace(self._group)  # else it would take long to end
        with suppress(OSError):
            os.killpg(self._group, signal.SIGTERM)
        self._process.join()


def _answer(load: Callable[[], Callable[[Any], Any]], pipes: list[tuple[Connection, Connection]]) -> None:
    """In the first fork: load, fork once more for each further lane, and answer until the other side is gone."""
    with suppress(OSError):  # a group of their own: ended together, and an interrupt is told to who waits for them
        os.setpgid(0, 0)
    for ours, _ in pipes:
        ours.close()
    with suppress(EOFError, OSError):
        call = _loaded(load)
        keep_pace(os.getpid())
        lanes = [lane for _, lane in pipes]
        while len(lanes) > 1 and os.fork():
            lanes.pop().close()  # the new fork's: where it is open elsewhere too, its end would not be seen
        for lane in lanes[:-1]:
            lane.close()
        _serve(lanes[-1], call)


def _loaded(load: Callable[[], Callable[[Any], Any]]) -> Callable[[Any], Any]:
    try:
        return load()
    except Exception as error:
        failed = error

    def fail(_argument: Any) -> Any:
        raise failed

    return fail


def _serve(lane: Connection, call: Callable[[Any], Any]) -> None:
    with suppress(EOFError, OSError):
        while True:
            send(lane, attempt(partial(call, receive(lane))))
