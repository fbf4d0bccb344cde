"""The headline among an article's lines, and lines that repeat it with a trail of sections before it."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd

from copydesk.furniture.page import CHROME, HEADLINE, Keys, Lines, Numbers, Verdicts
from copydesk.settings.rooms import Furniture
from copydesk.text import fold, text

__all__ = ["mark_headlines"]

_NOT_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class _Titles:
    """Key, number of words and last word's hash of each article's title; zeros where it has none."""

    keys: Keys
    sizes: Numbers
    endings: Keys
    texts: list[str]


def mark_headlines(lines: Lines, word_hashes: Keys, titles: pd.Series, verdicts: Verdicts, settings: Furniture) -> None:
    """Mark the line that is the article's title, and as chrome its repetitions and glued section trails.

    The headline is the first line equal to the title (folded, numbers alike) near the top of the article,
    else anywhere on the page around it. ``word_hashes`` gives the folded hash of each row of words.
    """
    known = _read(titles)
    rows = _equal_lines(lines, known)
    best = rows[np.unique(lines.docs[rows], return_index=True)[1]]
    verdicts.mark(_flags(best, lines), HEADLINE, "title")
    verdicts.mark(_flags(rows, lines), CHROME, "title_again")
    verdicts.mark(_flags(_glued(lines, word_hashes, known, settings), lines), CHROME, "title_trail")


def _equal_lines(lines: Lines, titles: _Titles) -> Numbers:
    """Rows equal to their article's title where a title may stand, in order of article and then of place."""
    equal = (lines.keys == titles.keys[lines.docs]) & (lines.keys != 0)
    return np.flatnonzero(equal & (~lines.article | _top(lines)))


def _top(lines: Lines) -> np.ndarray:
    return lines.article & (lines.from_top < 10)


def _flags(rows: Numbers, lines: Lines) -> np.ndarray:
    chosen = np.zeros(len(lines.docs), bool)
    chosen[rows] = True
    return chosen


def _glued(lines: Lines, word_hashes: Keys, titles: _Titles, settings: Furniture) -> Numbers:
    """Rows near the top that end with the title and have something else before it."""
    sizes = titles.sizes[lines.docs]
    likely = _top(lines) & (sizes >= 3) & (lines.sizes >= sizes) & (lines.sizes <= sizes + settings.max_title_prefix_words)
    rows = np.flatnonzero(likely & (lines.keys != titles.keys[lines.docs]))
    rows = rows[word_hashes[lines.last[rows] - 1] == titles.endings[lines.docs[rows]]]
    return np.array([row for row in rows if _ends_with(lines.text(row), titles.texts[lines.docs[row]])], np.int64)


def _ends_with(line: str, title: str) -> bool:
    whole, tail = (_NOT_LETTERS.sub("", fold(each)) for each in (line, title))
    return len(whole) > len(tail) and whole.endswith(tail)


def _read(titles: pd.Series) -> _Titles:
    texts = [" ".join(title.split()) if isinstance(title, str) else "" for title in titles]
    frame = pd.DataFrame({"text": texts, "article_chars": [len(each) for each in texts]})
    layout, _, words, vocabulary = text(frame)
    keys, sizes, endings = np.zeros(len(texts), np.uint64), np.zeros(len(texts), np.int64), np.zeros(len(texts), np.uint64)
    layout = layout[layout["line_key"] != 0]
    docs = layout["doc_no"].to_numpy()
    keys[docs] = layout["line_key"].to_numpy()
    sizes[docs] = (layout["last_word"] - layout["first_word"]).to_numpy()
    last = words["word_no"].to_numpy()[layout["last_word"].to_numpy() - 1]
    endings[docs] = vocabulary["fold_hash"].to_numpy()[last]
    return _Titles(keys, sizes, endings, texts)
