"""Bylines that only the page around an article has: its metadata names the author."""

from __future__ import annotations

import pandas as pd
import pytest
from notice_articles import build_articles, run

STORY = "The ferry left the quay an hour late on Monday, and nobody on board had seen the captain that day."


def bylines(page: str, authors: str = "Qorin Veldt", story: str = STORY, navigation: str = "") -> pd.DataFrame:
    articles = build_articles([f"{story}\n\n{page}{navigation}"], article_chars=len(story), authors=[authors])
    articles["source"], articles["page_chars"] = "oakvale-gazette.example", len(story) + 2 + len(page)
    found, _ = run(articles)
    return found[found["rule"] == "byline.author"]


@pytest.mark.parametrize(
    ("page", "byline"),
    [
        ("Share this\nQorin Veldt\nQorin Veldt", "Qorin Veldt"),
        ("Qorin Veldt 10/01/2026 • 20:49", "Qorin Veldt 10/01/2026 • 20:49"),
        ("12 jan 26 | 5h27 Door Qorin Veldt", "12 jan 26 | 5h27 Door Qorin Veldt"),
    ],
)
def test_a_line_of_the_page_that_names_the_author_is_the_byline(page: str, byline: str) -> None:
    found = bylines(page)
    assert (found["text"].tolist(), found["origin"].tolist()) == ([byline], ["page"])
    assert found["class"].tolist() == ["credit_line"]


@pytest.mark.parametrize(
    "page",
    [
        "More from Qorin Veldt",
        "Qorin Veldts",
        "Qorin Veldt grew up in a harbour town and has sailed on every ferry since 2019",
        "© 2026 Qorin Veldt",
        "Ida Morrow",
    ],
)
def test_other_lines_of_the_page_are_none(page: str) -> None:
    assert bylines(page).empty


def test_a_name_in_the_navigation_is_no_byline() -> None:
    assert bylines("Share this", navigation="\nQorin Veldt").empty


@pytest.mark.parametrize("story", [f"By Qorin Veldt\n{STORY}", f"Qorin Veldt\n{STORY}"])
def test_a_page_that_repeats_the_articles_byline_has_none(story: str) -> None:
    assert "page" not in bylines("Qorin Veldt", story=story)["origin"].tolist()


def test_an_outlet_that_calls_itself_the_author_has_no_byline() -> None:
    assert bylines("OAKVALE GÁZETTE", authors="Oakvale Gázette").empty
