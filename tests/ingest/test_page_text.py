from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.ingest.page_text import is_whole_page, read_page_text
from copydesk.ingest.text_lines import TextLines

PROSE = (
    "The harbour wall at Brackwell was repaired on Monday, the council said, after a winter of storms.\n\n"
    "Nobody had expected the work to be finished before the spring tides, an engineer added."
)


def read(text: str) -> tuple[str, str, str]:
    found = read_page_text(TextLines(text), 1600, 2035)
    return found.title, found.authors, found.published.at.strftime("%Y-%m-%d %H:%M") if found.published else ""


def test_headline_date_and_byline() -> None:
    text = f"Harbour wall repaired at last\n\n08:30 14.05.2026 •\nBy Ida Morrow\n\n{PROSE}"
    assert read(text) == ("Harbour wall repaired at last", "Ida Morrow", "2026-05-14 08:30")


def test_the_headline_alone_is_preferred_to_the_one_glued_to_its_trail() -> None:
    trail = "HomeTownCoastHarbour Wall Repaired At Last"
    text = f"Thursday, May 14, 2026\n{trail}\n\nHarbour Wall Repaired at Last\n\n{PROSE}"
    assert read(text) == ("Harbour Wall Repaired at Last", "", "2026-05-14 00:00")
    assert is_whole_page(TextLines(text))


@pytest.mark.parametrize("first", ["", "Photo: Ida Morrow\n", "Home\nSkip to content\n", "14 May 2026\n", "News\n"])
def test_what_stands_before_the_headline_is_passed_over(first: str) -> None:
    assert read(f"{first}Who pays for the wall?\n{PROSE}")[0] == "Who pays for the wall?"


def test_an_author_note_names_the_author() -> None:
    assert read(f"{PROSE}\nAbout the author: Ida Morrow is a harbour pilot.\n")[1] == "Ida Morrow"


@pytest.mark.parametrize("text", [PROSE, f"“It held,” she said.\n{PROSE}", "Only one line without an end", "", "\n\n"])
def test_a_text_that_begins_with_prose_has_no_headline(text: str) -> None:
    assert read(text) == ("", "", "")


@pytest.mark.parametrize(
    "line",
    [
        "By Friday the wall will hold.",
        "By the end of the week it will hold",
        "In 2026 it held",
        "On 14 May 2026 the wall held",
    ],
)
def test_sentences_are_neither_bylines_nor_dates(line: str) -> None:
    assert read(f"{line}\n{PROSE}")[1:] == ("", "")


@pytest.mark.parametrize("head", ["", "Wall repaired\n\n", "Wall repaired\n14 May 2026\n"])
def test_articles_are_no_whole_pages(head: str) -> None:
    assert not is_whole_page(TextLines(head + PROSE))
    assert not is_whole_page(TextLines("One line."))


@pytest.mark.parametrize(
    "furniture",
    [
        "Read more »\nLeave a reply",
        "Advertisement\nAdvertisement\nAdvertisement",
        "Most Popular\nRecent Comments",
        "Share this\n14 May 2026",
    ],
)
def test_two_signs_of_furniture_make_a_whole_page(furniture: str) -> None:
    assert is_whole_page(TextLines(f"{furniture}\n{PROSE}"))


@pytest.mark.timeout(10)
@pytest.mark.parametrize("text", ["-" * 500_000, "a " * 300_000, "By " * 200_000, "\n" * 500_000, "a\n" * 200_000])
def test_long_odd_texts_take_no_long_time(text: str) -> None:
    read(text)
    is_whole_page(TextLines(text))


LINES = [
    "Home",
    "HomeWorldHarbour Wall Repaired",
    "Harbour wall repaired",
    "“Harbour Wall, repaired!”",
    "GROẞE STRASSEN IM",
]


@settings(max_examples=200, derandomize=True, deadline=None)
@given(st.lists(st.sampled_from([*LINES, "grosse strassen im", "Top: Große Straßen im", "a!!!!!!!!", "x"]), max_size=8))
def test_lines_glued_to_another_are_those_whose_letters_end_with_it(lines: list[str]) -> None:
    letters = {line: "".join(filter(str.isalnum, line)).casefold() for line in lines}
    glued = {
        line
        for line, each in letters.items()
        if any(each != other and len(other) >= 12 and each.endswith(other) for other in letters.values())
    }
    assert TextLines("\n".join(lines)).glued == glued
