"""What is read out of one HTML page. Runs in a worker process; see ``extraction``."""

from __future__ import annotations

import logging
import re
import unicodedata
from dataclasses import asdict, dataclass
from typing import Any

from copydesk.ingest.encoding import decode_page
from copydesk.ingest.mending import mend
from copydesk.ingest.metadata import Metadata, read_metadata
from copydesk.ingest.streams import ReadError

__all__ = ["Page", "extract_page", "page_lines"]

_BULLET = re.compile(r"^\s*(?:[•◦▪‣*]|\d{1,3}\.)\s+")
_MIN_CONTAINED = 12


@dataclass
class Page:
    """One page read: ``text`` is the article, then a blank line and the page's other lines.

    ``article_chars`` counts the article's code points; ``reason`` and ``detail`` are set, and the rest
    empty, when the page could not be read.
    """

    text: str = ""
    article_chars: int = 0
    metadata: dict[str, Any] | None = None
    reason: str = ""
    detail: str = ""


def extract_page(html: bytes | str, url: str, max_lines: int, latest_year: int) -> Page:
    """Read one page: trafilatura for the article, resiliparse for the lines around it, metadata for the rest."""
    try:
        source = html if isinstance(html, str) else decode_page(html)
    except ReadError as error:
        return Page(reason=error.reason, detail=error.detail)
    source = source.replace("\0", "�")
    if "<" not in source:
        return Page(reason="extraction_failed", detail="The page holds no HTML.")
    try:
        return _extract(source, url, max_lines, latest_year)
    except Exception as error:  # any fault of a parser on a hostile page is a reject
        return Page(reason="extraction_failed", detail=f"The page broke the extractor ({type(error).__name__}).")


def _extract(source: str, url: str, max_lines: int, latest_year: int) -> Page:
    metadata, article = _trafilatura(source, url, latest_year)
    full = mend(_full_text(source))
    article = mend(article) if article and article.strip() else _fragment(source, full)
    if not article:
        return Page(reason="extraction_failed", detail="No article was found in the page.")
    others = page_lines(full, article, max_lines)
    text = article + ("\n\n" + "\n".join(others) if others else "")
    return Page(text, len(article), asdict(metadata))


def _trafilatura(source: str, url: str, latest_year: int) -> tuple[Metadata, str]:
    from trafilatura import bare_extraction
    from trafilatura.utils import load_html

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    tree = load_html(source)
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


def _full_text(source: str) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    full = str(extract_plain_text(source, preserve_formatting=True, alt_texts=False, list_bullets=False))
    return "\n".join([full, *_captions(source)])


def _captions(source: str) -> list[str]:
    """Captions of figures, where photo credits stand; the full text leaves them out."""
    from resiliparse.parse.html import HTMLTree

    body = HTMLTree.parse(source).body
    return [" ".join((each.text or "").split()) for each in body.get_elements_by_tag_name("figcaption")] if body else []


def _fragment(source: str, full: str) -> str:
    """A piece of HTML that is no page (feeds, databases) is all article."""
    return "" if re.search(r"(?i)<(?:html|body|head)\b", source) else full.strip()


def page_lines(full: str, article: str, limit: int) -> list[str]:
    """Lines of the full page that the article does not hold, in page order, at most ``limit``.

    Compared without case, blanks and punctuation; a line also counts as held when it is part of the
    article's running letters, or is several of its lines set as one.
    """
    held = [_fold(line) for line in article.split("\n")]
    known, running = set(held), "".join(held)
    kept: list[str] = []
    for raw in full.split("\n"):
        line = " ".join(_BULLET.sub("", raw).split())
        folded = _fold(line)
        if not folded or folded in known or (len(folded) >= _MIN_CONTAINED and folded in running):
            continue
        if kept[-1:] != [line]:
            kept.append(line)
        if len(kept) == limit:
            break
    return kept


def _fold(line: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", line).casefold()))
