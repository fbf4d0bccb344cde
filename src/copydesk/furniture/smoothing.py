"""Lines that only their neighbours can tell: lines without words, and short lines inside furniture."""

from __future__ import annotations

import numpy as np

from copydesk.furniture.page import BODY, CHROME, Flags, Lines, Numbers, Verdicts
from copydesk.settings.rooms import Furniture

__all__ = ["mark_between", "mark_islands", "mark_wordless"]

_MAX_BETWEEN = 3
_MIN_BLOCK = 3


def mark_between(lines: Lines, verdicts: Verdicts, settings: Furniture) -> None:
    """Mark one to three short open lines that have furniture above and furniture or the article's end below.

    A sub-head has story text below it and stays; so does a list that a repeated name interrupts, and a
    short sentence of the story between two advertisements.
    """
    short = verdicts.open & lines.article & (lines.sizes <= settings.max_chrome_words)
    above, below = _nearest(lines, ~short)
    between = _furniture_at(above, verdicts) & (_furniture_at(below, verdicts) | _outside(below, lines))
    run = np.where(below < 0, lines.bounds[lines.docs + 1], below) - above - 1
    likely = short & between & (run <= _MAX_BETWEEN)
    verdicts.mark(lines.where(likely, lambda row: not lines.is_sentence(row)), CHROME, "between_furniture")


def mark_islands(lines: Lines, verdicts: Verdicts, settings: Furniture) -> None:
    """Mark runs of open lines without story text that lie between blocks of furniture or the text's ends.

    A block is three or more lines of furniture in a row; one or two (an advertisement, a link) may stand
    inside a story and part nothing.
    """
    solid = _blocks(lines, verdicts.furniture)
    prose = verdicts.open & (lines.sizes >= settings.min_prose_words)
    sea = solid | ~lines.article
    island = np.cumsum(sea | (lines.from_top == 0))
    told = np.zeros(int(island[-1]) + 1 if len(island) else 1, bool)
    told[island[prose & ~sea]] = True
    inland = ~sea & ~told[island] & _has_story(lines, prose & lines.article)
    verdicts.mark(inland, CHROME, "island")


def _blocks(lines: Lines, wanted: Flags) -> Flags:
    """Lines in runs of at least three ``wanted`` lines of one article."""
    starts = wanted & ~(np.concatenate([[False], wanted[:-1]]) & (lines.from_top > 0))
    run = np.cumsum(starts)
    lengths = np.bincount(run[wanted], minlength=int(run[-1]) + 1 if len(run) else 1)
    return wanted & (lengths[run] >= _MIN_BLOCK)


def _has_story(lines: Lines, prose: Flags) -> Flags:
    """Whether each line's article has story text anywhere: one without has nothing to be an island in."""
    return np.bincount(lines.docs[prose], minlength=len(lines.texts))[lines.docs] > 0


def mark_wordless(lines: Lines, verdicts: Verdicts) -> None:
    """Decide lines without words by the lines with words around them: furniture on both sides, or body."""
    silent = (lines.keys == 0) & verdicts.open
    above, below = _nearest(lines, lines.keys != 0)
    framed = (_furniture_at(above, verdicts) | (above < 0)) & (_furniture_at(below, verdicts) | _outside(below, lines))
    verdicts.mark(silent & framed, CHROME, "no_words")
    verdicts.mark(silent, BODY, "no_words")


def _nearest(lines: Lines, wanted: Flags) -> tuple[Numbers, Numbers]:
    """For each line, the row of the nearest ``wanted`` line of its article above and below it; -1 where none is."""
    rows = np.arange(len(lines.docs))
    above = np.maximum.accumulate(np.where(wanted, rows, -1))
    above = np.concatenate([[-1], above[:-1]])
    below = np.minimum.accumulate(np.where(wanted, rows, len(rows))[::-1])[::-1]
    below = np.append(below[1:], len(rows))
    starts, ends = lines.bounds[lines.docs], lines.bounds[lines.docs + 1]
    return np.where(above >= starts, above, -1), np.where(below < ends, below, -1)


def _furniture_at(rows: Numbers, verdicts: Verdicts) -> Flags:
    return (rows >= 0) & verdicts.furniture[rows] if len(rows) else np.zeros(0, bool)


def _outside(rows: Numbers, lines: Lines) -> Flags:
    """Whether the row found is none, or is of the page around the article."""
    return (rows < 0) | ~lines.article[rows] if len(rows) else np.zeros(0, bool)
