"""Processes beside this one."""

from __future__ import annotations

import os

from copydesk.processes import call_adopted, cores, open_pool


def test_a_fork_calls_what_could_not_be_sent() -> None:
    here, seen = os.getpid(), [10, 20]
    with open_pool(2, lambda row: (seen[row], os.getpid() != here)) as pool:
        found = [pool.submit(call_adopted, row).result() for row in (0, 1)]
    assert found == [(10, True), (20, True)]


def test_there_is_a_core() -> None:
    assert 1 <= cores() <= (os.cpu_count() or 1)
