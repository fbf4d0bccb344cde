"""Documents: one row an article, with what the stages measured of it."""

from __future__ import annotations

import pandas as pd
import pytest

from copydesk.documents import documents
from copydesk.tables import REUSE, TABLES
from copydesk.text import text

TEXTS = ("Home News\nThe pier reopened on Monday.\nCrowds came.\nShare this", "", "Only one line of words here")
LABELS = ("chrome", "body", "body", "template", "body")


def frame(table, rows):
    return pd.DataFrame([dict.fromkeys(TABLES[table].names) | row for row in rows], columns=TABLES[table].names)


@pytest.fixture(scope="module")
def make():
    def call(notices=(), pairs=(), members=(), texts=TEXTS, labels=LABELS):
        rows = [
            {
                "doc_id": f"d{n}",
                "source": "A",
                "text": body,
                "article_chars": len(body),
                "page_chars": len(body),
                "hidden_characters": 0,
                "record_no": n,
                "whole_page": False,
            }
            for n, body in enumerate(texts)
        ]
        articles = TABLES["articles"].conform(frame("articles", rows))
        layout, *_ = text(articles)
        lines = pd.DataFrame({"label": pd.Series(labels, dtype="str")})
        measured = [
            frame(
                name,
                [{"doc_no": n, "readability_valid": False, "anonymity_reason_given": False} for n in range(len(texts))],
            )
            for name in ("readability", "attribution")
        ]
        return documents(
            articles,
            layout,
            lines,
            frame("notices", notices),
            frame("pairs", pairs),
            frame("members", members),
            *measured,
        ).set_index("doc_id")

    return call


def pair(a, b, share, relation="same_copy", sources=("A", "B")):
    return {
        "doc_id_a": a,
        "doc_id_b": b,
        "relation": relation,
        "containment_b_in_a": share,
        "source_a": sources[0],
        "source_b": sources[1],
    }


def test_words_of_the_body_and_shares_of_the_rest(make):
    found = make()
    assert found["body_words"].tolist() == [7, 0, 6]
    assert found["chars"].tolist() == [len(body) for body in TEXTS]
    first = found.loc["d0"]
    assert (first["template_share"], first["furniture_share"]) == (2 / 11, 4 / 11)
    assert (found.loc["d2", "template_share"], found.loc["d2", "furniture_share"]) == (0, 0)


def test_a_share_of_no_words_is_empty_and_not_0(make):
    assert make().loc["d1", ["template_share", "furniture_share"]].isna().all()


@pytest.mark.parametrize("labels", [LABELS, ("headline", "notice", "body", "body", "notice"), ("chrome",) * 5])
def test_shares_of_every_label_add_up(make, labels):
    layout = text(pd.DataFrame({"text": TEXTS, "article_chars": [0, 0, 0]}))[0]
    words = (layout["last_word"] - layout["first_word"]).groupby(layout["doc_no"]).sum()
    kept = pd.Series(labels).isin(["headline", "notice"]).to_numpy()
    said = (layout["last_word"] - layout["first_word"])[kept].groupby(layout["doc_no"][kept]).sum()
    found = make(labels=labels)
    for number in (0, 2):
        row = found.loc[f"d{number}"]
        kept_share = (row["body_words"] + said.get(number, 0)) / words[number]
        assert row["furniture_share"] + kept_share == pytest.approx(1)


def test_notices_are_counted_and_their_classes_named_once(make):
    found = make(notices=[{"doc_id": "d0", "class": c} for c in ("update_note", "credit_line", "update_note")])
    assert found["notice_count"].tolist() == [3, 0, 0]
    assert found["notice_classes"].tolist() == ["credit_line; update_note", "", ""]


def test_reuse_is_the_largest_share_an_earlier_article_of_another_outlet_had(make):
    found = make(pairs=[pair("d0", "d2", 0.4), pair("d1", "d2", 0.7, "shared_wire"), pair("d0", "d1", 0.2)])
    assert found["reused_share"].tolist() == [0, 0.2, 0.7]
    assert found["pair_count"].tolist() == [2, 2, 2]


@pytest.mark.parametrize(
    ("relation", "sources", "share"),
    [
        ("self_update", ("A", "A"), 0),
        ("same_copy", ("A", "A"), 0),
        ("quoted_matter_only", ("A", "B"), 0),
        ("same_copy", (None, None), 0.9),
        ("same_copy", (None, "B"), 0.9),
        *((each, ("A", "B"), 0.9) for each in REUSE),
    ],
)
def test_what_counts_as_reuse(make, relation, sources, share):
    assert make(pairs=[pair("d0", "d2", 0.9, relation, sources)]).loc["d2", "reused_share"] == share


def test_the_story_of_an_article(make):
    parts = (("c2", "d0", "copy", "credited"), ("c1", "d0", "origin", "not_needed"), ("c2", "d2", "member", "unknown"))
    found = make(members=[dict(zip(("cluster_id", "doc_id", "role", "credit"), part, strict=True)) for part in parts])
    assert found["cluster_id"].fillna("").tolist() == ["c1", "", "c2"]
    assert found["cluster_role"].tolist() == ["origin", "", "member"]
    assert found["credit"].tolist() == ["not_needed", "", "unknown"]


def test_no_articles_no_rows(make):
    assert len(make(texts=(), labels=())) == 0
