"""Columns of strings as Arrow keeps them: one array, or its bytes for loops that read them where they lie."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

__all__ = ["as_arrow", "read_utf8"]


def as_arrow(column: Any) -> Any:
    """``column`` of strings (pandas, Arrow, or a list) as one Arrow array of large strings."""
    found = column if isinstance(column, pa.Array | pa.ChunkedArray) else pa.array(column)
    return (found.combine_chunks() if isinstance(found, pa.ChunkedArray) else found).cast(pa.large_string())


def read_utf8(column: Any) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.int64]]:
    """The UTF-8 of ``column``, not copied, and where each string begins, with the end of the last (strings + 1,).

    A missing string has no bytes. The first need not begin at 0, nor the last end with the bytes.
    """
    array = as_arrow(column)
    _, offsets, content = array.buffers()
    bounds = np.frombuffer(offsets, np.int64)[array.offset : array.offset + len(array) + 1]
    return np.frombuffer(content, np.uint8) if content else np.zeros(0, np.uint8), bounds
