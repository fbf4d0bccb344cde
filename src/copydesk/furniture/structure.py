"""Chrome by wording and structure: phrases that are a line of their own, tail blocks, teaser lists."""

from __future__ import annotations

from typing import Any

import numpy as np

from copydesk.furniture.page import CHROME, Lines, Numbers, Verdicts
from copydesk.furniture.phrases import pattern, patterns, phrase_keys, phrases
from copydesk.settings.rooms import Furniture

__all__ = ["mark_phrases", "mark_tails", "mark_teasers"]

_TOP_LINES = 6
_EDGE_PATTERNS = ("social", "submission", "section_list", "teaser")


def mark_phrases(lines: Lines, verdicts: Verdicts, settings: Furniture) -> None:
    """Mark short lines whose words are a shipped phrase, and edge lines that a shipped pattern matches."""
    short = lines.article & (lines.sizes <= settings.max_chrome_words)
    verdicts.mark(lines.among(short, phrase_keys("line")), CHROME, "phrase")
    edge = (lines.from_top < _TOP_LINES) | (lines.from_end < settings.edge_lines)
    likely = lines.article & edge & verdicts.open & (lines.sizes <= settings.max_pattern_words) & (lines.sizes > 0)
    telling = lines.vocabulary["folded"].isin(phrases("pattern_words")).to_numpy()
    likely = lines.count(likely, telling) > 0
    rows = np.flatnonzero(likely)
    known = patterns(*_EDGE_PATTERNS)
    roles = np.array([min(known.Match(lines.text(row).encode()) or [-1]) for row in rows.tolist()], np.int64)
    for number, role in enumerate(_EDGE_PATTERNS):
        verdicts.mark(lines.flags(rows[roles == number]), CHROME, role)


def mark_tails(lines: Lines, verdicts: Verdicts, settings: Furniture) -> None:
    """Mark the last block of an article from the first tail phrase after which no story text comes."""
    prose = lines.article & ~verdicts.furniture & (lines.sizes >= settings.min_prose_words)
    last_prose = np.full(len(lines.texts), -1, np.int64)
    rows = np.flatnonzero(prose)
    last_prose[lines.docs[rows]] = rows  # rows ascend: the last one stays
    starts = lines.among(lines.article, phrase_keys("tail_start"))
    told = last_prose[lines.docs] >= 0
    after = np.flatnonzero(starts & told & (np.arange(len(lines.docs)) > last_prose[lines.docs]))
    begin = np.full(len(lines.texts), len(lines.docs), np.int64)
    begin[lines.docs[after][::-1]] = after[::-1]
    verdicts.mark(lines.article & (np.arange(len(lines.docs)) >= begin[lines.docs]), CHROME, "tail_block")


def mark_teasers(lines: Lines, verdicts: Verdicts, settings: Furniture) -> None:
    """Mark lists of teasers: at least ``settings.min_teasers`` items that each end with "Read more" or the like."""
    ends = np.flatnonzero(lines.among(lines.article, phrase_keys("teaser_end")))
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
