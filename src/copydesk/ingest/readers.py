"""The registry of input formats: which reader opens which suffix."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from copydesk.ingest.delimited import read_csv, read_tsv
from copydesk.ingest.inputs import InputFile
from copydesk.ingest.json_records import read_json, read_json_lines
from copydesk.ingest.parquet_records import read_parquet
from copydesk.ingest.record import Bundle, Fault, Item
from copydesk.ingest.streams import ReadError
from copydesk.ingest.whole_files import read_html_file, read_text_file
from copydesk.settings.rooms import Ingest

__all__ = ["READERS", "Reader", "read"]


@dataclass(frozen=True)
class Reader:
    """One format: its name in the tables, the suffixes it is known by, and the function that reads it."""

    format: str
    suffixes: tuple[str, ...]
    read: Callable[[InputFile, Ingest], Iterator[Item]]


READERS: tuple[Reader, ...] = (
    Reader("txt", (".txt", ".text"), read_text_file),
    Reader("html", (".html", ".htm", ".xhtml", ".shtml"), read_html_file),
    Reader("jsonl", (".jsonl", ".ndjson"), read_json_lines),
    Reader("jsonl", (".json",), read_json),
    Reader("csv", (".csv",), read_csv),
    Reader("tsv", (".tsv", ".tab"), read_tsv),
    Reader("parquet", (".parquet", ".pq"), read_parquet),
)
_BY_SUFFIX = {suffix: reader for reader in READERS for suffix in reader.suffixes}


def read(file: InputFile, settings: Ingest) -> Iterator[Item]:
    """Every record of ``file``, in order, numbered from 0; a file that cannot be read yields one fault."""
    reader = _BY_SUFFIX.get(suffix(file.path))
    if file.path.is_dir():
        yield Fault(file.name, 0, "unreadable", "The folder cannot be listed.")
        return
    if reader is None:
        yield Fault(file.name, 0, "unsupported_format", _unsupported(file.path), _size(file.path))
        return
    number = 0
    try:
        for item in reader.read(file, settings):
            yield item
            number += len(item) if isinstance(item, Bundle) else 1
    except ReadError as error:
        yield Fault(file.name, number, error.reason, error.detail, _size(file.path))
    except Exception as error:  # hostile input is normal input: what no reader foresaw ends one file, not the run
        detail = f"The file broke its reader ({type(error).__name__})."
        yield Fault(file.name, number, "unreadable", detail, _size(file.path))


def suffix(path: Path) -> str:
    """The suffix that names the format, in lower case, .gz set aside."""
    suffixes = [each.lower() for each in path.suffixes]
    return "".join(([*suffixes[:-1]] if suffixes[-1:] == [".gz"] else suffixes)[-1:])


def _unsupported(path: Path) -> str:
    known = " ".join(sorted(_BY_SUFFIX))
    return f"Files ending in {suffix(path) or 'nothing'} are not read; copydesk reads {known}, gzipped or not."


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
