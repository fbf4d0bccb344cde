"""The pages of the fictional report, parsed, and their links followed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import lxml.html

PAGES = ("index.html", "pages/c1.html", "pages/d3.html", "pages/d4.html", "pages/p2.html")


def parsed(file: Path) -> Any:
    return lxml.html.fromstring(file.read_bytes())


def words_of(file: Path) -> str:
    """The text of a page, its spaces single."""
    return " ".join(parsed(file).text_content().split())


def follow_links(page: Path) -> None:
    """Every link of ``page`` leads to a file, or a place in a page, that is there; a foreign one tells nobody."""
    for link in parsed(page).iter("a"):
        address, _, place = link.get("href").partition("#")
        if address.startswith("http"):
            assert link.get("rel") == "noopener noreferrer nofollow"
            continue
        target = page.parent / address if address else page
        assert target.is_file(), address
        assert not place or place in parsed(target).xpath("//@id"), link.get("href")
