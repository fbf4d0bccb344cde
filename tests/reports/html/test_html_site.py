from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import lxml.html
import pandas as pd
import pytest

from copydesk.reports import publish
from copydesk.settings.rooms import Reports

PAGES = ("index.html", "pages/c1.html", "pages/d3.html", "pages/d4.html", "pages/p2.html")
ALLOWED = {
    "a",
    "article",
    "b",
    "bdi",
    "blockquote",
    "body",
    "br",
    "caption",
    "circle",
    "code",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "footer",
    "h1",
    "h2",
    "h3",
    "head",
    "header",
    "html",
    "li",
    "line",
    "main",
    "mark",
    "meta",
    "nav",
    "ol",
    "p",
    "rect",
    "section",
    "span",
    "style",
    "summary",
    "svg",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
}


def parsed(file: Path) -> Any:
    return lxml.html.fromstring(file.read_bytes())


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest, report: Path) -> Path:
    return report / str(request.param)


def test_there_is_a_page_for_every_link_and_story_and_no_other(report: Path) -> None:
    found = {str(file.relative_to(report)) for file in report.rglob("*.html")}
    assert found == set(PAGES)


def test_a_link_to_no_page_is_emptied_in_every_file(report: Path) -> None:
    kept = pd.read_parquet(report / "data" / "findings.parquet").set_index("finding_id")["link"]
    assert kept[["f1", "f4"]].tolist() == ["pages/p2.html", "pages/c1.html"]
    assert kept[["f5", "f6"]].isna().all()
    assert "nothing.html" not in (report / "findings.csv").read_text(encoding="utf-8")


def test_no_hostile_text_becomes_markup(page: Path) -> None:
    tree = parsed(page)
    assert {element.tag for element in tree.iter() if isinstance(element.tag, str)} <= ALLOWED
    names = {name for element in tree.iter() for name in element.attrib}
    assert not [name for name in names if name.startswith("on") or name in ("style", "src", "srcset", "action")]


def test_every_link_leads_somewhere(page: Path) -> None:
    tree = parsed(page)
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    for link in tree.iter("a"):
        address = link.get("href")
        if address.startswith("#"):
            assert address[1:] in ids
        elif address.startswith("http"):
            assert link.get("rel") == "noopener noreferrer nofollow"
        else:
            assert (page.parent / address).is_file(), address


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


def test_the_index_says_the_sums(report: Path) -> None:
    text = " ".join(parsed(report / "index.html").text_content().split())
    assert "7 records read = 4 articles analysed + 3 not analysed. Why: unreadable (2), empty (1)." in text
    assert "1 of 2 checks failed." in text
    assert "Published 1 March 2026 to 3 March 2026; 1 undated. 6 findings." in text


def test_the_first_findings_are_the_most_pressing(
    report: Path, tables: dict[str, pd.DataFrame], settings: Reports, tmp_path: Path
) -> None:
    out = publish(tables, tmp_path / "r", replace(settings, html_first=2))
    said = [p.text_content() for p in parsed(out / "index.html").xpath("//ol[@class='first']//p[@class='say']")]
    assert said == ["Matches the Courier; no credit found.", "=1+1 the quotation was changed."]


def test_a_changed_wording_is_shown_once(report: Path) -> None:
    table = parsed(report / "index.html").xpath("//section[.//h2[@id='quotes']]//td")[0].text_content()
    assert table.count("Nobody will be stranded") == 2
    assert "no one will be asked" in table


def test_a_pair_page_leads_from_each_passage_to_its_twin(report: Path) -> None:
    tree = parsed(report / "pages" / "p2.html")
    assert [(a.get("id"), a.get("href")) for a in tree.xpath("//a[@class='number']")] == [("a1", "#b1"), ("b1", "#a1")]
    marked = [mark.text_content() for mark in tree.xpath("//article//mark")]
    assert marked[0] == marked[1]
    assert marked[0].startswith("The harbour board of Eastmere voted")


def test_a_pair_page_says_who_was_first_and_whether_credit_was_found(
    tables: dict[str, pd.DataFrame], settings: Reports, tmp_path: Path
) -> None:
    findings = tables["findings"].assign(link="pages/p1.html")
    tree = parsed(publish(tables | {"findings": findings}, tmp_path / "r", settings) / "pages" / "p1.html")
    facts = {div[0].text_content(): " ".join(div[1].text_content().split()) for div in tree.xpath("//dl/div")}
    assert facts["Who was first"] == "Eastmere Courier, by 24 hours"
    assert facts["Credit"] == "credited to Northwater"
    assert "supplied by the Northwater" in tree.xpath("//article//span[@class='credit']")[0].text_content()


def test_an_article_page_labels_lines_notices_and_sources(report: Path) -> None:
    tree = parsed(report / "pages" / "d3.html")
    assert [p.text_content() for p in tree.xpath("//p[@class='l template']")] == [
        "repeated by the outlet Sign up for our morning letter"
    ]
    assert [s.text_content() for s in tree.xpath("//p/span[@class='attributed']")][1].startswith("Reports indicate")
    assert "second-hand: <b>Courier</b>" in tree.text_content()
    assert not tree.xpath("//a[contains(@href,'javascript')]")


def test_an_article_page_shows_the_words_of_its_finding(report: Path) -> None:
    tree = parsed(report / "pages" / "d4.html")
    assert tree.xpath("//p/mark[@class='evidence']")[0].text_content() == (
        "Reports indicate that the repair could take two winters."
    )
    assert tree.xpath("//a[text()='see it in the text']/@href") == ["#words1"]


def test_a_story_page_names_its_members_in_order_of_time(report: Path) -> None:
    tree = parsed(report / "pages" / "c1.html")
    rows = tree.xpath("//section[.//h2[@id='members']]//tbody/tr")
    assert [row[1].text_content() for row in rows][:2] == ["Eastmere Courier", "The Pier"]
    assert tree.xpath("//section[.//h2[@id='pairs']]//a/@href") == ["p2.html"]


def test_no_more_pages_than_set_and_still_no_dead_link(
    tables: dict[str, pd.DataFrame], settings: Reports, tmp_path: Path
) -> None:
    out = publish(tables, tmp_path / "r", replace(settings, html_pairs=1))
    assert [file.name for file in (out / "pages").iterdir()] == ["p2.html"]
    for page in out.rglob("*.html"):
        test_every_link_leads_somewhere(page)


def test_a_long_text_is_cut_and_says_so(tables: dict[str, pd.DataFrame], settings: Reports, tmp_path: Path) -> None:
    out = publish(tables, tmp_path / "r", replace(settings, html_chars=100))
    text = parsed(out / "pages" / "p2.html").text_content()
    assert "The text is cut here" in text
    test_every_link_leads_somewhere(out / "pages" / "p2.html")


def test_a_passage_that_only_one_side_shows_leads_nowhere(
    tables: dict[str, pd.DataFrame], settings: Reports, tmp_path: Path
) -> None:
    out = publish(tables, tmp_path / "r", replace(settings, html_chars=40))
    tree = parsed(out / "pages" / "p2.html")
    assert tree.xpath("//article//span[@class='number']/text()") == ["1"]
    assert not tree.xpath("//article//a[@class='number']")


def test_the_largest_story_comes_first_and_members_follow_time(
    tables: dict[str, pd.DataFrame], settings: Reports, tmp_path: Path
) -> None:
    clusters = pd.concat([tables["clusters"], tables["clusters"].assign(cluster_id="c2", documents=9, title="Nine")])
    times = pd.Series(["2026-03-09", "2026-03-01", "2026-03-05", None], dtype="datetime64[us, UTC]")
    documents = tables["documents"].assign(published_at=times)
    changed = tables | {"clusters": clusters.reset_index(drop=True), "documents": documents}
    out = publish(changed, tmp_path / "r", settings)
    stories = parsed(out / "index.html").xpath("//section[.//h2[@id='stories']]//tbody/tr/td[1]/a/@href")
    assert stories == ["pages/c2.html", "pages/c1.html"]
    rows = parsed(out / "pages" / "c1.html").xpath("//section[.//h2[@id='members']]//tbody/tr/td[1]/text()")
    assert [row.split(" ")[0] for row in rows] == ["1", "5", "9"]


def test_listings_are_cut_and_say_so(tables: dict[str, pd.DataFrame], settings: Reports, tmp_path: Path) -> None:
    out = publish(tables, tmp_path / "r", replace(settings, html_findings=2))
    assert "4 more in findings.csv." in parsed(out / "index.html").text_content()


def _luminance(colour: str) -> float:
    full = colour.lstrip("#") if len(colour) == 7 else "".join(2 * c for c in colour.lstrip("#"))
    parts = [int(full[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("front", "back", "least"),
    [
        ("ink", "paper", 7),
        ("soft", "paper", 4.5),
        ("link", "paper", 4.5),
        ("red", "paper", 4.5),
        ("mark-ink", "mark", 7),
        ("number-ink", "number", 4.5),
        ("ink", "notice", 7),
        ("ink", "credit", 7),
        ("bar", "paper", 3),
        ("dot", "paper", 3),
        ("number", "paper", 3),
    ],
)
def test_colours_have_the_contrast_of_wcag_aa(report: Path, scheme: int, front: str, back: str, least: float) -> None:
    (style,) = parsed(report / "index.html").iter("style")
    blocks = [dict(re.findall(r"--([a-z-]+):(#[0-9a-f]{3,6})\b", block)) for block in style.text.split(":root")[1:3]]
    colours = blocks[0] | blocks[scheme]
    assert _contrast(colours[front], colours[back]) >= least
