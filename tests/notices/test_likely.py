"""Lines that no rule knows and that look like a credit."""

from __future__ import annotations

import pandas as pd
import pytest
from notice_articles import build_articles, run

LATE = "The ferry left the quay an hour late on Monday, and nobody on board had seen the captain that day."
STORY = "\n".join(
    [LATE, "The council will look at the timetable again in May, once the quay has been mended.", LATE] * 3
)
CREDITS = {
    "Pictured by Qorin Veldt / Oakvale Herald Press": "photo_credit",
    "Foto-arkiv: OHP/Veldt": "photo_credit",
    "Prose: Qorin Veldt | Lens: Ida Moor": "credit_line",
    "Last touched on 4 May 2026 at 10:15": "update_note",
}


def likely(text: str) -> pd.DataFrame:
    found, _ = run(build_articles([text]))
    return found[found["rule"].str.startswith("likely.")]


@pytest.mark.parametrize(("line", "expected"), CREDITS.items())
def test_a_line_that_no_rule_knows_is_told_by_its_looks(line: str, expected: str) -> None:
    for text in (f"{line}\n{STORY}", f"{STORY}\n{line}"):
        found = likely(text)
        assert found["text"].tolist() == [line]
        assert found["class"].tolist() == [expected]
        assert found["rule"].tolist() == [f"likely.{expected}"]
        assert 0.3 <= found["confidence"].iloc[0] <= 0.8


def test_a_line_that_a_rule_knows_is_left_to_it() -> None:
    assert likely(f"Foto: Qorin Veldt\n{STORY}").empty


def test_only_the_edges_of_an_article_are_looked_at() -> None:
    assert likely(f"{STORY}\nPictured by Qorin Veldt / Oakvale Herald Press\n{STORY}").empty


def test_story_is_no_notice() -> None:
    assert likely(f"Ferry late again\n{STORY}\nThe picture is not clear yet.").empty


def test_the_line_is_labelled_and_a_caption_with_its_credit_stays() -> None:
    credit = "Pictured by Qorin Veldt / Oakvale Herald Press"
    _, lines = run(build_articles([f"{credit}\n{STORY}"]))
    assert lines[["label", "reason"]].iloc[0].tolist() == ["notice", "notice:likely"]
    caption = f"The old quay at noon, with the ferry that nobody had expected so soon. {credit}"
    found, lines = run(build_articles([f"{caption}\n{STORY}"]))
    told = found[found["rule"] == "likely.photo_credit"]
    assert told["inline"].tolist() == [True]
    assert lines["label"].iloc[0] == "body"
