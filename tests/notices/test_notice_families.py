"""Lines invented for this project, as newsrooms in many languages print them, and story lines that look alike."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from copydesk.notices import Rulebook
from copydesk.notices.hits import Hit, match_line
from copydesk.notices.plain import to_plain
from copydesk.notices.selection import select

FALLBACKS = {"chrome", "contact_line", "author_bio"}
STORY = [
    "The ferry was late again, Reuters reported on Monday.",
    "The captain said on Telegram that the ferry would sail.",
    "A copyright lawsuit against the port was dropped on Monday.",
    "An earlier version of the ferry was painted red.",
    "The mayor told the Associated Press that she was not involved.",
    "Her views on the ferry are those of most islanders, he said.",
    "The photo shows a ferry in fog, with the mill behind it.",
    "Residents with information were asked to come forward.",
    "He quoted a survey by Thomson Reuters/University of Oakvale.",
    "CNN Editor-at-large Ada Field was on the ferry.",
    "The port sponsored a race in May, and forty runners came.",
    "The plan was first published in 2014 and then forgotten.",
    "The council translated the plan into numbers.",
    "AI was used in the hospital to read the pictures.",
    "Der Kapitän sagte der dpa, die Fähre sei zu spät.",
    "Selon l'AFP, le bac a pris du retard.",
    "Según la agencia EFE, el barco llegó tarde.",
    "Как сообщает ТАСС, паром снова опоздал.",
    "共同通信によると、渡し船が遅れた。",
    "연합뉴스에 따르면 나룻배가 늦었다.",
]


def _lines() -> list[tuple[str, str]]:
    with Path(__file__).with_name("families.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row["class"], row["line"]) for row in rows]


def _classes(line: str, book: Rulebook) -> set[str]:
    hits = select((Hit(0, *found) for found in match_line(to_plain(line), True, book)), book.rules)
    return {book.rules[hit.rule_no].notice_class for hit in hits}


@pytest.mark.parametrize(("notice_class", "line"), _lines())
def test_a_notice_is_known_by_its_wording(notice_class: str, line: str, book: Rulebook) -> None:
    assert notice_class in _classes(line, book)


@pytest.mark.parametrize("line", STORY)
def test_a_story_line_that_looks_alike_is_no_notice(line: str, book: Rulebook) -> None:
    assert _classes(line, book) - FALLBACKS == set()
