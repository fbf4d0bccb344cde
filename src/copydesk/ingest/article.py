"""From a record to a row of ``articles``, or to the fault that says why not."""

from __future__ import annotations

import re

from copydesk.ingest.hidden import NOTHING_HIDDEN, find_hidden
from copydesk.ingest.mending import mend
from copydesk.ingest.page import Page
from copydesk.ingest.page_text import is_whole_page, read_page_text
from copydesk.ingest.record import Fault, Record, rejected
from copydesk.ingest.rows import NO_TEXT, Reading, Row, make_row, one_line
from copydesk.ingest.streams import ReadError
from copydesk.ingest.text_lines import TextLines
from copydesk.ingest.values import is_missing, read_text
from copydesk.ingest.whole_files import is_html
from copydesk.settings.rooms import Ingest

__all__ = ["find_html", "judge_page", "judge_text"]

_WORD = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|\\w+")
_HEAD = 2_000
"""Characters that tell whether a text is readable."""


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
    told = values.get("authors") and values.get("published") and one_line(values.get("title"))
    seen = NO_TEXT if told else read_page_text(lines, settings.earliest_year, settings.latest_year)
    utf8 = text.encode() if record.plain is None else record.plain
    hidden = find_hidden(text) if record.plain is None else NOTHING_HIDDEN
    reading = Reading(text, len(text), utf8, hidden, is_whole_page(lines), seen)
    return make_row(record, reading, settings, input_id)


def judge_page(record: Record, page: Page, settings: Ingest) -> Row | Fault:
    """The row of a record whose page has been read."""
    input_id = _input_id(record.values)
    if page.reason:
        return rejected(record, page.reason, page.detail, input_id)
    article = page.text[: page.article_chars]
    fault = _text_fault(record, article, len(page.text), settings, input_id)
    if fault:
        return fault
    reading = Reading(page.text, page.article_chars, page.text.encode(), find_hidden(page.text), page=page)
    return make_row(record, reading, settings, input_id)


_NO_TEXT = "The record has no text: no field is called text, body, content, or another name that copydesk knows."


def _input_id(values: Row) -> str:
    return one_line(values.get("id")) or one_line(values.get("outlet_id"))


def _is_markup(text: str) -> bool:
    return re.match(r"(?is)\s*<(p|div|article|section|h[1-6]|span|figure|table|ul)\b[^>]*>.*</\1>", text) is not None


def _text_fault(record: Record, text: str, size: int, settings: Ingest, input_id: str) -> Fault | None:
    if not text or text.isspace():
        given = "text" in record.values or "html" in record.values
        reason, detail = ("empty", "The text is empty.") if given else ("no_text", _NO_TEXT)
        return rejected(record, reason, detail, input_id)
    if size > settings.max_bytes:
        return rejected(record, "too_large", f"The text is larger than {settings.max_bytes} bytes.", input_id)
    few = text.count(" ", 0, 20 * settings.min_words) < settings.min_words and text.count(" ") < settings.min_words
    if few and (words := len(_WORD.findall(text))) < settings.min_words:
        detail = f"The text has {words} word{'s' * (words != 1)}, fewer than {settings.min_words}."
        return rejected(record, "too_short", detail, input_id)
    if text.count("�", 0, _HEAD) > 0.2 * len(text[:_HEAD]):
        return rejected(record, "bad_encoding", "Too many of its characters cannot be read.", input_id)
    return None
