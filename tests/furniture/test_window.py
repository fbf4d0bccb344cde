from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from fictional_pages import articles_of, label, prose
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.furniture import merge_lines
from copydesk.tables import TABLES

DAYS = ("2024-03-01", "2024-03-02", "")


def page(seed: int, lines: Sequence[str]) -> str:
    return "\n".join([*lines, *prose(seed)])


def table_of(seeds: Sequence[int], days: Sequence[str], source: str = "lamp.example") -> pd.DataFrame:
    texts = [page(seed, ["Lamp desk", f"Ward {'abc'[seed % 3]}"]) for seed in seeds]
    return label(articles_of(texts, source, days=[day or None for day in days]))[1]


def counts(table: pd.DataFrame) -> dict[tuple[str, int, str], tuple[int, int]]:
    keys = zip(table["source"], table["line_key"].tolist(), table["day"], strict=True)
    return dict(zip(keys, zip(table["clusters"].tolist(), table["source_clusters"].tolist(), strict=True), strict=True))


def test_each_day_of_an_outlet_has_its_clusters_in_the_row_of_no_line() -> None:
    table = table_of([1, 2, 3], [DAYS[0], DAYS[0], DAYS[1]])
    whole = table[table["line_key"] == 0]
    assert whole[["day", "clusters", "source_clusters"]].to_numpy().tolist() == [[DAYS[0], 2, 2], [DAYS[1], 1, 1]]
    assert (table["clusters"] <= table["source_clusters"]).all()
    assert sorted(table.loc[table["line_key"] != 0, "clusters"].tolist()) == [1, 1, 1, 1, 2]


def test_paragraphs_of_one_cluster_are_not_kept() -> None:
    table = table_of([1], [DAYS[0]])
    assert len(table) == 3  # the outlet, two short lines; four paragraphs are left out


def test_a_cluster_counts_on_the_day_of_its_newest_article() -> None:
    articles = articles_of([page(1, ["Lamp desk"])] * 2, days=[DAYS[0], DAYS[1]])
    table = label(articles)[1]
    assert table["day"].tolist() == [DAYS[1]] * len(table)
    assert table["clusters"].max() == 1


def test_unknown_outlets_leave_no_rows() -> None:
    assert len(label(articles_of([page(1, ["Lamp desk"])], None))[1]) == 0


ROWS = st.tuples(st.integers(0, 7), st.sampled_from(DAYS), st.integers(0, 1))


@settings(max_examples=15, deadline=None)
@given(st.lists(ROWS, max_size=8, unique_by=lambda row: row[0]))
def test_tables_of_disjoint_articles_add_up_to_the_table_of_all(rows: list[tuple[int, str, int]]) -> None:
    parts = [[row for row in rows if row[2] == part] for part in (0, 1)]
    merged = merge_lines([table_of([r[0] for r in part], [r[1] for r in part]) for part in parts])
    expected = table_of([row[0] for row in rows], [row[1] for row in rows])
    assert counts(merged) == counts(expected)


def test_merging_is_commutative_and_nothing_merges_to_nothing() -> None:
    first, second = table_of([1, 2], [DAYS[0], DAYS[1]]), table_of([3], [DAYS[0]], "other.example")
    pd.testing.assert_frame_equal(merge_lines([first, second]), merge_lines([second, first]))
    assert merge_lines([]).equals(TABLES["template_lines"].empty())
    assert merge_lines([first])["line_key"].dtype == np.uint64
