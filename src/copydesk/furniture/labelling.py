"""The furniture stage: what every line of a page is, before notices are known."""

from __future__ import annotations

import numpy as np
import pandas as pd

from copydesk.furniture.alone import mark_bylines, mark_capitals, mark_doubled
from copydesk.furniture.counts import Counts, count_lines, number_outlets
from copydesk.furniture.headline import mark_headlines
from copydesk.furniture.mined import mined_keys
from copydesk.furniture.page import BODY, CHROME, TEMPLATE, Flags, Lines, Verdicts
from copydesk.furniture.smoothing import mark_between, mark_islands, mark_wordless
from copydesk.furniture.structure import among, mark_dates, mark_phrases, mark_tails, mark_teasers
from copydesk.furniture.titles import read_titles
from copydesk.settings.rooms import Furniture
from copydesk.tables import TABLES

__all__ = ["furniture"]


def furniture(articles: pd.DataFrame, layout: pd.DataFrame, words: pd.DataFrame, vocabulary: pd.DataFrame,
              fingerprints: pd.DataFrame, settings: Furniture) -> tuple[pd.DataFrame, pd.DataFrame]:  # fmt: skip
    """Label every line and count the lines of every outlet.

    Returns furniture, with the rows of ``layout`` in the same order, and template_lines. The first rule
    that decides a line keeps it; its name is the reason.
    """
    lines = Lines.of(articles, layout)
    counts, table = count_lines(articles, lines, fingerprints, settings)
    verdicts = Verdicts(len(layout))
    hashes = vocabulary["fold_hash"].to_numpy()[words["word_no"].to_numpy()]
    titles = read_titles(articles["title"], number_outlets(articles), fingerprints["coarse_cluster"].to_numpy())
    mark_headlines(lines, hashes, titles, verdicts, settings)
    verdicts.mark(_template(lines, counts, settings), TEMPLATE, "repeated")
    mark_teasers(lines, verdicts, settings)
    mark_phrases(lines, verdicts, settings)
    mark_dates(lines, words, vocabulary, verdicts, settings)
    mark_bylines(lines, words, vocabulary, verdicts, settings)
    mark_doubled(lines, hashes, verdicts)
    mark_capitals(lines, words, vocabulary, verdicts)
    mark_tails(lines, verdicts, settings)
    verdicts.mark(lines.article & (lines.sizes <= settings.max_chrome_words) & among(lines.keys, mined_keys()), CHROME, "mined")
    mark_between(lines, verdicts, settings)
    mark_islands(lines, verdicts, settings)
    verdicts.mark(~lines.article, CHROME, "page")
    mark_wordless(lines, verdicts)
    verdicts.mark(verdicts.open, BODY, "story")
    return TABLES["furniture"].conform(_frame(layout, verdicts, counts)), table


def _template(lines: Lines, counts: Counts, settings: Furniture) -> Flags:
    return (counts.seen >= counts.least(lines.sizes, settings)) & (lines.keys != 0)


def _frame(layout: pd.DataFrame, verdicts: Verdicts, counts: Counts) -> pd.DataFrame:
    columns = verdicts.columns()
    return pd.DataFrame({"doc_no": layout["doc_no"], "line_no": layout["line_no"], "label": columns["label"],
                         "reason": columns["reason"], "seen_clusters": counts.seen.astype(np.int32)})
