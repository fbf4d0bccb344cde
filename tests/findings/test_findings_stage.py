"""Findings: ranked, linked, and with ids that other articles never change."""

from __future__ import annotations

import pandas as pd
import pytest

from copydesk.findings import RULES
from copydesk.findings.draft import Draft
from copydesk.tables import TABLES

NEW = {"doc_id": "d9", "source": "Lindmere Post", "text": "Something else.", "furniture_share": 0.9}
MIXED = {
    "documents": [{}, {"source": "Coast Post", "text": "Another.", "furniture_share": 0.8}],
    "articles": [{"doc_id": "d0", "hidden_characters": 9, "hidden_at": 0, "hidden_kinds": "9 soft hyphen"}],
    "pairs": [{"pair_id": "p1", "cluster_id": "c1"}],
    "passages": [{"pair_id": "p1"}],
    "clusters": [{"cluster_id": "c1"}],
    "notices": [{"class": "sponsored_notice"}, {"class": "correction_note", "doc_id": "d1"}],
    "attributions": [
        {"doc_id": doc, "kind": kind, "source_text": name, "start": n, "source_start": n, "text": f"Sentence {n}."}
        for doc, kind, name in (("d0", "vague", "critics"), ("d1", "unnamed", "aides"))
        for n in range(2)
    ],
    "sentences": [{"doc_id": doc, "start": n, "attributed_speech": True} for doc in ("d0", "d1") for n in range(2)],
    "quotes": [{}],
}


def test_ranks_count_from_1_in_order_of_priority(raised):
    found = raised(**MIXED)
    assert found["rank"].tolist() == list(range(1, len(found) + 1))
    assert found["priority"].is_monotonic_increasing
    assert found["priority"].tolist() == [RULES[rule].priority for rule in found["rule"]]
    assert len(found) >= 7


def test_every_id_exists_and_every_link_is_of_one_of_them(raised):
    found = raised(**MIXED)
    assert found["finding_id"].is_unique
    assert set(found["doc_id"]) | set(found["other_doc_id"].dropna()) <= {"d0", "d1"}
    assert set(found["pair_id"].dropna()) == {"p1"}
    assert set(found["cluster_id"].dropna()) == {"c1"}
    for row in found.itertuples():
        assert row.link in {f"pages/{each}.html" for each in ("p1", "c1", "d0", "d1")}
    assert (found["state"] == "new").all()
    assert found["title"].eq("Wall mended").all()


def test_another_article_changes_no_other_finding(raised):
    one, two = raised(**MIXED), raised(**{**MIXED, "documents": [*MIXED["documents"], NEW]})
    kept = two[two["doc_id"] != "d9"].reset_index(drop=True)
    assert len(two) == len(one) + 1
    pd.testing.assert_frame_equal(kept.drop(columns="rank"), one.drop(columns="rank"))


def test_the_order_of_the_tables_changes_nothing(raised):
    turned = {name: rows[::-1] if name != "documents" else rows for name, rows in MIXED.items()}
    pd.testing.assert_frame_equal(raised(**MIXED), raised(**turned))


def test_only_the_strongest_pair_of_a_copy_is_told(raised):
    pairs = [{"pair_id": "p1", "shared_words": 50}, {"pair_id": "p2", "doc_id_a": "d2", "shared_words": 70}]
    found = raised(
        pairs=pairs,
        passages=[{"pair_id": "p1"}, {"pair_id": "p2"}],
        documents=[{}, {"source": "Coast Post"}, {"source": "Tidewatch"}],
    )
    assert found["pair_id"].tolist() == ["p2"]


def test_a_text_that_an_outlet_runs_often_is_told_once_before_other_texts_and_then_again(raised):
    copies = [
        {"pair_id": f"p{n}", "doc_id_b": f"d{n}", "cluster_id": cluster, "shared_words": words}
        for n, cluster, words in ((1, "c1", 900), (2, "c1", 800), (3, "c2", 50), (4, None, 40), (5, "c1", 700))
    ]
    found = raised(
        pairs=copies,
        passages=[{"pair_id": f"p{n}"} for n in range(1, 6)],
        clusters=[{"cluster_id": "c1"}, {"cluster_id": "c2"}],
        documents=[{}, *[{"source": "Coast Post", "text": f"Text {n}."} for n in range(4)], {"source": "Tidewatch"}],
    )
    assert found["pair_id"].tolist() == ["p1", "p5", "p3", "p4", "p2"]


def test_one_text_of_an_outlet_is_judged_in_its_earliest_article_only(raised):
    days = ("2026-05-03", "2026-05-02", None, "2026-05-04")
    documents = [{"furniture_share": 0.9, "published_at": pd.to_datetime(day, utc=True)} for day in days]
    assert raised(documents=documents)["doc_id"].tolist() == ["d1"]
    apart = [row | {"source": f"Post {n}"} for n, row in enumerate(documents)]
    assert len(raised(documents=apart)) == 4


def test_a_copy_that_rests_on_a_mixed_up_scrape_comes_last_and_says_so(raised):
    pairs = [{"pair_id": "p1", "shared_words": 900}, {"pair_id": "p2", "doc_id_b": "d3", "shared_words": 50}]
    found = raised(
        pairs=pairs,
        passages=[{"pair_id": "p1"}, {"pair_id": "p2"}],
        documents=[
            {},
            {"source": "Coast Post", "title": "Boat lost", "text": "One text."},
            {"source": "Coast Post", "title": "Boat found", "text": "One text."},
            {"source": "Tidewatch", "text": "Another."},
        ],
    )
    assert found["pair_id"].tolist() == ["p2", "p1"]
    assert [message.endswith("look at the original pages first.") for message in found["message"]] == [False, True]


def test_a_correction_comes_before_an_update(raised):
    found = raised(notices=[{"class": "update_note", "confidence": 0.99}, {"class": "correction_note", "doc_id": "d1"}])
    assert found["doc_id"].tolist() == ["d1", "d0"]


def test_the_second_finding_of_a_rule_in_an_article_comes_after_those_of_others(raised):
    quotes = [{"quote_id": f"q{n}", "first_doc_id": doc} for n, doc in ((1, "d0"), (2, "d0"), (3, "d1"))]
    assert sorted(raised(quotes=quotes)["doc_id"].tolist()[:2]) == ["d0", "d1"]


def test_the_evidence_is_the_longest_passage_in_the_later_article(raised):
    found = raised(
        pairs=[{"pair_id": "p1"}],
        passages=[
            {"pair_id": "p1", "words": 12, "start_b": 50, "end_b": 60, "text": "short"},
            {"pair_id": "p1", "words": 60, "start_b": 4, "end_b": 13, "text": "long"},
        ],
    ).iloc[0]
    assert (found["doc_id"], found["other_doc_id"]) == ("d1", "d0")
    assert (found["evidence"], found["start"], found["end"]) == ("long", 4, 13)
    assert (found["value"], found["threshold"], found["unit"]) == (90, 40, "words")


def test_one_finding_an_article_and_rule(raised):
    twice = [{"class": "correction_note", "start": 5}, {"class": "update_note", "start": 1, "text": "First update"}]
    found = raised(notices=twice)
    assert found["evidence"].tolist() == ["First update"]


def test_a_notice_of_the_metadata_has_no_place(raised):
    found = raised(notices=[{"class": "sponsored_notice", "start": None, "end": None}]).iloc[0]
    assert pd.isna(found["start"])
    assert pd.isna(found["end"])


def test_an_id_is_of_the_rule_and_what_it_names():
    one = Draft("second_hand", "d1", "a", 1, "d1")
    assert one.finding_id == Draft("second_hand", "d1", "b", 2, "d2").finding_id
    assert (
        len(
            {
                one.finding_id,
                Draft("correction", "d1", "a", 1, "d1").finding_id,
                Draft("second_hand", "d2", "a", 1, "d1").finding_id,
            }
        )
        == 3
    )


@pytest.mark.parametrize("documents", [[], [{}]])
def test_nothing_found(raised, documents):
    found = raised(documents=documents)
    assert len(found) == 0
    assert found.columns.tolist() == TABLES["findings"].names
