"""One template of 50,000 pages among 100,000 documents: how many comparisons, how long.

    python benchmarks/template.py [--pages 50000] [--folder DIR]

Three templates, each in a run of its own: pages with 4, 10 and 20 per cent of words of their own (words made of
syllables, drawn from a fixed seed). The other half are documents of near_duplicates.py.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from cut_documents import ALLSIDES, write_documents

from copydesk.duplicates.near_duplicates import near_duplicates
from copydesk.duplicates.text_columns import arrow_column
from copydesk.settings import load

PAGE_WORDS, THRESHOLD = 447, 0.7
_SYLLABLES = np.array([first + second for first in "bdfgklmnprstvz" for second in "aeiou"])


def main() -> int:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=50_000)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "copydesk-near-duplicates")
    given = parser.parse_args()
    if not ALLSIDES.is_file():
        print(f"skipped: no data at {ALLSIDES}; set COPYDESK_DATA")
        return 0
    others = pq.read_table(write_documents(given.folder), columns=["text"])["text"].slice(0, given.pages)
    settings = load().duplicates
    near_duplicates(arrow_column(others), THRESHOLD, settings, 2)  # kernels are loaded, or compiled
    for own_share in (0.04, 0.1, 0.2):
        texts = pa.chunked_array([*others.chunks, make_pages(given.pages, own_share)])
        start, before = time.perf_counter(), time.process_time()
        done = near_duplicates(arrow_column(texts), THRESHOLD, settings, 2)
        wall, spent = time.perf_counter() - start, time.process_time() - before
        linked = np.unique(done.pairs[["row_a", "row_b"]].to_numpy())
        print(
            f"{own_share:.0%} own words: {done.documents:,} documents, {wall:.1f} s wall, {spent:.1f} s processor; "
            f"{done.candidates:,} pairs compared by signature ({done.candidates / given.pages:.2f} a page), "
            f"{done.verified:,} verified exactly ({done.verified / given.pages:.2f}); "
            f"{np.count_nonzero(linked >= len(others)):,} pages in a pair; {done.starred:,} texts in large buckets",
            flush=True,
        )
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2:.2f} GB")
    return 0


def make_pages(count: int, own_share: float) -> pa.Array:
    """Pages of one template; each has its own words in runs of five, at places of its own."""
    draw = np.random.default_rng(7)
    template, runs = _words(draw, PAGE_WORDS), max(round(own_share * PAGE_WORDS / 5), 1)
    pages = []
    for _ in range(count):
        words = list(template)
        for place in draw.integers(0, PAGE_WORDS - 5, runs).tolist():
            words[place : place + 5] = _words(draw, 5)
        pages.append(" ".join(words))
    return pa.array(pages, pa.large_string())


def _words(draw: np.random.Generator, count: int) -> list[str]:
    return ["".join(parts) for parts in _SYLLABLES[draw.integers(0, len(_SYLLABLES), (count, 3))].tolist()]


if __name__ == "__main__":
    sys.exit(main())
