"""How many near-duplicate clusters of its outlet carry each line: what makes a line template.

Counts are kept by day so that tables of different articles merge by addition, and a window over days
rolls by dropping rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.furniture.page import Keys, Lines, Numbers
from copydesk.settings.rooms import Furniture
from copydesk.tables import TABLES
from copydesk.text.words import mix

__all__ = ["Counts", "count_lines", "merge_lines"]

_ALL_LINES = np.uint64(0)


@dataclass(frozen=True)
class Counts:
    """Per line: clusters of the outlet that carry it, and clusters of the outlet; 0 where it is unknown."""

    seen: Numbers
    outlet: Numbers

    def least(self, sizes: Numbers, settings: Furniture) -> npt.NDArray[np.float64]:
        """Clusters that make a line of so many words template, by the size of its outlet.

        A share of a large outlet's clusters is asked of short lines only, which stories may share by
        chance (a name, a sub-head); the longer a line, the fewer clusters prove that it is no story text.
        """
        large = np.maximum(settings.large_outlet_clusters, settings.large_outlet_share * self.outlet)
        enough = np.where(sizes >= settings.long_line_words, settings.long_line_clusters, settings.middle_line_clusters)
        large = np.where(sizes >= settings.middle_line_words, np.minimum(large, enough), large)
        return np.where(self.outlet <= settings.small_outlet_clusters, settings.min_clusters, large)


def count_lines(articles: pd.DataFrame, lines: Lines, fingerprints: pd.DataFrame,
                settings: Furniture) -> tuple[Counts, pd.DataFrame]:  # fmt: skip
    """Counts of every line, and the table template_lines.

    In the table a cluster counts on one day, that of its newest article, so the rows of a line add up to
    its clusters. ``source_clusters`` is the outlet's number of clusters of that day; the row of line_key
    0, which every day of an outlet has, holds it for lines that were not seen that day. To bound the
    table, a longer line that one cluster only carries is left out: it is a paragraph, not furniture, and
    will hardly come again; a short one may.
    """
    outlets = number_outlets(articles)
    clusters = fingerprints["coarse_cluster"].to_numpy().astype(np.int64)
    rows = np.flatnonzero((outlets[lines.docs] >= 0) & (lines.keys != 0))
    docs = lines.docs[rows]
    groups = _group(outlets[docs], lines.keys[rows])
    firsts = _firsts(groups, clusters[docs])
    seen = np.zeros(len(lines.docs), np.int64)
    seen[rows] = np.bincount(groups[firsts], minlength=len(rows))[groups]
    sizes = np.bincount(outlets[_firsts(outlets, clusters)] + 1, minlength=1)
    sizes[0] = 0
    counts = Counts(seen, sizes[outlets + 1][lines.docs])
    kept = firsts[(seen[rows[firsts]] >= 2) | (lines.sizes[rows[firsts]] <= settings.max_kept_words)]
    found = pd.DataFrame({"outlet": outlets[docs[kept]], "line_key": lines.keys[rows[kept]], "cluster": clusters[docs[kept]]})
    return counts, _table(found, articles, outlets, clusters)


def number_outlets(articles: pd.DataFrame) -> Numbers:
    """A number for each article's outlet, in order of first appearance; -1 where it is unknown."""
    return pd.factorize(articles["source"].where(articles["source"] != ""))[0].astype(np.int64)


def merge_lines(tables: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Tables template_lines of different articles as one, by addition.

    An outlet's clusters of a day are those of its row of line_key 0; other rows of that day are set to them.
    """
    table = TABLES["template_lines"]
    joined = pd.concat([table.conform(each) for each in tables]) if tables else table.empty()
    joined["day"] = joined["day"].fillna("")
    summed = joined.groupby(["source", "line_key", "day"], sort=True, as_index=False)["clusters"].sum()
    whole = summed[summed["line_key"] == _ALL_LINES].rename(columns={"clusters": "source_clusters"})
    return table.conform(summed.merge(whole[["source", "day", "source_clusters"]], on=["source", "day"]))


def _group(outlets: Numbers, keys: Keys) -> Numbers:
    """A number for each pair of outlet and line, from 0, in no particular order."""
    return pd.factorize(mix(keys + outlets.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)))[0].astype(np.int64)


def _firsts(groups: Numbers, clusters: Numbers) -> Numbers:
    """The first row of each pair of group and cluster."""
    pairs = (groups << 32) | clusters
    return np.flatnonzero(~pd.Series(pairs).duplicated().to_numpy())


def _table(found: pd.DataFrame, articles: pd.DataFrame, outlets: Numbers, clusters: Numbers) -> pd.DataFrame:
    names = articles["source"].to_numpy()[_firsts(outlets, np.zeros_like(outlets))]
    names = names[outlets[_firsts(outlets, np.zeros_like(outlets))] >= 0]
    newest = pd.Series(articles["published_at"].to_numpy()).groupby(clusters).max()
    days = newest.dt.strftime("%Y-%m-%d").fillna("")
    known = np.flatnonzero(outlets >= 0)
    each = known[_firsts(outlets[known], clusters[known])]
    whole = pd.DataFrame({"outlet": outlets[each], "line_key": _ALL_LINES, "cluster": clusters[each]})
    joined = pd.concat([whole, found], ignore_index=True)
    joined = joined.assign(source=names[joined["outlet"]] if len(joined) else [], day=days.reindex(joined["cluster"]).to_numpy(),
                           clusters=1, source_clusters=1)
    return merge_lines([joined])
