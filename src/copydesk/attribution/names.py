"""Names in an article: the full name a short one stands for, and one number for each distinct source."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow.compute as pc

from copydesk.attribution.lexicon import BITS
from copydesk.attribution.marks import APOSTROPHE
from copydesk.attribution.spelling import as_arrow, strip_possessive
from copydesk.attribution.tokens import Flags, Rows, Tokens

__all__ = ["FullNames", "full_names", "key_names", "stems"]

_LONGEST = 4


@dataclass(frozen=True)
class FullNames:
    """The first name of several words for each (article, family name): sorted keys and word rows."""

    keys: Rows
    first: Rows
    last: Rows

    def look_up(self, keys: Rows) -> tuple[Rows, Rows]:
        """First and last word of the full name for each key; -1 where there is none."""
        if len(self.keys) == 0:
            return np.full(len(keys), -1), np.full(len(keys), -1)
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        hit = self.keys[at] == keys
        return np.where(hit, self.first[at], -1), np.where(hit, self.last[at], -1)


def stems(vocabulary: pd.DataFrame) -> npt.NDArray[np.int64]:
    """Number of each form's folded stem: a possessive ending does not tell two words apart."""
    folded = as_arrow(vocabulary["folded"])
    numbers: npt.NDArray[np.int64] = vocabulary["folded_no"].to_numpy().astype(np.int64)
    owned = np.flatnonzero(np.asarray(pc.match_substring(folded, pattern="'")))
    rows = np.asarray(pc.fill_null(pc.index_in(strip_possessive(folded.take(owned)), value_set=folded), -1), np.int64)
    numbers[owned] = np.where(rows >= 0, numbers[rows], numbers[owned])
    return numbers


def full_names(tokens: Tokens, stem: npt.NDArray[np.int64]) -> FullNames:
    """Every run of two to four capitalised words without punctuation inside, by article and family name."""
    capital = tokens.has("title") & ~tokens.has(
        "determiners", "pronouns_person", "pronouns_many", "pronouns_thing", "pronouns_self", "number", "roles",
        "organisations", "stops", "places", "prepositions")  # fmt: skip
    linked = capital[1:] & capital[:-1] & _joined(tokens)[1:]
    after = np.append(linked, False)
    before = np.append(False, linked)
    ends = np.flatnonzero(capital & before & ~after)
    starts = np.flatnonzero(capital & after & ~before)
    short = (ends - starts) < _LONGEST
    starts, ends = starts[short], ends[short]
    keys = key_names(tokens, stem, np.where(tokens.has("family_first")[starts], starts, ends))
    order = np.argsort(keys, kind="stable")
    fresh = np.diff(keys[order], prepend=-1) != 0
    rows = order[fresh]
    return FullNames(keys[rows], starts[rows], ends[rows])


def key_names(tokens: Tokens, stem: npt.NDArray[np.int64], last: Rows) -> Rows:
    """One number for each (article, family name)."""
    return (tokens.doc[last].astype(np.int64) << 32) | stem[tokens.number[last]]


def _joined(tokens: Tokens) -> Flags:
    """Whether only a space, an initial's point or a hyphen stands before each word, inside one sentence."""
    plain = (tokens.marks.before & ~np.uint16(APOSTROPHE)) == 0
    owned = (np.append(np.uint32(0), tokens.bits[:-1]) & np.uint32(BITS["possessive"])) != 0
    initial = np.append(False, (tokens.end[:-1] - tokens.start[:-1]) == 1)
    same = np.diff(tokens.segment, prepend=-1) == 0
    return same & ~owned & (plain | initial)
