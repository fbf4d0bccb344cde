"""Lines as spans, and a key that is equal for lines that differ only in case, spacing or numbers."""

from __future__ import annotations

import numpy as np

from copydesk.text.batches import Batch, Positions
from copydesk.text.characters import NEWLINE, SPACE
from copydesk.text.words import Hashes, mix, runs, series

__all__ = ["KEY_BASE", "line_keys", "line_spans"]

KEY_BASE = np.uint64(0xD6E8FEB86659FD93)
_KEY_INVERSE = np.uint64(pow(0xD6E8FEB86659FD93, -1, 1 << 64))


def line_spans(batch: Batch) -> tuple[Positions, Positions]:
    """Begin and end (exclusive) of every line that is not blank, without the spaces around it."""
    ends_line = batch.classes == NEWLINE
    starts, ends = runs(~ends_line)
    solid = np.flatnonzero(~ends_line & (batch.classes != SPACE))
    first, last = np.searchsorted(solid, starts), np.searchsorted(solid, ends) - 1
    full = last >= first
    return solid[first[full]], solid[last[full]] + 1


def line_keys(word_hashes: Hashes, first: Positions, last: Positions) -> Hashes:
    """A 64-bit key for each line from its words' hashes (rows first to last, exclusive); 0 without words."""
    if len(word_hashes) == 0:
        return np.zeros(len(first), np.uint64)
    length = len(word_hashes)
    terms = word_hashes * series("key_powers", KEY_BASE, length)
    sums = np.concatenate([np.zeros(1, np.uint64), np.cumsum(terms)])
    inverses = np.append(series("key_inverses", _KEY_INVERSE, length), np.uint64(0))
    keys = mix((sums[last] - sums[first]) * inverses[np.minimum(first, length)])
    return np.where(last > first, keys, np.uint64(0))
