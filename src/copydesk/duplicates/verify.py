"""Every candidate verified exactly: Jaccard, containment both ways, passages, what of them is quoted."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from copydesk.duplicates.compared import Compared, Flags, Match, Shares
from copydesk.duplicates.passages import Passage, align
from copydesk.duplicates.shingles import Hashes, Ints, Stream, shared_counts

__all__ = ["compare", "compare_many", "matches", "verify"]

Texts = tuple[Hashes, Ints, int]
"""Shingles, bounds and width of a ``Stream``."""
REPAYS_COMPILER = 20_000
"""Pairs from which a compiled alignment is worth its compilation."""


def verify(
    pairs: Ints, body: Stream, sets: tuple[Hashes, Ints], quoted: Flags, gap: int, least: int
) -> Iterator[Match]:
    """Matches of all candidate ``pairs`` that share a passage of at least ``least`` equal words.

    ``quoted`` has one entry a row of ``body``. Passages are rows of the article, not of the stream.
    """
    return matches(compare(pairs, body, sets, gap, least), body.bounds, quoted)


def compare(pairs: Ints, body: Stream, sets: tuple[Hashes, Ints], gap: int, least: int) -> Compared:
    """What the candidate ``pairs`` share, without those that share no passage of at least ``least`` equal words."""
    sizes = np.diff(sets[1])
    if len(pairs) >= REPAYS_COMPILER:
        return compare_many(pairs, (body.shingles, body.bounds, body.width), sizes, gap, least)
    return _meeting(pairs, sizes, *_align_plain(pairs, body, sets, gap, least))


def compare_many(pairs: Ints, texts: Texts, sizes: Ints, gap: int, least: int) -> Compared:
    """As ``compare``, compiled; ``sizes`` are the distinct shingles of each article."""
    return _meeting(pairs, sizes, *_align_compiled(pairs, texts, gap, least))


def _meeting(pairs: Ints, sizes: Ints, common: Ints, ends: Ints, found: Ints) -> Compared:
    """Those of ``pairs`` that have a passage."""
    return Compared(pairs, common, sizes[pairs], ends, found).where(np.diff(ends, prepend=0) > 0)


def matches(compared: Compared, bounds: Ints, quoted: Flags) -> Iterator[Match]:
    """Each pair as a Match; ``quoted`` tells of each word of the stream with ``bounds`` whether it is quoted."""
    shares = _quoted_shares(compared, bounds, quoted)
    unions = compared.sizes.sum(axis=1) - compared.common
    first = 0
    for (a, b), jaccard, (a_in_b, b_in_a), end in zip(
        compared.pairs.tolist(),
        (compared.common / unions).tolist(),
        compared.containments.tolist(),
        compared.ends.tolist(),
        strict=True,
    ):
        passages = tuple(Passage(*row) for row in compared.found[first:end].tolist())
        yield Match(a, b, jaccard, a_in_b, b_in_a, passages, *map(tuple, shares[:, first:end].tolist()))
        first = end


def _align_plain(pairs: Ints, body: Stream, sets: tuple[Hashes, Ints], gap: int, least: int) -> tuple[Ints, Ints, Ints]:
    common = shared_counts(pairs, *sets)
    ends, rows = np.zeros(len(pairs), np.int64), []
    for number, (a, b) in enumerate(pairs.tolist()):
        if common[number] >= least // body.width:  # fewer shared shingles cannot hold one passage
            found = align(body.shingles[body.doc(a)], body.shingles[body.doc(b)], body.width, gap, least)
            rows += [(p.start_a, p.end_a, p.start_b, p.end_b, p.equal, p.longest) for p in found]
        ends[number] = len(rows)
    return common, ends, np.array(rows, np.int64).reshape(-1, 6)


def _align_compiled(pairs: Ints, texts: Texts, gap: int, least: int) -> tuple[Ints, Ints, Ints]:
    """In the order of the second article, whose index then serves for all its pairs; two threads."""
    from concurrent.futures import ThreadPoolExecutor

    from copydesk.duplicates.alignment import align_all

    order = np.argsort(pairs[:, 1], kind="stable")
    halves = (order[: len(order) // 2], order[len(order) // 2 :])
    with ThreadPoolExecutor(2) as pool:
        parts = [pool.submit(align_all, pairs[half], *texts, gap, least) for half in halves]
        common, ends, found = zip(*(part.result() for part in parts), strict=True)
    counts = np.concatenate([np.diff(end, prepend=0) for end in ends])
    back = np.argsort(order, kind="stable")
    firsts = (np.cumsum(counts) - counts)[back]
    rows = np.repeat(firsts - np.cumsum(counts[back]) + counts[back], counts[back]) + np.arange(counts.sum())
    return np.concatenate(common)[back], np.cumsum(counts[back]), np.concatenate(found)[rows]


def _quoted_shares(compared: Compared, bounds: Ints, quoted: Flags) -> Shares:
    """For each passage the share of its words that are quoted in either article, shape (2, passages)."""
    before = np.zeros(len(quoted) + 1, np.int32 if len(quoted) < 1 << 31 else np.int64)
    np.cumsum(quoted, out=before[1:])
    base = bounds[np.repeat(compared.pairs, np.diff(compared.ends, prepend=0), axis=0)]
    starts, ends = compared.found[:, (0, 2)] + base, compared.found[:, (1, 3)] + base
    return ((before[ends] - before[starts]) / (ends - starts)).T
