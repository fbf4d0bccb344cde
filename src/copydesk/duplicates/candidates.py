"""Pairs worth verifying: shared MinHash bands, and shared rare shingles for text that is only partly reused.

Bands find bodies that are alike as a whole; a short body inside a long one has a low Jaccard and is found
by rare shingles instead (a shingle that few articles have is a fingerprint of a sentence).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from copydesk.text.words import mix

__all__ = ["band_pairs", "merge_pairs", "rare_pairs"]

Pairs = npt.NDArray[np.int64]
_WHOLE_BUCKET = 32  # larger buckets are linked as stars, so that a template of N pages costs N
_DOC_BITS = np.uint64(24)


def band_pairs(signatures: npt.NDArray[np.uint32], bands: int, rows: int) -> Pairs:
    """Pairs of articles that agree in a whole band, shape (pairs, 2), a < b.

    Every pair of a bucket of up to 32 articles, and a star around the first of a larger one.
    """
    signed = np.flatnonzero((signatures != np.uint32(0xFFFFFFFF)).any(axis=1))
    found = [np.zeros((0, 2), np.int64)]
    for band in range(bands):
        part = signatures[signed, band * rows : (band + 1) * rows].astype(np.uint64)
        key = np.zeros(len(signed), np.uint64)
        for column in range(rows):
            key = mix(key + part[:, column] + np.uint64(band + 1))
        found.append(_bucket_pairs(key, signed))
    return merge_pairs(*found)


def rare_pairs(shingles: npt.NDArray[np.uint64], bounds: npt.NDArray[np.int64], most: int, least: int) -> Pairs:
    """Pairs that share at least ``least`` shingles which at most ``most`` articles have.

    ``shingles`` and ``bounds`` are the articles' sets. The upper 40 bits of the hash are kept beside the
    article's number in one integer, so that one sort does it; a chance collision cannot make ``least``.
    """
    docs = np.repeat(np.arange(len(bounds) - 1, dtype=np.uint64), np.diff(bounds))
    packed = np.sort((shingles >> _DOC_BITS << _DOC_BITS) | docs)
    keys, docs = packed >> _DOC_BITS, (packed & np.uint64((1 << 24) - 1)).astype(np.int64)
    firsts = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]])) if len(keys) else np.zeros(0, np.int64)
    sizes = np.diff(np.append(firsts, len(keys)))
    events = [np.zeros((0, 2), np.int64)]
    for size in range(2, most + 1):
        at = firsts[sizes == size]
        if len(at):
            events.append(_combinations(docs[at[:, None] + np.arange(size)]))
    return _counted(np.concatenate(events), least)


def merge_pairs(*parts: Pairs) -> Pairs:
    """Distinct pairs of all ``parts``, sorted, a < b."""
    pairs = np.concatenate(parts)
    pairs = np.sort(pairs[pairs[:, 0] != pairs[:, 1]], axis=1)
    codes = np.sort((pairs[:, 0] << 32) | pairs[:, 1])
    codes = codes[np.concatenate([[True], codes[1:] != codes[:-1]])] if len(codes) else codes
    return np.stack([codes >> 32, codes & 0xFFFFFFFF], axis=1)


def _bucket_pairs(keys: npt.NDArray[np.uint64], docs: npt.NDArray[np.int64]) -> Pairs:
    order = np.argsort(keys, kind="stable")
    keys, docs = keys[order], docs[order]
    firsts = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]])) if len(keys) else np.zeros(0, np.int64)
    sizes = np.diff(np.append(firsts, len(keys)))
    parts = [np.zeros((0, 2), np.int64)]
    for first, size in zip(firsts[sizes > 1].tolist(), sizes[sizes > 1].tolist(), strict=True):
        members = docs[first : first + size]
        if size <= _WHOLE_BUCKET:
            parts.append(_combinations(members[None, :]))
        else:
            parts.append(np.stack([np.full(size - 1, members[0]), members[1:]], axis=1))
    return np.concatenate(parts)


def _combinations(members: npt.NDArray[np.int64]) -> Pairs:
    """All pairs within each row of ``members``, shape (rows, size)."""
    left, right = np.triu_indices(members.shape[1], 1)
    return np.stack([members[:, left].ravel(), members[:, right].ravel()], axis=1)


def _counted(events: Pairs, least: int) -> Pairs:
    codes = np.sort((np.minimum(events[:, 0], events[:, 1]) << 32) | np.maximum(events[:, 0], events[:, 1]))
    firsts = np.flatnonzero(np.concatenate([[True], codes[1:] != codes[:-1]])) if len(codes) else np.zeros(0, np.int64)
    often = codes[firsts[np.diff(np.append(firsts, len(codes))) >= least]]
    return np.stack([often >> 32, often & 0xFFFFFFFF], axis=1)
