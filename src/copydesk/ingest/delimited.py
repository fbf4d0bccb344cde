"""Readers of CSV and TSV, with a header line or as trafilatura writes them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import BinaryIO

from copydesk.ingest.aliases import TRAFILATURA_COLUMNS
from copydesk.ingest.encoding import decode, looks_binary
from copydesk.ingest.fields import known_names, pick
from copydesk.ingest.inputs import InputFile
from copydesk.ingest.record import Fault, Item, Record
from copydesk.ingest.streams import STREAM_ERRORS, ReadError, describe, open_bytes
from copydesk.settings.rooms import Ingest

__all__ = ["read_csv", "read_tsv"]

_DELIMITERS = ",;\t|"
_ADDRESS = re.compile(r"null|https?://\S+")


def read_csv(file: InputFile, settings: Ingest) -> Iterator[Item]:
    """One record a row. The delimiter is the one of , ; tab | that the header line holds most often."""
    return _read(file, settings, "csv", "")


def read_tsv(file: InputFile, settings: Ingest) -> Iterator[Item]:
    """One record a row, cells parted by tabs."""
    return _read(file, settings, "tsv", "\t")


def _read(file: InputFile, settings: Ingest, format_: str, delimiter: str) -> Iterator[Item]:
    try:
        with open_bytes(file.path) as stream:
            charset = _charset(stream.read(4096))
        with open_bytes(file.path) as stream, _text_of(stream, charset) as text:
            first = next(text, "")
            # The limit is the module's own: the library has no other way to read a long article.
            csv.field_size_limit(max(csv.field_size_limit(), settings.max_bytes))
            rows = csv.reader(chain((first,), text), delimiter=delimiter or _delimiter(first))
            yield from _items(file, format_, rows, settings.max_bytes)
    except STREAM_ERRORS as error:
        raise ReadError("unreadable", f"The file cannot be read: {describe(error)}.") from error


def _items(file: InputFile, format_: str, rows: Iterator[list[str]], limit: int) -> Iterator[Item]:
    """Records of ``rows``, numbered from 0; blank rows and the header line are none."""
    number = 0
    names: Sequence[str] | None = None
    for row in _rows(rows):
        if names is None and not isinstance(row, str):
            names, row = _header(row)
        if row:
            yield _item(file, format_, number, names or (), row, limit)
            number += 1


def _rows(rows: Iterator[list[str]]) -> Iterator[list[str] | str]:
    """Rows that hold anything; a sentence for a row that cannot be read, and the end after a damaged stream."""
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield f"The row cannot be read: {error}."
            continue
        if any(cell.strip() for cell in row):
            yield row


def _header(row: list[str]) -> tuple[Sequence[str], list[str]]:
    """Column names, and the row itself when it is a record because the file has no header line."""
    names = [_mend(cell).lstrip("\ufeff").strip() for cell in row]
    if known_names(names) & {"text", "html"}:
        return names, []
    if len(row) == len(TRAFILATURA_COLUMNS) and _ADDRESS.fullmatch(row[0].lstrip("\ufeff")):
        return TRAFILATURA_COLUMNS, row
    return names, []


def _item(file: InputFile, format_: str, number: int, names: Sequence[str], row: list[str] | str, limit: int) -> Item:
    if isinstance(row, str):
        return Fault(file.name, number, "malformed_record", row)
    size = sum(map(len, row))
    if size > limit:
        return Fault(file.name, number, "too_large", f"The row is larger than {limit} bytes.", size)
    if len(row) > len(names) and any(cell.strip() for cell in row[len(names) :]):
        detail = f"The row has {len(row)} cells, the header {len(names)}."
        return Fault(file.name, number, "malformed_record", detail, size)
    try:
        values = pick(dict(zip(names, map(_mend, row), strict=False)))
    except ReadError as error:
        return Fault(file.name, number, error.reason, error.detail, size)
    return Record(file.name, number, format_, values, file.folder, size)


def _mend(cell: str) -> str:
    """Bytes that were no UTF-8 arrive as lone surrogates; they are read again by the cell's own charset."""
    try:
        cell.encode()
    except UnicodeEncodeError:
        # NUL is told apart: among the bytes it would pass for a sign of a binary file.
        return "�".join(decode(part) for part in cell.encode("utf-8", "surrogateescape").split(b"\0"))
    return cell


def _charset(head: bytes) -> str:
    """The charset of a file that begins with ``head``. Raises ReadError: empty, binary_content."""
    if not head.strip():
        raise ReadError("empty", "The file is empty.")
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    if looks_binary(head.replace(b"\0", b"")):
        raise ReadError("binary_content", "It is a binary file, not text.")
    return "utf-8"


def _text_of(stream: BinaryIO, charset: str) -> io.TextIOWrapper:
    errors = "surrogateescape" if charset == "utf-8" else "replace"
    return io.TextIOWrapper(stream, encoding=charset, errors=errors, newline="")


def _delimiter(header: str) -> str:
    return max(_DELIMITERS, key=lambda mark: (header.count(mark), -_DELIMITERS.index(mark)))
