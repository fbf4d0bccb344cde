"""Facts on counts: what one table counts is what another one holds, and every record is accounted for."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from copydesk.quality.facts import Fact, as_number
from copydesk.quality.report import Report
from copydesk.tables import TABLES

__all__ = ["COUNTS", "unaccounted"]

RELATIONS = TABLES["pairs"].column("relation").values
Floats = np.ndarray[Any, np.dtype[np.float64]]


def _tally(values: pd.Series, counted: pd.Series) -> Floats:
    """How often each value occurs in ``counted``."""
    return as_number(values.map(counted.value_counts()).fillna(0))


def _gap(report: Report, table: str, column: str, key: str, other: str, other_key: str) -> Floats:
    frame = report[table]
    return as_number(frame[column]) - _tally(frame[key], report[other][other_key])


def unaccounted(report: Report) -> int:
    """Records of the intake less articles less rejects, over the whole run; 0 when all are accounted for."""
    if report.intake is None:
        raise KeyError("intake")
    return int(report.intake["records"].sum()) - len(report["documents"]) - len(report["rejects"])


def _file_gap(report: Report, table: str) -> Floats:
    """Records of a row's input less the articles and rejects that came of it; no intake is 0 records."""
    if report.intake is None:
        raise KeyError("intake")
    files = report[table]["input_file"]
    ended = pd.concat([report["documents"]["input_file"], report["rejects"]["input_file"]])
    held = report.intake.groupby("input_file")["records"].sum()
    return as_number(files.map(held).fillna(0)) - _tally(files, ended)


def _chars_gap(report: Report) -> Floats:
    return np.asarray(as_number(report["documents"]["chars"]) - report.chars())


def _pairs_gap(report: Report) -> Floats:
    documents, pairs = report["documents"], report["pairs"]
    return as_number(documents["pair_count"]) - _tally(
        documents["doc_id"], pd.concat([pairs["doc_id_a"], pairs["doc_id_b"]])
    )


def _doc_ids_gap(report: Report) -> Floats:
    """Articles counted less the known, distinct articles listed."""
    quotes = report["quotes"]
    listed = quotes["doc_ids"].fillna("").str.split("; ").explode()
    known = listed[report.rows(listed, "documents", "doc_id") >= 0]
    distinct = known.groupby(level=0).nunique().reindex(quotes.index, fill_value=0)
    return as_number(quotes["documents"]) - as_number(distinct)


def _figures(report: Report) -> dict[str, int]:
    """The figures of the summary that count the rows of a table."""
    lengths = {name: len(frame) for name, frame in report.tables.items()}
    relations = report["pairs"]["relation"].value_counts()
    return {
        **lengths,
        "records_read": len(report["documents"]) + len(report["rejects"]),
        **{f"pairs_{relation}": int(relations.get(relation, 0)) for relation in RELATIONS},
    }


def _value_gap(report: Report) -> Floats:
    """Each figure that counts rows less those rows; 0 for a figure that counts none."""
    summary = report["summary"]
    counted = as_number(summary["name"].map(_figures(report)))
    gap = as_number(summary["value"]) - counted
    return np.where(np.isnan(counted), 0.0, np.where(np.isnan(gap), 1.0, gap))


def _per_file(table: str) -> Fact:
    return Fact(
        table,
        "file_records_gap",
        "Every record of the input file ended as an article or as a reject, once.",
        partial(_file_gap, table=table),
        gap=True,
        needs=("intake",),
    )


def _held(table: str, column: str, key: str, other: str, other_key: str, notes: str) -> Fact:
    return Fact(
        table,
        f"{column}_gap",
        notes,
        partial(_gap, table=table, column=column, key=key, other=other, other_key=other_key),
        gap=True,
    )


COUNTS: tuple[Fact, ...] = (
    _per_file("documents"),
    _per_file("rejects"),
    Fact("documents", "chars_gap", "chars is the length of the text.", _chars_gap, gap=True),
    Fact("documents", "pair_count_gap", "pair_count is the number of pairs the article is in.", _pairs_gap, gap=True),
    _held("documents", "notice_count", "doc_id", "notices", "doc_id", "notice_count is the number of its notices."),
    _held("pairs", "passages", "pair_id", "passages", "pair_id", "passages is the number of the pair's passages."),
    _held("clusters", "documents", "cluster_id", "members", "cluster_id", "documents is the number of its members."),
    _held("outlets", "documents", "source", "documents", "source", "documents is the number of its articles."),
    Fact("quotes", "documents_gap", "documents is the number of known articles in doc_ids.", _doc_ids_gap, gap=True),
    Fact(
        "summary",
        "value_gap",
        "A figure that counts the rows of a table is their number, and all records read are articles or rejects.",
        _value_gap,
        gap=True,
    ),
)
