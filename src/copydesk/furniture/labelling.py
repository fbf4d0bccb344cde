"""The furniture stage: what every line of a page is, before notices are known."""

from __future__ import annotations

import numpy as np
import pandas as pd

from copydesk.furniture.alone import mark_bylines, mark_capitals, mark_dates, mark_doubled
from copydesk.furniture.counts import Counts, count_lines, number_outlets
from copydesk.furniture.headline import mark_headlines
from copydesk.furniture.mined import mark_mined
from copydesk.furniture.page import BODY, CHROME, TEMPLATE, Lines, Verdicts
from copydesk.furniture.smoothing import mark_between, mark_islands, mark_wordless
from copydesk.furniture.structure import mark_phrases, mark_tails, mark_teasers
from copydesk.furniture.titles import read_titles
from copydesk.settings.rooms import Furniture
from copydesk.tables import TABLES

__all__ = ["furniture", "label_lines"]


def furniture(
    articles: pd.DataFrame,
    layout: pd.DataFrame,
    words: pd.DataFrame,
    vocabulary: pd.DataFrame,
    fingerprints: pd.DataFrame,
    settings: Furniture,
    known: pd.DataFrame | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Label every line and count the lines of every outlet.

    Returns furniture, with the rows of ``layout`` in the same order, and template_lines of these articles.
    ``known`` is a template_lines table of other articles; its counts are added before lines are judged.
    The first rule that decides a line keeps it, and gives the reason.
    """
    lines = Lines.of(articles, layout, words, vocabulary)
    counts, table = count_lines(articles, lines, fingerprints, settings, known)
    clusters = fingerprints["coarse_cluster"].to_numpy()
    titles = read_titles(articles["title"], number_outlets(articles), clusters)
    verdicts = Verdicts(len(layout))
    mark_headlines(lines, titles, verdicts, settings)
    verdicts.mark(counts.template(lines, settings), TEMPLATE, "repeated")
    _mark_chrome(lines, verdicts, settings)
    verdicts.mark(verdicts.open, BODY, "story")
    return TABLES["furniture"].conform(_frame(layout, verdicts, counts)), table


def label_lines(
    articles: pd.DataFrame,
    layout: pd.DataFrame,
    words: pd.DataFrame,
    vocabulary: pd.DataFrame,
    fingerprints: pd.DataFrame,
    known_lines: pd.DataFrame,
    settings: Furniture,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """``furniture`` as the pipeline calls it: ``known_lines`` are the template lines of earlier runs, or empty."""
    known = known_lines if len(known_lines) else None
    return furniture(articles, layout, words, vocabulary, fingerprints, settings, known)


def _mark_chrome(lines: Lines, verdicts: Verdicts, settings: Furniture) -> None:
    """The rules that need no second page of the outlet, surest first."""
    mark_teasers(lines, verdicts, settings)
    mark_phrases(lines, verdicts, settings)
    mark_dates(lines, verdicts, settings)
    mark_bylines(lines, verdicts, settings)
    mark_doubled(lines, verdicts)
    mark_capitals(lines, verdicts)
    mark_tails(lines, verdicts, settings)
    mark_mined(lines, verdicts, settings)
    mark_between(lines, verdicts, settings)
    mark_islands(lines, verdicts, settings)
    verdicts.mark(~lines.article, CHROME, "page")
    mark_wordless(lines, verdicts)


def _frame(layout: pd.DataFrame, verdicts: Verdicts, counts: Counts) -> pd.DataFrame:
    seen = counts.seen.astype(np.int32)
    return pd.DataFrame(
        {"doc_no": layout["doc_no"], "line_no": layout["line_no"], **verdicts.columns(), "seen_clusters": seen}
    )
