"""Compiled twins of ``lines``, and where words stand: one walk over the characters in place of many passes.

Each gives the same bits as its NumPy twin, which stays the oracle and serves small inputs. Positions are those of a
batch; ``kinds`` are the classes of its characters, the last of which ends a line.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from copydesk.text.characters import NEWLINE, SPACE
from copydesk.text.compiling import compiled
from copydesk.text.kernels import mix

__all__ = ["find_lines", "key_lines", "place_words", "words_before"]


@compiled
def place_words(doc_starts: Any, first_doc: Any, starts: Any, ends: Any, doc_nos: Any, begins: Any, stops: Any) -> None:
    """Article number, begin and end in the article of each word, into ``doc_nos``, ``begins`` and ``stops``."""
    word = 0
    for doc in range(len(doc_starts) - 1):
        base, stop = doc_starts[doc], doc_starts[doc + 1]
        while word < len(starts) and starts[word] < stop:
            doc_nos[word], begins[word], stops[word] = first_doc + doc, starts[word] - base, ends[word] - base
            word += 1


@compiled
def words_before(position: Any, starts: Any, word: Any, last: Any) -> Any:
    """The first word from ``word`` on that begins at ``position`` or after it; ``last`` when none does."""
    while word < last and starts[word] < position:
        word += 1
    return word


@compiled
def find_lines(kinds: Any, words: Any) -> Any:
    """Begin, end, first word and word after the last of every line that is not blank, shape (4, lines).

    ``words`` are the begins of all words (twin of ``line_spans``, and of a search for its words).
    """
    most = 0
    for kind in kinds:
        most += kind == NEWLINE
    found, count, word, first, last = np.empty((4, most), np.int64), 0, 0, -1, -1
    for at in range(len(kinds)):
        if kinds[at] == NEWLINE:
            if first >= 0:
                after = words_before(last + 1, words, word, len(words))
                found[0, count], found[1, count], found[2, count], found[3, count] = first, last + 1, word, after
                word, first, count = after, -1, count + 1
        elif kinds[at] != SPACE:
            last = at
            if first < 0:
                first = at
    return found[:, :count].copy()


@compiled
def key_lines(first: Any, last: Any, hashes: Any, numbers: Any, base: Any, out: Any) -> None:
    """The key of each line from the ``hashes`` of its words' forms, into ``out`` (twin of ``line_keys``)."""
    for row in range(len(first)):
        total = np.uint64(0)
        for word in range(last[row] - 1, first[row] - 1, -1):
            total = total * base + hashes[numbers[word]]
        out[row] = mix(total) if last[row] > first[row] else np.uint64(0)
