"""Texts cut as textstat cuts them: tokens by white space, words, and sentences by its regular expression."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from copydesk.text.batches import Batch, Positions
from copydesk.text.words import runs

__all__ = ["Cut", "cut"]

_OTHER, _SOLID, _MARK, _SPACE = range(4)
_LAST_ASSIGNED = 0x323AF  # no later code point is a letter or digit
_SHORTEST_SENTENCE = 3  # words: textstat drops shorter ones
_APOSTROPHE = ord("'")


@dataclass(frozen=True)
class Cut:
    """Spans of a batch, as positions in its joined text, in order.

    ``starts`` and ``ends`` bound the tokens, and ``letters`` counts each one's letters, digits and
    underscores. ``words`` are the rows of tokens that have any; a word's form, ``form_starts`` to
    ``form_ends``, is the token without outer punctuation where nothing inside it is punctuation.
    ``thirds`` are the starts of the third words of sentences: one for each sentence that textstat counts.
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
    kind = _table()[batch.codes]
    solid = np.flatnonzero(kind == _SOLID)
    before = np.concatenate([np.zeros(1, np.int32), np.cumsum(kind == _SOLID, dtype=np.int32)])
    starts, ends = runs(kind != _SPACE)
    letters = before[ends] - before[starts]
    words = np.flatnonzero(letters)
    form_starts, form_ends = _forms(batch, starts[words], ends[words], solid, before)
    return Cut(starts, ends, letters, words, form_starts, form_ends, _thirds(batch, kind, before))


def _forms(
    batch: Batch, starts: Positions, ends: Positions, solid: Positions, before: npt.NDArray[np.int32]
) -> tuple[Positions, Positions]:
    """The whole token where punctuation inside, or an apostrophe in front, may belong to the word."""
    first, last = solid[before[starts]], solid[before[ends] - 1] + 1
    plain = last - first == before[ends] - before[starts]
    plain &= (first == starts) | (batch.codes[np.maximum(first - 1, 0)] != _APOSTROPHE)
    return np.where(plain, first, starts), np.where(plain, last, ends)


def _thirds(batch: Batch, kind: npt.NDArray[np.uint8], before: npt.NDArray[np.int32]) -> Positions:
    r"""Starts of the third words of sentences, ``\b[^.!?]+[.!?]*``.

    Marks cut a text into chunks, and a chunk with a letter or digit is one match of the expression. Its
    words are the runs between white space and marks that have a letter or digit.
    """
    starts, ends = runs((kind != _SPACE) & (kind != _MARK))
    starts = starts[before[ends] > before[starts]]
    marks = np.union1d(np.flatnonzero(kind == _MARK), batch.doc_starts)
    firsts = np.searchsorted(starts, marks)
    long = np.diff(firsts) >= _SHORTEST_SENTENCE
    return starts[firsts[:-1][long] + _SHORTEST_SENTENCE - 1]


@cache
def _table() -> npt.NDArray[np.uint8]:
    r"""What each code point is to textstat: ``\w``, one of ``.!?``, ``\s``, or another; shape (0x110000,)."""
    table = np.full(0x110000, _OTHER, np.uint8)
    characters = [chr(code) for code in range(_LAST_ASSIGNED + 1)]
    table[: len(characters)][[each.isalnum() for each in characters]] = _SOLID
    table[: len(characters)][[each.isspace() for each in characters]] = _SPACE
    table[ord("_")] = _SOLID
    table[[ord(mark) for mark in ".!?"]] = _MARK
    return table
