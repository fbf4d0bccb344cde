"""Facts within one table: shares that add up, values that agree with one another."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from copydesk.quality.facts import Fact, as_number
from copydesk.quality.report import Flags, Report
from copydesk.quality.rules import Rule
from copydesk.tables import TABLES

__all__ = ["AGREEMENTS", "COMPARISONS", "HELPERS"]

_ORIGINS = (
    ("source", "source_origin", "unknown"),
    ("title", "title_origin", "none"),
    ("published_at", "published_origin", "none"),
    ("published_at", "published_precision", "none"),
    ("language", "language_origin", "none"),
)
# table, larger column, smaller column, meaning: the larger is never under the smaller
_LARGER = (
    ("documents", "furniture_share", "template_share", "Template lines are furniture."),
    (
        "documents",
        "attributed_any_share",
        "attributed_sentence_share",
        "A sentence attributed by speech or quotation is attributed.",
    ),
    ("documents", "named_sources", "named_persons", "A named person is a named source."),
    ("documents", "distinct_sources", "named_sources", "A named source is a source."),
    ("documents", "body_sentences", "longest_unattributed_run", "A run of body sentences is no longer than the body."),
    ("pairs", "smaller_containment", "jaccard", "Jaccard is never over the containment of either article."),
    ("clusters", "documents", "sources", "A story has no more outlets than articles."),
    ("clusters", "documents", "independent_sources", "A story has no more independent sources than articles."),
    ("clusters", "documents", "credited_or_not", "Credited and uncredited copies are articles of the story."),
    ("quotes", "documents", "sources", "A quotation has no more outlets than articles."),
    ("outlets", "furniture_share", "template_share", "Template lines are furniture."),
    ("template_lines", "source_clusters", "clusters", "No line is in more clusters than its outlet has."),
    ("checks", "rows", "unexpected", "No more rows break a rule than are checked."),
)


def _absent_together(report: Report, columns: tuple[tuple[str, str, str], ...]) -> Flags:
    frame = report["documents"]
    agree = [(frame[value].isna() == (frame[origin] == none)).to_numpy() for value, origin, none in columns]
    return np.asarray(np.logical_and.reduce(agree), dtype=bool)


def _readability_told(report: Report) -> Flags:
    frame = report["documents"]
    return np.asarray(frame["readability_valid"].to_numpy() == (frame["readability_reason"].fillna("") == ""))


def _in_story(report: Report) -> Flags:
    frame = report["documents"]
    return np.asarray(frame["cluster_id"].isna().to_numpy() == (frame["cluster_role"].fillna("") == ""))


def _distinct(report: Report) -> Flags:
    pairs = report["pairs"]
    return np.asarray(pairs["doc_id_a"].isna() | (pairs["doc_id_a"] != pairs["doc_id_b"]), dtype=bool)


def _in_time_order(report: Report) -> Flags:
    """a is not later than b; where either is dated to the day only, days are compared."""
    if not len(report["pairs"]) or not len(report["documents"]):
        return np.ones(len(report["pairs"]), dtype=bool)
    (time_a, day_a), (time_b, day_b) = (_dated(report, column) for column in ("doc_id_a", "doc_id_b"))
    by_day = day_a | day_b
    first, second = time_a.where(~by_day, time_a.dt.floor("D")), time_b.where(~by_day, time_b.dt.floor("D"))
    return np.asarray(~(first > second), dtype=bool)


def _dated(report: Report, column: str) -> tuple[pd.Series, pd.Series]:
    rows, documents = report.doc_rows("pairs", column), report["documents"]
    times = documents["published_at"].iloc[rows].reset_index(drop=True).where(pd.Series(rows >= 0))
    return times, (documents["published_precision"].iloc[rows] == "day").reset_index(drop=True)


def _one_outlet(report: Report) -> Flags:
    pairs = report["pairs"]
    same = (pairs["source_a"] == pairs["source_b"]).fillna(False).to_numpy(dtype=bool)
    return np.asarray(same | (pairs["relation"] != "self_update").to_numpy())


def _smaller_containment(report: Report) -> Any:
    return report["pairs"][["containment_a_in_b", "containment_b_in_a"]].min(axis=1, skipna=False)


def _credited_or_not(report: Report) -> Any:
    return report["clusters"]["credited"] + report["clusters"]["uncredited"]


def _first_before_last(report: Report) -> Flags:
    clusters = report["clusters"]
    return np.asarray(~(clusters["first_published"] > clusters["last_published"]), dtype=bool)


def _undecided(report: Report) -> Flags:
    clusters = report["clusters"]
    return np.asarray((clusters["origin_basis"] != "undecided") | clusters["origin_doc_id"].isna(), dtype=bool)


def _holds_rate(report: Report, rate: str) -> Flags:
    low, value, high = (as_number(report["outlets"][f"{rate}{end}"]) for end in ("_low", "", "_high"))
    absent = np.isnan(low) & np.isnan(value) & np.isnan(high)
    with np.errstate(invalid="ignore"):
        return np.asarray(absent | ((low <= value) & (value <= high)))


def _whole_signature(report: Report) -> Flags:
    """Whole uint32 numbers, and as many in every row."""
    lengths = report["signatures"]["signature"].map(len, na_action="ignore").to_numpy(dtype="float64", na_value=0)
    return np.asarray((lengths > 0) & (lengths % 4 == 0) & (lengths == np.max(lengths, initial=0)))


def _delta_gap(report: Report) -> Any:
    summary = report["summary"]
    change = as_number(summary["value"]) - as_number(summary["previous"])
    return np.where(np.isclose(change, as_number(summary["delta"]), equal_nan=True), 0, 1)


def _error_told(report: Report) -> Flags:
    checks = report["checks"]
    return np.asarray((~checks["success"]) | checks["error"].fillna("").eq(""), dtype=bool)


_RATES = tuple(name.removesuffix("_low") for name in TABLES["outlets"].names if name.endswith("_low"))

AGREEMENTS: tuple[Fact, ...] = (
    Fact(
        "documents",
        "origins_told",
        "Outlet, headline, time and language have an origin just where they are given.",
        partial(_absent_together, columns=_ORIGINS),
        "warning",
    ),
    Fact(
        "documents",
        "readability_told",
        "Exactly the articles without valid readability have a reason for it.",
        _readability_told,
        "warning",
    ),
    Fact("documents", "role_in_story", "Exactly the articles of a story have a part in it.", _in_story, "warning"),
    Fact("pairs", "distinct_articles", "A pair is of two different articles.", _distinct),
    Fact("pairs", "in_time_order", "Article a is not later than article b where both are dated.", _in_time_order),
    Fact("pairs", "update_of_one_outlet", "Only articles of one outlet are updates of each other.", _one_outlet),
    Fact("clusters", "first_before_last", "The earliest time of a story is not after its latest.", _first_before_last),
    Fact("clusters", "undecided_without_origin", "A story of undecided origin names no origin.", _undecided),
    *(
        Fact(
            "outlets",
            f"{rate}_in_interval",
            f"{rate} lies in its 95 % interval, or all three are empty.",
            partial(_holds_rate, rate=rate),
        )
        for rate in _RATES
    ),
    Fact("signatures", "signature_whole", "Every signature is of as many whole numbers.", _whole_signature),
    Fact(
        "summary",
        "delta_gap",
        "delta is value less previous, and empty where there was no run before.",
        _delta_gap,
        gap=True,
    ),
    Fact("checks", "error_told", "A rule that could not be run is not passed.", _error_told),
)

HELPERS = {("pairs", "smaller_containment"): _smaller_containment, ("clusters", "credited_or_not"): _credited_or_not}
"""Derived columns that a comparison names."""

COMPARISONS: tuple[Rule, ...] = tuple(
    Rule(
        table,
        "expect_column_pair_values_a_to_be_greater_than_b",
        {"column_A": larger, "column_B": smaller, "or_equal": True, "ignore_row_if": "either_value_is_missing"},
        "critical",
        notes,
    )
    for table, larger, smaller, notes in _LARGER
)
"""Rules on two columns of one row; a missing number is not compared."""
