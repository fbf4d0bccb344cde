"""Lines that give themselves away: bylines, lines printed twice over, links in capitals."""

from __future__ import annotations

import numpy as np
import pandas as pd

from copydesk.furniture.page import CHROME, Flags, Keys, Lines, Verdicts
from copydesk.furniture.phrases import phrases
from copydesk.settings.rooms import Furniture

__all__ = ["mark_bylines", "mark_capitals", "mark_doubled"]

_MAX_BYLINE_WORDS = 16
_MIN_DOUBLED_WORDS = 6
_MAX_DOUBLED_WORDS = 60
_MIN_CAPITAL_WORDS = 7
_MAX_CAPITAL_SHARE = 0.3


def mark_bylines(lines: Lines, words: pd.DataFrame, vocabulary: pd.DataFrame, verdicts: Verdicts,
                 settings: Furniture) -> None:  # fmt: skip
    """Mark lines above the second paragraph that only name the writer, with outlet and date or without."""
    near = lines.prose_above(settings.min_prose_words) < 2
    likely = lines.article & near & verdicts.open & (lines.sizes >= 2) & (lines.sizes <= _MAX_BYLINE_WORDS)
    rows = np.flatnonzero(likely)
    numbers, begins = words["word_no"].to_numpy(), vocabulary["folded"].isin(phrases("byline_start")).to_numpy()
    likely[rows] = begins[numbers[lines.first[rows]]]
    capital = vocabulary["shape"].isin(["title", "upper", "mixed", "digits"]).to_numpy()
    fits = capital | vocabulary["folded"].isin(phrases("byline_between")).to_numpy()
    likely &= (lines.count(fits[numbers]) >= lines.sizes - 1) & (lines.count(capital[numbers]) >= 1)
    verdicts.mark(lines.where(likely, lambda row: not lines.is_sentence(row)), CHROME, "byline")


def mark_doubled(lines: Lines, word_hashes: Keys, verdicts: Verdicts) -> None:
    """Mark lines whose second half repeats the first: a link that a page prints for sight and for hearing."""
    even = (lines.sizes >= _MIN_DOUBLED_WORDS) & (lines.sizes <= _MAX_DOUBLED_WORDS) & (lines.sizes % 2 == 0)
    rows = np.flatnonzero(lines.article & verdicts.open & even)
    half = lines.first[rows] + lines.sizes[rows] // 2
    rows = rows[(word_hashes[lines.first[rows]] == word_hashes[half])]
    likely = np.zeros(len(lines.docs), bool)
    likely[rows] = True
    verdicts.mark(lines.where(likely, lambda row: _doubled(word_hashes[lines.first[row] : lines.last[row]])), CHROME,
                  "doubled")


def _doubled(hashes: Keys) -> bool:
    half = len(hashes) // 2
    return bool((hashes[:half] == hashes[half:]).all())


def mark_capitals(lines: Lines, words: pd.DataFrame, vocabulary: pd.DataFrame, verdicts: Verdicts) -> None:
    """Mark longer lines in capitals that end like no sentence, in articles that are not written so: links."""
    shapes, numbers = vocabulary["shape"], words["word_no"].to_numpy()
    small = (shapes.isin(["lower", "mixed"]) | ((shapes == "title") & (vocabulary["form"].str.len() > 1))).to_numpy()
    capital = (shapes == "upper").to_numpy()
    high = (lines.count(small[numbers]) == 0) & (lines.count(capital[numbers]) >= _MIN_CAPITAL_WORDS - 2)
    high &= lines.article & (lines.sizes >= _MIN_CAPITAL_WORDS)
    likely = high & verdicts.open & ~_mostly(high, lines)
    verdicts.mark(lines.where(likely, lambda row: not lines.is_sentence(row)), CHROME, "capitals")


def _mostly(high: Flags, lines: Lines) -> Flags:
    """Whether most of the line's article is such lines."""
    count = len(lines.texts)
    whole = np.bincount(lines.docs, weights=lines.sizes, minlength=count)
    loud = np.bincount(lines.docs, weights=lines.sizes * high, minlength=count)
    return (loud > _MAX_CAPITAL_SHARE * whole)[lines.docs]
