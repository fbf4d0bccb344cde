"""The table template_lines: what is remembered of an outlet's lines, by day, so that it adds up and rolls.

A cluster counts on one day, that of its newest article; so the rows of a line add up to its clusters, tables
of different articles merge by addition, and a window over days rolls by dropping rows. Every outlet has a
row of line_key 0 for each of its days, whose ``clusters`` are all its clusters of that day; the column
``source_clusters`` repeats them beside each line. An outlet's total is the sum of its rows of line_key 0.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.furniture.page import Lines, Numbers
from copydesk.tables import TABLES

__all__ = ["ALL_LINES", "merge_lines", "read_known", "tabulate"]

ALL_LINES = np.uint64(0)
_UNDATED = np.datetime64("0001-01-01", "D")


def merge_lines(tables: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Tables template_lines of different articles as one, by addition; rows sorted by outlet, line and day."""
    table = TABLES["template_lines"]
    joined = pd.concat([table.conform(each) for each in tables]) if tables else table.empty()
    return _sum(joined.assign(day=joined["day"].fillna("")).astype({"source": "category", "day": "category"}))


def tabulate(found: pd.DataFrame, articles: pd.DataFrame, clusters: Numbers) -> pd.DataFrame:
    """The table of ``found`` (one row for each cluster and line: an article that has it, and its line_key)."""
    docs = found["doc"].to_numpy()
    days, codes = np.unique(_newest(articles["published_at"], clusters), return_inverse=True)
    named = np.where(days == _UNDATED, "", days.astype(str)).astype(object)
    rows = pd.DataFrame(
        {
            "source": pd.Categorical(articles["source"].where(articles["source"] != ""))[docs],
            "line_key": found["line_key"].to_numpy(),
            "day": pd.Categorical.from_codes(codes[docs], pd.Index(named, dtype="str")),
            "clusters": 1,
        }
    )
    return _sum(rows[rows["source"].notna()])


def _newest(published: pd.Series, clusters: Numbers) -> npt.NDArray[np.datetime64]:
    """The day of the newest article of each article's cluster, UTC; the day before all others where none is dated."""
    stamps = published.dt.tz_convert(None).to_numpy(dtype="datetime64[D]")
    newest = np.full(int(clusters.max(initial=0)) + 1, _UNDATED)
    np.fmax.at(newest, clusters, stamps)
    return newest[clusters]


def _sum(rows: pd.DataFrame) -> pd.DataFrame:
    """One row an outlet, line and day, sorted; outlets and days are categories in order, and so numbers."""
    source, day = (rows[name].cat.codes.to_numpy().astype(np.int64) for name in ("source", "day"))
    keys = rows["line_key"].to_numpy()
    order = np.lexsort((day, keys, source))
    source, day, keys = source[order], day[order], keys[order]
    firsts = np.flatnonzero((np.diff(source, prepend=-1) != 0) | (keys != np.roll(keys, 1)) | (day != np.roll(day, 1)))
    clusters = np.add.reduceat(rows["clusters"].to_numpy()[order], firsts) if len(firsts) else np.empty(0, np.int64)
    source, day, keys = source[firsts], day[firsts], keys[firsts]
    whole = keys == ALL_LINES
    days = source * len(rows["day"].cat.categories) + day
    columns = {
        "source": rows["source"].cat.categories.array.take(source),
        "line_key": keys,
        "day": rows["day"].cat.categories.array.take(day),
        "clusters": clusters,
        "source_clusters": clusters[whole][np.searchsorted(days[whole], days)],
    }
    return TABLES["template_lines"].conform(pd.DataFrame(columns))


def read_known(known: pd.DataFrame, sources: pd.Series, lines: Lines) -> tuple[Numbers, Numbers]:
    """Per line, the clusters of its outlet that carry it in the table ``known``, and the outlet's clusters there."""
    totals = known.groupby(["source", "line_key"])["clusters"].sum()
    names = sources.to_numpy()[lines.docs]
    whole = np.zeros_like(lines.keys)
    found = [
        totals.reindex(pd.MultiIndex.from_arrays([names, keys])).fillna(0).to_numpy(np.int64)
        for keys in (lines.keys, whole)
    ]
    return np.where(lines.keys != 0, found[0], 0), found[1]
