from __future__ import annotations

from typing import Any

import pytest
from lxml.html import document_fromstring

from copydesk.ingest.navigation import mark_navigation, read_marked
from copydesk.ingest.page import extract_page
from copydesk.ingest.page_lines import read_lines

STORY = "".join(
    f"<p>{number} boats lay at the quay of Brackwell, and nobody came to fetch them home.</p>" for number in range(9)
)
LINKS = "".join(f"<a href=/{number}>Ferry {number}</a> " for number in range(40))
FERRIES = " ".join(f"Ferry {number}" for number in range(40))
TEASERS = "".join(
    f"<li><a href=/{number}>The harbour wall fell in storm {number}</a><div>By Ada Field</div><i>{number} May</i></li>"
    for number in range(4)
)


def navigation(html: str) -> list[str]:
    """The lines of a page with ``html`` beside its story that are navigation."""
    source = f"<html><body>{html}<div>{STORY}</div></body></html>"
    return [" ".join(line.text.split()) for line in read_lines(source, document_fromstring(source)) if line.navigation]


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<p><a href=/x>Corrections</a></p><p>Corrections</p>", ["Corrections"]),
        ("<p><a href=/x>Town</a> | <a href=/y>Coast</a></p>", ["Town | Coast"]),
        ("<p>By <a href=/x>Ada Field</a></p>", []),
        ("<p><a href=/x rel=author>Ada Field</a></p>", []),
        ("<div class='post-byline'><span><a href=/x>Ada Field</a></span></div>", []),
        ("<p><a href=/x><img src=y><span class=credit>Photo: Tern</span></a></p>", []),
        ("<p><a rel=license href=/x>Licensed for all</a></p>", []),
        ("<p><a name=x>Corrections</a></p>", []),
        ("<p class=resources><a href=/x>Reports</a></p>", ["Reports"]),
        ("<nav><p>About the Post</p></nav>", ["About the Post"]),
        (f"<nav><h1>The harbour wall fell</h1><p>By Ada Field</p>{STORY}{STORY}</nav>", []),
        ("<div role=navigation><p>About the Post</p></div>", ["About the Post"]),
        ("<form><p>Send us a correction</p></form>", ["Send us a correction"]),
        (f"<form><p>By Ada Field</p>{STORY}{STORY}</form>", []),
        ("<div class='comments-area'><p>Reuters wrote this first.</p></div>", ["Reuters wrote this first."]),
        ("<div class='post comments-open'><p>By Ada Field</p></div>", []),
        (f"<div><h3>By the numbers</h3>{LINKS}</div>", ["By the numbers", FERRIES]),
        (f"<div><h1>The harbour wall fell</h1><p>By Ada Field</p><nav>{LINKS}</nav></div>", [FERRIES]),
    ],
)  # fmt: skip
def test_what_leads_elsewhere_is_navigation(html: str, lines: list[str]) -> None:
    assert navigation(html) == lines


def test_teasers_are_navigation_with_their_bylines_and_dates() -> None:
    assert len(navigation(f"<ul>{TEASERS}</ul>")) == 12
    assert "By Ada Field" in navigation(f"<footer><ul>{TEASERS}</ul></footer>")


@pytest.mark.parametrize(
    "item", ["<a href=/{0}>Ferry {0}</a> By Ada Field", "<a href=/{0}>A headline of a story</a>" + "x " * 400]
)
def test_a_list_of_short_links_or_of_long_texts_is_none_of_teasers(item: str) -> None:
    items = "".join(f"<li>{item.format(number)}</li>" for number in range(4))
    assert not [line for line in navigation(f"<ul>{items}</ul>") if "By" in line or "x" in line]


def test_a_footer_says_whose_the_rights_are() -> None:
    footer = f"<div class=site-footer><p>{LINKS}</p><p>© The Bay Post</p></div>"
    assert navigation(f"<div>{footer}{LINKS}{LINKS}</div>").count("© The Bay Post") == 0
    assert "© The Bay Post" in navigation(f"<div><p>© The Bay Post</p>{LINKS}{LINKS}</div>")
    assert "© The Bay Post" in navigation(f"<div class=football><p>© The Bay Post</p>{LINKS}{LINKS}</div>")


def test_rows_of_tables_are_marked_in_their_cells() -> None:
    rows = TEASERS.replace("<li>", "<tr><td>").replace("</li>", "</td></tr>")
    assert len(navigation(f"<table>{rows}</table>")) == 12


def test_marks_change_no_line_and_no_other_text() -> None:
    html = f"<body><nav>Town <b>coast</b></nav><p>One <a href=/x>two</a><br>three</p><ul>{TEASERS}</ul></body>"
    body: Any = document_fromstring(html).find("body")
    before = "".join(body.itertext())
    parts = mark_navigation(body)
    lines = list(read_marked("".join(body.itertext())))
    assert "\n".join(text for text, _ in lines) == before
    assert {part.navigation for part in parts.values()} == {False, True}


def test_navigation_comes_last_in_the_text_of_a_page() -> None:
    html = (
        f"<html><body><nav>Corrections</nav><article><h1>Boats</h1>{STORY}</article><p>© The Bay Post</p></body></html>"
    )
    found = extract_page(html, "", 600, 2035)
    assert found.text[found.article_chars : found.page_chars] == "\n\n© The Bay Post"
    assert found.text[found.page_chars :] == "\nCorrections"


def test_captions_are_navigation_where_their_figures_are() -> None:
    figure = "<figure><img src=x><figcaption>The wall. Photo: Tern</figcaption></figure>"
    assert navigation(figure) == []
    assert navigation(f"<nav>{figure}</nav>") == ["The wall. Photo: Tern"]


@pytest.mark.parametrize("mark", ["\ufdd0", "&#xFDD0;", "&#64976", "&#x00fdd1;"])
def test_a_page_cannot_mark_its_own_lines(mark: str) -> None:
    html = f"<html><body><div>{mark}</div><div>{STORY}</div><p>Photo: Ada Field</p></body></html>"
    page = extract_page(html, "https://brackwell.example/1", 500, 2027)
    assert page.page_chars == len(page.text)
    assert page.text.endswith("Photo: Ada Field")
