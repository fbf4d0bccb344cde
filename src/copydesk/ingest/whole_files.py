"""Readers of files that are one record each: plain text and HTML pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.ingest.encoding import decode, looks_binary
from copydesk.ingest.inputs import InputFile
from copydesk.ingest.record import Fault, Item, Record
from copydesk.ingest.streams import read_bytes
from copydesk.settings.rooms import Ingest

__all__ = ["read_html_file", "read_text_file"]

_HTML_START = re.compile(r"(?is)\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b")
_FILE_DATE = re.compile(r"(?<!\d)((?:1[6-9]|20)\d\d-[01]\d-[0-3]\d)(?!\d)")


def read_text_file(file: InputFile, settings: Ingest) -> Iterator[Item]:
    """The text of a .txt file as one record; saved HTML source in it is taken as a page."""
    data = read_bytes(file.path, settings.max_bytes)
    if not data.strip():
        yield Fault(file.name, 0, "empty", "The file is empty.", len(data))
        return
    text = decode(data)
    values: dict[str, object] = {"html" if is_html(text) else "text": text}
    yield _record(file, "txt", values, len(data))


def read_html_file(file: InputFile, settings: Ingest) -> Iterator[Item]:
    """The bytes of an HTML page as one record; its charset is found when it is parsed."""
    data = read_bytes(file.path, settings.max_html_bytes)
    if not data.strip():
        yield Fault(file.name, 0, "empty", "The file is empty.", len(data))
    elif looks_binary(data) and b"\0" not in data[:2] and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        yield Fault(file.name, 0, "binary_content", "It is a binary file, not text.", len(data))
    else:
        yield _record(file, "html", {"html": data}, len(data))


def is_html(text: str) -> bool:
    """Whether ``text`` is the source of an HTML page."""
    return _HTML_START.match(text[:4000]) is not None


def _record(file: InputFile, format_: str, values: dict[str, object], size: int) -> Record:
    date = _FILE_DATE.search(file.path.name)
    if date:
        values["file_date"] = date[1]
    return Record(file.name, 0, format_, values, file.folder, size)
