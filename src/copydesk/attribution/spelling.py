"""Questions asked of every form of the vocabulary at once, answered by Arrow's string kernels."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

__all__ = ["ends_with", "find_rows", "strip_possessive"]

Flags = npt.NDArray[np.bool_]


def find_rows(strings: Any, words: Iterable[str]) -> npt.NDArray[np.int64]:
    """The position in ``words`` (all different) of each of ``strings``; -1 for a string not among them."""
    found = pc.index_in(strings, value_set=pa.array(list(words), pa.large_string()))
    return np.asarray(pc.fill_null(found, -1).to_numpy(zero_copy_only=False), np.int64)


def ends_with(strings: Any, ending: str) -> Flags:
    """Whether each of ``strings`` ends in ``ending``."""
    return np.asarray(pc.ends_with(strings, pattern=ending).to_numpy(zero_copy_only=False), bool)


def strip_possessive(strings: Any) -> Any:
    """``strings`` without a possessive ending ('s, or the apostrophe after an s)."""
    return pc.replace_substring_regex(strings, pattern="['’](s?)$", replacement="")
