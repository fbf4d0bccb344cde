"""Readers of JSON: one object a line, a list of objects, or one object."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain
from typing import Any

import orjson

from copydesk.ingest.encoding import decode
from copydesk.ingest.fields import known_names, pick
from copydesk.ingest.inputs import InputFile
from copydesk.ingest.record import Fault, Item, Record
from copydesk.ingest.streams import STREAM_ERRORS, ReadError, describe, open_bytes, read_bytes, read_lines
from copydesk.settings.rooms import Ingest

__all__ = ["read_json", "read_json_lines"]

_LISTS = ("articles", "items", "documents", "docs", "results", "records", "news", "news_items", "stories", "data")
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


class _JsonError(Exception):
    """The text is no JSON; the message is a sentence."""


def read_json_lines(file: InputFile, settings: Ingest) -> Iterator[Item]:
    """One record a line; blank lines are no records. A list or an object over many lines is read whole."""
    number = 0
    with open_bytes(file.path) as stream:
        try:
            lines = read_lines(stream, settings.max_bytes)
            first = next(((line, size) for line, size in lines if size > len(line) or line.strip()), None)
            if first is None:
                raise ReadError("empty", "The file holds no record.")
            if first[0].startswith(_WIDE_MARKS) or first[0].strip().lstrip(b"\xef\xbb\xbf") in (b"[", b"{"):
                yield from read_json(file, settings)
                return
            for line, size in chain((first,), lines):
                if line.strip() or size > len(line):
                    yield _line(file, number, line, size)
                    number += 1
        except STREAM_ERRORS as error:
            detail = f"The file cannot be read further: {describe(error)}."
            yield Fault(file.name, number, "unreadable", detail)


def read_json(file: InputFile, settings: Ingest) -> Iterator[Item]:
    """The records of a .json file: a list of objects, one object, or an object that holds the list."""
    data = read_bytes(file.path, settings.max_json_bytes)
    if not data.strip():
        raise ReadError("empty", "The file is empty.")
    try:
        value = _parse(data)
    except _JsonError as error:
        lines = [line for line in data.splitlines() if line.strip()]
        if len(lines) < 2 or not all(line.strip().startswith(b"{") for line in lines):
            raise ReadError("malformed_record", str(error)) from error
        yield from (_line(file, number, line, len(line)) for number, line in enumerate(lines))
        return
    records = _records(value)
    size = len(data) // max(len(records), 1)
    yield from (_item(file, number, each, size) for number, each in enumerate(records))


def _records(value: Any) -> list[Any]:
    if isinstance(value, list):
        return value
    if isinstance(value, dict) and not known_names(tuple(value)) & {"text", "html"}:
        inner = next((value[key] for key in _LISTS if isinstance(value.get(key), list)), None)
        if inner is not None:
            return list(inner)
    return [value]


def _line(file: InputFile, number: int, line: bytes, size: int) -> Item:
    if size > len(line):
        return Fault(file.name, number, "too_large", "The line is larger than the limit.", size)
    try:
        return _item(file, number, _parse(line), size)
    except _JsonError as error:
        return Fault(file.name, number, "malformed_record", str(error), size)
    except ReadError as error:
        return Fault(file.name, number, error.reason, error.detail, size)


def _item(file: InputFile, number: int, value: Any, size: int) -> Item:
    if not isinstance(value, dict):
        kind = type(value).__name__.replace("NoneType", "null")
        return Fault(file.name, number, "malformed_record", f"The record is a JSON {kind}, not an object.", size)
    return Record(file.name, number, "jsonl", pick(value), file.folder, size)


def _parse(data: bytes) -> Any:
    """JSON by orjson; what it refuses by the standard library, which takes NaN, lone surrogates, raw tabs."""
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError:
        pass
    try:
        return json.loads(decode(data), strict=False)
    except RecursionError as error:
        raise _JsonError("The record is nested too deeply.") from error
    except json.JSONDecodeError as error:
        raise _JsonError(f"It is not JSON: {error.msg} at character {error.pos}.") from error
    except ValueError as error:
        raise _JsonError("It holds a number with too many digits.") from error
