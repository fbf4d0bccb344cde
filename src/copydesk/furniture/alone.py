"""Lines that give themselves away: dates, bylines, lines printed twice over, links in capitals."""

from __future__ import annotations

import numpy as np

from copydesk.furniture.page import CHROME, Flags, Lines, Verdicts
from copydesk.furniture.phrases import phrases
from copydesk.settings.rooms import Furniture

__all__ = ["mark_bylines", "mark_capitals", "mark_dates", "mark_doubled"]

_TOP_LINES = 6
_MAX_DATE_WORDS = 14
_MAX_BYLINE_WORDS = 16
_MIN_DOUBLED_WORDS = 6
_MAX_DOUBLED_WORDS = 30
_MIN_CAPITAL_WORDS = 7
_MAX_CAPITAL_WORDS = 40
_MAX_CAPITAL_SHARE = 0.3


def mark_dates(lines: Lines, verdicts: Verdicts, settings: Furniture) -> None:
    """Mark lines near the top, or above the first paragraph, that are nothing but a date or a time."""
    near = (lines.from_top < _TOP_LINES) | (lines.prose_above(settings.min_prose_words) == 0)
    likely = lines.article & near & (lines.sizes <= _MAX_DATE_WORDS) & (lines.sizes > 1)
    numeric = (lines.vocabulary["shape"] == "digits").to_numpy()
    dated = numeric | _forms(lines, "date_words")
    verdicts.mark((lines.count(likely, dated) == lines.sizes) & (lines.count(likely, numeric) > 0), CHROME, "date_line")


def mark_bylines(lines: Lines, verdicts: Verdicts, settings: Furniture) -> None:
    """Mark lines above the second paragraph that only name the writer, with outlet and date or without."""
    near = lines.prose_above(settings.min_prose_words) < 2
    likely = lines.article & near & verdicts.open & (lines.sizes >= 2) & (lines.sizes <= _MAX_BYLINE_WORDS)
    rows = np.flatnonzero(likely)
    likely[rows] = _forms(lines, "byline_start")[lines.numbers[lines.first[rows]]]
    capital = lines.vocabulary["shape"].isin(["title", "upper", "mixed", "digits"]).to_numpy()
    named = lines.count(likely, capital | _forms(lines, "byline_between"))
    likely &= (named >= lines.sizes - 1) & (lines.count(likely, capital) >= 1)
    verdicts.mark(lines.where(likely, lambda row: not lines.is_sentence(row)), CHROME, "byline")


def mark_doubled(lines: Lines, verdicts: Verdicts) -> None:
    """Mark lines whose second half repeats the first: a link that a page prints for sight and for hearing."""
    even = (lines.sizes >= _MIN_DOUBLED_WORDS) & (lines.sizes <= _MAX_DOUBLED_WORDS) & (lines.sizes % 2 == 0)
    rows = np.flatnonzero(lines.article & verdicts.open & even)
    rows = rows[lines.folded(lines.first[rows]) == lines.folded(lines.first[rows] + lines.sizes[rows] // 2)]
    verdicts.mark(lines.where(lines.flags(rows), lambda row: _doubled(lines, row)), CHROME, "doubled")


def mark_capitals(lines: Lines, verdicts: Verdicts) -> None:
    """Mark longer lines in capitals that end like no sentence, in articles that are not written so: links."""
    shapes = lines.vocabulary["shape"]
    title = (shapes == "title") & (lines.vocabulary["form"].str.len() > 1)
    small, capital = (title | shapes.isin(["lower", "mixed"])).to_numpy(), (shapes == "upper").to_numpy()
    long = lines.article & (lines.sizes >= _MIN_CAPITAL_WORDS) & (lines.sizes <= _MAX_CAPITAL_WORDS)
    rows = np.flatnonzero(long)
    long[rows] = ~small[lines.numbers[lines.first[rows]]]  # most lines begin with a small word or a title
    high = (lines.count(long, small) == 0) & (lines.count(long, capital) >= _MIN_CAPITAL_WORDS - 2)
    likely = high & verdicts.open & ~_mostly(high, lines)
    verdicts.mark(lines.where(likely, lambda row: not lines.is_sentence(row)), CHROME, "capitals")


def _forms(lines: Lines, role: str) -> Flags:
    return lines.vocabulary["folded"].isin(phrases(role)).to_numpy()


def _doubled(lines: Lines, row: int) -> bool:
    words = lines.folded(np.arange(lines.first[row], lines.last[row]))
    half = len(words) // 2
    return bool((words[:half] == words[half:]).all())


def _mostly(high: Flags, lines: Lines) -> Flags:
    """Whether most of the line's article is such lines."""
    count = len(lines.texts)
    whole = np.bincount(lines.docs, weights=lines.sizes, minlength=count)
    loud = np.bincount(lines.docs, weights=lines.sizes * high, minlength=count)
    return (loud > _MAX_CAPITAL_SHARE * whole)[lines.docs]
