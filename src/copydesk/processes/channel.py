"""Values from one process to another, through a pipe."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

__all__ = ["attempt", "receive", "send"]


def attempt(call: Callable[[], Any]) -> tuple[Any, Exception | None]:
    """What ``call`` gave, or what it raised: an answer that another process can be sent."""
    try:
        return call(), None
    except Exception as error:
        return None, error


def send(lane: Connection, value: Any) -> None:
    """Send ``value``; its arrays go as they lie, without a copy in between."""
    arrays: list[pickle.PickleBuffer] = []
    lane.send_bytes(pickle.dumps(value, 5, buffer_callback=arrays.append))
    lane.send([array.raw().nbytes for array in arrays])
    for array in arrays:
        lane.send_bytes(array.raw())


def receive(lane: Connection) -> Any:
    """What the other side has sent."""
    plain, sizes = lane.recv_bytes(), lane.recv()
    arrays = [bytearray(size) for size in sizes]
    for array in arrays:
        lane.recv_bytes_into(array)
    return pickle.loads(plain, buffers=arrays)  # noqa: S301  (from a fork of this process)
