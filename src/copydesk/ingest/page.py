"""What is read out of one HTML page. Runs in a worker process; see ``extraction``."""

from __future__ import annotations

import logging
import re
from dataclasses import asdict, dataclass
from typing import Any

from copydesk.ingest.encoding import decode_page
from copydesk.ingest.mending import mend
from copydesk.ingest.metadata import Metadata, read_metadata
from copydesk.ingest.page_lines import Line, lines_around, read_lines
from copydesk.ingest.streams import ReadError

__all__ = ["Page", "extract_page"]

# NUL, and the noncharacters that mark navigation: a page may not mark its own lines.
_UNWANTED = re.compile("(?i)[\0\ufdd0\ufdd1]|&#(?:x0*fdd[01]|0*6497[67])(?![0-9a-f]);?")


@dataclass
class Page:
    """One page read: ``text`` is the article, then a blank line, the page's other lines, and last its navigation.

    ``article_chars`` counts the article's code points, ``page_chars`` those before the navigation; ``reason`` and
    ``detail`` are set, and the rest empty, when the page could not be read.
    """

    text: str = ""
    article_chars: int = 0
    page_chars: int = 0
    metadata: dict[str, Any] | None = None
    reason: str = ""
    detail: str = ""


def extract_page(html: bytes | str, url: str, max_lines: int, latest_year: int) -> Page:
    """Read one page: trafilatura for the article, resiliparse for the lines around it, metadata for the rest."""
    try:
        source = html if isinstance(html, str) else decode_page(html)
    except ReadError as error:
        return Page(reason=error.reason, detail=error.detail)
    source = _UNWANTED.sub("\ufffd", source)
    if "<" not in source:
        return Page(reason="extraction_failed", detail="The page holds no HTML.")
    try:
        return _extract(source, url, max_lines, latest_year)
    except Exception as error:  # any fault of a parser on a hostile page is a reject
        return Page(reason="extraction_failed", detail=f"The page broke the extractor ({type(error).__name__}).")


def _extract(source: str, url: str, max_lines: int, latest_year: int) -> Page:
    from trafilatura.utils import load_html

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    tree = load_html(source)
    metadata, article = _trafilatura(tree, url, latest_year)
    lines = read_lines(source, tree)
    article = mend(article) if article and article.strip() else _fragment(source, lines)
    if not article:
        return Page(reason="extraction_failed", detail="No article was found in the page.")
    around = lines_around(lines, article, max_lines)
    page = "\n".join([article, "", *(line.text for line in around if not line.navigation)]) if around else article
    text = "\n".join([page, *(line.text for line in around if line.navigation)])
    return Page(text, len(article), len(page), asdict(metadata))


def _trafilatura(tree: Any, url: str, latest_year: int) -> tuple[Metadata, str]:
    from trafilatura import bare_extraction

    if tree is None:
        return Metadata(), ""
    # Dates after the last year that counts are no dates; without this, htmldate would ask the clock.
    dates = {"max_date": f"{latest_year}-12-31", "original_date": True, "extensive_search": False}
    found = bare_extraction(
        tree,
        url=url or None,
        include_comments=False,
        with_metadata=True,
        deduplicate=False,
        date_extraction_params=dates,
    )
    return read_metadata(tree, found, url), (found.text or "") if found is not None else ""


def _fragment(source: str, lines: list[Line]) -> str:
    """A piece of HTML that is no page (feeds, databases) is all article."""
    page = re.search(r"(?i)<(?:html|body|head)\b", source)
    return "" if page else "\n".join([line.text for line in lines]).strip()
