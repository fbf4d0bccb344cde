"""Buckets of articles whose signatures agree in a band: one packed sort a band (Leskovec, Rajaraman and Ullman, 3.4).

The key of a band and the row of the article share one 64-bit number, so that sorting numbers sorts rows by bucket.
Buckets are kept as lists of rows, linear in the articles, not as pairs.
"""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

__all__ = ["WHOLE_BUCKET", "Buckets", "band_buckets", "banding", "pairs_within"]

WHOLE_BUCKET = 32
"""Buckets up to this size give all their pairs; larger ones are linked as stars."""

MISSED = 0.001
"""Odds with which a pair exactly at the threshold may be no candidate."""

Rows = npt.NDArray[np.int64]
Signatures = npt.NDArray[np.uint32]


@dataclass(frozen=True)
class Buckets:
    """Buckets of two rows or more in one band: bucket n is ``rows[bounds[n]:bounds[n + 1]]``, rows ascending."""

    rows: Rows
    bounds: Rows

    def select(self, wanted: npt.NDArray[np.bool_]) -> Buckets:
        """The ``wanted`` ones of the buckets."""
        sizes = np.diff(self.bounds)
        bounds = np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes[wanted])])
        return Buckets(self.rows[np.repeat(wanted, sizes)], bounds)

    def large(self) -> npt.NDArray[np.bool_]:
        """Which buckets hold more than WHOLE_BUCKET rows."""
        return np.diff(self.bounds) > WHOLE_BUCKET


def banding(threshold: float, num_perm: int) -> tuple[int, int]:
    """Bands and rows a band: the most rows with which a pair at ``threshold`` is missed with odds below .001."""
    for width in range(num_perm, 1, -1):
        if (1 - threshold**width) ** (num_perm // width) < MISSED:
            return num_perm // width, width
    return num_perm, 1


def band_buckets(signatures: Signatures, signed: Rows, bands: int, width: int, pool: Executor) -> list[Buckets]:
    """The buckets of each of ``bands`` bands of ``width`` columns; only rows ``signed`` are looked at."""
    jobs = [pool.submit(_buckets, signatures, signed, band * width, width) for band in range(bands)]
    return [job.result() for job in jobs]


def pairs_within(buckets: Buckets) -> npt.NDArray[np.uint64]:
    """Every pair of rows of one bucket, once for each bucket, as first << 32 | second; first < second."""
    parts = [np.zeros(0, np.uint64)]
    sizes = np.diff(buckets.bounds)
    for size in np.unique(sizes).tolist():
        at = buckets.bounds[:-1][sizes == size]
        members = buckets.rows[at[:, None] + np.arange(size)].astype(np.uint64)
        left, right = np.triu_indices(size, 1)
        parts.append(((members[:, left] << np.uint64(32)) | members[:, right]).ravel())
    return np.concatenate(parts)


def _buckets(signatures: Signatures, signed: Rows, first: int, width: int) -> Buckets:
    from copydesk.duplicates.band_keys import find_buckets, pack_keys

    bits = max(len(signed) - 1, 1).bit_length()
    keys = np.empty(len(signed), np.uint64)
    pack_keys(signatures, signed, first, width, bits, keys)
    keys.sort()
    rows, bounds = find_buckets(keys, bits)
    return Buckets(signed[rows], bounds)
