"""Compiled twin of the first half of ``coarse.Sketches``: the smallest shingle hashes of every article."""

from __future__ import annotations

from typing import Any

import numpy as np

from copydesk.text.compiling import compiled
from copydesk.text.kernels import mix

__all__ = ["smallest_shingles"]


@compiled
def smallest_shingles(
    numbers: Any, bounds: Any, hashes: Any, width: int, reach: float, base: Any, bits: Any, limits: Any
) -> Any:
    """Sorted keys (article, value of ``bits`` bits) of the shingles of article d below ``limits[d]``, which is set.

    ``numbers[bounds[d]:bounds[d + 1]]`` are the rows of ``hashes`` of its words; about ``reach`` shingles of each
    article lie below its limit. A shingle is a polynomial in ``base``, rolled from word to word.
    """
    top, room = np.uint64(1), np.uint64(64) - bits
    for _ in range(width - 1):
        top *= base
    most = float((np.uint64(1) << bits) - np.uint64(1))
    found, size = np.empty(1 << 16, np.uint64), 0
    for doc in range(len(bounds) - 1):
        first, count = bounds[doc], bounds[doc + 1] - bounds[doc] - width + 1
        if count < 1:
            continue
        limits[doc] = np.uint64(min(reach / count, 1.0) * most)
        while size + count > len(found):
            found = np.concatenate((found, np.empty_like(found)))
        begin, total = size, np.uint64(0)
        for row in range(first, first + width - 1):
            total = total * base + hashes[numbers[row]]
        for row in range(first, first + count):
            total = total * base + hashes[numbers[row + width - 1]]
            value = mix(total) >> room
            if value <= limits[doc]:
                found[size] = (np.uint64(doc) << bits) | value
                size += 1
            total -= hashes[numbers[row]] * top
        found[begin:size].sort()
    return found[:size]
