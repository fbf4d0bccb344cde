"""Lines that are not of the corpus, such as titles, by the keys that layout has for its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from copydesk.text.batches import batches
from copydesk.text.cutting import Cutter, Spans, Words
from copydesk.text.vocabulary import Vocabulary
from copydesk.text.words import Hashes

__all__ = ["KeyedLines", "key_lines"]


class KeyedLines(NamedTuple):
    """Of each line, shape (lines,): its key as in layout, its words, and the hash of its last word folded.

    All are 0 where a line has no word.
    """

    keys: Hashes
    sizes: npt.NDArray[np.int64]
    endings: Hashes


def key_lines(lines: Sequence[str]) -> KeyedLines:
    """The keys of ``lines``, none of which holds a line break."""
    cutter, vocabulary = Cutter(), Vocabulary()
    parts = [KeyedLines(np.zeros(0, np.uint64), np.zeros(0, np.int64), np.zeros(0, np.uint64))]
    for batch in batches(lines):
        starts, ends, hashes = cutter.words(batch)
        words = Words(starts, ends, vocabulary.number(batch, starts, ends, hashes))
        spans = Spans.over(words, batch.doc_starts[:-1], batch.doc_starts[1:])
        endings = np.zeros(len(spans.starts), np.uint64)
        worded = spans.last > spans.first
        endings[worded] = vocabulary.hashes[words.numbers[spans.last[worded] - 1]]
        parts.append(KeyedLines(cutter.keys(spans, words, vocabulary.masked), spans.last - spans.first, endings))
    return KeyedLines(*map(np.concatenate, zip(*parts, strict=True)))
