"""Processes beside this one."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from multiprocessing import active_children, get_context
from typing import Any

import numpy as np
import pandas as pd
import pytest

from copydesk.processes import Aside, Fork, call_adopted, cores, open_pool


def test_a_fork_calls_what_could_not_be_sent() -> None:
    here, seen = os.getpid(), [10, 20]
    with open_pool(2, lambda row: (seen[row], os.getpid() != here)) as pool:
        found = [pool.submit(call_adopted, row).result() for row in (0, 1)]
    assert found == [(10, True), (20, True)]


def test_there_is_a_core() -> None:
    assert 1 <= cores() <= (os.cpu_count() or 1)


def pids_of(aside: Aside, lanes: int) -> set[int]:
    return {pid for _, pid in aside.map(range(lanes))}


def load_pid() -> Callable[[Any], int]:
    def wait_and_tell(_argument: Any) -> int:
        time.sleep(0.1)  # so that no lane is asked twice
        return os.getpid()

    return wait_and_tell


@pytest.mark.parametrize("lanes", [1, 2, 3])
def test_calls_are_answered_in_forks_of_their_own_that_end_when_closed(lanes: int) -> None:
    aside = Aside(load_pid, lanes)
    pids = pids_of(aside, lanes)
    assert len(pids - {os.getpid()}) == lanes
    aside.close()
    deadline = time.monotonic() + 5
    while any(map(runs, pids)) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not any(map(runs, pids))


@pytest.mark.skipif(not hasattr(os, "SCHED_IDLE"), reason="the system knows no such processes")
def test_it_loads_only_while_a_core_is_free_until_somebody_waits_for_it() -> None:
    def load() -> Callable[[Any], int]:
        while os.sched_getscheduler(0) == os.SCHED_IDLE:  # until the first call
            time.sleep(0.01)
        return lambda _: os.sched_getscheduler(0)

    with closing(Aside(load, 2)) as aside:
        (process,) = active_children()
        assert os.sched_getscheduler(process.pid or 0) == os.SCHED_IDLE
        assert [policy for _, policy in aside.map(range(4))] == [os.SCHED_OTHER] * 4


def runs(pid: int) -> bool:
    """Whether the process is there and no zombie."""
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def test_what_is_loaded_is_loaded_once_and_arguments_are_taken_one_by_one() -> None:
    taken: list[int] = []

    def arguments() -> Iterator[int]:
        for number in range(5):
            taken.append(number)
            yield number

    loads: list[int] = []

    def load() -> Callable[[int], tuple[int, int]]:
        loads.append(1)
        return lambda number: (number * number, len(loads))

    with closing(Aside(load, 2)) as aside:
        found = dict(aside.map(arguments()))
    assert found == {number: (number * number, 1) for number in range(5)}
    assert taken == list(range(5))


def test_tables_arrive_as_they_were_sent() -> None:
    frame = pd.DataFrame({"n": np.arange(70_000), "name": pd.Series(["a", None] * 35_000, dtype="str"), "empty": None})
    with closing(Aside(lambda: lambda table: (table, table.shape))) as aside:
        ((_, (back, shape)),) = aside.map([frame])
    assert shape == frame.shape
    pd.testing.assert_frame_equal(back, frame)


def test_an_error_of_a_call_is_raised_here() -> None:
    with closing(Aside(lambda: int)) as aside:
        with pytest.raises(ValueError, match="invalid literal"):
            list(aside.map(["one"]))
        assert list(aside.map(["1"])) == [(0, 1)]


def test_a_fork_gives_what_its_call_gave_or_raised() -> None:
    with closing(Fork(lambda: os.getpid())) as fork:
        assert fork.result() != os.getpid()
    with closing(Fork(lambda: int("one"))) as fork, pytest.raises(ValueError, match="invalid literal"):
        fork.result()
    with closing(Fork(lambda: os._exit(9))) as fork, pytest.raises(EOFError):
        fork.result()


def test_a_fork_that_is_closed_ends() -> None:
    start = time.monotonic()
    fork = Fork(lambda: time.sleep(60))
    fork.close()
    assert time.monotonic() - start < 50
    assert active_children() == []


def test_what_a_fork_asked_and_did_not_hear_is_told() -> None:
    def ask_and_die() -> Iterator[int]:
        yield 60
        os._exit(0)

    with closing(Aside(lambda: time.sleep)) as aside:
        asking = get_context("fork").Process(target=lambda: list(aside.map(ask_and_die())))
        asking.start()
        asking.join()
        with pytest.raises(EOFError, match="never answered"):
            list(aside.map([0]))


def test_an_error_in_loading_is_raised_by_the_call() -> None:
    def load() -> Callable[[Any], Any]:
        raise LookupError("nothing to load")

    with closing(Aside(load)) as aside, pytest.raises(LookupError, match="nothing to load"):
        list(aside.map([1]))


def test_a_fork_that_died_is_told() -> None:
    dies = Aside(lambda: lambda _: os.kill(os.getpid(), signal.SIGKILL), 2)
    with closing(dies), pytest.raises((EOFError, OSError)):
        list(dies.map(range(4)))
