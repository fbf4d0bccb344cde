"""The headline among an article's lines, and lines that repeat it with a trail of sections before it."""

from __future__ import annotations

import re

import numpy as np

from copydesk.furniture.page import CHROME, HEADLINE, Flags, Lines, Verdicts
from copydesk.furniture.titles import Titles
from copydesk.settings.rooms import Furniture
from copydesk.text import fold

__all__ = ["mark_headlines"]

_NOT_LETTERS = re.compile(r"[\W_]+")
_SENTENCE_ENDS = frozenset(".:;,")
_TOP_LINES = 10
_TRAIL_LINES = 6
_MIN_GLUED_WORDS = 4


def mark_headlines(lines: Lines, titles: Titles, verdicts: Verdicts, settings: Furniture) -> None:
    """Mark the line that is the article's title, and as chrome its repetitions and glued section trails.

    The headline is the first line near the top of the article (among its first ten lines, or above its
    first paragraph) that is a form of its title (folded, numbers alike), else the first on the page around
    it.
    """
    top = lines.article & ((lines.from_top < _TOP_LINES) | (lines.prose_above(settings.min_prose_words) == 0))
    rows = np.flatnonzero((~lines.article | top) & (lines.keys != 0))
    rows = rows[titles.equal(lines.keys[rows], lines.docs[rows])]
    first = rows[np.unique(lines.docs[rows], return_index=True)[1]]
    verdicts.mark(lines.flags(first), HEADLINE, "title")
    verdicts.mark(lines.flags(rows), CHROME, "title_again")
    verdicts.mark(_glued(lines, top, titles, settings), CHROME, "title_trail")


def _glued(lines: Lines, top: Flags, titles: Titles, settings: Furniture) -> Flags:
    """Lines near the top that end with the title, have something else before it and are no sentence."""
    sizes = titles.sizes[lines.docs]
    near = (lines.sizes >= sizes) & (lines.sizes <= sizes + settings.max_title_prefix_words)
    rows = np.flatnonzero(top & (lines.from_top < _TRAIL_LINES) & near & (sizes >= _MIN_GLUED_WORDS))
    hashes = lines.vocabulary["fold_hash"].to_numpy()
    rows = rows[hashes[lines.numbers[lines.last[rows] - 1]] == titles.endings[lines.docs[rows]]]
    return lines.where(lines.flags(rows), lambda row: _ends_with(lines.text(row), titles.texts[lines.docs[row]]))


def _ends_with(line: str, title: str) -> bool:
    if line[-1:] in _SENTENCE_ENDS and title[-1:] != line[-1:]:
        return False
    whole, tail = (_NOT_LETTERS.sub("", fold(each)) for each in (line, title))
    return len(whole) > len(tail) and whole.endswith(tail)
