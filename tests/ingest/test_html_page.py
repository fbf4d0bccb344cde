from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from copydesk.ingest import ingest
from copydesk.ingest.page import extract_page
from copydesk.ingest.page_lines import Line, lines_around
from copydesk.settings.rooms import Ingest

Run = Callable[..., tuple]
PARAGRAPHS = (
    "The harbour wall at Brackwell was repaired on Monday, the council said, after a long winter of storms.",
    "Nobody had expected the work to be finished before the spring tides came in, an engineer added.",
    "The bill came to four million crowns, a third more than the first estimate given to the town.",
    "Fishing crews, who had moored upriver since January, returned to the quay the same evening.",
)


def page(head: str = "", ld: dict[str, Any] | None = None, lang: str = "en") -> str:
    script = f'<script type="application/ld+json">{json.dumps(ld)}</script>' if ld else ""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return (
        f'<html lang="{lang}"><head><title>Wall repaired - The Bay Post</title>{head}{script}</head><body>'
        f"<nav><ul><li>Home</li><li>Town &amp; coast</li></ul></nav><article><h1>Wall repaired</h1>{body}</article>"
        "<footer><p>Join our newsletter</p><p>© The Bay Post</p></footer></body></html>"
    )


def read(html: str | bytes, url: str = "") -> Any:
    return extract_page(html, url, 600, 2035)


def test_the_article_comes_first_and_the_pages_other_lines_follow() -> None:
    found = read(page())
    article, rest = found.text[: found.article_chars], found.text[found.article_chars :]
    assert [line for line in article.split("\n") if line != "Wall repaired"] == list(PARAGRAPHS)
    assert rest.startswith("\n\n")
    assert rest == "\n\nJoin our newsletter\n© The Bay Post\nHome\nTown & coast"


def test_page_lines_leave_out_what_the_article_holds_and_stop_at_the_limit() -> None:
    full = "HOME\n• Home\nThe wall,  was repaired!\npart of the repaired quay wall\nOne\nTwo\nThree".split("\n")
    article = "The wall was repaired\nA part of the repaired quay wall fell"
    lines = [Line(text, False) for text in full]
    assert [line.text for line in lines_around(lines, article, 9)] == ["HOME", "Home", "One", "Two", "Three"]
    assert [line.text for line in lines_around(lines, article, 3)] == ["HOME", "Home", "One"]


def test_json_ld_and_meta_elements() -> None:
    head = (
        '<link rel="canonical" href="https://www.bay-post.example/wall"><meta property="og:site_name" '
        'content="The Bay Post"><meta property="article:published_time" content="2026-05-15">'
    )
    ld = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebPage", "name": "x"},
            {
                "@type": "NewsArticle",
                "headline": "Bay&#x27;s wall repaired",
                "datePublished": "2026-05-14T08:30:00+02:00",
                "author": [{"@type": "Person", "name": "Ida Morrow"}, {"name": "Tom Ash"}],
                "creditText": "Coastal Press",
                "publisher": {"name": "The Bay Post"},
                "genre": "Sponsored",
                "correction": "An earlier version was wrong.",
                "digitalSourceType": "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
                "isBasedOn": {"name": "Wall", "url": "https://hill-times.example/wall"},
            },
        ],
    }
    found = read(page(head, ld)).metadata
    assert (found["title"], found["authors"]) == ("Bay's wall repaired", "Ida Morrow; Tom Ash")
    assert (found["url"], found["site"]) == ("https://www.bay-post.example/wall", "The Bay Post")
    assert found["dates"][0] == "2026-05-14T08:30:00+02:00"
    assert found["credit"] == "Coastal Press"
    assert found["flags"].split("; ") == [
        "automation_disclosure",
        "correction_note",
        "credit_line",
        "republication_notice",
        "sponsored_notice",
    ]


@pytest.mark.parametrize(
    ("publisher", "credit"),
    [
        ("Coastal Press", "Coastal Press"),
        ("The Bay Post", ""),
        ("Bay Post Media", ""),
        ("BP", ""),
        ("TBP", ""),
        ("BP News Service", ""),
        ("WordPress", ""),
        ("bay-post.example", ""),
    ],
)
def test_a_publisher_is_a_credit_only_when_it_is_another(publisher: str, credit: str) -> None:
    head = '<meta property="og:site_name" content="The Bay Post">'
    html = page(head, {"@type": "NewsArticle", "headline": "Wall", "publisher": {"name": publisher}})
    assert read(html, "https://bay-post.example/wall").metadata["credit"] == credit


@pytest.mark.parametrize("html", ["", "no markup", "<html><body></body></html>", "<html><body><script>x()</script>"])
def test_a_page_without_an_article_says_so(html: str) -> None:
    assert read(html).reason == "extraction_failed"


def test_a_fragment_is_all_article() -> None:
    found = read("<p>The wall held.</p><p>So did the quay, an engineer said.</p>")
    assert found.text.split() == "The wall held. So did the quay, an engineer said.".split()
    assert found.article_chars == len(found.text)


def test_pages_in_every_container(run: Run, tmp_path: Path) -> None:
    html = page('<link rel="canonical" href="https://www.bay-post.example/2026/05/14/wall">')
    (tmp_path / "a.html").write_text(html)
    (tmp_path / "b.txt").write_text(f"<!doctype html>\n{html.replace('Monday', 'Tuesday')}")
    (tmp_path / "x.html").mkdir()
    (tmp_path / "x.html" / "c.jsonl").write_text(json.dumps({"id": "7", "source": "Bay", "html": html}))
    articles, rejects, _ = run(tmp_path)
    articles = articles.sort_values("input_file")
    assert rejects.empty
    assert articles["format"].tolist() == ["html", "txt", "jsonl"]
    assert articles["source"].tolist() == ["bay-post.example", "bay-post.example", "Bay"]
    assert articles["source_origin"].tolist() == ["url", "url", "field"]
    assert articles["published_at"].dt.strftime("%Y-%m-%d").tolist() == ["2026-05-14"] * 3
    assert (articles["article_chars"] < articles["text"].str.len()).all()
    assert articles["language_origin"].tolist() == ["metadata"] * 3


def test_the_page_names_the_outlet_where_nothing_else_does(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(page('<meta property="og:site_name" content="The Bay Post">'))
    assert run(tmp_path)[0][["source", "source_origin"]].to_numpy().tolist() == [["The Bay Post", "page"]]


def test_size_and_time_are_capped(settings: Ingest, tmp_path: Path) -> None:
    (tmp_path / "big.html").write_text(page().replace("Monday", "Monday" * 1000))
    (tmp_path / "slow.html").write_text(f"<html><body>{'<ul><li><a href=/a>x y</a></li></ul>' * 60_000}</body></html>")
    (tmp_path / "good.html").write_text(page())
    capped = dataclasses.replace(settings, extraction_seconds=1.5)
    articles, rejects, _intake = ingest([tmp_path / "slow.html", tmp_path / "good.html"], capped)
    assert (rejects["reason"].tolist(), articles["input_file"].tolist()) == (["timeout"], ["good.html"])
    small = dataclasses.replace(settings, max_html_bytes=3000)
    assert ingest([tmp_path / "big.html"], small)[1]["reason"].tolist() == ["too_large"]
