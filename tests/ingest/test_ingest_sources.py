from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from copydesk.ingest.source import name_source, registered_domain
from copydesk.ingest.values import read_authors, read_name

Run = Callable[..., tuple]


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("https://www.bay-post.co.uk/a", "bay-post.co.uk"),
        ("news.bay-post.com", "bay-post.com"),
        ("https://user:pw@WWW.Bay-Post.example:8080/", "bay-post.example"),
        ("https://ida.blogspot.com/2026", "ida.blogspot.com"),
        ("https://web.archive.org/web/20260514083000/https://bay-post.com/a", "bay-post.com"),
        ("https://web.archive.org/about", "archive.org"),
        ("http://192.168.0.1/a", ""),
        ("http://[::1]/a", ""),
        ("http://[bad/a", ""),
        ("localhost", ""),
        ("file:///tmp/a.b", ""),
        ("co.uk", ""),
        ("", ""),
        ("not an address.", ""),
    ],
)
def test_registered_domain(address: str, domain: str) -> None:
    assert registered_domain(address) == domain


def test_the_order_of_evidence_for_the_outlet() -> None:
    url = "https://www.bay-post.com/a"
    assert name_source("Bay Post", "x.com", url, "folder", "Page") == ("Bay Post", "field")
    assert name_source("www.bay-post.com", "", "", "", "") == ("bay-post.com", "field")
    assert name_source("", "news.hill.com", url, "folder", "Page") == ("hill.com", "field")
    assert name_source("", "", url, "folder", "Page") == ("bay-post.com", "url")
    assert name_source("", "", "http://10.0.0.1/", "folder", "Page") == ("folder", "folder")
    assert name_source("", "", "", "", "Page") == ("Page", "page")
    assert name_source("", "", "", "", "") == ("", "unknown")


def test_missing_outlets_are_found_and_told(run: Run, tmp_path: Path, story: str) -> None:
    for name in ("bay-post/a.txt", "hill-times/b.txt", "c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{story} {name}")
    record = {"text": story, "url": "https://www.lake-news.example/2026/05/14/wall"}
    (tmp_path / "d.json").write_text(json.dumps(record))
    articles = run(tmp_path)[0].sort_values("input_file")
    found = articles[["input_file", "source", "source_origin"]].fillna("").to_numpy().tolist()
    assert found == [
        ["bay-post/a.txt", "bay-post", "folder"],
        ["c.txt", "", "unknown"],
        ["d.json", "lake-news.example", "url"],
        ["hill-times/b.txt", "hill-times", "folder"],
    ]
    assert articles["published_origin"].tolist() == ["none", "none", "url", "none"]


@pytest.mark.parametrize(
    ("value", "byline"),
    [
        (["Ida Morrow", "Tom Ash"], "Ida Morrow; Tom Ash"),
        ("['Ida Morrow', \"Tom Ash\"]", "Ida Morrow; Tom Ash"),
        ("[‘Ida Morrow’]", "Ida Morrow"),
        ("By Ida Morrow", "Ida Morrow"),
        ("Ida Morrow;Tom Ash; Ida Morrow", "Ida Morrow; Tom Ash"),
        ([{"@type": "Person", "name": "Ida Morrow"}], "Ida Morrow"),
        ("[]", ""),
        ("nan", ""),
        (None, ""),
        ([None, ""], ""),
        (7.0, "7"),
    ],
)
def test_bylines(value: object, byline: str) -> None:
    assert read_authors(value) == byline


def test_names_are_one_line_and_never_a_word_for_nothing() -> None:
    assert read_name(" The\n Bay\tPost ") == "The Bay Post"
    assert [read_name(value) for value in ("null", "NaN", None, True, float("nan"), {}, [[]])] == [""] * 7
    assert (read_name(12.0), read_name({"name": "Bay Post"}), read_name([None, "a"])) == ("12", "Bay Post", "a")
    assert read_name(10**5000) == ""
