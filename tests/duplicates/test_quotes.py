"""Quotes: who printed which wording of one quotation."""

from __future__ import annotations

import pandas as pd
import pytest

from copydesk.duplicates import quotes, trace_quotations
from copydesk.tables import TABLES
from copydesk.text import text

SAID = "we will mend the old pier before the next storm comes"
CHANGED = "we will mend the old jetty before the next storm comes"
DAYS = [f"2024-03-0{day}T10:00:00Z" for day in range(1, 8)]


@pytest.fixture(scope="module")
def traced(make_articles, limits):
    """The quotes table of texts given as (outlet, text), a day apart; ``said`` are attributed quotations."""

    def call(*printed, said=(), labels=None):
        articles = make_articles(
            *(
                {"source": source, "text": body, "published_at": day}
                for (source, body), day in zip(printed, DAYS, strict=False)
            )
        )
        layout, _, words, vocabulary = text(articles)
        lines = pd.DataFrame({"label": labels or ["body"] * len(layout)}, dtype="str")
        rows = [
            dict.fromkeys(TABLES["attributions"].names)
            | {
                "doc_id": articles["doc_id"][doc],
                "start": 0,
                "end": len(articles["text"][doc]),
                "quoted": True,
                "sentence_no": 0,
                "kind": "named_person",
                "source_name": name,
                "second_hand": False,
            }
            for doc, name in said
        ]
        attributions = pd.DataFrame(rows, columns=TABLES["attributions"].names).astype({"quoted": bool})
        traced = trace_quotations(articles, layout, words, vocabulary, lines, limits)
        found = quotes(articles, attributions, traced)
        return TABLES["quotes"].conform(found), articles

    return call


def test_one_quotation_in_two_outlets(traced):
    found, articles = traced(
        ("Harbour Courier", f"“{SAID},” Ada Voss said."), ("Coast Post", f'She said: "{SAID}."'), said=[(1, "Ada Voss")]
    )
    row = found.iloc[0]
    assert len(found) == 1
    assert (row["text"], row["words"], row["speaker"]) == (f"{SAID},", 11, "Ada Voss")
    assert (row["documents"], row["sources"], row["wordings"]) == (2, 2, 1)
    assert row["source_names"] == "Coast Post; Harbour Courier"
    assert row["doc_ids"] == "; ".join(articles["doc_id"])
    assert articles["text"][0][row["first_start"] : row["first_end"]] == row["text"]


def test_a_changed_word_is_a_second_wording_and_a_cut_is_none(traced):
    cut = " ".join(SAID.split()[2:])
    found, _ = traced(("A", f"“{SAID}.”"), ("B", f"“{CHANGED}.”"), ("C", f"“{cut}.”"))
    assert (found["documents"].tolist(), found["wordings"].tolist()) == ([3], [2])
    assert found["wording_texts"].tolist() == [f"{SAID}. | {CHANGED}."]


def test_one_outlet_is_not_enough_but_unknown_outlets_are_their_own(traced):
    assert traced(("A", f"“{SAID}.”"), ("A", f"Again: “{SAID}.”"))[0].empty
    found, _ = traced((None, f"“{SAID}.”"), (None, f"Again: “{SAID}.”"))
    assert (found["documents"].tolist(), found["sources"].tolist()) == ([2], [0])


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("“old pier before the”", "“old pier before the”"),  # too short
        (f"“{SAID}.”", f"{SAID}."),  # not quoted there
        (f"“{SAID}.”", "“nobody here will ask the sea for leave to live beside it.”"),
    ],
)
def test_what_is_not_traced(traced, one, two):
    assert traced(("A", one), ("B", two))[0].empty


def test_only_body_lines_are_traced(traced):
    printed = (("A", f"“{SAID}.”"), ("B", f"“{SAID}.”"))
    assert traced(*printed, labels=["body", "template"])[0].empty


def test_the_first_wording_is_the_earliest_and_the_id_is_its_own(traced):
    printed = (("A", f"“{SAID}.”"), ("B", f"“{CHANGED}.”"))
    one, _ = traced(*printed)
    two, _ = traced(*printed, ("C", "Somebody else spoke of a heron on the roof and of nothing more."))
    assert one["quote_id"].tolist() == two["quote_id"].tolist()
    turned, _ = traced(*printed[::-1])
    assert (one["text"][0], turned["text"][0]) == (f"{SAID}.", f"{CHANGED}.")


def test_nothing_quoted(traced):
    assert traced(("A", "Nobody said a word."))[0].empty
    assert traced()[0].empty
