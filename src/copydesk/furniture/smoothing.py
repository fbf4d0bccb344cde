"""Lines that only their neighbours can tell: lines without words, and short lines inside furniture."""

from __future__ import annotations

import numpy as np

from copydesk.furniture.page import BODY, CHROME, Flags, Lines, Numbers, Verdicts
from copydesk.settings.rooms import Furniture

__all__ = ["mark_between", "mark_wordless"]


def mark_between(lines: Lines, verdicts: Verdicts, settings: Furniture) -> None:
    """Mark runs of short open lines that have furniture above and furniture or the article's end below.

    A sub-head has story text below it and stays.
    """
    longer = verdicts.open & (lines.sizes > settings.max_chrome_words)
    fixed = longer | ~verdicts.open | ~lines.article
    above, below = _nearest(lines, fixed)
    between = _furniture_at(above, verdicts) & (_furniture_at(below, verdicts) | _outside(below, lines))
    short = lines.article & (lines.sizes <= settings.max_chrome_words)
    verdicts.mark(short & between, CHROME, "between_furniture")


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
