"""Compiled twin of ``postings.count_pairs``: one counter an article, two threads without the interpreter."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any

import numpy as np

from copydesk.duplicates.posting_kernels import THREADS, longer, run_all
from copydesk.text.compiling import compiled

__all__ = ["meet"]


def meet(docs: Any, ends: Any, needed: Any, most: int) -> tuple[Any, Any]:
    """Codes (a << 32 | b) of the pairs that meet often enough, sorted, and their counts; stops above ``most``."""
    starts, places = _forward(docs, len(needed))
    work = _work(starts, places, ends)
    cuts = np.searchsorted(work, np.linspace(0, work[-1], 8 * THREADS + 1)).tolist()
    cuts[0], cuts[-1] = 0, len(needed)
    with ThreadPoolExecutor(THREADS) as pool:
        jobs = [(_scan, docs, ends, starts, places, needed, a, b, most) for a, b in pairwise(cuts)]
        found = run_all(pool, jobs)
    return tuple(np.concatenate(part) for part in zip(*found, strict=True))  # type: ignore[return-value]


@compiled
def _forward(docs: Any, count: int) -> Any:
    """Places of each article's entries: its entries are places[starts[d]:starts[d + 1]]."""
    starts = np.zeros(count + 1, np.int64)
    for doc in docs:
        starts[doc + 1] += 1
    for doc in range(count):
        starts[doc + 1] += starts[doc]
    places, to = np.empty(len(docs), np.int64), starts.copy()
    for at in range(len(docs)):
        places[to[docs[at]]] = at
        to[docs[at]] += 1
    return starts, places


@compiled
def _work(starts: Any, places: Any, ends: Any) -> Any:
    total, sums = 0, np.zeros(len(starts), np.int64)
    for doc in range(len(starts) - 1):
        for entry in range(starts[doc], starts[doc + 1]):
            total += ends[places[entry]] - places[entry]
        sums[doc + 1] = total
    return sums


@compiled
def _scan(docs: Any, ends: Any, starts: Any, places: Any, needed: Any, first: int, last: int, most: int) -> Any:
    """The pairs of articles ``first`` to ``last`` with later ones: one counter for every other article."""
    counts = np.zeros(len(needed), np.int32)
    touched = np.empty(len(needed), np.int64)
    codes, often, found = np.empty(1024, np.int64), np.empty(1024, np.int32), 0
    for doc in range(first, last):
        seen = _meet(docs, ends, places[starts[doc] : starts[doc + 1]], counts, touched)
        while found + seen > len(codes):
            codes, often = longer(codes), longer(often)
        found = _note(doc, touched[:seen], counts, needed, codes, often, found)
        if found > most:
            break
    return codes[:found].copy(), often[:found].copy()


@compiled
def _meet(docs: Any, ends: Any, places: Any, counts: Any, touched: Any) -> int:
    """Count whom the entries at ``places`` meet; returns how many, their numbers in ``touched``."""
    seen = 0
    for place in places:
        for at in range(place + 1, ends[place]):
            other = docs[at]
            if counts[other] == 0:
                touched[seen] = other
                seen += 1
            counts[other] += 1
    return seen


@compiled
def _note(doc: int, touched: Any, counts: Any, needed: Any, codes: Any, often: Any, found: int) -> int:
    """Write the pairs that meet often enough, sorted, from ``found`` on; set the counters back."""
    begin = found
    for other in touched:
        if other != doc and counts[other] >= min(needed[doc], needed[other]):
            codes[found] = (doc << 32) | other
            found += 1
    codes[begin:found].sort()
    for row in range(begin, found):
        often[row] = counts[codes[row] & 0xFFFFFFFF]
    for other in touched:
        counts[other] = 0
    return found
