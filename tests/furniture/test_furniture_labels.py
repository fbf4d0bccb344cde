from __future__ import annotations

import pandas as pd
import pytest
from fictional_pages import articles_of, label, labels_of, prose

from copydesk.tables import TABLES

MENU = ["Home", "Quayside", "Weather desk", "Letters", "Tide tables"]
FOOTER = [
    "The Harbour Lamp is printed by the Lamp Press in Tarn and sold on every ferry of the northern line.",
    "Report a fault with this page",
    "Quay Street 4",
]


def page(seed: int) -> str:
    return "\n".join([*MENU, *prose(seed), *FOOTER])


def test_rows_are_those_of_layout_and_conform() -> None:
    articles = articles_of([page(1), page(2)])
    found, table = label(articles)
    assert found["label"].isin(TABLES["furniture"].column("label").values).all()
    assert (found["reason"] != "").all()
    assert table.equals(TABLES["template_lines"].conform(table))


def test_lines_of_two_pages_of_a_small_outlet_are_template_and_paragraphs_are_body() -> None:
    found, _ = label(articles_of([page(1), page(2), page(3)]))
    assert set(found.loc[found["label"] == "template", "text"]) == {*MENU, *FOOTER}
    assert set(found.loc[found["label"] == "body", "text"]) == {line for seed in (1, 2, 3) for line in prose(seed)}


def test_copies_of_one_article_do_not_make_its_paragraphs_template() -> None:
    found, _ = label(articles_of([page(1), page(1), page(2)]))
    assert set(found.loc[found["label"] == "body", "text"]) == {*prose(1), *prose(2)}
    assert found.loc[found["text"] == FOOTER[0], "seen"].tolist() == [2, 2, 2]


def test_lines_of_other_and_of_unknown_outlets_do_not_count() -> None:
    for sources in (["a.example", "b.example"], [None, None]):
        found, _ = label(articles_of([page(1), page(2)], sources))
        assert (found.loc[found["text"] == FOOTER[0], "label"] == "body").all()


def test_numbers_do_not_tell_template_lines_apart() -> None:
    texts = ["\n".join([*prose(seed), f"Read by {seed * 31} subscribers on the {seed}. ferry"]) for seed in (1, 2)]
    found, _ = label(articles_of(texts))
    assert found.loc[found["text"].str.startswith("Read by"), "label"].tolist() == ["template", "template"]


def test_a_larger_outlet_asks_for_three_clusters() -> None:
    texts = ["\n".join(prose(seed)) for seed in range(6)]
    twice = [text + "\nLantern watch report" if seed < 2 else text for seed, text in enumerate(texts)]
    thrice = [text + "\nLantern watch report" if seed < 3 else text for seed, text in enumerate(texts)]
    assert "template" not in set(label(articles_of(twice))[0]["label"])
    assert (label(articles_of(thrice))[0]["label"] == "template").sum() == 3


def test_the_first_lines_of_an_article_are_its_own_though_other_pages_tease_them() -> None:
    lead = "The lighthouse trust sells its last lamp to pay for a winter survey of the wall"
    texts = ["\n".join([lead, *prose(1)]), *("\n".join(prose(seed)) for seed in (2, 3))]
    found, _ = label(articles_of(texts, page=["", lead, lead]))
    assert dict(zip(found["region"] + found["text"], found["label"], strict=True))[f"article{lead}"] == "body"
    assert found.loc[(found["region"] == "page"), "label"].tolist() == ["template", "template"]


def test_page_lines_are_chrome() -> None:
    found, _ = label(articles_of(["\n".join(prose(1))], page=["Harbour bulletin\nLamp shop"]))
    assert found.loc[found["region"] == "page", ["label", "reason"]].to_numpy().tolist() == [["chrome", "page"]] * 2


def test_a_page_seen_once() -> None:
    title = "Longer Pier Plan Sinks Again in Tarn"
    subheads = ["What the board heard", "A bill for the islands"]
    story = prose(5)
    lines = [
        "Thursday, March 7, 2024",
        f"HomeQuayNews{title}",
        title,
        story[0],
        subheads[0],
        story[1],
        subheads[1],
        *story[2:],
        "Share your tides, photos, or boat names with us! Click the link and join the crew today.",
        "Please enter your comment!",
        "Please enter your name here",
        "Most Popular",
        "Recent Comments",
    ]
    found = labels_of(lines, title)
    assert found.pop(title) == "headline"
    assert {line for line, label in found.items() if label == "body"} == {*story, *subheads}
    assert set(found.values()) == {"body", "chrome"}


def test_teasers_with_their_header_are_no_story_text() -> None:
    teasers = [
        f"Net makers strike for day {number}The guild asked every village to keep its looms closed."
        for number in ("one", "two", "three")
    ]
    lines = [*prose(6), "Similar News:You can also read stories that we collected elsewhere."]
    for teaser in teasers:
        lines += [teaser, "Read more »"]
    found = labels_of(lines)
    assert {line for line, label in found.items() if label == "body"} == set(prose(6))


def test_teasers_without_a_header_keep_the_last_paragraph() -> None:
    lines = [
        *prose(6),
        "Ferry stuck on a sandbank",
        "Continue reading",
        "Crane driver wins a raffle",
        "Continue reading",
    ]
    found = labels_of(lines)
    assert {line for line, label in found.items() if label == "body"} == set(prose(6))


def test_one_read_more_is_no_list() -> None:
    found = labels_of([*prose(6), "Ferry stuck on a sandbank north of the lower warehouses, crew safe", "Read more"])
    assert found["Ferry stuck on a sandbank north of the lower warehouses, crew safe"] == "body"


def test_known_lines_of_earlier_articles_count() -> None:
    _, earlier = label(articles_of([page(1)]))
    alone, _ = label(articles_of([page(2)]))
    found, table = label(articles_of([page(2)]), earlier)
    assert "template" not in set(alone["label"])
    # FOOTER[0] is longer than what is kept of a line that one cluster carries.
    assert set(found.loc[found["label"] == "template", "text"]) == {*MENU, *FOOTER[1:]}
    assert table["clusters"].max() == 1


def test_no_articles() -> None:
    found, table = label(articles_of([]))
    assert len(found) == 0
    assert len(table) == 0


@pytest.mark.parametrize("order", [[2, 0, 1], [1, 2, 0]])
def test_the_order_of_articles_changes_nothing(order: list[int]) -> None:
    texts = [page(seed) for seed in (1, 2, 3)]
    first, first_table = label(articles_of(texts))
    second, second_table = label(articles_of([texts[at] for at in order]))
    for new, old in enumerate(order):
        columns = ["line_no", "label", "reason", "seen"]
        left = first.loc[first["doc_no"] == old, columns].reset_index(drop=True)
        pd.testing.assert_frame_equal(left, second.loc[second["doc_no"] == new, columns].reset_index(drop=True))
    pd.testing.assert_frame_equal(first_table, second_table)
