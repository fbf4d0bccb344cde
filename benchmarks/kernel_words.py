"""Whether the kernels cut and fold the words of real articles exactly as the text stage does.

    python benchmarks/kernel_words.py [--articles N]

Prints for allsides and recovery how many articles have the same words, other words, or are left to Python, because a
form in them folds by its neighbours (combining accents, scripts mixed in one word).
"""

from __future__ import annotations

import argparse
import sys

import numpy as np
import pyarrow.parquet as pq
from cut_documents import ALLSIDES

from copydesk.duplicates.arrow_words import NEEDS_PYTHON
from copydesk.duplicates.latin_words import cut_words
from copydesk.duplicates.letters import letters
from copydesk.duplicates.plain_words import encoded_words

FILES = ((ALLSIDES, "text"), (ALLSIDES.with_name("recovery.parquet"), "body_text"))
KINDS = ("the same words", "other words", "left to Python")


def main() -> int:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=None)
    given = parser.parse_args()
    for file, column in FILES:
        if not file.is_file():
            print(f"skipped: no data at {file}; set COPYDESK_DATA")
            continue
        found = [compare(text or "") for text in pq.read_table(file)[column].slice(0, given.articles).to_pylist()]
        told = ", ".join(
            f"{found.count(kind):,} {kind}" for kind in ("the same words", "other words", "left to Python")
        )
        print(f"{file.stem}: {len(found):,} articles: {told}")
    return 0


def compare(text: str) -> str:
    """How the kernel's words of ``text`` are to the stage's."""
    data = np.frombuffer(text.encode("utf-8", "replace"), np.uint8)
    flat, kept, joined = np.empty((3, 2 * len(data) + 64), np.uint8)
    starts = np.empty(2 * len(data) + 64, np.uint32)
    count = cut_words(data, tuple(letters()), flat, kept, joined, starts)
    if count == NEEDS_PYTHON:
        return "left to Python"
    wanted, places = encoded_words(text)
    same = np.array_equal(starts[: count + 1], places) and np.array_equal(joined[: places[-1]], wanted[: places[-1]])
    return "the same words" if same else "other words"


if __name__ == "__main__":
    sys.exit(main())
