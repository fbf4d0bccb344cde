"""The summary: sums of the tables, each with its sentence."""

from __future__ import annotations

import pandas as pd
import pytest

from copydesk.pipeline import stage
from copydesk.summary import summary
from copydesk.tables import TABLES

READS = stage("summary").reads
ROWS = {
    "intake": [{"records": 3}, {"records": 2}],
    "documents": [
        {"source": "A", "body_sentences": 30, "attributed_sentence_share": 0.1, "named_sources": 2, "vague_sources": 1},
        {
            "source": "A",
            "body_sentences": 10,
            "attributed_sentence_share": 0.5,
            "published_at": pd.Timestamp("2024-03-01", tz="UTC"),
        },
        {"body_sentences": 0},
        {"source": "B"},
    ],
    "rejects": [{}],
    "pairs": [
        {"relation": "same_copy", "credit": "uncredited"},
        {"relation": "shared_wire", "credit": "credited"},
        {"relation": "self_update", "credit": "uncredited"},
    ],
    "quotes": [{"wordings": 1}, {"wordings": 2}],
    "notices": [{"doc_id": "d1", "class": "syndication_notice"}, {"doc_id": "d1", "class": "syndication_notice"}],
    "checks": [{"success": True}, {"success": False}],
}


def _frame(name, rows):
    made = pd.DataFrame([dict.fromkeys(TABLES[name].names) | row for row in rows], columns=TABLES[name].names)
    return made.astype({c.name: bool for c in TABLES[name].columns if c.kind == "flag"})


@pytest.fixture(scope="module")
def told():
    return summary(*(_frame(name, ROWS.get(name, [])) for name in READS)).set_index("name")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("records_read", 5),
        ("documents", 4),
        ("rejects", 1),
        ("sources", 2),
        ("without_source", 1),
        ("undated", 3),
        ("pairs", 3),
        ("pairs_same_copy", 1),
        ("pairs_quoted_matter_only", 0),
        ("pairs_uncredited", 1),
        ("quotes", 2),
        ("notices", 2),
        ("articles_with_syndication_notice", 1),
        ("findings", 0),
        ("checks", 2),
        ("attributed_sentence_share", 8 / 40),
    ],
)
def test_a_figure_is_the_sum_of_its_table(told, name, value):
    assert told.loc[name, "value"] == pytest.approx(value)


def test_the_accounting_holds(told):
    figures = told["value"]
    assert figures["records_read"] == figures["documents"] + figures["rejects"]
    relations = [name for name in figures.index if name.startswith("pairs_") and name != "pairs_uncredited"]
    assert figures[relations].sum() == figures["pairs"]


def test_every_figure_has_a_sentence_and_a_unit(told):
    assert told.index.is_unique
    assert told["text"].str.endswith(".").all()
    assert told["unit"].str.len().gt(0).all()
    assert told[["previous", "delta"]].isna().all(axis=None)


def test_the_share_of_attributed_sentences_is_told_with_its_sources(told):
    assert told.loc["attributed_sentence_share", "text"] == (
        "20.0% of all body sentences are attributed by speech or quotation, to 2 named, 0 unnamed and 1 vague sources, "
        "counted by article; this is no score of reliability."
    )
    assert told.loc["articles_with_automation_disclosure", "text"] == "Articles with an automation disclosure: 0."


def test_a_run_without_articles_has_figures_too():
    empty = summary(*(TABLES[name].empty() for name in READS)).set_index("name")["value"]
    assert empty["documents"] == empty["pairs"] == 0


def test_the_share_of_no_sentences_is_empty_and_not_0():
    empty = summary(*(TABLES[name].empty() for name in READS)).set_index("name")["value"]
    assert pd.isna(empty["attributed_sentence_share"])
