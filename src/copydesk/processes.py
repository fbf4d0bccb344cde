"""Processes beside this one: forks, which see what is in memory where it lies, so that only results are sent."""

from __future__ import annotations

import mmap
import os
import pickle
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from functools import partial
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection, wait
from typing import Any

__all__ = ["Aside", "Fork", "call_adopted", "cores", "may_fork", "open_pool"]


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

    def close(self) -> None:
        """End the fork, whatever it is doing."""
        self._answer.close()
        self._process.terminate()
        self._process.join()


def _answer_once(call: Callable[[], Any], answer: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is told to who waits for the fork
    try:
        told: tuple[Any, Exception | None] = call(), None
    except Exception as error:
        told = None, error
    with suppress(OSError):  # nobody listens any more
        answer.send(told)


class Aside:
    """Forks made early, which load what takes long while this process works, and then answer calls.

    ``load`` is called once, in the first fork; what it returns is what the ``lanes`` forks call, each with one
    argument at a time. What it raises is raised by the first call. Close it when done; the forks end with this
    process too, however it ends.
    """

    def __init__(self, load: Callable[[], Callable[[Any], Any]], lanes: int = 1) -> None:
        context = get_context("fork")
        pipes = [context.Pipe() for _ in range(lanes)]
        self._lanes = [ours for ours, _ in pipes]
        self._process = context.Process(target=_answer, args=(load, pipes), daemon=True)
        self._process.start()
        self._asked = mmap.mmap(-1, 1)  # seen by all forks: one that dies while it asks leaves answers behind
        self._group = self._process.ident or -1  # it has a number once it is started
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
        free, asked = list(self._lanes), dict[Connection, int]()
        for place, argument in enumerate(arguments):
            if not free:
                yield from self._collect(asked, free)
            lane = free.pop()
            asked[lane] = place
            self._asked[0] = len(asked)
            _put(lane, argument)
        while asked:
            yield from self._collect(asked, free)

    def _collect(self, asked: dict[Connection, int], free: list[Connection]) -> Iterator[tuple[int, Any]]:
        for lane in wait(list(asked)):
            if isinstance(lane, Connection):
                result, error = _take(lane)
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
            argument = _take(lane)
            try:
                answer: tuple[Any, Exception | None] = call(argument), None
            except Exception as error:
                answer = None, error
            _put(lane, answer)


def _put(lane: Connection, value: Any) -> None:
    """Send ``value``; its arrays go as they lie, without a copy in between."""
    arrays: list[pickle.PickleBuffer] = []
    lane.send_bytes(pickle.dumps(value, 5, buffer_callback=arrays.append))
    lane.send([array.raw().nbytes for array in arrays])
    for array in arrays:
        lane.send_bytes(array.raw())


def _take(lane: Connection) -> Any:
    plain, sizes = lane.recv_bytes(), lane.recv()
    arrays = [bytearray(size) for size in sizes]
    for array in arrays:
        lane.recv_bytes_into(array)
    return pickle.loads(plain, buffers=arrays)  # noqa: S301  (from a fork of this process)
