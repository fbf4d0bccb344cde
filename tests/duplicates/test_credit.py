"""Credit: the names of an outlet, and where an article says one."""

from __future__ import annotations

import pandas as pd
import pytest

from copydesk.duplicates.credit import Credit, aliases, best, common_provider, mention, share_name, stated_credits


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("Harbour Courier", ("Harbour Courier",)),
        ("harbour-courier.example", ("harbour courier",)),
        ("www.harbourcourier.example", ("harbourcourier",)),
        ("Harbour Courier News", ("Harbour Courier", "Harbour Courier News")),
        ("Tidewatch (Opinion)", ("Tidewatch",)),
        ("Tidewatch - World", ("Tidewatch",)),
        ("Coast_Post Online News", ("Coast Post", "Coast Post Online News")),
        ("News", ()),
        ("AB", ()),
    ],
)
def test_aliases(source, names):
    assert aliases(source) == names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("As the Harbour Courier reported on Monday.", "Harbour Courier"),
        ("as the HARBOUR COURIER reported", "HARBOUR COURIER"),
        ("as Harbour Couriers reported", None),
        ("as harbour and courier", None),
    ],
)
def test_mention_is_the_whole_name_in_any_case(text, found):
    credit = mention(text, "Harbour Courier", [(0, len(text))])
    assert (credit and text[credit.start : credit.end]) == found


def test_mention_looks_only_inside_the_spans_and_takes_the_first():
    text = "Tidewatch menu\nBody without it\nTidewatch said so, Tidewatch did"
    assert mention(text, "Tidewatch", [(15, 30)]) is None
    assert mention(text, "Tidewatch", [(15, 30), (31, 63)]) == Credit("Tidewatch", 31, 40, "mention")


@pytest.mark.parametrize("source", [None, "", "News", "AB"])
def test_an_outlet_without_a_telling_name_is_never_mentioned(source):
    assert mention("News from AB, the news", source, [(0, 22)]) is None


def test_a_name_with_signs_is_matched_as_written():
    assert mention("C++ Weekly (UK) says", "C++ Weekly (UK)", [(0, 20)]) == Credit("C++ Weekly (UK)", 0, 10, "mention")
    assert mention("CCC Weekly says", "C++ Weekly", [(0, 15)]) is None


def _notices(*rows):
    return pd.DataFrame(rows, columns=["doc_id", "class", "provider", "start", "end", "rule"])


def test_credits_name_somebody_or_disclose_that_the_text_is_from_outside():
    found = stated_credits(
        _notices(
            ("d1", "credit_line", "North Agency", 90, 99, "r"),
            ("d1", "syndication_notice", None, 10, 20, "r"),
            ("d2", "credit_line", None, 0, 5, "r"),
            ("d2", "aggregator_notice", "", 0, 5, "r"),
            ("d2", "correction_note", "Somebody", 0, 5, "r"),
            ("d3", "press_release_notice", None, None, None, "r"),
        )
    )
    assert found == {
        "d1": [Credit("", 10, 20, "syndication_notice"), Credit("North Agency", 90, 99, "credit_line")],
        "d3": [Credit("", None, None, "press_release_notice")],
    }


def test_best_prefers_a_credit_that_names_somebody():
    nobody, somebody = Credit("", 0, 1, "syndication_notice"), Credit("North Agency", 5, 9, "credit_line")
    assert best({"d": [nobody, somebody]}, "d") == somebody
    assert best({"d": [nobody]}, "d") == nobody
    assert best({}, "d") is None


def test_the_common_provider_is_one_that_both_credit():
    def credits(*names):
        return [Credit(name, None, None, "credit_line") for name in names]

    assert common_provider(credits("B", "A", ""), credits("A", "B", "")) == "A"
    assert common_provider(credits("A", ""), credits("B", "")) == ""


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("Harbour News", "Harbour Online News", True),
        ("Harbour Courier", "Harbour Daily", False),
        ("harbour.example", "Harbour (Web News)", True),
        ("Harbour Courier", "Coast Post", False),
        (None, None, False),
        (None, "Coast Post", False),
    ],
)
def test_outlets_of_one_house_share_a_name(one, other, shared):
    assert share_name(one, other) is shared
    assert share_name(other, one) is shared
