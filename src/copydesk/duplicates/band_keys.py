"""Kernels of ``bands``: the packed keys of one band, and the runs of equal keys after sorting."""

from __future__ import annotations

from typing import Any

import numpy as np

from copydesk.text.compiling import compiled

__all__ = ["count_agreeing", "find_buckets", "pack_keys"]

_ONE = np.uint64(1)


@compiled
def pack_keys(signatures: Any, signed: Any, first: Any, width: Any, bits: Any, out: Any) -> None:
    """Hash of ``width`` columns from ``first`` in the upper bits, number within ``signed`` in the lower ``bits``."""
    mask = (_ONE << np.uint64(bits)) - _ONE
    for number in range(len(signed)):
        row = signatures[signed[number]]
        key = np.uint64(first)
        for column in range(first, first + width):
            key = (key ^ np.uint64(row[column])) * np.uint64(0xFF51AFD7ED558CCD)
            key ^= key >> np.uint64(32)
        out[number] = (key & ~mask) | np.uint64(number)


@compiled
def _next(keys: Any, bits: Any, first: Any) -> Any:
    """The place after the run of equal keys that begins at ``first``."""
    last = first + 1
    while last < len(keys) and (keys[last] ^ keys[first]) >> np.uint64(bits) == 0:
        last += 1
    return last


@compiled
def find_buckets(keys: Any, bits: Any) -> Any:
    """Rows and bounds of all runs of two or more sorted ``keys`` that are equal above ``bits``."""
    count, members, first = 0, 0, 0
    while first < len(keys):
        last = _next(keys, bits, first)
        if last > first + 1:
            count, members = count + 1, members + last - first
        first = last
    rows, bounds = np.empty(members, np.int64), np.zeros(count + 1, np.int64)
    count, members, first = 0, 0, 0
    while first < len(keys):
        last = _next(keys, bits, first)
        if last > first + 1:
            for at in range(first, last):
                rows[members] = np.int64(keys[at] & ((_ONE << np.uint64(bits)) - _ONE))
                members += 1
            count += 1
            bounds[count] = members
        first = last
    return rows, bounds


@compiled
def count_agreeing(signatures: Any, first: Any, second: Any, out: Any) -> None:
    """In how many places the signatures of row first[n] and row second[n] agree, into out[n]."""
    for pair in range(len(first)):
        one, two = signatures[first[pair]], signatures[second[pair]]
        agreeing = 0
        for column in range(len(one)):
            agreeing += one[column] == two[column]
        out[pair] = agreeing
