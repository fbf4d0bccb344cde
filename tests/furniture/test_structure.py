from __future__ import annotations

import pytest
from fictional_pages import labels_of, prose

STORY = prose(4)


@pytest.mark.parametrize(
    "line",
    [
        "read more in our Telegram-channel",
        "Follow us on Facebook and X",
        "Sign up for our weekly newsletter",
        "Ember Coast Latest News, Ember Coast Headlines",
        "Tags: ferries, sea wall, tolls",
        "Home > Quayside > Tolls",
        "RELATED: Ferry stuck on a sandbank",
        "Read more: Crane driver wins a raffle",
    ],
)
def test_edge_lines_of_a_known_pattern_are_chrome(line: str) -> None:
    assert labels_of([*STORY, line])[line] == "chrome"


@pytest.mark.parametrize(
    "line",
    [
        "The captain said on Telegram that the channel was closed.",
        "Residents can follow the vote on Facebook, the board said.",
        "Sign up sheets for the newsletter were left on the quay, and nobody signed.",
        "He asked them to read more about the old signal code.",
        "Advertisement of the new toll came too late, the guild said.",
    ],
)
def test_words_of_chrome_inside_story_text_are_body(line: str) -> None:
    assert labels_of([*STORY, line])[line] == "body"
    assert labels_of([line, *STORY])[line] == "body"


def test_patterns_apply_only_at_the_edges() -> None:
    line = "Read more: Crane driver wins a raffle"
    middle = [*prose(5, 10), line, *prose(9, 14)]
    assert labels_of(middle)[line] == "body"


@pytest.mark.parametrize("line", ["Advertisement", "ADVERTISEMENT:", "Anzeige", "Реклама", "Skip to content"])
def test_a_phrase_of_its_own_line_is_chrome_anywhere(line: str) -> None:
    assert labels_of([*STORY[:2], line, *STORY[2:]])[line] == "chrome"


def test_all_after_a_tail_phrase_is_chrome_when_no_story_text_follows() -> None:
    tail = ["Recent Comments", "Mira on the pier", "Old salt on tolls", "Leave a reply"]
    found = labels_of([*STORY, *tail])
    assert [found[line] for line in tail] == ["chrome"] * 4
    assert [found[line] for line in STORY] == ["body"] * len(STORY)


def test_a_tail_phrase_above_story_text_ends_nothing() -> None:
    found = labels_of([STORY[0], "Comments", "Mira on the pier", *STORY[1:]])
    assert [found[line] for line in ("Comments", "Mira on the pier", *STORY)] == ["body"] * 6


def test_a_page_without_story_text_has_no_tail() -> None:
    lines = ["Pier", "Tolls of the week", "Old salt", "Lanterns and flasks"]
    found = labels_of(["Most popular", *lines])
    assert [found[line] for line in lines] == ["body"] * 4
