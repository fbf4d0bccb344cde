"""Outlets: documents rolled up per source, parts beside every share, undefined left empty."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.outlets import outlets, wilson
from copydesk.settings.rooms import Outlets
from copydesk.tables import TABLES

LIMITS = Outlets(min_documents=3, min_notice_confidence=0.9)
RATES = (
    "reused",
    "uncredited",
    "syndication_notice",
    "automation_disclosure",
    "sponsored_or_release",
    "correction",
    "attributed_sentences",
    "second_hand",
)
PLAIN = {
    "source": "A",
    "body_words": 100,
    "body_sentences": 10,
    "attributed_sentence_share": 0.5,
    "template_share": 0.1,
    "furniture_share": 0.2,
    "named_sources": 2,
    "unnamed_sources": 0,
    "vague_sources": 1,
    "quoted_word_share": 0.2,
    "readability_valid": True,
    "flesch_reading_ease": 60.0,
    "flesch_kincaid_grade": 8.0,
}


def frame(table, rows):
    return pd.DataFrame([dict.fromkeys(TABLES[table].names) | row for row in rows], columns=TABLES[table].names)


def roll_up(documents, notices=(), pairs=(), attributions=()):
    rows = [{**PLAIN, "doc_id": f"d{number}", **row} for number, row in enumerate(documents)]
    docs = frame("documents", rows).astype({"readability_valid": bool})
    said = frame("attributions", attributions).astype({"second_hand": bool})
    articles = docs[["doc_id"]].assign(article_chars=50, text="")
    told = frame("notices", [{"scope": "article", "confidence": 0.95, "inline": False} | row for row in notices])
    told = told.astype({"start": "float64", "confidence": "float64", "inline": bool})
    return outlets(docs, articles, told, frame("pairs", pairs), said, LIMITS).set_index("source")


def pair(a, b, relation="same_copy", credit="uncredited", sources=("B", "A")):
    return {
        "doc_id_a": a,
        "doc_id_b": b,
        "relation": relation,
        "credit": credit,
        "source_a": sources[0],
        "source_b": sources[1],
    }


def test_counts_and_sums_per_source_and_unknown_ones_left_out():
    found = roll_up([{}, {"body_words": 50}, {"source": "B"}, {"source": None}])
    assert found.index.tolist() == ["A", "B"]
    assert found["documents"].tolist() == [2, 1]
    assert found["body_words"].tolist() == [150, 100]


@pytest.mark.parametrize(("documents", "small"), [(2, True), (3, False)])
def test_a_small_sample_is_marked(documents, small):
    assert roll_up([{}] * documents)["small_sample"].tolist() == [small]


def test_reuse_counts_articles_and_credit_only_among_them():
    found = roll_up(
        [{}] * 4,
        pairs=[
            pair("x", "d0"),
            pair("y", "d0", credit="credited"),
            pair("x", "d1", "shared_wire"),
            pair("x", "d1"),
            pair("x", "d2", "quoted_matter_only"),
            pair("d3", "x"),
            pair("x", "d3", "self_update", sources=("A", "A")),
        ],
    ).loc["A"]
    assert (found["reused"], found["uncredited"]) == (0.5, 0.5)
    assert (found["reused_low"], found["reused_high"]) == tuple(map(float, wilson(2, 4)[1:]))
    assert (found["uncredited_low"], found["uncredited_high"]) == tuple(map(float, wilson(1, 2)[1:]))


def test_copy_of_an_unknown_outlet_is_reuse():
    assert roll_up([{}], pairs=[pair("x", "d0", sources=(None, "A"))]).loc["A", "reused"] == 1


def test_no_reuse_leaves_the_share_without_credit_empty():
    found = roll_up([{}]).loc["A"]
    assert found["reused"] == 0
    assert found[["uncredited", "uncredited_low", "uncredited_high"]].isna().all()


def test_notices_are_counted_once_an_article():
    notices = [
        {"doc_id": "d0", "class": "correction_note"},
        {"doc_id": "d0", "class": "update_note"},
        {"doc_id": "d1", "class": "press_release_notice"},
        {"doc_id": "d1", "class": "credit_line"},
    ]
    found = roll_up([{}] * 4, notices).loc["A"]
    assert (found["correction"], found["sponsored_or_release"], found["syndication_notice"]) == (0.25, 0.25, 0)


def test_menus_footers_and_weak_cues_do_not_count():
    notices = [
        {"doc_id": "d0", "class": "sponsored_notice", "scope": "site"},
        {"doc_id": "d1", "class": "press_release_notice", "confidence": 0.75},
        {"doc_id": "d2", "class": "sponsored_notice", "start": 50},
        {"doc_id": "d3", "class": "sponsored_notice", "start": 49},
    ]
    assert roll_up([{}] * 4, notices).loc["A", "sponsored_or_release"] == 0.25


def test_sentences_and_words_are_weighted_by_their_number():
    found = roll_up(
        [{}, {"body_sentences": 30, "attributed_sentence_share": 0.1, "body_words": 300, "quoted_word_share": 0.0}]
    ).loc["A"]
    assert found["attributed_sentences"] == 8 / 40
    assert found["quoted_word_share"] == pytest.approx(20 / 400)
    assert found["named_sources_per_1000"] == pytest.approx(1000 * 4 / 400)


def test_second_hand_is_of_attributed_sentences():
    said = [
        {"doc_id": "d0", "second_hand": True},
        {"doc_id": "d0", "second_hand": False},
        {"doc_id": "z", "second_hand": True},
    ]
    assert roll_up([{}], attributions=said).loc["A", "second_hand"] == 0.5
    assert pd.isna(roll_up([{}]).loc["A", "second_hand"])


def test_medians_are_of_valid_articles_only():
    found = roll_up(
        [
            {},
            {"flesch_reading_ease": 70.0},
            {"flesch_reading_ease": 1.0, "readability_valid": False},
            {"source": "B", "readability_valid": False},
        ]
    )
    assert found.loc["A", "median_flesch_reading_ease"] == 65
    assert pd.isna(found.loc["B", "median_flesch_reading_ease"])


def test_articles_without_a_body_leave_what_they_cannot_say_empty():
    nothing = {
        "body_words": 0,
        "body_sentences": 0,
        "attributed_sentence_share": None,
        "quoted_word_share": None,
        "template_share": None,
        "furniture_share": None,
    }
    found = roll_up([nothing]).loc["A"]
    empty = [
        "attributed_sentences",
        "quoted_word_share",
        "named_sources_per_1000",
        "vague_sources_per_1000",
        "template_share",
    ]
    assert found[empty].isna().all()


@pytest.mark.parametrize("documents", [[], [{"source": None}]])
def test_no_known_source_no_rows(documents):
    found = roll_up(documents)
    assert len(found) == 0
    assert [found.index.name, *found.columns] == TABLES["outlets"].names


share = st.integers(0, 20).map(lambda twentieths: twentieths / 20)
record = st.fixed_dictionaries(
    {
        "source": st.sampled_from("AB"),
        "body_words": st.integers(0, 400),
        "body_sentences": st.integers(0, 30),
        "attributed_sentence_share": share,
        "template_share": share,
        "furniture_share": share,
    }
)


@settings(max_examples=12, derandomize=True, deadline=None)
@given(st.lists(record, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_every_interval_holds_its_share_and_order_changes_nothing(records, random):
    rows = [{**row, "doc_id": f"d{number}"} for number, row in enumerate(records)]
    found = roll_up(rows)
    for name in RATES:
        known = found[found[name].notna()]
        assert ((known[f"{name}_low"] <= known[name]) & (known[name] <= known[f"{name}_high"])).all()
        assert known[name].between(0, 1).all()
    random.shuffle(rows)
    pd.testing.assert_frame_equal(roll_up(rows), found)
