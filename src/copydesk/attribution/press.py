"""Forms of the vocabulary as parts of names of outlets."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.attribution.outlets import Outlets
from copydesk.attribution.spelling import find_rows, strip_possessive
from copydesk.text.strings import as_arrow

__all__ = ["FIRST", "LAST", "MEDIA", "SECOND", "UNLISTED", "WHOLE", "Names", "PressForms", "join_words", "read_press"]

WHOLE, FIRST, SECOND, LAST = (1 << bit for bit in range(4))
"""What a word is in names of outlets: the whole name, its first or second word, a word of the press."""
UNLISTED, MEDIA = -2, -1
"""Instead of a name's number: a name that is not listed and ends in a word of the press, and media without a name."""

Flags = npt.NDArray[np.bool_]


class Names(NamedTuple):
    """Names of outlets over numbers of the words they are made of.

    ``word`` has the number of each form (-1: of no name) and ``part`` its bits. Names that begin with word n are
    ``begins[n]`` to ``begins[n + 1]``, the longest first; the words of name m are ``words[bounds[m]:bounds[m + 1]]``,
    and ``plain`` says whether it is a plain word too.
    """

    word: npt.NDArray[np.int32]
    part: npt.NDArray[np.uint8]
    begins: npt.NDArray[np.int64]
    bounds: npt.NDArray[np.int64]
    words: npt.NDArray[np.int32]
    plain: Flags


@dataclass(frozen=True)
class PressForms:
    """The forms without possessive ending (an Arrow array), the names they may be of, and what each name stands for."""

    spelt: Any
    names: Names
    titles: tuple[str, ...]

    @cached_property
    def printed(self) -> npt.NDArray[np.object_]:
        """The forms as Python strings."""
        strings: npt.NDArray[np.object_] = self.spelt.to_numpy(zero_copy_only=False)
        return strings

    def has(self, bits: int) -> Flags:
        """Which forms have one of ``bits``."""
        return (self.names.part & np.uint8(bits)) != 0


def read_press(vocabulary: pd.DataFrame, known: Outlets) -> PressForms:
    """The forms of ``vocabulary`` as parts of the names of ``known`` outlets."""
    names = [name for same in known.by_first.values() for name in same]
    words = sorted({word for name in names for word in name} | known.press)
    number = {word: row for row, word in enumerate(words)}
    parts = np.zeros(len(words) + 1, np.uint8)  # the last is that of a form that is no such word
    parts[[number[word] for word in known.press]] |= LAST
    for name in names:
        parts[number[name[0]]] |= WHOLE if len(name) == 1 else FIRST
        if len(name) > 1:
            parts[number[name[1]]] |= SECOND
    order = sorted(names, key=lambda name: number[name[0]])  # stable: the longest of a first word stay first
    spelt = strip_possessive(as_arrow(vocabulary["form"]))
    word = find_rows(spelt, words).astype(np.int32)
    return PressForms(
        spelt,
        Names(
            word,
            parts[word],
            np.searchsorted([number[name[0]] for name in order], np.arange(len(words) + 1)),
            np.cumsum([0, *map(len, order)]),
            np.array([number[each] for name in order for each in name], np.int32),
            np.array([known.names[name][1] for name in order], bool),
        ),
        tuple(known.names[name][0] for name in order),
    )


def join_words(printed: list[str]) -> str | None:
    """The words as an outlet's name, which has two words or more besides its article."""
    name = printed[1:] if printed[0] == "The" else printed
    return " ".join(name) if len(name) > 1 else None
