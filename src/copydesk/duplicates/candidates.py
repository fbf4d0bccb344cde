"""Pairs worth verifying: shared MinHash bands, and shared rare shingles for text that is only partly reused.

Bands find bodies that are alike as a whole; a short body inside a long one has a low Jaccard and is found
by rare shingles instead (a shingle that few articles have is a fingerprint of a sentence). An exact audit
takes every pair that shares enough shingles, common ones too: no estimate, no limit.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from copydesk.duplicates.banded_pairs import Hashes, Pairs, banded, merge_pairs
from copydesk.duplicates.postings import count_pairs, posting_lists, set_sizes
from copydesk.errors import UsageError
from copydesk.settings import rooms

__all__ = ["MOST_EXACT", "Candidates", "exact_pairs", "find_candidates", "rare_pairs"]

Flags = npt.NDArray[np.bool_]
MOST_EXACT = 100_000
"""Articles up to which an exact audit is offered."""


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
