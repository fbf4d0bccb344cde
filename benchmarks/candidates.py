"""Candidates against an exact oracle, and what they cost.

    python benchmarks/candidates.py [--only allsides | syndicated]

The oracle is every pair of article bodies with containment of .5 or more either way, counted by a sparse matrix
product over all shingles that two articles have. Prints, for the default settings: recall of the candidates (MinHash
bands alone, rare shingles alone, both), pairs to verify, and processor seconds beside the NumPy path in the same run.
Corpora: allsides + recovery (39,739 articles) and syndicated-10k.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

DATA = Path(os.environ.get("COPYDESK_DATA", "../shared/data")) / "duplicates"
CORPORA = {"allsides": ("allsides.parquet", "recovery.parquet"), "syndicated": ("syndicated-10k.parquet",)}


def main() -> int:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=CORPORA)
    given = parser.parse_args()
    if not DATA.is_dir():
        print(f"skipped: no data at {DATA}; set COPYDESK_DATA")
        return 0
    for name, files in CORPORA.items():
        if given.only in (None, name):
            print(f"\n{name}")
            show(read([str(DATA / file) for file in files]))
    return 0


def read(inputs: list[str]) -> dict[str, pd.DataFrame]:
    """All tables that the duplicates stage reads."""
    from copydesk.pipeline import STAGES, read_tables
    from copydesk.settings import load

    settings = load()
    tables = read_tables(inputs, settings)
    for stage in STAGES:
        if stage.name == "duplicates":
            break
        tables |= stage.run(tables, settings)
    return tables


def show(tables: dict[str, pd.DataFrame]) -> None:
    """Print recall and cost for the bodies of ``tables``."""
    from copydesk.duplicates import candidates
    from copydesk.settings import load

    settings = load().duplicates
    sets, signed = bodies(tables, settings)
    truth, sizes, shared = oracle(*sets)
    print(f"{len(sizes):,} articles, {len(sets[0]):,} shingles; {len(truth):,} pairs with containment >= .5")
    warm()
    limits = (settings.max_shingle_documents, settings.min_shared_shingles, settings.min_containment)
    alike = timed("bands", lambda: candidates.banded(signed, settings.bands, settings.rows, 32)[0])
    rare = timed("rare shingles", lambda: candidates.rare_pairs(*sets, *limits))
    both = candidates.find_candidates(signed, sets, settings).pairs
    exact = timed("exact mode", lambda: candidates.exact_pairs(*sets, settings))
    plain = timed("rare shingles, NumPy", lambda: numpy_path(sets, limits))
    print(f"NumPy and compiled paths equal: {np.array_equal(rare, plain)}")
    told = shared >= max(settings.min_passage_words // settings.shingle_words, 1)
    for name, found in (("bands", alike), ("rare shingles", rare), ("both", both), ("exact mode", exact)):
        hit = np.isin(codes(truth), codes(found))
        print(f"{name:14} recall {hit.mean():.5f}, of pairs long enough to report {hit[told].mean():.5f}")
    lost = truth[~np.isin(codes(truth), codes(both))]
    print(f"lost: {len(lost)}; shingles of the smaller body: {np.sort(sizes[lost].min(axis=1))[:20].tolist()}")


def bodies(tables: dict[str, pd.DataFrame], settings: Any) -> tuple[tuple[np.ndarray, np.ndarray], np.ndarray]:
    """Shingle sets with bounds, and signatures, of all bodies."""
    from copydesk.duplicates.shingles import shingle_sets, stream
    from copydesk.duplicates.signatures import permutations, shingle_hashes, signatures
    from copydesk.text import words_labelled

    keep = words_labelled(tables["layout"], tables["lines"], len(tables["words"]))
    body = stream(tables["words"], tables["vocabulary"], keep, len(tables["articles"]), settings.shingle_words)
    hashes = shingle_hashes(body, tables["vocabulary"])
    return shingle_sets(body), signatures(body, hashes, permutations(settings.num_perm, settings.seed))


def oracle(flat: np.ndarray, bounds: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Pairs with containment >= .5 either way, the size of every set, and what each pair shares."""
    from scipy.sparse import csr_array

    sizes = np.diff(bounds)
    numbers = pd.factorize(flat)[0]
    repeated = np.bincount(numbers)[numbers] > 1
    kept = np.concatenate([[0], np.cumsum(repeated)])[bounds]
    columns = pd.factorize(numbers[repeated])[0]
    matrix = csr_array((np.ones(len(columns), np.int32), columns, kept), shape=(len(sizes), columns.max() + 1))
    turned, found, counts = matrix.T.tocsr(), [], []
    for first in range(0, len(sizes), 2000):
        part = (matrix[first : first + 2000] @ turned).tocoo()
        a, b = part.row + first, part.col
        wanted = (a < b) & (2 * part.data >= np.minimum(sizes[a], sizes[b]))
        found.append(np.stack([a[wanted], b[wanted]], axis=1).astype(np.int64))
        counts.append(part.data[wanted])
    return np.concatenate(found), sizes, np.concatenate(counts)


def numpy_path(sets: tuple[np.ndarray, np.ndarray], limits: tuple[int, int, float]) -> np.ndarray:
    """The same pairs without compiled kernels."""
    from copydesk.duplicates import candidates, postings

    limit, postings.REPAYS_COMPILER = postings.REPAYS_COMPILER, 1 << 60
    try:
        return candidates.rare_pairs(*sets, *limits)
    finally:
        postings.REPAYS_COMPILER = limit


def warm() -> None:
    """Let numba read or compile its kernels before the clock runs."""
    from copydesk.duplicates import candidates, postings

    limit, postings.REPAYS_COMPILER = postings.REPAYS_COMPILER, 0
    one = np.arange(1, 5, dtype=np.uint64) << np.uint64(40)
    candidates.rare_pairs(np.concatenate([one, one]), np.array([0, 4, 8]), 2, 2)
    postings.REPAYS_COMPILER = limit


def timed(name: str, work: Any) -> np.ndarray:
    """The result of ``work``, its time printed."""
    wall, used = time.perf_counter(), time.process_time()
    pairs: np.ndarray = work()
    used, wall = time.process_time() - used, time.perf_counter() - wall
    print(f"{name:22} {len(pairs):9,} pairs  {used:6.2f} s processor  {wall:6.2f} s wall")
    return pairs


def codes(pairs: np.ndarray) -> np.ndarray:
    """Pairs as one integer each."""
    return (pairs.min(axis=1) << 32) | pairs.max(axis=1)


if __name__ == "__main__":
    sys.exit(main())
