"""Which articles have a shingle: posting lists, and pairs counted over them.

One sort of packed integers makes the lists; counting walks them article by article with one counter per other
article (ScanCount; Li, Lu and Lu, "Efficient merging and filtering algorithms for approximate string searches",
ICDE 2008), so that its cost is the pairs that really share a shingle. Large inputs take compiled kernels with
the same result, bit for bit.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from copydesk.errors import UsageError

__all__ = ["DOC_BITS", "MOST_PAIRS", "REPAYS_COMPILER", "Postings", "count_pairs", "posting_lists", "set_sizes"]

DOC_BITS = 24
"""Bits of an article's number beside the upper 40 bits of a shingle's hash in one integer."""
REPAYS_COMPILER = 2_000_000
"""Shingles, or pairs to count, from which compiled kernels are worth their compilation."""
MOST_PAIRS = 50_000_000
"""Candidates that fit into memory beside everything else: 16 bytes each, and as much again while sorted."""

Ints = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Postings:
    """Shingles that several articles have: ``docs`` holds one list after the other, each in article order.

    ``ends`` has the shape of ``docs``: the place after the last of the entry's own list.
    """

    docs: npt.NDArray[np.int32]
    ends: Ints

    def events(self) -> int:
        """How often two articles meet in a list: what counting costs."""
        return int((self.ends - np.arange(1, len(self.ends) + 1)).sum())


def set_sizes(bounds: Ints, first: Flags | None = None) -> Ints:
    """Distinct shingles of each article, whose sets are given as to ``posting_lists``."""
    if first is None:
        return np.diff(bounds)
    from copydesk.duplicates.body_kernels import count_flags

    sizes = np.zeros(len(bounds) - 1, np.int64)
    count_flags(first, bounds, sizes)
    return sizes


def posting_lists(shingles: Hashes, bounds: Ints, most: int, first: Flags | None = None) -> Postings:
    """The lists of all shingles that 2 to ``most`` articles have, in order of the upper 40 bits of their hash.

    ``shingles`` and ``bounds`` are the articles' sets: article d has ``shingles[bounds[d]:bounds[d + 1]]``, or those of
    them where ``first`` holds, which are distinct. Two shingles that agree in 40 bits share a list; that
    happens by chance and can only add to a count. Raises UsageError above 16,777,216 articles.
    """
    if len(bounds) - 1 > 1 << DOC_BITS:
        raise UsageError(f"{len(bounds) - 1:,} articles are too many for one search of {1 << DOC_BITS:,}")
    if first is not None or len(shingles) >= REPAYS_COMPILER:
        from copydesk.duplicates.posting_kernels import list_repeated

        return Postings(*list_repeated(shingles, bounds, np.zeros(0, bool) if first is None else first, most))
    packed = _packed(shingles, bounds)
    keys = packed >> np.uint64(DOC_BITS)
    firsts = np.flatnonzero(np.append(True, keys[1:] != keys[:-1])[: len(keys)])
    sizes = np.diff(np.append(firsts, len(keys)))
    kept = (sizes > 1) & (sizes <= most)
    docs = (packed & np.uint64((1 << DOC_BITS) - 1)).astype(np.int32)[np.repeat(kept, sizes)]
    return Postings(docs, np.repeat(np.cumsum(sizes[kept]), sizes[kept]))


def count_pairs(postings: Postings, needed: npt.NDArray[np.int32]) -> tuple[Ints, npt.NDArray[np.int32]]:
    """Pairs a < b that meet in enough lists, sorted, shape (pairs, 2), and how many lists each meets in.

    Enough is the smaller of ``needed[a]`` and ``needed[b]``. Raises UsageError above ``MOST_PAIRS`` pairs.
    """
    if postings.events() >= REPAYS_COMPILER:
        return _count_compiled(postings, needed)
    return _count(postings, needed)


def _packed(shingles: Hashes, bounds: Ints) -> Hashes:
    docs = np.repeat(np.arange(len(bounds) - 1, dtype=np.uint64), np.diff(bounds))
    low = np.uint64(DOC_BITS)
    return np.sort((shingles >> low << low) | docs)


def _count(postings: Postings, needed: npt.NDArray[np.int32]) -> tuple[Ints, npt.NDArray[np.int32]]:
    later = postings.ends - np.arange(1, len(postings.ends) + 1)
    left = np.repeat(np.arange(len(later)), later)
    right = left + 1 + np.arange(len(left)) - np.repeat(np.cumsum(later) - later, later)
    docs = postings.docs.astype(np.int64)
    codes = np.sort((docs[left] << 32) | docs[right])
    firsts = np.flatnonzero(np.append(True, codes[1:] != codes[:-1])[: len(codes)])
    counts = np.diff(np.append(firsts, len(codes))).astype(np.int32)
    pairs = np.stack([codes[firsts] >> 32, codes[firsts] & 0xFFFFFFFF], axis=1)
    enough = (counts >= needed[pairs].min(axis=1)) & (pairs[:, 0] != pairs[:, 1]) if len(pairs) else counts > 0
    return pairs[enough], counts[enough]


def _count_compiled(postings: Postings, needed: npt.NDArray[np.int32]) -> tuple[Ints, npt.NDArray[np.int32]]:
    from copydesk.duplicates.counting_kernels import meet

    codes, counts = meet(postings.docs, postings.ends, needed, MOST_PAIRS)
    if len(codes) > MOST_PAIRS:
        raise UsageError(
            f"more than {MOST_PAIRS:,} pairs of articles share text (a template of many pages?); "
            "an exact audit cannot verify them all, the default one can"
        )
    return np.stack([codes >> 32, codes & 0xFFFFFFFF], axis=1), counts
