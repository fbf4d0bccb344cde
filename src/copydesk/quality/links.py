"""Facts on links between tables: what is named exists."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from copydesk.quality.facts import Fact
from copydesk.quality.report import Flags, Report
from copydesk.tables import PUBLISHED, TABLES

__all__ = ["LINKS"]

_FURTHER = (
    ("documents", "cluster_id", "clusters", "cluster_id"),
    ("documents", "source", "outlets", "source"),
    ("pairs", "credit_doc_id", "documents", "doc_id"),
    ("pairs", "cluster_id", "clusters", "cluster_id"),
    ("findings", "other_doc_id", "documents", "doc_id"),
    ("findings", "source", "outlets", "source"),
)
"""Links beyond Table.references: (table, column, target table, target column)."""


def _known(report: Report, table: str, column: str, target: str, target_column: str) -> Flags:
    values = report[table][column]
    to_documents = (target, target_column) == ("documents", "doc_id")
    rows = report.doc_rows(table, column) if to_documents else report.rows(values, target, target_column)
    return np.asarray((rows >= 0) | values.isna().to_numpy())


def _link(table: str, column: str, target: str, target_column: str) -> Fact:
    meaning = TABLES[table].column(column).meaning.split(";")[0].split(":")[0]
    return Fact(
        table,
        f"{column}_known",
        f"{column} ({meaning}) is a {target_column} of {target}, or empty.",
        partial(_known, table=table, column=column, target=target, target_column=target_column),
    )


# An article that is not known is the fault of the link itself, which has a rule of its own: the facts below
# do not count it again.


def _unknown(report: Report, table: str, column: str = "doc_id") -> Flags:
    return np.asarray(report.doc_rows(table, column) < 0)


def _sentence_known(report: Report) -> Flags:
    told, known = (_sentence_places(report, table) for table in ("attributions", "sentences"))
    known = np.append(np.sort(known, kind="stable"), np.iinfo(np.int64).max)  # it is in order, but for a fault
    return np.asarray((known[np.searchsorted(known, told)] == told) | _unknown(report, "attributions"))


def _sentence_places(report: Report, table: str) -> np.ndarray[Any, np.dtype[np.int64]]:
    """One number for article and sentence; of an unknown article it is negative."""
    return (report.doc_rows(table) << 32) + report[table]["sentence_no"].to_numpy(dtype="int64", na_value=-1)


def _articles_of_pair(report: Report) -> Flags:
    passages, pairs = report["passages"], report["pairs"]
    rows = report.rows(passages["pair_id"], "pairs", "pair_id")
    same = np.ones(len(passages), dtype=bool)
    for name in ("doc_id_a", "doc_id_b") if len(pairs) else ():
        equal = passages[name].to_numpy() == pairs[name].to_numpy()[rows]
        same &= equal | (rows < 0) | _unknown(report, "passages", name)
    return same


def _credit_in_pair(report: Report) -> Flags:
    pairs = report["pairs"]
    credit = pairs["credit_doc_id"]
    one = (credit == pairs["doc_id_a"]) | (credit == pairs["doc_id_b"])
    return np.asarray(one.to_numpy(dtype=bool) | _unknown(report, "pairs", "credit_doc_id"))


def _is_member(report: Report) -> Flags:
    clusters, members = report["clusters"], report["members"]
    told = pd.MultiIndex.from_frame(clusters[["cluster_id", "origin_doc_id"]])
    found = told.isin(pd.MultiIndex.from_frame(members[["cluster_id", "doc_id"]]))
    return np.asarray(found | _unknown(report, "clusters", "origin_doc_id"))


def _role_fits(report: Report) -> Flags:
    members, clusters = report["members"], report["clusters"]
    told = pd.MultiIndex.from_frame(members[["cluster_id", "doc_id"]])
    origins = clusters.dropna(subset=["origin_doc_id"])[["cluster_id", "origin_doc_id"]]
    is_origin = (members["role"] == "origin").to_numpy(dtype=bool)
    return np.asarray(~is_origin | told.isin(pd.MultiIndex.from_frame(origins)))


_REFERENCES = tuple(
    (name, column, target, target_column)
    for name in PUBLISHED
    for column, target, target_column in TABLES[name].references
)

LINKS: tuple[Fact, ...] = (
    *(_link(*each) for each in (*_REFERENCES, *_FURTHER)),
    Fact("attributions", "sentence_known", "The attributed sentence is one of sentences.", _sentence_known),
    Fact("passages", "articles_of_pair", "The two articles of a passage are the two of its pair.", _articles_of_pair),
    Fact("pairs", "credit_in_pair", "The article that gives the credit is one of the pair.", _credit_in_pair),
    Fact("clusters", "origin_is_member", "The article a story comes from belongs to the story.", _is_member),
    Fact(
        "members",
        "role_fits_origin",
        "A member with the role of origin is the article its story comes from.",
        _role_fits,
    ),
)
