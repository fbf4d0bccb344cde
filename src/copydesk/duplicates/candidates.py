"""Pairs worth verifying: shared MinHash bands, and shared rare shingles for text that is only partly reused.

Bands find bodies that are alike as a whole; a short body inside a long one has a low Jaccard and is found
by rare shingles instead (a shingle that few articles have is a fingerprint of a sentence). An exact audit
takes every pair that shares enough shingles, common ones too: no estimate, no limit.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from copydesk.duplicates.postings import count_pairs, posting_lists, set_sizes
from copydesk.errors import UsageError
from copydesk.settings import rooms
from copydesk.text.words import mix

__all__ = [
    "MOST_EXACT",
    "Candidates",
    "band_pairs",
    "banded",
    "exact_pairs",
    "find_candidates",
    "merge_pairs",
    "rare_pairs",
]

Pairs = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]
Flags = npt.NDArray[np.bool_]
MOST_EXACT = 100_000
"""Articles up to which an exact audit is offered."""
_WHOLE_BUCKET = 32  # a larger one is linked as a star, so that a template of N pages costs N


@dataclass(frozen=True)
class Candidates:
    """Pairs to verify, shape (pairs, 2), a < b.

    ``stars`` are the groups of a large bucket, each linked to its first article; those of more than ``whole``
    articles were compared in no other way.
    """

    pairs: Pairs
    stars: list[list[int]]
    whole: int


def find_candidates(
    signatures: npt.NDArray[np.uint32],
    sets: tuple[Hashes, npt.NDArray[np.int64]],
    settings: rooms.Duplicates,
    first: Flags | None = None,
) -> Candidates:
    """The candidates of all articles, given their signatures and shingle sets (``postings.posting_lists``).

    Raises UsageError when an exact audit is asked for of more than ``MOST_EXACT`` articles.
    """
    alike, stars = banded(signatures, settings.bands, settings.rows, settings.max_bucket_documents)
    if settings.exact:
        return Candidates(exact_pairs(*sets, settings, first), stars, len(signatures))
    most, least = settings.max_shingle_documents, settings.min_shared_shingles
    rare = rare_pairs(*sets, most, least, settings.min_containment, first)
    return Candidates(merge_pairs(alike, rare), stars, most)


def band_pairs(signatures: npt.NDArray[np.uint32], bands: int, rows: int) -> Pairs:
    """Pairs of articles that agree in a whole band, shape (pairs, 2), a < b.

    Every pair of a bucket of up to 32 articles, and a star around the first of a larger one.
    """
    return banded(signatures, bands, rows, _WHOLE_BUCKET)[0]


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


def rare_pairs(
    shingles: Hashes,
    bounds: npt.NDArray[np.int64],
    most: int,
    least: int,
    part: float = 1.0,
    first: Flags | None = None,
) -> Pairs:
    """Pairs that share enough shingles which at most ``most`` articles have.

    ``shingles``, ``bounds`` and ``first`` are the articles' sets (``postings.posting_lists``). Enough is ``least``, or
    ``part`` of the smaller set where that is less, but two.
    """
    return count_pairs(posting_lists(shingles, bounds, most, first), _enough(set_sizes(bounds, first), part, least))[0]


def exact_pairs(
    shingles: Hashes, bounds: npt.NDArray[np.int64], settings: rooms.Duplicates, first: Flags | None = None
) -> Pairs:
    """Every pair that can be reported: by containment, or by the shingles that its longest run must have.

    A pair with fewer shared shingles has neither ``min_containment`` nor a run of ``long_run_words``, and is
    dropped after verification. Raises UsageError above ``MOST_EXACT`` articles.
    """
    if len(bounds) - 1 > MOST_EXACT:
        raise UsageError(f"an exact audit is offered up to {MOST_EXACT:,} articles; these are {len(bounds) - 1:,}")
    run = max(settings.long_run_words - settings.shingle_words + 1, 2)
    enough = _enough(set_sizes(bounds, first), settings.min_containment, run)
    return count_pairs(posting_lists(shingles, bounds, len(bounds), first), enough)[0]


def _enough(sizes: npt.NDArray[np.int64], part: float, least: int) -> npt.NDArray[np.int32]:
    """Shingles that an article must share: ``part`` of its own, at most ``least``, but two: one proves no passage."""
    share = np.ceil(sizes * part - 1e-9)
    return np.minimum(np.maximum(share, 2), least).astype(np.int32)


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
