from __future__ import annotations

import pytest
from fictional_pages import labels_of, prose

STORY = prose(4)


@pytest.mark.parametrize(
    "line",
    [
        "Thursday, March 7, 2024",
        "11:34 20.06.2024 •",
        "Updated: 2:56 p.m. ET",
        "7. März 2024 um 10:15 Uhr",
        "2012年01月17日",
        "Πέμπτη 12 Ιανουαρίου 2012",
        "9 Декабря 2011, 11:44",
    ],
)
def test_a_date_near_the_top_is_chrome(line: str) -> None:
    assert labels_of([line, *STORY])[line] == "chrome"


@pytest.mark.parametrize("line", ["May of Tarn", "Ferry 7 of 9 lost its anchor on March 3", "March"])
def test_a_line_with_other_words_or_without_number_is_no_date(line: str) -> None:
    assert labels_of([line, *STORY])[line] == "body"


def test_a_date_inside_the_story_is_a_sub_head() -> None:
    assert labels_of([*STORY, *prose(8), "March 7, 2024", *prose(9)])["March 7, 2024"] == "body"


@pytest.mark.parametrize(
    "line",
    [
        "By Mira Holm",
        "By MIRA HOLM and TOM REED",
        "By Mira Holm, The Harbour Lamp",
        "Von Jo van der Kade",
        "By Mira Holm - The Lamp - Thursday, March 7, 2024",
    ],
)
def test_a_byline_above_the_story_is_chrome(line: str) -> None:
    assert labels_of([line, *STORY])[line] == "chrome"


@pytest.mark.parametrize(
    "line", ["By the sea wall the crowd waited in silence", "By March Tarn had a new pier.", "Byron Holm"]
)
def test_other_lines_that_begin_so_are_body(line: str) -> None:
    assert labels_of([line, *STORY])[line] == "body"


def test_a_line_printed_twice_over_is_chrome() -> None:
    doubled = "Ferry stuck on sandbank Ferry stuck on sandbank"
    other = "Ferry stuck on sandbank Ferry stuck in ice"
    found = labels_of([STORY[0], doubled, STORY[1], other, *STORY[2:]])
    assert (found[doubled], found[other]) == ("chrome", "body")


def test_a_link_in_capitals_is_chrome_and_a_sub_head_in_capitals_is_not() -> None:
    link = "FERRY CAPTAIN FOUND GUILTY OF RACING TWO BARGES UPSTREAM"
    found = labels_of([STORY[0], link, STORY[1], "WHAT THE BOARD HEARD", *STORY[2:]])
    assert (found[link], found["WHAT THE BOARD HEARD"]) == ("chrome", "body")


def test_a_story_in_capitals_is_body() -> None:
    assert set(labels_of([line.upper().rstrip(".") for line in STORY]).values()) == {"body"}
