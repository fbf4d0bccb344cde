"""The files of a report: a table is written as soon as it is known, though nothing is published before the checks."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

import copydesk
from copydesk.processes import Fork, may_fork
from copydesk.reports.csvset import write_csv
from copydesk.reports.order import ordered, published
from copydesk.reports.package import describe_package, sha256
from copydesk.reports.parquet import write_parquet
from copydesk.reports.reading import MANIFEST
from copydesk.settings.rooms import Reports
from copydesk.tables import CSV_TABLES, LATE, PUBLISHED, TABLES

__all__ = ["EARLY", "Draft"]

EARLY = tuple(name for name in PUBLISHED if name not in LATE)
"""Tables that are known before the checks are held."""

_LISTED = ("findings", "clusters", "quotes", "outlets", "rejects", "checks")
_PAGED = "findings"
"""The table that links to pages, and so is written with them."""
_AT_ONCE = 2
"""Files that one process writes at the same time."""
_FORKS = 2
"""Processes that write at the same time."""
_PATIENCE = 5
"""Added to the niceness of a process that writes beside others."""

Frames = dict[str, pd.DataFrame]
Digests = dict[Path, str]
"""The SHA-256 of files that have been written: taken where they were, while the others are written."""


class Draft:
    """A report in the empty ``folder``. The same tables give the same bytes, whichever are begun early.

    With ``beside`` files are written in processes beside this one, of low priority: where a core has nothing to do.
    """

    def __init__(self, folder: Path, settings: Reports, beside: bool = False) -> None:
        self._folder, self._settings, self._beside = folder, settings, beside and may_fork()
        self._begun: list[tuple[list[str], Fork]] = []
        (folder / "data").mkdir()

    def begin(self, tables: Frames) -> None:
        """Begin to write those of ``tables`` that are published and not begun; they change no more.

        Two forks write at a time, so that what they hold does not add up; but the pages, which take long, do not wait.
        """
        names = self._left(tables) if self._beside else []
        if names and (_PAGED in names or sum(fork.busy() for _, fork in self._begun) < _FORKS):
            self._begun.append((names, Fork(partial(self._write_beside, names, tables))))

    def finish(self, tables: Mapping[str, pd.DataFrame]) -> None:
        """Write what is left, with all tables at hand, then the index, the package and the manifest.

        Raises TableError when a table is missing or breaks its schema.
        """
        from copydesk.reports.html import linked, write_index

        frames = published(tables)
        digests = self._write(self._left(tables), tables)
        for names, fork in self._begun:
            try:
                digests |= fork.result()
            except (EOFError, OSError):  # it died: here, once more
                digests |= self._write(names, tables)
        digests |= self._write(LATE, tables)
        frames = linked(_listed(frames), self._settings)
        write_index(frames, self._folder, self._settings)
        package = describe_package(self._folder, self._settings.cell_chars, digests)
        _write_json(package, self._folder / "datapackage.json")
        _write_json(_manifest(frames, self._folder, digests), self._folder / MANIFEST)

    def close(self) -> None:
        """End the processes beside, whatever they are doing."""
        for _, fork in self._begun:
            fork.close()

    def _left(self, tables: Mapping[str, pd.DataFrame]) -> list[str]:
        """The tables EARLY that can be begun; the last of all is what the pages are made with."""
        begun = {name for names, _ in self._begun for name in names}
        left = [name for name in EARLY if name in tables and name not in begun]
        return [name for name in left if name != _PAGED or tables.keys() >= set(EARLY)]

    def _write_beside(self, names: Sequence[str], tables: Frames) -> Digests:
        """In a fork, which lets go of the tables it does not need: the process it is of may soon do so too."""
        os.nice(_PATIENCE)
        for name in tables.keys() - set(EARLY if _PAGED in names else names):
            del tables[name]
        return self._write(names, tables)

    def _write(self, names: Sequence[str], tables: Mapping[str, pd.DataFrame]) -> Digests:
        """Write the Parquet and CSV files of the tables ``names``, and tell these; with ``_PAGED`` also all pages."""
        frames, written = published(tables, names), Digests()
        with ThreadPoolExecutor(_AT_ONCE) as pool:  # Arrow does the work, and lets go of the interpreter
            if _PAGED in names:
                from copydesk.reports.html import linked, write_pages

                paged = linked(_listed(published(tables, EARLY)), self._settings)
                frames[_PAGED] = paged[_PAGED]
            begun = [pool.submit(each) for name in _largest_first(frames) for each in self._files(name, frames[name])]
            if _PAGED in names:
                write_pages(paged, self._folder, self._settings)
            for each in begun:
                written |= each.result()
        return written

    def _files(self, name: str, frame: pd.DataFrame) -> Iterator[Callable[[], Digests]]:
        """What writes the files of one table: its Parquet file, and its CSV file where it has one."""
        table, rows = TABLES[name], ordered(frame, TABLES[name])
        file = self._folder / "data" / f"{name}.parquet"
        yield partial(_told, file, partial(write_parquet, rows, table, file))
        if name in CSV_TABLES:
            file = self._folder / f"{name}.csv"
            yield partial(_told, file, partial(write_csv, rows, table, file, self._settings.cell_chars))


def _told(file: Path, write: Callable[[], None]) -> Digests:
    """The digest of ``file``, which ``write`` writes."""
    write()
    return {file: sha256(file)}


def _listed(frames: Frames) -> Frames:
    """``frames``, those in order that a page lists row by row; the others, which may be large, are when written."""
    return {name: ordered(frame, TABLES[name]) if name in _LISTED else frame for name, frame in frames.items()}


def _largest_first(frames: Frames) -> Sequence[str]:
    return sorted(frames, key=lambda name: (-frames[name].size, name))


def _manifest(frames: Mapping[str, pd.DataFrame], folder: Path, digests: Digests) -> dict[str, Any]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    entries = [
        {
            "path": path.relative_to(folder).as_posix(),
            "bytes": path.stat().st_size,
            "sha256": digests.get(path) or sha256(path),
        }
        for path in files
    ]
    rows = {name: len(frame) for name, frame in frames.items()}
    return {"copydesk": copydesk.__version__, "tables": rows, "files": sorted(entries, key=lambda e: e["path"])}


def _write_json(value: object, file: Path) -> None:
    file.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
