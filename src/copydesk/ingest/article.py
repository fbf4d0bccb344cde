"""From a record to a row of ``articles``, or to the fault that says why not."""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import Any, NamedTuple

from copydesk.ingest.dates import Moment, read_date, read_days, read_first, read_url_date
from copydesk.ingest.language import tell_language
from copydesk.ingest.mending import count_hidden, mend
from copydesk.ingest.page import Page
from copydesk.ingest.page_text import PageText, TextLines, is_whole_page, read_page_text
from copydesk.ingest.record import Fault, Record, rejected
from copydesk.ingest.source import name_source, split_source
from copydesk.ingest.streams import ReadError
from copydesk.ingest.values import is_missing, read_authors, read_name, read_text
from copydesk.ingest.whole_files import is_html
from copydesk.settings.rooms import Ingest

__all__ = ["Row", "find_html", "judge_page", "judge_text"]

Row = dict[str, Any]

_WORD = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|\\w+")
_HEAD = 2_000
"""Characters that mostly tell whether a text has words enough, and is readable."""
_NO_TEXT = PageText("", "", None)


class Reading(NamedTuple):
    """What was read of a record: its mended text, also as UTF-8, of which ``article_chars`` are the article."""

    text: str
    article_chars: int
    utf8: bytes | memoryview
    hidden: int
    whole: bool = False
    seen: PageText = _NO_TEXT
    page: Page = Page()


def find_html(record: Record) -> bytes | str | None:
    """The page that ``record`` holds in place of a text: its html field, or a text that is HTML source."""
    text, html = record.values.get("text"), record.values.get("html")
    if isinstance(text, str) and text[:400].lstrip()[:1] == "<" and (is_html(text) or _is_markup(text)):
        return text
    return html if is_missing(text) and isinstance(html, bytes | str) and html else None


def judge_text(record: Record, settings: Ingest) -> Row | Fault:
    """The row of a record whose text is given."""
    values, input_id = record.values, _input_id(record.values)
    try:
        text = values["text"] if record.plain is not None else mend(read_text(values.get("text")))
    except ReadError as error:
        return rejected(record, error.reason, error.detail, input_id)
    record.bytes = record.bytes or len(text)
    fault = _text_fault(record, text, len(text), settings, input_id)
    if fault:
        return fault
    lines = TextLines(text)
    told = values.get("authors") and values.get("published") and _line(values.get("title"))
    seen = _NO_TEXT if told else read_page_text(lines, settings.earliest_year, settings.latest_year)
    utf8, hidden = (text.encode(), count_hidden(text)) if record.plain is None else (record.plain, 0)
    reading = Reading(text, len(text), utf8, hidden, is_whole_page(lines), seen)
    return _row(record, reading, settings, input_id)


def judge_page(record: Record, page: Page, settings: Ingest) -> Row | Fault:
    """The row of a record whose page has been read."""
    input_id = _input_id(record.values)
    if page.reason:
        return rejected(record, page.reason, page.detail, input_id)
    article = page.text[: page.article_chars]
    fault = _text_fault(record, article, len(page.text), settings, input_id)
    hidden = count_hidden(page.text)
    reading = Reading(page.text, page.article_chars, page.text.encode(), hidden, page=page)
    return fault or _row(record, reading, settings, input_id)


def _input_id(values: Row) -> str:
    return _line(values.get("id")) or _line(values.get("outlet_id"))


def _is_markup(text: str) -> bool:
    return re.match(r"(?is)\s*<(p|div|article|section|h[1-6]|span|figure|table|ul)\b[^>]*>.*</\1>", text) is not None


def _text_fault(record: Record, text: str, size: int, settings: Ingest, input_id: str) -> Fault | None:
    if not text or text.isspace():
        given = "text" in record.values or "html" in record.values
        reason, detail = ("empty", "The text is empty.") if given else ("no_text", "The record has no text.")
        return rejected(record, reason, detail, input_id)
    if size > settings.max_bytes:
        return rejected(record, "too_large", f"The text is larger than {settings.max_bytes} bytes.", input_id)
    few = text.count(" ", 0, 20 * settings.min_words) < settings.min_words and text.count(" ") < settings.min_words
    if few and (words := len(_WORD.findall(text))) < settings.min_words:
        detail = f"The text has {words} words, fewer than {settings.min_words}."
        return rejected(record, "too_short", detail, input_id)
    if text.count("�", 0, _HEAD) > 0.2 * len(text[:_HEAD]):
        return rejected(record, "bad_encoding", "Too many of its characters cannot be read.", input_id)
    return None


def _row(record: Record, reading: Reading, settings: Ingest, input_id: str) -> Row:
    values, meta, seen = record.values, reading.page.metadata or {}, reading.seen
    field_source, url = split_source(_line(values.get("source")), _line(values.get("url")))
    url = url if _is_address(url) else ""
    url = url or _line(meta.get("url"))
    source, source_origin = name_source(
        field_source, _line(values.get("domain")), url, record.folder, _line(meta.get("site"))
    )
    title, title_origin = _first_of(
        ("field", _line(values.get("title"))), ("metadata", _line(meta.get("title"))), ("text", mend(seen.title))
    )
    moment, published_origin = _published(values, meta, url, seen, settings)
    article = reading.text[: reading.article_chars]
    language, language_origin = tell_language(read_name(values.get("language")), meta.get("language") or "", article)
    return {
        "doc_id": _doc_id(source, url, title, reading.utf8, input_id),
        "input_id": input_id or None,
        "own_id": not _line(values.get("id")),
        "source": source or None,
        "source_origin": source_origin,
        "url": url or None,
        "title": title or None,
        "title_origin": title_origin,
        "authors": _line(read_authors(values.get("authors"))) or _line(meta.get("authors")) or seen.authors or None,
        "published_at": moment.at if moment else None,
        "published_origin": published_origin,
        "published_precision": moment.precision if moment else "none",
        "language": language or None,
        "language_origin": language_origin,
        "input_file": record.input_file,
        "record_no": record.record_no,
        "format": record.format,
        "text": reading.text,
        "article_chars": reading.article_chars,
        "hidden_characters": reading.hidden,
        "whole_page": reading.whole,
        "metadata_credit": _line(values.get("credit")) or _line(meta.get("credit")) or None,
        "metadata_flags": meta.get("flags") or None,
    }


def _line(value: Any) -> str:
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
