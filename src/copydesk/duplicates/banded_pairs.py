"""Pairs of articles whose signatures agree in a whole band; a large bucket is linked as a star."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from copydesk.text.words import mix

__all__ = ["Hashes", "Pairs", "banded", "merge_pairs"]

Pairs = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]


def banded(signatures: npt.NDArray[np.uint32], bands: int, rows: int, most: int) -> tuple[Pairs, list[list[int]]]:
    """Pairs that agree in a whole band, and the groups that buckets of more than ``most`` articles make.

    Such a bucket is linked as a star around its first article; buckets that share an article are one group.
    """
    signed = np.flatnonzero((signatures != np.uint32(0xFFFFFFFF)).any(axis=1))
    found, large = [np.zeros((0, 2), np.int64)], []
    for band in range(bands):
        part = signatures[signed, band * rows : (band + 1) * rows].astype(np.uint64)
        key = np.zeros(len(signed), np.uint64)
        for column in range(rows):
            key = mix(key + part[:, column] + np.uint64(band + 1))
        pairs, stars = _bucket_pairs(key, signed, most)
        found.append(pairs)
        large += stars
    return merge_pairs(*found), _joined(large, len(signatures))


def merge_pairs(*parts: Pairs) -> Pairs:
    """Distinct pairs of all ``parts``, sorted, a < b."""
    pairs = np.concatenate(parts)
    pairs = np.sort(pairs[pairs[:, 0] != pairs[:, 1]], axis=1)
    codes = np.sort((pairs[:, 0] << 32) | pairs[:, 1])
    codes = codes[np.concatenate([[True], codes[1:] != codes[:-1]])] if len(codes) else codes
    return np.stack([codes >> 32, codes & 0xFFFFFFFF], axis=1)


def _bucket_pairs(keys: Hashes, docs: npt.NDArray[np.int64], most: int) -> tuple[Pairs, list[npt.NDArray[np.int64]]]:
    order = np.argsort(keys, kind="stable")
    keys, docs = keys[order], docs[order]
    firsts = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]])) if len(keys) else np.zeros(0, np.int64)
    sizes = np.diff(np.append(firsts, len(keys)))
    whole = np.unique(sizes[(sizes > 1) & (sizes <= most)]).tolist()
    parts = [_combinations(docs[firsts[sizes == size][:, None] + np.arange(size)]) for size in whole]
    many = sizes > most
    large = [docs[first : first + size] for first, size in zip(firsts[many], sizes[many], strict=True)]
    parts += [np.stack([np.full(len(each) - 1, each[0]), each[1:]], axis=1) for each in large]
    return np.concatenate([np.zeros((0, 2), np.int64), *parts]), large


def _combinations(members: npt.NDArray[np.int64]) -> Pairs:
    """All pairs within each row of ``members``, shape (rows, size)."""
    left, right = np.triu_indices(members.shape[1], 1)
    return np.stack([members[:, left].ravel(), members[:, right].ravel()], axis=1)


def _joined(buckets: list[npt.NDArray[np.int64]], count: int) -> list[list[int]]:
    """``buckets`` that share an article as one group each, sorted, by first article."""
    if not buckets:
        return []
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    centre = np.concatenate([np.full(len(each), each[0]) for each in buckets])
    other = np.concatenate(buckets)
    links = coo_array((np.ones(len(other), np.int8), (centre, other)), shape=(count, count))
    labels = connected_components(links, directed=False)[1]
    members = np.unique(other)
    order = members[np.argsort(labels[members], kind="stable")]
    cuts = np.flatnonzero(np.diff(labels[order])) + 1
    return sorted(each.tolist() for each in np.split(order, cuts))
