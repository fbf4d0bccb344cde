"""What the models know of each form of the vocabulary: its number, its class and the roles it may have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow.compute as pc

from copydesk.attribution.spelling import ends_with, find_rows
from copydesk.attribution.stemming import stem
from copydesk.text.strings import as_arrow

__all__ = ["EDGE", "FIRST", "Forms", "number_forms", "number_stems"]

EDGE = 1
FIRST = 2  # 0 is every word outside the list, 1 the edge of the sentence
_ENDINGS = {
    ending: number
    for number, ending in enumerate(
        ("ed", "ing", "ly", "tion", "ment", "ers", "ors", "ist", "ists", "er", "or", "al", "s", "y", "e"), start=9
    )
}
_SHAPES = {"digits": 1, "title": 2, "mixed": 2, "upper": 4, "other": 5}
_SHORT = 3  # letters; an ending says nothing of so short a word


@dataclass(frozen=True)
class Forms:
    """What the models know of each row of the vocabulary: word number, class, roles it may have; and all stems.

    ``candidate`` may be a cue, ``nominal`` may name a source, ``spoken`` is a word of communication.
    """

    word: npt.NDArray[np.int32]
    kind: npt.NDArray[np.int32]
    candidate: npt.NDArray[np.bool_]
    nominal: npt.NDArray[np.bool_]
    spoken: npt.NDArray[np.bool_]
    stem: npt.NDArray[np.int32]  # one entry a word number, not a row of the vocabulary

    @cached_property
    def roles(self) -> npt.NDArray[np.uint8]:
        """The three roles as bits: 1 a candidate, 2 nominal, 4 spoken."""
        return (self.candidate | (self.nominal << np.uint8(1)) | (self.spoken << np.uint8(2))).astype(np.uint8)


def number_forms(
    vocabulary: pd.DataFrame, words: Sequence[str], candidates: frozenset[str] = frozenset(),
    nominals: frozenset[str] = frozenset(), spoken: frozenset[str] = frozenset(),
    stems: npt.NDArray[np.int32] | None = None,
) -> Forms:  # fmt: skip
    """Look every form of ``vocabulary`` up in the model's ``words``; capitalised words may always name a source.

    ``stems`` are those of ``words`` where they are known already.
    """
    folded, shapes = as_arrow(vocabulary["folded"]), as_arrow(vocabulary["shape"])
    kind = _classes(folded, shapes)
    word = np.maximum(find_rows(folded, words) + FIRST, 0).astype(np.int32)
    word[word < FIRST] = 0
    may = _may(tuple(words), candidates, nominals, spoken)
    named = may[word, 1] | ((kind >= 3) & (kind <= 5))
    return Forms(word, kind, may[word, 0], named, may[word, 2],
                 number_stems(words) if stems is None else stems)  # fmt: skip


@lru_cache(maxsize=4)
def _may(words: tuple[str, ...], *groups: frozenset[str]) -> npt.NDArray[np.bool_]:
    """Which of the ``groups`` each word number is in, shape (words + 2, groups)."""
    return np.array([[False] * len(groups)] * FIRST + [[each in group for group in groups] for each in words])


def number_stems(words: Sequence[str]) -> npt.NDArray[np.int32]:
    """The number of the stem of each word number, shape (words + 2,); a stem has the number of its first word."""
    first: dict[str, int] = {}
    stems = [first.setdefault(stem(word), number) for number, word in enumerate(words, start=FIRST)]
    return np.array([0, EDGE, *stems], np.int32)


def _classes(folded: Any, shapes: Any) -> npt.NDArray[np.int32]:
    """Each form's shape or, in lower case, its ending: a stand-in for its part of speech."""
    kind = np.full(len(folded), 9 + len(_ENDINGS), np.int32)
    for ending in sorted(_ENDINGS, key=lambda each: (len(each), each)):  # the longest that fits decides
        kind[ends_with(folded, ending)] = _ENDINGS[ending]
    kind[np.asarray(pc.utf8_length(folded)) <= _SHORT] = 8
    kind[np.asarray(pc.match_substring(folded, pattern="'"))] = 7
    owned = ends_with(folded, "'s") | ends_with(folded, "s'")
    shape = find_rows(shapes, _SHAPES)
    for row, (name, number) in enumerate(_SHAPES.items()):
        here = shape == row
        kind[here] = number + 1 + (owned[here] if name in ("title", "mixed") else 0)
    return kind
