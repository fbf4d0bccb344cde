"""Reader of Parquet files, batch by batch, only the columns that copydesk knows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from copydesk.ingest.fields import pick, plan
from copydesk.ingest.inputs import InputFile
from copydesk.ingest.record import Fault, Item, Record
from copydesk.ingest.streams import ReadError, open_bytes
from copydesk.settings.rooms import Ingest

__all__ = ["read_parquet"]

_BATCH = 2000


def read_parquet(file: InputFile, settings: Ingest) -> Iterator[Item]:
    """One record a row; columns of other names are not read. A damaged row group ends the file."""
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
                for values in _rows(batch):
                    yield Record(file.name, number, "parquet", pick(values), file.folder, _size(values))
                    number += 1
        except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
            yield Fault(file.name, number, "unreadable", f"The file is not a readable Parquet file: {_short(error)}.")


def _columns(names: list[str]) -> list[str]:
    known = [name for _, aliases in plan(tuple(names)) for name in aliases]
    return known or names[:1]


def _rows(batch: Any) -> Iterator[dict[str, Any]]:
    columns = [_values(column) for column in batch.columns]
    names = batch.schema.names
    for row in zip(*columns, strict=True):
        yield dict(zip(names, row, strict=True))


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


def _size(values: dict[str, Any]) -> int:
    return sum(len(value) for value in values.values() if isinstance(value, str | bytes))


def _short(error: BaseException) -> str:
    return " ".join(str(error).split())[:120].rstrip(".") if not isinstance(error, OSError) else "it is damaged"
