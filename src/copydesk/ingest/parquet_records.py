"""Reader of Parquet files, batch by batch, only the columns that copydesk knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import repeat
from typing import Any

import numpy as np

from copydesk.ingest.fields import pick_columns, plan
from copydesk.ingest.inputs import InputFile
from copydesk.ingest.plain_texts import find_plain
from copydesk.ingest.record import Bundle, Item, Record
from copydesk.ingest.streams import ReadError, open_bytes
from copydesk.ingest.values import is_missing
from copydesk.settings.rooms import Ingest
from copydesk.text.strings import read_utf8

__all__ = ["read_parquet", "text_column", "unbundle"]

_BATCH = 1000
_HEAD = 1600
"""Bytes of the 400 characters within which a page begins (see ``article.find_html``)."""


def read_parquet(file: InputFile, settings: Ingest) -> Iterator[Item]:
    """One record a row, in bundles; columns of other names are not read. A damaged row group ends the file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    with open_bytes(file.path) as stream:
        if not stream.read(1):
            raise ReadError("empty", "The file is empty.")
        stream.seek(0)
        number = 0
        try:
            table = pq.ParquetFile(stream)
            columns = _columns(table.schema_arrow.names)
            for batch in table.iter_batches(batch_size=_BATCH, columns=columns):
                yield from _items(batch, number, file)
                number += batch.num_rows
        except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
            raise ReadError("unreadable", f"The file is not a readable Parquet file: {_short(error)}.") from error


def _columns(names: list[str]) -> list[str]:
    known = [name for _, aliases in plan(tuple(names)) for name in aliases]
    return known or names[:1]


def unbundle(bundle: Bundle) -> Iterator[Record]:
    """The records of ``bundle``, made as they are asked for: its texts become strings one at a time."""
    name = text_column(bundle)
    texts = bundle.columns.column(name) if name else None
    texts = texts if texts is not None and _is_string(texts.type) else None
    others = [each for each in bundle.columns.schema.names if texts is None or each != name]
    columns = {each: _values(bundle.columns.column(each)) for each in others}
    rows = pick_columns(columns) or [{} for _ in bundle.numbers]
    sizes = [_size(row) for row in zip(*columns.values(), strict=True)] or [0] * len(rows)
    records = map(
        Record, repeat(bundle.input_file), bundle.numbers, repeat("parquet"), rows, repeat(bundle.folder), sizes
    )
    if texts is None:
        yield from records
        return
    for record, (text, plain) in zip(records, _read_texts(texts), strict=True):
        record.values["text"], record.plain = (None, None) if is_missing(text) else (text, plain)
        record.bytes += len(text)
        yield record


def _read_texts(texts: Any) -> Iterator[tuple[str | bytes, memoryview | None]]:
    """Each of ``texts``, as bytes where it is no UTF-8; and its UTF-8 where it is plain."""
    data, bounds = read_utf8(texts)
    view, ends = data.data, bounds.tolist()
    for begin, end, is_plain in zip(ends[:-1], ends[1:], find_plain(texts).tolist(), strict=True):
        raw = view[begin:end]
        try:
            yield str(raw, "utf-8"), raw if is_plain else None
        except UnicodeDecodeError:
            yield bytes(raw), None


def text_column(bundle: Bundle) -> str:
    """The column of ``bundle`` that holds its texts; empty where several may, or none does."""
    names: tuple[str, ...] = dict(plan(tuple(bundle.columns.schema.names))).get("text", ())
    return names[0] if len(names) == 1 else ""


def _items(batch: Any, first: int, file: InputFile) -> Iterator[Item]:
    """The rows of ``batch``, whose numbers begin at ``first``: what may be pages one by one, the others together."""
    import pyarrow as pa

    pages = _may_be_pages(batch)
    numbers = range(first, first + batch.num_rows)
    if not any(pages):
        yield Bundle(file.name, numbers, file.folder, batch)
        return
    plain = [number for number, page in zip(numbers, pages, strict=True) if not page]
    if plain:
        yield Bundle(file.name, plain, file.folder, batch.filter(pa.array([not page for page in pages])))
    told = [number for number, page in zip(numbers, pages, strict=True) if page]
    for record in unbundle(Bundle(file.name, told, file.folder, batch.filter(pa.array(pages)))):
        record.plain = None  # it may be sent to another process, memory is not
        yield record


def _may_be_pages(batch: Any) -> list[bool]:
    """Which rows may hold a page in place of a text; all where its columns are of no plain kind."""
    fields = dict(plan(tuple(batch.schema.names)))
    texts = [batch.column(name) for name in fields.get("text", ())]
    if "html" in fields or not all(_is_string(text.type) for text in texts):
        return [True] * batch.num_rows
    found = np.zeros(batch.num_rows, bool)
    for text in texts:
        data, bounds = read_utf8(text)
        at = np.flatnonzero(data[bounds[0] : bounds[-1]] == ord("<")) + bounds[0]
        row = np.searchsorted(bounds, at, side="right") - 1
        found[row[at - bounds[row] < _HEAD]] = True
    return found.tolist()


def _is_string(kind: Any) -> bool:
    import pyarrow as pa

    return pa.types.is_string(kind) or pa.types.is_large_string(kind)


def _values(column: Any) -> list[Any]:
    import pyarrow as pa

    # Nanoseconds have no Python type; microseconds do.
    if pa.types.is_timestamp(column.type) and column.type.unit == "ns":
        column = column.cast(pa.timestamp("us", column.type.tz), safe=False)
    try:
        values: list[Any] = column.to_pylist()
    except (UnicodeDecodeError, ValueError, OverflowError):
        return [_value(each) for each in column]
    return values


def _value(scalar: Any) -> Any:
    try:
        return scalar.as_py()
    except UnicodeDecodeError:
        return scalar.as_buffer().to_pybytes()
    except (ValueError, OverflowError):
        return None


def _size(values: Iterable[Any]) -> int:
    return sum([len(value) for value in values if isinstance(value, str | bytes)])


def _short(error: BaseException) -> str:
    return " ".join(str(error).split())[:120].rstrip(".") if not isinstance(error, OSError) else "it is damaged"
