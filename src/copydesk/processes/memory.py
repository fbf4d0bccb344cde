"""Memory that the allocators of a process keep when nothing lies in it any more."""

from __future__ import annotations

import ctypes
from contextlib import suppress

import pyarrow as pa

__all__ = ["free_memory"]


def free_memory() -> None:
    """Give back to the system what this process keeps, and has no table in."""
    pa.default_memory_pool().release_unused()
    with suppress(OSError, AttributeError):  # what the C library keeps for itself; other systems have no such call
        ctypes.CDLL(None).malloc_trim(0)
