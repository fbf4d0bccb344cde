"""Texts cut as textstat cuts them: tokens by white space, words, and sentences by its regular expression."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from copydesk.text.batches import Batch, Positions
from copydesk.text.words import runs

__all__ = ["Cut", "cut", "kinds"]

Kinds = npt.NDArray[np.uint8]

_OTHER, _SOLID, _MARK, _SPACE, _APOSTROPHE = range(5)
_LAST_ASSIGNED = 0x323AF  # no later code point is a letter or digit
_SHORTEST_SENTENCE = 3  # words: textstat drops shorter ones
_LONGEST_STRIPPED = 2


@dataclass(frozen=True)
class Cut:
    """Spans of a batch, as positions in its joined text, in order.

    ``starts`` and ``ends`` bound the tokens, and ``letters`` counts each one's letters, digits and
    underscores. ``words`` are the rows of tokens that have any, and a word's form, ``form_starts`` to
    ``form_ends``, is the token without most of its outer punctuation. ``thirds`` are the starts of the third
    words of sentences: one for each sentence that textstat counts.
    """

    starts: Positions
    ends: Positions
    letters: Positions
    words: Positions
    form_starts: Positions
    form_ends: Positions
    thirds: Positions


def cut(batch: Batch) -> Cut:
    """Cut every text of ``batch``; no token or sentence crosses from one text to the next."""
    kind = kinds()[batch.codes]
    before = np.concatenate([np.zeros(1, np.int32), np.cumsum(kind == _SOLID, dtype=np.int32)])
    starts, ends = runs(kind != _SPACE)
    letters = before[ends] - before[starts]
    words = np.flatnonzero(letters)
    forms = _strip(kind, starts[words], ends[words])
    thirds = _thirds(batch, np.flatnonzero(kind == _MARK), before, starts, ends)
    return Cut(starts, ends, letters, words, *forms, thirds)


def _strip(kind: Kinds, starts: Positions, ends: Positions) -> tuple[Positions, Positions]:
    """Spans without outer punctuation, as far as it is short; an apostrophe in front may belong to the word."""
    starts, ends = starts.copy(), ends.copy()
    for _ in range(_LONGEST_STRIPPED):
        first = kind[starts]
        starts += (first == _OTHER) | (first == _MARK)
        ends -= kind[ends - 1] != _SOLID
    return starts, ends


def _thirds(
    batch: Batch, marks: Positions, before: npt.NDArray[np.int32], starts: Positions, ends: Positions
) -> Positions:
    r"""Starts of the third words of sentences, ``\b[^.!?]+[.!?]*``.

    Marks cut a text into chunks, and a chunk with a letter or digit is one match of the expression. Its
    words are the runs between white space and marks that have a letter or digit.
    """
    starts = np.insert(starts, np.searchsorted(starts, marks + 1), marks + 1)
    ends = np.insert(ends, np.searchsorted(ends, marks), marks)
    starts = starts[before[ends] > before[starts]]
    limits = np.insert(batch.doc_starts, np.searchsorted(batch.doc_starts, marks), marks)
    firsts = np.searchsorted(starts, limits)
    long = np.diff(firsts) >= _SHORTEST_SENTENCE
    return starts[firsts[:-1][long] + _SHORTEST_SENTENCE - 1]


@cache
def kinds() -> Kinds:
    r"""What each code point is to textstat: ``\w``, one of ``.!?``, ``\s``, ``'``, or another; shape (0x110000,)."""
    table = np.full(0x110000, _OTHER, np.uint8)
    characters = [chr(code) for code in range(_LAST_ASSIGNED + 1)]
    table[: len(characters)][[each.isalnum() for each in characters]] = _SOLID
    table[: len(characters)][[each.isspace() for each in characters]] = _SPACE
    table[ord("_")] = _SOLID
    table[[ord(mark) for mark in ".!?"]] = _MARK
    table[ord("'")] = _APOSTROPHE
    return table
