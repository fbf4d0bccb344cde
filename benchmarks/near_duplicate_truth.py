"""Every pair of texts with a Jaccard index from a threshold on, exactly: the oracle of the near-duplicate benchmarks.

Words are cut and folded by ``copydesk.text`` and numbered; a shingle is five numbers. Candidates by the prefix filter
of Bayardo, Ma and Srikant (2007, "Scaling up all pairs similarity search"), which loses none; each is then counted.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from copydesk.duplicates.plain_words import folded_words

_AT_ONCE = 2_000
_FACTOR = np.uint64(0x9E3779B97F4A7C15)


def exact_pairs(file: Path, threshold: float) -> pd.DataFrame:
    """row_a, row_b, jaccard of all pairs of ``file``, kept beside it."""
    kept = file.with_name(f"{file.stem}-truth-{threshold}.parquet")
    if not kept.is_file():
        _pairs(*_sets(file), threshold).to_parquet(kept)
    return pd.read_parquet(kept)


def _sets(file: Path) -> tuple[np.ndarray, np.ndarray]:
    """Distinct shingles of all texts one after the other, and their bounds."""
    numbers: dict[str, int] = {}
    parts, sizes = [], [0]
    for batch in pq.ParquetFile(file).iter_batches(_AT_ONCE, columns=["text"]):
        for words in folded_words(batch.column(0).to_pylist()):
            codes = np.array([numbers.setdefault(word, len(numbers)) for word in words], np.uint64)
            parts.append(np.unique(_hash_runs(codes)))
            sizes.append(len(parts[-1]))
    return np.concatenate(parts), np.cumsum(sizes)


def _hash_runs(codes: np.ndarray) -> np.ndarray:
    runs = np.zeros(max(len(codes) - 4, 0), np.uint64)
    for place in range(5):
        runs = (runs ^ codes[place : place + len(runs)]) * _FACTOR
        runs ^= runs >> np.uint64(29)
    return runs


def _pairs(flat: np.ndarray, bounds: np.ndarray, threshold: float) -> pd.DataFrame:
    candidates = _candidates(flat, bounds, threshold)
    sizes, rows = np.diff(bounds), []
    for code in candidates.tolist():
        a, b = code >> 32, code & 0xFFFFFFFF
        one, two = flat[bounds[a] : bounds[a + 1]], flat[bounds[b] : bounds[b + 1]]
        common = len(np.intersect1d(one, two, assume_unique=True))
        rows.append((a, b, common / (sizes[a] + sizes[b] - common)))
    frame = pd.DataFrame(rows, columns=["row_a", "row_b", "jaccard"])
    return frame[frame["jaccard"] >= threshold].reset_index(drop=True)


def _candidates(flat: np.ndarray, bounds: np.ndarray, threshold: float) -> np.ndarray:
    """Codes a << 32 | b of all pairs that share a shingle of their prefixes, the rarest shingles first."""
    docs, sizes = np.repeat(np.arange(len(bounds) - 1), np.diff(bounds)), np.diff(bounds)
    order = np.argsort(flat, kind="stable")
    new = np.append(True, flat[order][1:] != flat[order][:-1])
    group = np.cumsum(new) - 1
    numbers, counts = np.empty(len(flat), np.int64), np.bincount(group)
    numbers[order] = group
    shared = np.flatnonzero(counts[numbers] > 1)
    by = shared[np.lexsort((numbers[shared], counts[numbers[shared]], docs[shared]))]
    own = np.bincount(docs[shared], minlength=len(sizes))
    place = sizes[docs[by]] - own[docs[by]] + np.arange(len(by)) - np.repeat(np.cumsum(own) - own, own) + 1
    kept = by[place <= sizes[docs[by]] - np.ceil(threshold * sizes[docs[by]]) + 1]
    return _joined(docs[kept], numbers[kept])


def _joined(docs: np.ndarray, numbers: np.ndarray) -> np.ndarray:
    order = np.lexsort((docs, numbers))
    docs, numbers = docs[order], numbers[order]
    codes, step = [np.zeros(0, np.int64)], 1
    while True:
        same = np.flatnonzero(numbers[step:] == numbers[:-step])
        if not len(same):
            return np.unique(np.concatenate(codes))
        codes.append(np.unique((docs[same] << 32) | docs[same + step]))
        step += 1
