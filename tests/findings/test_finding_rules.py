"""Every rule is raised by its own case and by none that only comes near."""

from __future__ import annotations

from itertools import accumulate

import pytest

from copydesk.findings import RULES

PAIR, PASSAGE = {"pair_id": "p1"}, {"pair_id": "p1"}
URL = "https://post.example/a"


def reuse(**pair):
    return {"pairs": [{**PAIR, **pair}], "passages": [PASSAGE]}


def article(**values):
    return {"documents": [values]}


def hiding(count, **values):
    """One article of which ``count`` characters are hidden, the first of them at 5."""
    found = {"hidden_characters": count, "hidden_at": 5, "hidden_kinds": f"{count} soft hyphen"}
    text = values.setdefault("text", "The w\u00adall. It stood.")
    return {"documents": [values], "articles": [{"doc_id": "d0", "source": "Harbour Courier", "text": text, **found}]}


def notice(kind, **values):
    return {"notices": [{"class": kind, **values}]}


def said(*rows):
    places = [{"sentence_no": n, "start": 9 * n, "end": 9 * n + 9} for n in range(len(rows))]
    told = [{"source_start": 9 * n, "text": f"Sentence {n}."} for n in range(len(rows))]
    return {
        "attributions": [place | each | row for place, each, row in zip(places, told, rows, strict=True)],
        "sentences": [place | {"attributed_speech": True} for place in places],
    }


def prose(count, attributed=0, sentence="The wall {} held.", **values):
    """One article of ``count`` sentences, the first ``attributed`` of them attributed."""
    said = [sentence.format(n) for n in range(count)]
    ends = list(accumulate(len(each) + 1 for each in said))
    rows = [
        {"sentence_no": n, "start": end - len(each) - 1, "end": end - 1, "attributed_any": n < attributed}
        for n, (each, end) in enumerate(zip(said, ends, strict=True))
    ]
    measured = {"attributed_any_share": attributed / count, "longest_unattributed_run": count - attributed}
    return {"documents": [measured | {"text": " ".join(said), "body_sentences": count} | values], "sentences": rows}


VAGUE, UNNAMED = {"kind": "vague", "source_text": "Critics"}, {"kind": "unnamed", "source_text": "officials"}
SECOND = {"second_hand": True, "second_hand_outlet": "Tidewatch"}
TELLING = (
    ("uncredited_copy", reuse()),
    ("uncredited_copy", reuse(shared_words=40)),
    ("uncredited_wire", reuse(relation="shared_wire", shared_words=60)),
    ("changed_quote", {"quotes": [{}]}),
    ("sponsored_as_news", notice("sponsored_notice")),
    ("sponsored_as_news", notice("press_release_notice")),
    ("sponsored_as_news", notice("press_release_notice", inline=True, start=0)),
    (
        "sponsored_as_news",
        {
            **{"articles": [{"doc_id": "d0", "text": "Title.\n\n(Sent out by a firm.) So."}, {"doc_id": "d1"}]},
            **notice("sponsored_notice", inline=True, start=9),
        },
    ),
    ("correction", notice("correction_note", inline=True, start=7)),
    ("automation_unreviewed", notice("automation_disclosure")),
    ("automation_unreviewed", notice("translation_notice", automation="translated")),
    ("automation_unreviewed", notice("automation_disclosure", reviewed="no", automation="assisted")),
    ("hidden_characters", hiding(3)),
    ("syndication_notice", notice("syndication_notice")),
    ("aggregated", notice("aggregator_notice")),
    ("vague_sourcing", said(VAGUE, VAGUE, {}, {}, {}, {})),
    ("vague_sourcing", said(VAGUE, VAGUE)),
    ("unnamed_without_reason", said(UNNAMED, UNNAMED, {}, {}, {}, {})),
    ("unnamed_without_reason", said(UNNAMED, UNNAMED)),
    ("second_hand", said(SECOND, SECOND, {}, {}, {}, {})),
    ("second_hand", said(SECOND, SECOND)),
    ("one_url_many_bodies", {"documents": [{"url": URL, "text": "One."}, {"url": URL, "text": "Two."}]}),
    ("one_body_many_urls", {"documents": [{"url": URL}, {"url": f"{URL}2"}]}),
    ("shared_template", {"templates": [{"doc_id": "d0"}, {"doc_id": "d1"}]}),
    ("mostly_furniture", article(furniture_share=0.5)),
    ("low_attribution", prose(11)),
    ("unattributed_run", prose(14, attributed=2)),
    ("correction", notice("correction_note")),
    ("correction", notice("update_note")),
)
NEAR_MISSES = (
    {},
    reuse(credit="credited"),
    reuse(credit="unknown"),
    reuse(shared_words=39),
    reuse(relation="shared_wire", shared_words=59),
    reuse(relation="self_update"),
    reuse(relation="quoted_matter_only"),
    reuse(relation="credited_excerpt"),
    {"quotes": [{"wordings": 1}]},
    {"quotes": [{"wording_texts": "we will re-build the wall | we will rebuild the 'wall'"}]},
    {"quotes": [{"wording_texts": "we will re-build the wall | will rebuild the wall"}]},
    notice("automation_disclosure", reviewed="yes"),
    notice("translation_notice", automation="translated", reviewed="yes"),
    notice("sponsored_notice", scope="site"),
    notice("press_release_notice", inline=True, start=7),
    notice("sponsored_notice", confidence=0.89),
    notice("press_release_notice", start=12, end=20),
    notice("update_note", text="Updated, 10:15"),
    notice("credit_line"),
    notice("photo_credit"),
    hiding(2),
    said(VAGUE),
    said(VAGUE, VAGUE, *[{}] * 5),
    said(UNNAMED, {**UNNAMED, "anonymity_reason": "feared for work"}),
    said(UNNAMED),
    said(UNNAMED, UNNAMED, *[{}] * 5),
    said(SECOND),
    said(SECOND, SECOND, *[{}] * 5),
    said({"kind": "none"}, {}),
    article(furniture_share=0.49),
    article(furniture_share=0.9, format="html"),
    article(furniture_share=None),
    prose(10, attributed=1),
    prose(7),
    prose(11, body_sentences=7),
    prose(11, attributed_any_share=None),
    prose(13, attributed=2),
    prose(14, attributed=2, sentence="A heading of {} words"),
    prose(14, attributed=2, sentence="It is {}."),
    prose(14, attributed=2, sentence="The wall held again."),
    {"documents": [{"url": URL}, {"url": URL}]},
    {"documents": [{"url": URL}, {"url": None}]},
    {"documents": [{"url": URL}, {"url": f"{URL}2", "source": "Coast Post"}]},
    {"documents": [{"url": URL, "source": None}, {"url": f"{URL}2", "source": None}]},
)


@pytest.mark.parametrize(("rule", "tables"), TELLING)
def test_a_case_raises_its_rule_and_no_other(raised, rule, tables):
    assert raised(**tables)["rule"].tolist() == [rule]


@pytest.mark.parametrize("tables", NEAR_MISSES)
def test_a_near_miss_raises_nothing(raised, tables):
    assert raised(**tables)["rule"].tolist() == []


def test_every_rule_has_a_case():
    assert {rule for rule, _ in TELLING} == set(RULES)


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
def test_a_rule_accuses_nobody(rule):
    assert 1 <= rule.priority <= 5
    assert rule.meaning.endswith(".")
    assert not {"plagiarism", "fake", "stolen", "lie"} & set(rule.meaning.lower().split())


@pytest.mark.parametrize(
    ("tables", "message"),
    [
        (reuse(), "Coast Post runs 90 words that Harbour Courier had 1 day earlier; no credit was found."),
        (reuse(days_apart=0.2), "Coast Post runs 90 words that Harbour Courier had 5 hours earlier;"),
        (reuse(days_apart=1 / 24 / 60), "Coast Post runs 90 words that Harbour Courier had 1 minute earlier;"),
        (
            reuse(days_apart=0, shared_words=1290),
            "Coast Post runs 1,290 words that Harbour Courier had on the same day",
        ),
        (
            reuse(relation="shared_wire", days_apart=0),
            "Coast Post shares 90 words with Harbour Courier, on the same day",
        ),
        (said(UNNAMED, UNNAMED, {}), "2 of 3 statements with a source rest on unnamed sources, and no reason is given"),
        (
            hiding(3),
            "3 invisible or look-alike characters stand in an article of Harbour Courier (3 soft hyphen).",
        ),
        (article(furniture_share=0.5, source=None), "50% of the words of an article are page furniture."),
        (reuse(days_apart=3.2, source_a=None), "Coast Post runs 90 words that an unknown outlet had 3 days earlier"),
        (reuse(relation="shared_wire", days_apart=None), "Coast Post shares 90 words with Harbour Courier"),
        (notice("sponsored_notice"), "Harbour Courier marks the article as sponsored."),
        (
            notice("automation_disclosure", automation="generated"),
            "Harbour Courier says that text was generated by a machine, and not that a person reviewed it.",
        ),
        ({"quotes": [{}]}, "A quotation by Ada Voss stands in 2 articles in 2 wordings."),
        (said(SECOND, SECOND, {}), "2 of 3 attributed sentences rest on Tidewatch."),
        (
            said({**SECOND, "second_hand_outlet": "The Tidewatch"}, SECOND, {}),
            "2 of 3 attributed sentences rest on The Tidewatch.",
        ),
        (
            said(
                {**SECOND, "second_hand_outlet": "The Bay Tidewatch"}, {**SECOND, "second_hand_outlet": "Post"}, SECOND
            ),
            "3 of 3 attributed sentences rest on Post, The Bay Tidewatch.",
        ),
        (prose(11, attributed=1), "1 of its 11 full sentences is attributed; this is a measure of sourcing"),
        (prose(11), "0 of its 11 full sentences are attributed; this is a measure of sourcing"),
        (prose(14, attributed=2), "12 full sentences in a row are not attributed."),
        (
            {"documents": [{"url": URL}, {"url": f"{URL}2", "title": "Boat lost"}]},
            "Harbour Courier has one text under 2 addresses and 2 different headlines; the wrong text may have been",
        ),
        ({"documents": [{"url": URL}, {"url": f"{URL}2"}]}, "Harbour Courier has one text under 2 addresses."),
    ],
)
def test_the_message_says_what_was_measured(raised, tables, message):
    assert raised(**tables)["message"][0].startswith(message)


def _template(raised, count, passages=(), **more):
    documents = [{"doc_id": f"d{n}", "text": f"0123456789 article {n}."} for n in range(count)]
    templates = [{"doc_id": f"d{n}", **more} for n in range(count)]
    pairs = [{"pair_id": "p1", "relation": "self_update", "doc_id_a": "d1", "doc_id_b": "d0"}] if passages else []
    done = raised(documents=documents, templates=templates, pairs=pairs, passages=list(passages))
    return done[done["rule"] == "shared_template"].iloc[0]


def test_a_template_names_its_first_articles_and_proves_itself_in_the_first_ones_text(raised):
    short = {"pair_id": "p1", "doc_id_a": "d1", "doc_id_b": "d0", "start_b": 0, "end_b": 4, "words": 12}
    long = {"pair_id": "p1", "doc_id_a": "d1", "doc_id_b": "d0", "start_b": 2, "end_b": 6, "words": 90}
    row = _template(raised, 7, [short, long])
    assert row["message"] == (
        "7 articles of Harbour Courier share one template or text (d0, d1, d2, d3, d4 and 2 more)."
    )
    assert (row["doc_id"], row["other_doc_id"], row["pair_id"], row["value"]) == ("d0", "d1", "p1", 7)
    assert (row["evidence"], row["start"], row["end"]) == ("2345", 2, 6)


def test_a_template_says_when_its_articles_were_not_all_compared(raised):
    row = _template(raised, 3, compared=False)
    assert row["message"] == (
        "3 articles of Harbour Courier share one template or text (d0, d1, d2); each was compared with the first of "
        "them only, not with every other one."
    )
    assert (row["evidence"], row["pair_id"]) == (None, None) or row[["evidence", "pair_id"]].isna().all()


def test_a_group_that_is_one_text_under_many_addresses_is_told_once(raised):
    documents = [{"url": f"{URL}{n}"} for n in range(3)]
    found = raised(documents=documents, templates=[{"doc_id": f"d{n}"} for n in range(3)])
    assert found["rule"].tolist() == ["one_body_many_urls"]


@pytest.mark.parametrize(
    ("text", "at", "word"),
    [
        ("The w\u200ball. It stood.", 5, "w\u200ball."),
        ("\u200bThe wall.", 0, "\u200bThe"),
        ("A wall\u00ad", 6, "wall\u00ad"),
        ("A \u2060 wall", 2, "\u2060"),
        (f"{'壁' * 90}\u200b{'壁' * 90}", 90, f"{'壁' * 40}\u200b{'壁' * 39}"),
    ],
)
def test_a_hidden_character_is_shown_in_its_word(raised, text, at, word):
    tables = hiding(3, text=text)
    tables["articles"][0]["hidden_at"] = at
    row = raised(**tables).iloc[0]
    assert row["evidence"] == word
    assert text[row["start"] : row["end"]] == word


def test_a_long_run_is_shown_from_its_first_sentence_to_its_last(raised):
    tables = prose(20, attributed=1)
    tables["sentences"][14]["attributed_any"] = True
    tables["sentences"][15]["end"] = tables["sentences"][15]["start"] + 3  # a heading counts for nothing
    row = raised(**tables).set_index("rule").loc["unattributed_run"]
    assert (row["value"], row["evidence"][:16], row["evidence"][-17:]) == (13, "The wall 1 held.", "The wall 13 held.")
    assert tables["documents"][0]["text"][row["start"] : row["end"]] == row["evidence"]


def test_the_evidence_names_the_outlet_where_a_sentence_does(raised):
    row = raised(**said({"second_hand": True}, {**SECOND, "text": "Tidewatch had it."})).iloc[0]
    assert row["evidence"] == "Tidewatch had it."


def test_the_evidence_is_a_sentence_whose_source_could_be_read(raised):
    unread = {"second_hand": True, "source_text": None}
    row = raised(**said(unread, {"second_hand": True, "source_text": "the press", "text": "So it was told."})).iloc[0]
    assert row["evidence"] == "So it was told."
