"""Ctrl-C, SIGTERM and kill -9: an orderly end, and no process left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from copydesk.cli.interruption import interruptible

WORKING = """
import os, time
from copydesk.cli.interruption import interruptible
from copydesk.processes import call_adopted, open_pool

def work(argument):
    os.write(1, b"working\\n")
    time.sleep(60)

try:
    with interruptible(), open_pool(2, work) as pool:
        done = [pool.submit(call_adopted, each) for each in range(2)]
        done[0].result()
except KeyboardInterrupt:
    print("interrupted")
"""


@pytest.fixture
def working():
    """A process with two forks that are at work, in a group of its own."""
    process = subprocess.Popen(
        [sys.executable, "-c", WORKING],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    assert process.stdout
    assert [process.stdout.readline() for _ in range(2)] == ["working\n"] * 2
    yield process
    if group_lives(process.pid):
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def group_lives(group):
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_work_at_once_and_is_told_once(working, number):
    os.kill(working.pid, number)
    assert working.communicate(timeout=20)[0] == "interrupted\n"
    assert not group_lives(working.pid)


def test_a_terminals_signal_twice_is_one_interruption(working):
    for _ in range(2):
        os.killpg(working.pid, signal.SIGINT)
    assert working.communicate(timeout=20)[0] == "interrupted\n"
    assert not group_lives(working.pid)


def test_forks_leave_when_their_parent_was_killed(working):
    os.kill(working.pid, signal.SIGKILL)
    working.wait()
    deadline = time.monotonic() + 20
    while group_lives(working.pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not group_lives(working.pid)


def test_the_handlers_before_are_put_back():
    before = [signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)]
    with pytest.raises(KeyboardInterrupt), interruptible():
        os.kill(os.getpid(), signal.SIGTERM)
    assert [signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)] == before
