"""Rows of a table as plain values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

__all__ = ["doc_rows", "rows_of"]


def rows_of(frame: pd.DataFrame, *columns: str) -> Iterator[Any]:
    """Plain rows of some columns; much faster than row objects."""
    return zip(*(frame[column].tolist() for column in columns), strict=True)


def doc_rows(doc_ids: pd.Series, documents: pd.DataFrame) -> npt.NDArray[np.int64]:
    """The row of ``documents`` of each of ``doc_ids``, -1 for others; an id that comes again and again is looked up
    once for each of its runs.
    """
    firsts = np.flatnonzero((doc_ids != doc_ids.shift()).to_numpy(bool))
    rows = pd.Index(documents["doc_id"]).get_indexer(doc_ids.iloc[firsts])
    return np.repeat(rows.astype(np.int64), np.diff(firsts, append=len(doc_ids)))
