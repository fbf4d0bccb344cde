"""Rows of a table as plain values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

__all__ = ["rows_of"]


def rows_of(frame: pd.DataFrame, *columns: str) -> Iterator[Any]:
    """Plain rows of some columns; much faster than row objects."""
    return zip(*(frame[column].tolist() for column in columns), strict=True)
