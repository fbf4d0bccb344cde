"""Rows of numbers of different lengths, as two arrays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

__all__ = ["Ragged", "ragged"]


class Ragged(NamedTuple):
    """Row i is ``values[bounds[i]:bounds[i + 1]]``; a compiled loop takes it as it is."""

    bounds: npt.NDArray[Any]
    values: npt.NDArray[Any]

    def take(self, rows: npt.NDArray[np.int64]) -> Ragged:
        """The ``rows`` of these, in the order given."""
        sizes = self.bounds[rows + 1] - self.bounds[rows]
        bounds = np.concatenate([[0], np.cumsum(sizes)])
        places = np.arange(bounds[-1]) + np.repeat(self.bounds[rows] - bounds[:-1], sizes)
        return Ragged(bounds, self.values[places])

    def unsigned(self) -> Ragged:
        """The same, its numbers unsigned: as an index they count nothing from the end, which spares loops a test."""
        return Ragged(self.bounds.astype(np.uint32), self.values.view(np.uint32))

    def merge(self, bounds: npt.NDArray[np.int64]) -> Ragged:
        """The rows between every two of ``bounds`` as one."""
        return Ragged(self.bounds[bounds], self.values)


def ragged(rows: Iterable[Sequence[int]]) -> Ragged:
    """``rows`` as two arrays."""
    held = [*rows]
    bounds = np.cumsum([0, *map(len, held)], dtype=np.int64)
    return Ragged(bounds, np.array([value for row in held for value in row], np.int32))
