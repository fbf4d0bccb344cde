"""What the two libraries of the field take for a part of an audit: textstat and datasketch, in bulk, in two processes.

    python benchmarks/throughput_peer.py FILE.parquet

textstat's twelve formulas of every text (offline, with our table of syllables), and near-duplicate pairs by
MinHash.bulk and MinHashLSH. No furniture, notices, attribution, checks or report. Prints articles and wall seconds.
"""

from __future__ import annotations

import multiprocessing
import sys
import time
from pathlib import Path

from near_duplicate_peers import datasketch_two, read_texts

from copydesk.readability.oracle import ask_textstat


def main() -> int:
    """Run and print."""
    file = Path(sys.argv[1])
    texts = read_texts(file)
    ask_textstat("The ferry left the pier at nine. Nobody was on it but the captain.", "en_US")  # loads its tables
    start = time.perf_counter()
    with multiprocessing.get_context("fork").Pool(2) as pool:
        pool.map(read_formulas, texts, chunksize=20)
    read = time.perf_counter() - start
    datasketch_two(file)
    wall = time.perf_counter() - start
    print(
        f"textstat and datasketch, two processes: {len(texts):,} articles, {wall:.1f} s wall (textstat {read:.1f}), "
        f"{len(texts) / wall:,.0f} articles/s"
    )
    return 0


def read_formulas(text: str) -> None:
    """Every formula of ``text``."""
    ask_textstat(text, "en_US")


if __name__ == "__main__":
    sys.exit(main())
