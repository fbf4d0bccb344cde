"""Compiled twins of ``postings``: radix partition, singletons dropped early, two threads without the interpreter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any

import numpy as np

from copydesk.duplicates.postings import DOC_BITS
from copydesk.text.compiling import compiled

__all__ = ["THREADS", "list_repeated", "longer", "run_all"]

_PART_BITS = 12  # 4,096 parts: a part of 30 million shingles fits the second cache
_SLOT_BITS = 17  # 128 KB of counters: fewer single shingles share a slot, and are sorted in vain
_AT_ONCE = 20_000_000  # shingles of one round: 160 MB
THREADS = 2


def list_repeated(shingles: Any, bounds: Any, first: Any, most: int) -> tuple[Any, Any]:
    """docs and ends of ``postings.Postings``; ``first`` is empty where every shingle is the first of its article.

    The shingles are taken by ranges of their hashes, a few million at a time, so that the copy sorted stays small.
    """
    cuts = np.searchsorted(bounds, np.linspace(0, len(shingles), THREADS + 1)).tolist()
    cuts[0], cuts[-1] = 0, len(bounds) - 1
    ranges, counts = list(pairwise(cuts)), np.zeros((THREADS, 1 << _PART_BITS), np.int64)
    docs, ends = [np.zeros(0, np.int32)], [np.zeros(0, np.int64)]
    with ThreadPoolExecutor(THREADS) as pool:
        run_all(pool, [(_tally, shingles, first, bounds[a], bounds[b], counts[n]) for n, (a, b) in enumerate(ranges)])
        for parts in _rounds(counts.sum(axis=0)):
            # Under no name here: the copy of one round must be gone before the next is made.
            sets = (shingles, bounds, first)
            found = _lists(*_sorted_parts(pool, sets, ranges, counts[:, parts], parts.start), most)
            ends.append(found[1] + sum(map(len, docs)))
            docs.append(found[0])
    return np.concatenate(docs), np.concatenate(ends)


def _rounds(sizes: Any) -> Iterator[slice]:
    """Ranges of parts that hold about ``_AT_ONCE`` shingles each."""
    number = (np.cumsum(sizes) - 1) // _AT_ONCE
    cuts = [0, *(np.flatnonzero(np.diff(number)) + 1).tolist(), len(sizes)]
    return (slice(a, b) for a, b in pairwise(cuts))


def _sorted_parts(
    pool: ThreadPoolExecutor, sets: tuple[Any, Any, Any], ranges: Sequence[tuple[int, int]], counts: Any, low: int
) -> tuple[Any, Any, Any]:
    """The parts from ``low`` on, of ``counts`` (threads, parts) shingles each: a packed array, where each part begins
    in it, and how many at its front are kept, sorted.
    """
    ends = np.cumsum(counts.T.ravel()).reshape(-1, THREADS).T
    places, size = ends - counts, int(counts.sum())
    parted, kept = np.empty(size, np.uint64), np.empty(counts.shape[1], np.int64)
    high = low + len(kept)
    run_all(pool, [(_scatter, *sets, a, b, low, high, places[n].copy(), parted) for n, (a, b) in enumerate(ranges)])
    starts = np.append(places[0], size)
    middle = int(np.searchsorted(starts[:-1], size // 2))
    run_all(pool, [(_keep, parted, starts, a, b, kept) for a, b in ((0, middle), (middle, len(kept)))])
    return parted, starts, kept


def run_all(pool: ThreadPoolExecutor, jobs: list[tuple[Any, ...]]) -> list[Any]:
    """What each of ``jobs`` (a kernel and its arguments) returns, done in the threads of ``pool``."""
    return [each.result() for each in [pool.submit(*job) for job in jobs]]


@compiled
def _tally(shingles: Any, first: Any, begin: int, end: int, counts: Any) -> None:
    for at in range(begin, end):
        if len(first) == 0 or first[at]:
            counts[shingles[at] >> np.uint64(64 - _PART_BITS)] += 1


@compiled
def _scatter(
    shingles: Any, bounds: Any, first: Any, begin: int, end: int, low: int, high: int, places: Any, out: Any
) -> None:
    """Pack what articles ``begin`` to ``end`` have of the parts ``low`` to ``high``, and put it where its part is."""
    cut = np.uint64(DOC_BITS)
    for doc in range(begin, end):
        for at in range(bounds[doc], bounds[doc + 1]):
            part = np.int64(shingles[at] >> np.uint64(64 - _PART_BITS)) - low
            if 0 <= part < high - low and (len(first) == 0 or first[at]):
                out[places[part]] = (shingles[at] >> cut << cut) | np.uint64(doc)
                places[part] += 1


@compiled
def _keep(parted: Any, starts: Any, first: int, last: int, kept: Any) -> None:
    """In each part, keep at its front, sorted, what shares its slot with another: every repeated shingle does."""
    slots = np.empty(1 << _SLOT_BITS, np.uint8)
    shift, mask = np.uint64(64 - _PART_BITS - _SLOT_BITS), np.uint64((1 << _SLOT_BITS) - 1)
    for part in range(first, last):
        slots[:] = 0
        for at in range(starts[part], starts[part + 1]):
            slot = (parted[at] >> shift) & mask
            slots[slot] = min(slots[slot] + 1, 2)
        to = starts[part]
        for at in range(starts[part], starts[part + 1]):
            if slots[(parted[at] >> shift) & mask] == 2:
                parted[to] = parted[at]
                to += 1
        parted[starts[part] : to].sort()
        kept[part] = to - starts[part]


@compiled
def _lists(parted: Any, starts: Any, kept: Any, most: int) -> Any:
    """Articles of the lists of 2 to ``most`` in what is kept of each part, and where each entry's list ends."""
    docs, ends, size = np.empty(1024, np.int32), np.empty(1024, np.int64), 0
    for part in range(len(kept)):
        at, stop = starts[part], starts[part] + kept[part]
        while at < stop:
            first = at
            while at < stop and parted[at] >> np.uint64(DOC_BITS) == parted[first] >> np.uint64(DOC_BITS):
                at += 1
            if 2 <= at - first <= most:
                while size + at - first > len(docs):
                    docs, ends = longer(docs), longer(ends)
                for entry in range(first, at):
                    docs[size + entry - first] = parted[entry] & np.uint64((1 << DOC_BITS) - 1)
                ends[size : size + at - first] = size + at - first
                size += at - first
    return docs[:size].copy(), ends[:size].copy()


@compiled
def longer(values: Any) -> Any:
    """``values`` with as much room again behind them."""
    more = np.empty(2 * len(values), values.dtype)
    more[: len(values)] = values
    return more
