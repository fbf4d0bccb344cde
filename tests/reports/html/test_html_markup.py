"""Every page: nothing of an article becomes markup, links lead somewhere, and it can be read without eyes or mouse."""

from __future__ import annotations

import base64
import hashlib
import re
from itertools import pairwise
from pathlib import Path

import pytest
from report_pages import PAGES, follow_links, parsed

ALLOWED = set(
    """a article b bdi blockquote body br caption circle code dd details div dl dt footer h1 h2 h3 head header html
    li line main mark meta nav ol p rect section span style summary svg table tbody td th thead title tr ul""".split()
)


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest, report: Path) -> Path:
    return report / str(request.param)


def test_no_hostile_text_becomes_markup(page: Path) -> None:
    tree = parsed(page)
    assert {element.tag for element in tree.iter() if isinstance(element.tag, str)} <= ALLOWED
    names = {name for element in tree.iter() for name in element.attrib}
    assert not [name for name in names if name.startswith("on") or name in ("style", "src", "srcset", "action")]


def test_every_link_leads_somewhere(page: Path) -> None:
    follow_links(page)


def test_the_policy_allows_the_style_of_the_page_and_nothing_else(page: Path) -> None:
    tree = parsed(page)
    (style,) = tree.iter("style")
    digest = base64.b64encode(hashlib.sha256(style.text.encode()).digest()).decode()
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy == [f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"]
    assert not re.search(r"url\(|@import", style.text)


def test_a_page_has_the_marks_of_an_accessible_one(page: Path) -> None:
    tree = parsed(page)
    assert tree.get("lang") == "en"
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert tree.xpath("//title/text()")[0].strip()
    assert tree.xpath("//a[@class='skip']/@href") == ["#main"]
    assert len(tree.xpath("//main[@id='main']")) == len(tree.xpath("//h1")) == 1
    levels = [int(heading.tag[1]) for heading in tree.xpath("//h1|//h2|//h3")]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    for table in tree.iter("table"):
        assert table.find("caption").text_content().strip()
        assert all(head.get("scope") in ("col", "row") for head in table.iter("th"))
    assert all(drawing.get("aria-label") for drawing in tree.iter("svg"))
    assert set(tree.xpath("//@aria-labelledby")) <= set(tree.xpath("//@id"))


def test_nothing_unseen_is_left_in_a_page(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff]", text)


def test_no_page_judges(page: Path) -> None:
    assert not re.search(r"plagiar|\bfake\b|\bstolen\b|\btheft\b|\bcopied from\b", parsed(page).text_content(), re.I)
