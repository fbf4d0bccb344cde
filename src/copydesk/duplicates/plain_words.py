"""Words of single texts by ``copydesk.text`` itself: for small inputs, for texts the kernels leave, and as oracle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from copydesk.text.batches import batches
from copydesk.text.folding import fold
from copydesk.text.words import word_spans

__all__ = ["PADDING", "encoded_words", "folded_words"]

PADDING = 16
_fold = lru_cache(maxsize=1 << 16)(fold)


def folded_words(texts: Sequence[str]) -> Iterator[list[str]]:
    """The folded words of each text, in order, as the text stage cuts and folds them."""
    for batch in batches(texts):
        starts, ends = word_spans(batch)
        words = [_fold(batch.joined[start:end]) for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
        bounds = np.searchsorted(starts, batch.doc_starts).tolist()
        yield from (words[first:last] for first, last in pairwise(bounds))


def encoded_words(text: str) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint32]]:
    """The folded words of ``text`` as the kernels hold them: UTF-8, a space after each, padded; and their starts."""
    words = [word.encode() + b" " for word in next(folded_words([text]))]
    starts = np.concatenate([np.zeros(1, np.int64), np.cumsum([len(word) for word in words], dtype=np.int64)])
    return np.frombuffer(b"".join(words) + bytes(PADDING), np.uint8), starts.astype(np.uint32)
