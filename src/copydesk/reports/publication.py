"""Publish a report, or withhold it and say why."""

from __future__ import annotations

import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pandas as pd

import copydesk
from copydesk.errors import WithheldError
from copydesk.reports.csvset import write_csv
from copydesk.reports.order import published
from copydesk.reports.package import describe_package, sha256
from copydesk.reports.parquet import write_parquet
from copydesk.reports.reading import MANIFEST
from copydesk.reports.swap import require_replaceable, staging
from copydesk.reports.withheld import clear_withheld, critical_failures, withhold
from copydesk.settings.rooms import Reports
from copydesk.tables import CSV_TABLES, TABLES

__all__ = ["publish", "write_report"]

_AT_ONCE = 2
"""Files written at the same time."""


def publish(tables: Mapping[str, pd.DataFrame], out: Path, settings: Reports) -> Path:
    """Publish ``tables`` as the report folder ``out``, whole or not at all; returns ``out``.

    ``tables`` holds every published table by name; others are ignored. The same tables give the same
    bytes. Raises UsageError when ``out`` holds something that is not a report, TableError when a table
    is missing or breaks its schema, and WithheldError when a critical check failed: ``out`` is then left
    as it was, and ``<out>.withheld`` says why.
    """
    require_replaceable(out)
    frames = published(tables)
    failed = critical_failures(frames["checks"])
    if len(failed):
        raise WithheldError(withhold(frames, failed, out, settings.cell_chars))
    with staging(out) as folder:
        write_report(frames, folder, settings)
    clear_withheld(out)
    return out


def write_report(frames: dict[str, pd.DataFrame], folder: Path, settings: Reports) -> None:
    """Write every file of the report of ``frames`` (as ``published`` gives them) into the empty ``folder``."""
    from copydesk.reports.html import linked, write_html

    frames = linked(frames, settings)
    (folder / "data").mkdir()
    with ThreadPoolExecutor(_AT_ONCE) as pool:  # Arrow does the work, and lets go of the interpreter
        written = [pool.submit(_write_tables, name, frame, folder, settings) for name, frame in _largest_first(frames)]
        write_html(frames, folder, settings)
        for each in written:
            each.result()
    _write_json(describe_package(folder, settings.cell_chars), folder / "datapackage.json")
    _write_json(_manifest(frames, folder), folder / MANIFEST)


def _largest_first(frames: Mapping[str, pd.DataFrame]) -> list[tuple[str, pd.DataFrame]]:
    return sorted(frames.items(), key=lambda item: (-item[1].size, item[0]))


def _write_tables(name: str, frame: pd.DataFrame, folder: Path, settings: Reports) -> None:
    """The Parquet file of one table, and its CSV file where it has one."""
    write_parquet(frame, TABLES[name], folder / "data" / f"{name}.parquet")
    if name in CSV_TABLES:
        write_csv(frame, TABLES[name], folder / f"{name}.csv", settings.cell_chars)


def _manifest(frames: Mapping[str, pd.DataFrame], folder: Path) -> dict[str, Any]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        digests = list(pool.map(sha256, files))
    entries = [
        {"path": path.relative_to(folder).as_posix(), "bytes": path.stat().st_size, "sha256": digest}
        for path, digest in zip(files, digests, strict=True)
    ]
    rows = {name: len(frame) for name, frame in frames.items()}
    return {"copydesk": copydesk.__version__, "tables": rows, "files": sorted(entries, key=lambda e: e["path"])}


def _write_json(value: object, file: Path) -> None:
    file.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
