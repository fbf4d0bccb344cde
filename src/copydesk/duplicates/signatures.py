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

from copydesk.duplicates.plain_words import PADDING
from copydesk.duplicates.shingles import Stream
from copydesk.text.strings import read_utf8

__all__ = ["REPAYS_COMPILER", "Hashes32", "encoded_folds", "permutations", "premix", "shingle_hashes", "signatures"]

Hashes32 = npt.NDArray[np.uint32]
_BLOCK = 4096
_CHUNK = 1_000_000
REPAYS_COMPILER = 300_000
"""Words from which compiled kernels are worth their compilation."""


def permutations(num_perm: int, seed: int) -> Hashes32:
    """datasketch's affine32 parameters, odd a and any b, shape (2, num_perm), for ``seed``: the library takes .4 s to
    load, and an audit asks it for nothing else.
    """
    drawn = np.random.RandomState(seed)
    odd = drawn.randint(0, 1 << 31, num_perm, dtype=np.uint32) * np.uint32(2) + np.uint32(1)
    return np.array([odd, drawn.randint(0, 1 << 32, num_perm, dtype=np.uint32)])


def shingle_hashes(source: Stream, vocabulary: pd.DataFrame) -> Hashes32:
    """xxh32 of the shingle that begins at each row of ``source``; rows without a shingle hold 0."""
    return (_hash_compiled if len(source.folded) >= REPAYS_COMPILER else _hash_plain)(source, vocabulary)


def encoded_folds(vocabulary: pd.DataFrame) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.int64]]:
    """UTF-8 bytes of all folded forms, one after the other, then PADDING; and where each begins, with the last end."""
    letters, starts = read_utf8(_folds(vocabulary))
    return np.append(letters[: starts[-1]], np.zeros(PADDING, np.uint8)), starts


def _folds(vocabulary: pd.DataFrame) -> pd.Series:
    """The folded forms by number."""
    folds = vocabulary[["folded_no", "folded"]].drop_duplicates("folded_no")
    return folds.set_index("folded_no")["folded"].sort_index()


def signatures(source: Stream, hashes: Hashes32, parameters: Hashes32) -> Hashes32:
    """Permutation minima of every article, shape (articles, num_perm); all ones where there is no shingle."""
    result = np.full((len(source.bounds) - 1, parameters.shape[1]), np.uint32(0xFFFFFFFF), np.uint32)
    (_sign_compiled if len(source.folded) >= REPAYS_COMPILER else _sign_plain)(source, hashes, parameters, result)
    return result


def _hash_plain(source: Stream, vocabulary: pd.DataFrame) -> Hashes32:
    import xxhash

    folds = _folds(vocabulary).tolist()
    text = [folds[number] for number in source.folded.tolist()]
    result = np.zeros(len(text), np.uint32)
    for row in np.flatnonzero(source.shingles).tolist():
        result[row] = xxhash.xxh32_intdigest(" ".join(text[row : row + source.width]).encode())
    return result


def _hash_compiled(source: Stream, vocabulary: pd.DataFrame) -> Hashes32:
    from copydesk.duplicates.kernels import hash_shingles

    letters, offsets = encoded_folds(vocabulary)
    result = np.zeros(len(source.folded), np.uint32)
    for first in range(0, len(result), _CHUNK):
        last = min(first + _CHUNK + source.width, len(result))
        rows = slice(first, last)
        has = source.shingles[rows] != 0
        has[_CHUNK:] = False
        hash_shingles(source.folded[rows], has, letters, offsets, source.width, result[rows])
    return result


def _sign_plain(source: Stream, hashes: Hashes32, parameters: Hashes32, result: Hashes32) -> None:
    premixed = premix(hashes)
    for number in range(len(result)):
        rows = source.doc(number)
        own = premixed[rows][source.shingles[rows] != 0]
        for first in range(0, len(own), _BLOCK):
            block = own[first : first + _BLOCK, None] * parameters[0] + parameters[1]
            np.minimum(result[number], block.min(axis=0), out=result[number])


def _sign_compiled(source: Stream, hashes: Hashes32, parameters: Hashes32, result: Hashes32) -> None:
    """Two threads, each over half the words: the kernel lets go of the interpreter."""
    from concurrent.futures import ThreadPoolExecutor

    from copydesk.duplicates.kernels import sign

    has = source.shingles != 0
    half = int(np.searchsorted(source.bounds, len(source.folded) // 2))
    with ThreadPoolExecutor(2) as pool:
        parts = [
            pool.submit(
                sign, hashes, has, source.bounds[part.start : part.stop + 1], parameters[0], parameters[1], result[part]
            )
            for part in (slice(0, half), slice(half, len(result)))
        ]
        for part in parts:
            part.result()


def premix(values: Hashes32) -> Hashes32:
    """MurmurHash3's 32-bit finaliser, datasketch's pre-mix for affine32."""
    values = values ^ (values >> np.uint32(16))
    values = values * np.uint32(0x85EBCA6B)
    values = values ^ (values >> np.uint32(13))
    values = values * np.uint32(0xC2B2AE35)
    return values ^ (values >> np.uint32(16))
