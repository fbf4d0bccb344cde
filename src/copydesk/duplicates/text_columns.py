"""A column of texts as raw UTF-8 buffers: from an Arrow table in memory, or from Parquet files a row group at a time.

Nothing here makes a Python string. A column is cut into units that threads read and work on by themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from copydesk.errors import UsageError

__all__ = ["Chunk", "TextColumn", "arrow_column", "parquet_column"]

ROWS_AT_ONCE = 1_000
KEPT_BYTES = 512 * 1024 * 1024
"""Texts up to this size stay in memory between signing and verifying; what is beyond is read again."""


@dataclass(frozen=True)
class Chunk:
    """Consecutive texts: text n is row ``first + n`` and has the bytes ``data[offsets[n]:offsets[n + 1]]``."""

    first: int
    offsets: npt.NDArray[np.int64]
    data: npt.NDArray[np.uint8]

    @property
    def rows(self) -> int:
        """How many texts."""
        return len(self.offsets) - 1

    def text(self, number: int) -> str:
        """Text ``number``; bytes that are no UTF-8 become U+FFFD."""
        return self.data[self.offsets[number] : self.offsets[number + 1]].tobytes().decode("utf-8", "replace")


class Unit(NamedTuple):
    """Rows ``first`` to ``first + rows``: slices in memory, or a row group of the column ``name`` of a file."""

    first: int
    rows: int
    held: pa.Array | None
    file: Path | None = None
    name: str = ""
    group: int = 0


class TextColumn:
    """``rows`` texts in ``units``; ``size`` estimates their bytes. ``read`` may be called from several threads."""

    def __init__(self, units: Sequence[Unit], size: int, kept: int = KEPT_BYTES) -> None:
        self.units, self.size = list(units), size
        self.rows = sum(unit.rows for unit in self.units)
        self._kept: dict[int, list[Chunk]] = {}
        self._room, self._lock = kept, Lock()

    def read(self, number: int) -> Iterator[Chunk]:
        """The chunks of unit ``number``, in order."""
        unit = self.units[number]
        if unit.held is not None:
            yield _chunk(unit.held, unit.first)
            return
        yield from self._kept.get(number) or self._read_group(number, unit)

    def _read_group(self, number: int, unit: Unit) -> Iterator[Chunk]:
        chunks, first = [], unit.first
        try:
            with pq.ParquetFile(unit.file) as file:
                for batch in file.iter_batches(ROWS_AT_ONCE, [unit.group], [unit.name], use_threads=False):
                    chunks.append(_chunk(batch.column(0), first))
                    first += batch.num_rows
                    yield chunks[-1]
                    if not self._keeps(chunks):
                        chunks = []
        except (pa.ArrowException, OSError) as error:
            raise UsageError(
                f"{unit.file} is not a readable Parquet file: {' '.join(str(error).split())[:120]}"
            ) from error
        if sum(len(chunk.offsets) - 1 for chunk in chunks) == unit.rows:
            self._keep(number, chunks)

    def _keeps(self, chunks: list[Chunk]) -> bool:
        return sum(chunk.data.nbytes for chunk in chunks) <= self._room

    def _keep(self, number: int, chunks: list[Chunk]) -> None:
        size = sum(chunk.data.nbytes for chunk in chunks)
        with self._lock:
            if size <= self._room and number not in self._kept:
                self._room -= size
                self._kept[number] = chunks


def arrow_column(texts: pa.ChunkedArray | pa.Array) -> TextColumn:
    """The column ``texts`` (any of Arrow's string types); nothing is copied, unless it holds nulls."""
    chunks = texts.chunks if isinstance(texts, pa.ChunkedArray) else [texts]
    units, first = [], 0
    for chunk in chunks:
        for start in range(0, len(chunk), ROWS_AT_ONCE):
            part = chunk.slice(start, ROWS_AT_ONCE)
            units.append(Unit(first, len(part), part))
            first += len(part)
    return TextColumn(units, texts.nbytes)


def parquet_column(columns: Iterable[tuple[Path, str]]) -> TextColumn:
    """Columns of Parquet files by file and name, one after the other, as one.

    UsageError when a file cannot be read or has no such column of texts.
    """
    units, first, size = [], 0, 0
    for file, name in columns:
        data = _metadata(file, name)
        at = data.schema.names.index(name)
        if data.schema.column(at).physical_type != "BYTE_ARRAY":
            raise UsageError(f"{name!r} of {file} is not a column of texts")
        for group in range(data.num_row_groups):
            rows = data.row_group(group).num_rows
            units.append(Unit(first, rows, None, file, name, group))
            first, size = first + rows, size + data.row_group(group).column(at).total_uncompressed_size
    return TextColumn(units, size)


def _metadata(file: Path, name: str) -> Any:
    try:
        data = pq.read_metadata(file)
    except (pa.ArrowException, OSError) as error:
        raise _unreadable(file, error) from error
    if name not in data.schema.names:
        raise UsageError(f"{file} has no column {name!r}")
    return data


def _unreadable(file: Path | None, error: Exception) -> UsageError:
    return UsageError(f"{file} is not a readable Parquet file: {' '.join(str(error).split())[:120]}")


def _chunk(texts: pa.Array, first: int) -> Chunk:
    if not pa.types.is_large_string(texts.type):
        texts = (texts.dictionary_decode() if pa.types.is_dictionary(texts.type) else texts).cast(pa.large_binary())
    if texts.null_count:
        texts = pc.fill_null(texts, "" if pa.types.is_large_string(texts.type) else b"")
    _, places, letters = texts.buffers()
    data = np.frombuffer(letters, np.uint8) if letters is not None and letters.size else np.zeros(0, np.uint8)
    if not len(texts):
        return Chunk(first, np.zeros(1, np.int64), data)
    return Chunk(first, np.frombuffer(places, np.int64)[texts.offset : texts.offset + len(texts) + 1], data)
