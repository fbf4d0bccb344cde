"""The files of a report: what the checks do not change is written before they are known."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

import copydesk
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
_AT_ONCE = 2
"""Files written at the same time."""

Frames = dict[str, pd.DataFrame]


class Draft:
    """A report in the empty ``folder``: every file that the tables ``EARLY`` make, then, in ``finish``, the rest.

    Raises TableError when a table is missing or breaks its schema. The same tables give the same bytes.
    """

    def __init__(self, tables: Mapping[str, pd.DataFrame], folder: Path, settings: Reports) -> None:
        from copydesk.reports.html import linked, write_pages

        self._folder, self._settings = folder, settings
        self._frames = linked(_listed(published(tables, EARLY)), settings)
        (folder / "data").mkdir()
        with ThreadPoolExecutor(_AT_ONCE) as pool:  # Arrow does the work, and lets go of the interpreter
            written = [pool.submit(self._write_table, name) for name in _largest_first(self._frames)]
            write_pages(self._frames, folder, settings)
            for each in written:
                each.result()

    def finish(self, tables: Mapping[str, pd.DataFrame]) -> None:
        """Write what depends on the tables ``LATE``: their files, the index, the package and the manifest."""
        from copydesk.reports.html import write_index

        frames = {**self._frames, **_listed(published(tables, LATE))}
        self._frames = {name: frames[name] for name in PUBLISHED}
        for name in LATE:
            self._write_table(name)
        write_index(self._frames, self._folder, self._settings)
        digest = cache(sha256)  # both files name the CSV files, which are large
        package = describe_package(self._folder, self._settings.cell_chars, digest)
        _write_json(package, self._folder / "datapackage.json")
        _write_json(_manifest(self._frames, self._folder, digest), self._folder / MANIFEST)

    def _write_table(self, name: str) -> None:
        """The Parquet file of one table, and its CSV file where it has one."""
        table, frame = TABLES[name], ordered(self._frames[name], TABLES[name])
        write_parquet(frame, table, self._folder / "data" / f"{name}.parquet")
        if name in CSV_TABLES:
            write_csv(frame, table, self._folder / f"{name}.csv", self._settings.cell_chars)


def _listed(frames: Frames) -> Frames:
    """``frames``, those in order that a page lists row by row; the others, which may be large, are when written."""
    return {name: ordered(frame, TABLES[name]) if name in _LISTED else frame for name, frame in frames.items()}


def _largest_first(frames: Frames) -> Sequence[str]:
    return sorted(frames, key=lambda name: (-frames[name].size, name))


def _manifest(frames: Mapping[str, pd.DataFrame], folder: Path, digest: Callable[[Path], str]) -> dict[str, Any]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        digests = list(pool.map(digest, files))
    entries = [
        {"path": path.relative_to(folder).as_posix(), "bytes": path.stat().st_size, "sha256": digest}
        for path, digest in zip(files, digests, strict=True)
    ]
    rows = {name: len(frame) for name, frame in frames.items()}
    return {"copydesk": copydesk.__version__, "tables": rows, "files": sorted(entries, key=lambda e: e["path"])}


def _write_json(value: object, file: Path) -> None:
    file.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
