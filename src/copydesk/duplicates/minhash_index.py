"""The signatures of a report as datasketch objects, and their MinHashLSH."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.errors import UsageError

__all__ = ["Rows", "build_index", "load_minhashes", "read_rows"]

Rows = npt.NDArray[np.uint32]


def load_minhashes(prints: pd.DataFrame, seed: int) -> dict[str, Any]:
    """The rows of a signatures table as ``datasketch.MinHash`` objects by doc_id, ready to be compared.

    They are of scheme affine32 with xxh32 as their hash, share one set of permutations, and equal what
    ``MinHash(seed=seed, hashfunc=xxhash.xxh32_intdigest)`` gives when it is fed the shingles themselves.
    """
    from datasketch import MinHash
    from xxhash import xxh32_intdigest

    rows = read_rows(prints)
    known = MinHash(num_perm=rows.shape[1], seed=seed).permutations
    return {
        doc: MinHash(seed=seed, hashvalues=row, permutations=known, scheme="affine32", hashfunc=xxh32_intdigest)
        for doc, row in zip(prints["doc_id"], rows, strict=True)
    }


def read_rows(prints: pd.DataFrame, num_perm: int | None = None) -> Rows:
    """Signatures as one array, shape (articles, permutations)."""
    width = num_perm or (len(prints["signature"].iloc[0]) // 4 if len(prints) else 1)
    if any(len(each) != 4 * width for each in prints["signature"]):
        raise UsageError(f"the report's signatures do not have {width} permutations, as these settings say")
    return np.frombuffer(b"".join(prints["signature"]), "<u4").astype(np.uint32).reshape(-1, width)


def build_index(minhashes: dict[str, Any], num_perm: int, jaccard: float) -> Any:
    """A MinHashLSH of row numbers, tuned to miss little: an error is mended by verification, a miss is not."""
    from datasketch import MinHashLSH

    index = MinHashLSH(threshold=min(jaccard, 0.9), num_perm=num_perm, weights=(0.1, 0.9))
    for at, each in enumerate(minhashes.values()):
        index.insert(at, each, check_duplication=False)
    return index
