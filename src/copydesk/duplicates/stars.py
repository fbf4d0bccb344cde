"""Large buckets as stars: a template of N pages is compared with its hubs, not with itself.

A page is linked to at most two hubs of the buckets it is in. Buckets share hubs where they can: the hub most used
so far, else the row whose signature comes first by content, so that the order of the input changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from copydesk.duplicates.bands import Buckets
from copydesk.text.words import mix

__all__ = ["star_links"]

Rows = npt.NDArray[np.int64]


def star_links(buckets: Sequence[Buckets], signatures: npt.NDArray[np.uint32]) -> tuple[Rows, Rows]:
    """Both rows of every link between a hub and a page of the large ``buckets``, one entry a band; distinct, sorted."""
    rows = np.unique(np.concatenate([np.zeros(0, np.int64), *(each.rows for each in buckets)]))
    ranks = _ranks(signatures, rows)
    uses, links = np.zeros(len(rows), np.int64), np.full((2, len(rows)), -1, np.int64)
    for band in buckets:
        for members in _largest_first(band, rows, ranks):
            hub = members[np.lexsort((ranks[members], -uses[members]))[0]]
            uses[hub] += len(members)
            held = links[:, members]
            free = members[(members != hub) & (held != hub).all(axis=0) & (held[1] < 0)]
            links[(links[0, free] >= 0).astype(np.int64), free] = hub
    pages = np.tile(np.arange(len(rows)), 2)[links.ravel() >= 0]
    hubs = links.ravel()[links.ravel() >= 0]
    pairs = np.unique(np.stack([np.minimum(hubs, pages), np.maximum(hubs, pages)]), axis=1)
    return rows[pairs[0]], rows[pairs[1]]


def _largest_first(band: Buckets, rows: Rows, ranks: Rows) -> list[Rows]:
    """The buckets of ``band`` as places in ``rows``, the largest first, equals by content."""
    places = np.searchsorted(rows, band.rows)
    parts = [places[first:last] for first, last in zip(band.bounds[:-1], band.bounds[1:], strict=True)]
    return sorted(parts, key=lambda members: (-len(members), int(ranks[members].min())))


def _ranks(signatures: npt.NDArray[np.uint32], rows: Rows) -> Rows:
    """Place of each row in an order that depends on signatures alone; equal ones keep the order of rows."""
    keys = np.zeros(len(rows), np.uint64)
    for column in range(signatures.shape[1]):
        keys = mix(keys + signatures[rows, column] + np.uint64(1))
    ranks = np.empty(len(rows), np.int64)
    ranks[np.argsort(keys, kind="stable")] = np.arange(len(rows))
    return ranks
