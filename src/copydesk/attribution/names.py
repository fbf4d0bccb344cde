"""Names in an article: the full name a short one stands for, and one number for each distinct source."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow.compute as pc

from copydesk.attribution.lexicon import BITS
from copydesk.attribution.marks import APOSTROPHE
from copydesk.attribution.spelling import strip_possessive
from copydesk.attribution.tokens import Flags, Rows, Tokens
from copydesk.text.strings import as_arrow

__all__ = ["COMMON", "LONGEST", "FullNames", "full_names", "key_names", "stems"]

LONGEST = 4
_TITLE = np.uint32(BITS["title"])
COMMON = np.uint32(
    sum(
        BITS[name]
        for name in (
            "determiners",
            "pronouns_person",
            "pronouns_many",
            "pronouns_thing",
            "pronouns_self",
            "number",
            "roles",
            "organisations",
            "stops",
            "places",
            "prepositions",
        )
    )
)


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
    capital = (tokens.bits & (_TITLE | COMMON)) == _TITLE
    linked = np.flatnonzero(capital[1:] & capital[:-1]) + 1
    linked = linked[_joined(tokens, linked)]
    # A run of linked words ends where the next row is not linked; it begins before its first.
    apart = np.diff(linked) != 1
    ends = linked[np.append(apart, np.ones(min(len(linked), 1), bool))]
    starts = linked[np.append(np.ones(min(len(linked), 1), bool), apart)] - 1
    short = (ends - starts) < LONGEST
    starts, ends = starts[short], ends[short]
    keys = key_names(tokens, stem, np.where(tokens.has_at(starts, "family_first"), starts, ends))
    order = np.argsort(keys, kind="stable")
    fresh = np.diff(keys[order], prepend=-1) != 0
    rows = order[fresh]
    return FullNames(keys[rows], starts[rows], ends[rows])


def key_names(tokens: Tokens, stem: npt.NDArray[np.int64], last: Rows) -> Rows:
    """One number for each (article, family name)."""
    return (tokens.doc[last].astype(np.int64) << 32) | stem[tokens.number[last]]


def _joined(tokens: Tokens, rows: Rows) -> Flags:
    """Whether only a space, an initial's point or a hyphen stands before each word, inside one sentence."""
    prior = rows - 1
    plain = (tokens.marks.before[rows] & ~np.uint16(APOSTROPHE)) == 0
    initial = (tokens.end[prior] - tokens.start[prior]) == 1
    return (tokens.segment[rows] == tokens.segment[prior]) & ~tokens.has_at(prior, "possessive") & (plain | initial)
