"""Chrome by structure: date lines, tail blocks, teaser lists, phrases that are a line of their own."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from copydesk.furniture.dates import date_words
from copydesk.furniture.page import CHROME, Flags, Keys, Lines, Numbers, Verdicts
from copydesk.furniture.phrases import pattern, phrase_keys
from copydesk.settings.rooms import Furniture

__all__ = ["mark_dates", "mark_phrases", "mark_tails", "mark_teasers"]

_TOP_LINES = 6
_MAX_DATE_WORDS = 14
_EDGE_PATTERNS = ("social", "submission", "section_list", "teaser")


def among(keys: Keys, known: Keys) -> Flags:
    """Whether each key is in ``known``, which is sorted."""
    if not len(known):
        return np.zeros(len(keys), bool)
    return known[np.minimum(np.searchsorted(known, keys), len(known) - 1)] == keys


def mark_dates(lines: Lines, words: pd.DataFrame, vocabulary: pd.DataFrame, verdicts: Verdicts,
               settings: Furniture) -> None:  # fmt: skip
    """Mark lines near the top, or above the first paragraph, that are nothing but a date or a time."""
    dated, numeric = date_words(vocabulary)
    numbers = words["word_no"].to_numpy()
    near = (lines.from_top < _TOP_LINES) | (lines.prose_above(settings.min_prose_words) == 0)
    likely = lines.article & near & (lines.sizes <= _MAX_DATE_WORDS) & (lines.sizes > 1)
    chosen = lines.where(likely, lambda row: _is_date(numbers[lines.first[row] : lines.last[row]], dated, numeric))
    verdicts.mark(chosen, CHROME, "date_line")


def _is_date(words: Numbers, dated: Flags, numeric: Flags) -> bool:
    return bool(dated[words].all()) and bool(numeric[words].any())


def mark_phrases(lines: Lines, verdicts: Verdicts, settings: Furniture) -> None:
    """Mark short lines whose words are a shipped phrase, and edge lines that a shipped pattern matches."""
    short = lines.article & (lines.sizes <= settings.max_chrome_words)
    verdicts.mark(short & among(lines.keys, phrase_keys("line")), CHROME, "phrase")
    for role in _EDGE_PATTERNS:
        verdicts.mark(_matching(lines, verdicts, role, settings), CHROME, role)


def _matching(lines: Lines, verdicts: Verdicts, role: str, settings: Furniture) -> Flags:
    edge = (lines.from_top < _TOP_LINES) | (lines.from_end < settings.edge_lines)
    likely = lines.article & edge & verdicts.open & (lines.sizes <= settings.max_pattern_words) & (lines.sizes > 0)
    expression = pattern(role)
    return lines.where(likely, lambda row: expression.fullmatch(lines.text(row)) is not None)


def mark_tails(lines: Lines, verdicts: Verdicts, settings: Furniture) -> None:
    """Mark the last block of an article from the first tail phrase after which no story text comes."""
    prose = lines.article & ~verdicts.furniture & (lines.sizes >= settings.min_prose_words)
    last_prose = np.full(len(lines.texts), -1, np.int64)
    rows = np.flatnonzero(prose)
    last_prose[lines.docs[rows]] = rows  # rows ascend: the last one stays
    starts = lines.article & among(lines.keys, phrase_keys("tail_start"))
    told = last_prose[lines.docs] >= 0
    after = np.flatnonzero(starts & told & (np.arange(len(lines.docs)) > last_prose[lines.docs]))
    begin = np.full(len(lines.texts), len(lines.docs), np.int64)
    begin[lines.docs[after][::-1]] = after[::-1]
    verdicts.mark(lines.article & (np.arange(len(lines.docs)) >= begin[lines.docs]), CHROME, "tail_block")


def mark_teasers(lines: Lines, verdicts: Verdicts, settings: Furniture) -> None:
    """Mark lists of teasers: at least ``settings.min_teasers`` items that each end with "Read more" or the like."""
    ends = np.flatnonzero(lines.article & among(lines.keys, phrase_keys("teaser_end")))
    counts = np.bincount(lines.docs[ends], minlength=1)
    chosen = np.zeros(len(lines.docs), bool)
    header: Any = pattern("teaser_header")
    for doc in np.flatnonzero(counts >= settings.min_teasers):
        for begin, end in _lists(ends[lines.docs[ends] == doc], lines, header, settings):
            chosen[begin:end] = True
    verdicts.mark(chosen, CHROME, "teaser_list")


def _lists(ends: Numbers, lines: Lines, header: Any, settings: Furniture) -> list[tuple[int, int]]:
    """Begin and end (exclusive) of each list whose items end at the rows ``ends`` of one article."""
    gaps = np.diff(ends)
    breaks = np.flatnonzero(gaps > settings.max_teaser_lines + 1)
    found = []
    for part in np.split(ends, breaks + 1):
        if len(part) >= settings.min_teasers:
            item = int(np.median(np.diff(part))) - 1
            found.append((_begin(int(part[0]), max(item, 0), lines, header), int(part[-1]) + 1))
    return found


def _begin(end: int, item: int, lines: Lines, header: Any) -> int:
    """Where the first item begins: its header where it has one, else as many lines up as the others have."""
    top = int(lines.bounds[lines.docs[end]])
    for row in range(end - 1, max(top, end - item - 3) - 1, -1):
        if header.fullmatch(lines.text(row)) is not None:
            return row
    return max(top, end - item)
