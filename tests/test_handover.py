"""What a fork hands back through shared memory."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from copydesk import handover
from copydesk.handover import Handover
from copydesk.processes import call_adopted, may_fork, open_pool

FRAME = pd.DataFrame(
    {
        "word": pd.array(["Fähre", None, "pier"], dtype="str"),
        "row": np.arange(3, dtype=np.int32),
        "day": pd.to_datetime(["2026-01-02", None, "2026-03-04"], utc=True),
    }
)


def hand_over(make: Callable[[], Any]) -> tuple[Any, int]:
    """What a fork makes, and the size of what came through the pipe."""
    shared = Handover()
    with open_pool(1, lambda _: shared.pack(make())) as pool:
        packed = pool.submit(call_adopted, 0).result()
    return shared.unpack(packed), len(packed[0])


@pytest.mark.skipif(not may_fork(), reason="the system has no forks")
@pytest.mark.parametrize("memory", [True, False])
def test_tables_come_as_they_were_made_and_outside_the_pipe(memory: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not memory:
        monkeypatch.delattr(handover.os, "memfd_create", raising=False)
    value, piped = hand_over(lambda: {"frame": FRAME, "large": np.arange(1 << 20), "odd": np.array([True]), "id": "a"})
    pd.testing.assert_frame_equal(value["frame"], FRAME)
    np.testing.assert_array_equal(value["large"], np.arange(1 << 20))
    assert (value["odd"].tolist(), value["id"]) == ([True], "a")
    assert piped < 10_000
    value["large"] += 1  # a table is its owner's to write into
    assert value["large"][0] == 1


@pytest.mark.parametrize("value", [7, "text", np.zeros(0), {"a": np.zeros((0, 3))}])
def test_values_without_arrays_and_empty_arrays_come_too(value: Any) -> None:
    shared = Handover()
    found = shared.unpack(shared.pack(value))
    assert repr(found) == repr(value)


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="the system does not list open files")
def test_no_file_stays_open() -> None:
    before = len(os.listdir("/proc/self/fd"))
    kept = Handover()
    value = kept.unpack(kept.pack(np.arange(10)))
    unused = Handover()
    unused.close()
    unused.close()
    del value
    assert len(os.listdir("/proc/self/fd")) == before
