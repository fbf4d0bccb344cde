"""Rows of ``articles``: each value from the record, its page or its text, with where it comes from."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any, NamedTuple

from copydesk.ingest.date_orders import Order
from copydesk.ingest.dates import Moment, read_date, read_days, read_first, read_url_date
from copydesk.ingest.hidden import Hidden
from copydesk.ingest.language import tell_language
from copydesk.ingest.mending import mend
from copydesk.ingest.page import Page
from copydesk.ingest.page_text import PageText
from copydesk.ingest.record import Record
from copydesk.ingest.source import name_source, split_source
from copydesk.ingest.values import read_authors, read_name
from copydesk.settings.rooms import Ingest

__all__ = ["NO_TEXT", "Reading", "Row", "make_row", "one_line"]

Row = dict[str, Any]
NO_TEXT = PageText("", "", None)


class Reading(NamedTuple):
    """What was read of a record: its mended text, also as UTF-8, of which ``article_chars`` are the article."""

    text: str
    article_chars: int
    utf8: bytes | memoryview
    hidden: Hidden
    whole: bool = False
    seen: PageText = NO_TEXT
    page: Page = Page()


def make_row(record: Record, reading: Reading, settings: Ingest, input_id: str) -> Row:
    """The row of ``record``: its own fields first, then what its page says, then what its text shows."""
    values, meta, seen = record.values, reading.page.metadata or {}, reading.seen
    field_source, url = split_source(one_line(values.get("source")), one_line(values.get("url")))
    url = url if _is_address(url) else ""
    url = url or one_line(meta.get("url"))
    source, source_origin = name_source(
        field_source, one_line(values.get("domain")), url, record.folder, one_line(meta.get("site"))
    )
    title, title_origin = _first_of(
        ("field", one_line(values.get("title"))), ("metadata", one_line(meta.get("title"))), ("text", mend(seen.title))
    )
    authors = one_line(read_authors(values.get("authors"))) or one_line(meta.get("authors")) or seen.authors
    moment, published_origin = _published(values, meta, url, seen, settings)
    article = reading.text[: reading.article_chars]
    language, language_origin = tell_language(read_name(values.get("language")), meta.get("language") or "", article)
    return {
        "doc_id": _doc_id(source, url, title, reading.utf8, input_id),
        "input_id": input_id or None,
        "own_id": not one_line(values.get("id")),
        "source": source or None,
        "source_origin": source_origin,
        "url": url or None,
        "title": title or None,
        "title_origin": title_origin,
        "authors": authors or None,
        "published_at": moment.at if moment else None,
        "published_origin": published_origin,
        "published_precision": moment.precision if moment else "none",
        "date_order": moment.order if moment else Order.NONE,
        "turned_at": moment.turned if moment else None,
        "language": language or None,
        "language_origin": language_origin,
        "input_file": record.input_file,
        "record_no": record.record_no,
        "format": record.format,
        "text": reading.text,
        "article_chars": reading.article_chars,
        "page_chars": reading.page.page_chars or len(reading.text),
        "hidden_characters": reading.hidden.count,
        "hidden_at": reading.hidden.at,
        "hidden_kinds": reading.hidden.kinds,
        "whole_page": reading.whole,
        "metadata_credit": one_line(values.get("credit")) or one_line(meta.get("credit")) or None,
        "metadata_flags": meta.get("flags") or None,
    }


def one_line(value: Any) -> str:
    """``value`` as one mended line; empty where it says nothing."""
    return "" if value is None else mend(read_name(value))


def _is_address(url: str) -> bool:
    return url.lower().startswith(("http://", "https://", "//")) or ("." in url.split("/")[0] and " " not in url)


def _first_of(*found: tuple[str, str]) -> tuple[str, str]:
    return next(((text, origin) for origin, text in found if text), ("", "none"))


def _published(values: Row, meta: Row, url: str, seen: PageText, settings: Ingest) -> tuple[Moment | None, str]:
    years = settings.earliest_year, settings.latest_year
    if moment := read_first(values.get("published") or (), *years) or read_days(values.get("days")):
        return moment, "field"
    if moment := read_first(meta.get("dates") or (), *years):
        return moment, "metadata"
    if seen.published:
        return seen.published, "text"
    if url and (moment := read_url_date(url, *years)):
        return moment, "url"
    moment = read_date(values.get("file_date"), *years)
    return moment, "file" if moment else "none"


def _doc_id(source: str, url: str, title: str, text: bytes | memoryview, input_id: str) -> str:
    # The separator cannot be in a mended text's fields by chance, and lengths need not be told.
    content = blake2b(f"{source}\x1f{url}\x1f{title}\x1f".encode(), digest_size=8)
    content.update(text)
    if input_id:
        content.update(f"\x1f{input_id}".encode())
    return "d" + content.hexdigest()
