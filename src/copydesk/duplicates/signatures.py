"""MinHash signatures, equal to datasketch's: its permutations, its scheme, a named public hash.

The hash of a shingle is xxh32 of its folded words joined by single spaces, as
``datasketch.MinHash(hashfunc=xxhash.xxh32_intdigest)`` computes it. With a public seed a signature can be
forged (128 chosen shingles make two unrelated articles look equal), so ``copydesk init`` draws a secret
seed for every workspace and every candidate is verified exactly.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.duplicates.shingles import Stream

__all__ = ["permutations", "shingle_hashes", "signatures"]

Hashes32 = npt.NDArray[np.uint32]
_BLOCK = 4096


def permutations(num_perm: int, seed: int) -> Hashes32:
    """datasketch's affine32 parameters a and b, shape (2, num_perm), for ``seed``."""
    from datasketch import MinHash

    return np.asarray(MinHash(num_perm=num_perm, seed=seed).permutations, dtype=np.uint32)


def shingle_hashes(source: Stream, vocabulary: pd.DataFrame) -> Hashes32:
    """xxh32 of the shingle that begins at each row of ``source``; rows without a shingle hold 0."""
    import xxhash

    folds = dict(zip(vocabulary["folded_no"].tolist(), vocabulary["folded"].tolist(), strict=True))
    text = [folds[number] for number in source.folded.tolist()]
    result = np.zeros(len(text), np.uint32)
    width = source.width
    for row in np.flatnonzero(source.shingles).tolist():
        result[row] = xxhash.xxh32_intdigest(" ".join(text[row : row + width]).encode())
    return result


def signatures(source: Stream, hashes: Hashes32, parameters: Hashes32) -> Hashes32:
    """Permutation minima of every article, shape (articles, num_perm); all ones where there is no shingle."""
    count = len(source.bounds) - 1
    result = np.full((count, parameters.shape[1]), np.uint32(0xFFFFFFFF), np.uint32)
    premixed = _fmix32(hashes)
    for number in range(count):
        rows = source.doc(number)
        own = premixed[rows][source.shingles[rows] != 0]
        for first in range(0, len(own), _BLOCK):
            block = own[first : first + _BLOCK, None] * parameters[0] + parameters[1]
            np.minimum(result[number], block.min(axis=0), out=result[number])
    return result


def _fmix32(values: Hashes32) -> Hashes32:
    """MurmurHash3's 32-bit finaliser, datasketch's pre-mix for affine32."""
    values = values ^ (values >> np.uint32(16))
    values = values * np.uint32(0x85EBCA6B)
    values = values ^ (values >> np.uint32(13))
    values = values * np.uint32(0xC2B2AE35)
    return values ^ (values >> np.uint32(16))
