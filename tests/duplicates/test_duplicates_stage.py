"""The whole stage on small fiction: relations, credit, passages, stories, and what may never change them."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from copydesk.tables import main_stories

STORY = (
    "The harbour wall at Brackwell was repaired on Monday after a winter of storms, and ferries ran again. "
    "Engineers poured forty truckloads of concrete into a breach that had grown with every tide since January. "
    "The work cost four million crowns, a third more than the first estimate, and took eleven weeks. "
    "Fishermen lined the quay before dawn to watch the last stone being lowered into its place."
)
REPLY = (
    "Shopkeepers on the north quay counted their losses instead, because no visitor had come since autumn. "
    "Two cafes closed for good, one bakery moved inland, and the toy museum sold its model railway to a collector. "
    "A grant from the province will pay for new awnings, lamps and a heated shelter by the landing stage."
)
UNRELATED = (
    "A rare heron nested on the roof of the observatory, and the astronomers moved their instruments indoors. "
    "Visitors may watch the chicks through a window until the middle of June, when the dome is needed again."
)
SAID = (
    "“We have mended this wall nine times in my life and we will mend it as often as the sea asks us to, "
    "because nobody here knows another way to live,”"
)
ONE = f"Ada Voss spoke first. {SAID} she said. Then the band played, and children were given paper flags to wave."
TWO = f"In the evening the minister listened politely. {SAID} he was told by a woman. He left before the fireworks."
CUT = STORY[: STORY.index(" January")]


def at(text, source, time="2024-03-01T10:00:00Z", **more):
    return {"text": text, "source": source, "published_at": time, **more}


A = at(STORY, "Harbour Courier")
COPY = at(STORY, "Coast Post", "2024-03-02T10:00:00Z")
EXCERPT = at(f"{REPLY} As the Harbour Courier wrote: {CUT}", "Coast Post", "2024-03-02T10:00:00Z")
OTHER = at(UNRELATED, "Tidewatch")


def only(done):
    assert len(done.pairs) == 1
    return done.pairs.iloc[0]


def test_the_same_copy(stage):
    done = stage(COPY, A, OTHER)
    pair = only(done)
    assert (pair["source_a"], pair["source_b"]) == ("Harbour Courier", "Coast Post")
    assert (pair["relation"], pair["credit"], pair["days_apart"]) == ("same_copy", "uncredited", 1.0)
    assert pair["jaccard"] == pair["containment_a_in_b"] == pair["containment_b_in_a"] == 1
    words = len(STORY.replace(",", "").split())
    assert pair["shared_words"] == pair["longest_run_words"] == words
    passage = done.passages.iloc[0]
    assert (passage["start_a"], passage["end_a"], passage["words"]) == (0, len(STORY) - 1, words)


def test_a_credit_line_credits_the_copy(stage):
    line = "Reporting by North Agency"
    pair = only(
        stage(
            A,
            at(
                f"{STORY}\n{line}",
                "Coast Post",
                "2024-03-02T10:00:00Z",
                notices=[("credit_line", "North Agency", line)],
            ),
        )
    )
    assert (pair["credit"], pair["credit_to"]) == ("credited", "North Agency")
    assert (pair["credit_start"], pair["credit_end"]) == (len(STORY) + 1, len(STORY) + 1 + len(line))


def test_an_excerpt_that_names_its_source(stage):
    done = stage(A, EXCERPT)
    pair = only(done)
    assert (pair["relation"], pair["credit"], pair["credit_to"]) == ("credited_excerpt", "credited", "Harbour Courier")
    text = done.texts[pair["credit_doc_id"]]
    assert text[int(pair["credit_start"]) : int(pair["credit_end"])] == "Harbour Courier"
    passage = done.passages.iloc[0]
    assert passage["text"] == CUT
    assert text[passage["start_b"] : passage["end_b"]] == CUT


def test_an_excerpt_that_is_introduced_but_names_nobody(stage):
    # The link that gave the credit is lost with the page's markup: not credited, and not uncredited either.
    quoting = at(f"{REPLY}\nThe wall had its own report:\n\n{CUT}.", "Coast Post", "2024-03-02T10:00:00Z")
    pair = only(stage(A, quoting))
    assert (pair["relation"], pair["credit"]) == ("credited_excerpt", "unknown")
    assert pair["evidence"].endswith("introduces them as a quotation.")


def test_an_outlet_of_the_same_house_that_is_named_is_no_source(stage):
    first = at(f"{UNRELATED} {CUT}.", "Harbour Online News")
    later = at(f"{REPLY} Harbour News was there. {CUT}.", "Harbour News", "2024-03-02T10:00:00Z")
    assert only(stage(first, later))["relation"] == "shared_wire"
    other = {**first, "source": "Tidewatch"}
    named = {**later, "text": later["text"].replace("Harbour News", "Tidewatch")}
    assert only(stage(other, named))["relation"] == "credited_excerpt"


def test_shared_captions_of_a_gallery_are_furniture(stage):
    captions = [f"{sentence.strip()}." for sentence in STORY.split(". ")]
    gallery = " ".join(f"{caption} Hide {number} of 9" for number, caption in enumerate(captions, 1))
    one = at(f"{REPLY}\n{gallery}", "Harbour Courier")
    two = at("\n\n".join([UNRELATED, *captions[::-1]]), "Coast Post", "2024-03-02T10:00:00Z")
    done = stage(one, two)
    pair = only(done)
    assert (pair["relation"], pair["credit"]) == ("furniture_only", "not_needed")
    assert done.clusters.empty


def test_only_quoted_matter(stage):
    pair = only(stage(at(ONE, "Harbour Courier"), at(TWO, "Coast Post", "2024-03-02T10:00:00Z")))
    assert (pair["relation"], pair["credit"]) == ("quoted_matter_only", "not_needed")
    assert pair["quoted_share"] == pytest.approx(1, abs=0.07)


def test_a_second_version_of_one_outlet_is_an_update(stage):
    pair = only(stage(A, at(f"{STORY} {UNRELATED}", "Harbour Courier", "2024-03-01T15:00:00Z")))
    assert (pair["relation"], pair["credit"]) == ("self_update", "not_needed")
    assert pair["days_apart"] == pytest.approx(5 / 24)


def test_shared_wire_copy(stage):
    pair = only(stage(at(f"{STORY} {UNRELATED}", "Harbour Courier"), at(f"{REPLY} {CUT}", "Coast Post")))
    assert pair["relation"] == "shared_wire"
    assert 0 < pair["containment_b_in_a"] < 0.6


def test_articles_of_unknown_outlet_are_never_neighbours(stage):
    pair = only(stage(at(STORY, None), at(f"{STORY} {UNRELATED}", None, "2024-03-02T10:00:00Z")))
    assert pair["relation"] == "same_copy"
    assert pd.isna(pair["source_a"])
    assert pd.isna(pair["source_b"])


@pytest.mark.parametrize("time", [None, "2024-03-01T10:00:00Z"])
def test_credit_is_unknown_when_nobody_knows_who_was_first(stage, time):
    assert only(stage(A, at(STORY, "Coast Post", time)))["credit"] == "unknown"


def test_the_same_day_without_a_time_is_not_an_order(stage):
    assert (
        only(stage({**A, "published_precision": "day"}, {**COPY, "published_at": "2024-03-01T20:00:00Z"}))["credit"]
        == "unknown"
    )


def test_a_short_common_phrase_makes_no_pair(stage):
    phrase = " ".join(STORY.split()[:11])
    assert stage(at(f"{phrase} {REPLY}", "Harbour Courier"), at(f"{UNRELATED} {phrase}", "Coast Post")).pairs.empty


# No two at one time: of two such articles the one with the lower number comes first, and ingest orders them by id.
MANY = (
    A,
    COPY,
    {**EXCERPT, "published_at": "2024-03-02T11:00:00Z"},
    at(ONE, "Lindmere Post", "2024-03-04T10:00:00Z"),
    at(TWO, "Tidewatch", None),
    at(f"{STORY} {UNRELATED}", None, "2024-03-05T10:00:00Z"),
)


@pytest.mark.parametrize("order", [(5, 4, 3, 2, 1, 0), (2, 0, 5, 1, 3, 4)])
def test_input_order_changes_nothing(stage, order):
    one, two = stage(*MANY), stage(*(MANY[row] for row in order))
    for name in ("pairs", "passages", "clusters", "members"):
        pd.testing.assert_frame_equal(getattr(one, name), getattr(two, name))
    prints = [each.signatures.sort_values("doc_id", ignore_index=True) for each in (one, two)]
    pd.testing.assert_frame_equal(*prints)


def test_an_unrelated_article_changes_no_other_row(stage):
    new = "Snow fell on the high pass for a third day, so the post coach stayed in the valley and nobody had letters."
    one, two = stage(*MANY), stage(at(new, "Lindmere Post", "2024-02-01T10:00:00Z"), *MANY)
    for name in ("pairs", "passages", "clusters", "members"):
        pd.testing.assert_frame_equal(getattr(one, name), getattr(two, name))


def test_figures_are_shares_and_passages_are_equal_text(stage):
    done = stage(*MANY)
    assert len(done.pairs) >= 5
    for row in done.pairs.itertuples():
        assert 0 <= row.jaccard <= min(row.containment_a_in_b, row.containment_b_in_a)
        assert max(row.containment_a_in_b, row.containment_b_in_a) <= 1
    for row in done.passages.itertuples():
        assert done.texts[row.doc_id_a][row.start_a : row.end_a] == row.text
        assert done.texts[row.doc_id_b][row.start_b : row.end_b] == row.text


def test_a_story_with_its_origin_and_members(stage):
    done = stage(A, COPY, at(STORY + " It rained.", "Tidewatch", "2024-03-03T10:00:00Z"), OTHER)
    story = done.clusters.iloc[0]
    assert len(done.clusters) == 1
    assert (story["documents"], story["sources"], story["source_names"]) == (
        3,
        3,
        "Coast Post; Harbour Courier; Tidewatch",
    )
    assert (story["origin_source"], story["origin_basis"]) == ("Harbour Courier", "time")
    assert (story["independent_sources"], story["credited"], story["uncredited"]) == (1, 0, 2)
    roles = done.members.set_index("doc_id")["role"]
    assert roles[story["origin_doc_id"]] == "origin"
    assert sorted(roles) == ["copy", "copy", "origin"]
    assert done.pairs["cluster_id"].tolist() == [story["cluster_id"]] * 3


@pytest.mark.parametrize("records", [(), (at("", "Coast Post"),), (OTHER,)])
def test_nothing_to_compare(stage, records):
    done = stage(*records)
    assert [len(done.pairs), len(done.passages), len(done.clusters), len(done.members)] == [0, 0, 0, 0]
    assert len(done.signatures) == len(records)


def test_a_digest_is_a_member_of_every_story_it_merges(stage):
    days = ("2024-03-01T10:00:00Z", "2024-03-02T10:00:00Z", "2024-03-03T10:00:00Z")
    one = [at(f"{STORY} {more}", more, day) for more, day in zip(("Ash.", "Oak.", "Elm."), days, strict=True)]
    two = [at(f"{REPLY} {more}", more, day) for more, day in zip(("Ash.", "Oak.", "Elm."), days, strict=True)]
    digest = at(f"{REPLY} {STORY[: STORY.index(' The work')]}", "Digest", "2024-03-05T10:00:00Z")
    done = stage(*one, *two, digest)
    doc = done.articles["doc_id"].iloc[-1]
    own = done.members[done.members["doc_id"] == doc]
    assert len(done.clusters) == len(own) == 2
    assert own["role"].tolist() == ["copy", "copy"]
    assert done.clusters["documents"].tolist() == [4, 4]
    main = main_stories(done.members, done.pairs).set_index("doc_id")["cluster_id"]
    assert main[doc] == main[done.articles["doc_id"].iloc[3]] != main[done.articles["doc_id"].iloc[0]]
    assert len(main) == 7
    pairs = done.pairs[(done.pairs[["doc_id_a", "doc_id_b"]] == doc).any(axis=1)]
    assert set(pairs["cluster_id"]) == set(own["cluster_id"])


def test_a_template_of_many_pages_is_told(stage, limits):
    pages = [at(STORY, f"Outlet {n}") for n in range(33)]
    done = stage(*pages, OTHER)
    assert len(done.templates) == done.clusters["documents"].iloc[0] == 33
    assert done.templates["template_id"].nunique() == 1
    assert len(done.pairs) == 32
    assert not done.templates["compared"].any()
    assert stage(*pages, OTHER, limits=replace(limits, max_shingle_documents=33)).templates["compared"].all()
    assert stage(*pages[:32], OTHER).templates.empty


def test_an_exact_run_reports_the_same(stage, limits):
    default = stage(*MANY)
    exact = stage(*MANY, limits=replace(limits, exact=True))
    for name in ("pairs", "passages", "clusters", "members", "signatures", "templates"):
        pd.testing.assert_frame_equal(getattr(default, name), getattr(exact, name))


def test_an_exact_run_finds_what_is_too_common_for_the_default_one(stage, limits):
    tight = replace(limits, max_shingle_documents=2, bands=1, rows=128)
    rows = [at(f"{CUT}. {more}", source) for more, source in zip((REPLY, UNRELATED, ONE), "ABC", strict=True)]
    assert len(stage(*rows, limits=tight).pairs) == 0
    assert len(stage(*rows, limits=replace(tight, exact=True)).pairs) == 3
