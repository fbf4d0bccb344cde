"""How many near-duplicate clusters of its outlet carry each line: what makes a line template."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.furniture.page import Flags, Keys, Lines, Numbers
from copydesk.furniture.window import ALL_LINES, read_known, tabulate
from copydesk.settings.rooms import Furniture
from copydesk.text.words import mix

__all__ = ["Counts", "count_lines", "number_outlets"]

_LEADING_LINES = 3
_MIX = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True)
class Counts:
    """Per line: clusters of its outlet that carry it, those that do within the article, clusters of the outlet.

    All are 0 where the outlet is unknown.
    """

    seen: Numbers
    within: Numbers
    outlet: Numbers

    def template(self, lines: Lines, settings: Furniture) -> Flags:
        """Lines that enough clusters of their outlet carry.

        At the top of an article, other pages' teasers do not count: they print its headline and first
        lines, which are the article's own.
        """
        least = self.least(lines, settings)
        leading = lines.article & (lines.from_top < _LEADING_LINES) & (lines.sizes >= settings.middle_line_words)
        return np.where(leading, self.within, self.seen) >= least

    def least(self, lines: Lines, settings: Furniture) -> npt.NDArray[np.float64]:
        """Clusters that make each line template, by its words and the size of its outlet; infinite without words.

        A share of a large outlet's clusters is asked of short lines only, which stories may share by
        chance (a name, a sub-head); the longer a line, the fewer clusters prove that it is no story text.
        """
        sizes = lines.sizes
        large = np.maximum(settings.large_outlet_clusters, settings.large_outlet_share * self.outlet)
        enough = np.where(sizes >= settings.long_line_words, settings.long_line_clusters, settings.middle_line_clusters)
        large = np.where(sizes >= settings.middle_line_words, np.minimum(large, enough), large)
        least = np.where(self.outlet <= settings.small_outlet_clusters, settings.min_clusters, large)
        return np.where(lines.keys != 0, least, np.inf)


def count_lines(
    articles: pd.DataFrame,
    lines: Lines,
    fingerprints: pd.DataFrame,
    settings: Furniture,
    known: pd.DataFrame | None = None,
) -> tuple[Counts, pd.DataFrame]:
    """Counts of every line, those of ``known`` (other articles) added, and the table template_lines.

    The table holds these articles only. A longer line that one cluster carries and that is not ``known``
    is left out, which bounds the table: it is a paragraph and will hardly come again; a short one may.
    """
    outlets = number_outlets(articles)
    clusters = fingerprints["coarse_cluster"].to_numpy().astype(np.int64)
    rows = np.flatnonzero((outlets[lines.docs] >= 0) & (lines.keys != 0))
    docs = lines.docs[rows]
    groups = _group(outlets[docs], lines.keys[rows])
    firsts = _firsts(groups, clusters[docs])
    inside = np.flatnonzero(lines.article[rows])
    inside = inside[_firsts(groups[inside], clusters[docs[inside]])]
    seen, within = (np.bincount(groups[each], minlength=len(rows))[groups] for each in (firsts, inside))
    sizes = np.bincount(outlets[_firsts(outlets, clusters)] + 1, minlength=1)
    sizes[0] = 0
    counts = Counts(_spread(seen, rows, lines), _spread(within, rows, lines), sizes[outlets + 1][lines.docs])
    if known is not None and len(known):
        more, outlet = read_known(known, articles["source"], lines)
        plain = np.bincount(lines.docs, weights=~lines.article, minlength=len(articles))[lines.docs] == 0
        counts = Counts(counts.seen + more, counts.within + more * plain, counts.outlet + outlet)
    kept = rows[firsts][_worth_keeping(counts.seen[rows[firsts]], lines.sizes[rows[firsts]], settings)]
    each = _firsts(outlets, clusters)
    found = pd.DataFrame(
        {
            "doc": np.concatenate([each, lines.docs[kept]]),
            "line_key": np.concatenate([np.full(len(each), ALL_LINES), lines.keys[kept]]),
        }
    )
    return counts, tabulate(found, articles, clusters)


def number_outlets(articles: pd.DataFrame) -> Numbers:
    """A number for each article's outlet, in order of first appearance; -1 where it is unknown."""
    return pd.factorize(articles["source"].where(articles["source"] != ""))[0].astype(np.int64)


def _spread(values: Numbers, rows: Numbers, lines: Lines) -> Numbers:
    spread = np.zeros(len(lines.docs), np.int64)
    spread[rows] = values
    return spread


def _worth_keeping(seen: Numbers, sizes: Numbers, settings: Furniture) -> Flags:
    return (seen >= 2) | (sizes <= settings.max_kept_words)


def _group(outlets: Numbers, keys: Keys) -> Numbers:
    """A number for each pair of outlet and line, from 0, in order of first appearance."""
    return pd.factorize(mix(keys + outlets.astype(np.uint64) * _MIX))[0].astype(np.int64)


def _firsts(groups: Numbers, clusters: Numbers) -> Numbers:
    """The first row of each pair of group and cluster."""
    return np.flatnonzero(~pd.Series((groups << 32) | clusters).duplicated().to_numpy())
