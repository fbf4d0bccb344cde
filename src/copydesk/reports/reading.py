"""Read a finished report back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from copydesk.errors import TableError, UsageError
from copydesk.reports.package import sha256
from copydesk.reports.parquet import read_parquet
from copydesk.tables import PUBLISHED, TABLES

__all__ = ["MANIFEST", "changed_files", "is_report", "read"]

MANIFEST = "manifest.json"


def read(folder: Path, names: Sequence[str] = PUBLISHED) -> dict[str, pd.DataFrame]:
    """The published tables of the report in ``folder``, or those of ``names``, from data/*.parquet, conformed.

    Raises UsageError, in plain words, when ``folder`` is no report of copydesk or a table cannot be read.
    """
    if not is_report(folder):
        raise UsageError(f"{folder} is not a copydesk report: it has no {MANIFEST} written by copydesk")
    return {name: _read_table(folder / "data" / f"{name}.parquet", name) for name in names}


def is_report(folder: Path) -> bool:
    """Whether ``folder`` holds a manifest that copydesk wrote."""
    return _manifest(folder) is not None


def changed_files(folder: Path) -> list[str]:
    """Paths of the report in ``folder`` that are not, byte for byte, what its manifest says was published."""
    entries = (_manifest(folder) or {"files": []})["files"]
    return [entry["path"] for entry in entries if not _is_as_published(folder / entry["path"], entry["sha256"])]


def _is_as_published(file: Path, digest: str) -> bool:
    try:
        return sha256(file) == digest
    except OSError:
        return False


def _manifest(folder: Path) -> dict[str, Any] | None:
    try:
        manifest: Any = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return manifest if isinstance(manifest, dict) and "copydesk" in manifest and "files" in manifest else None


def _read_table(file: Path, name: str) -> pd.DataFrame:
    try:
        return read_parquet(file, TABLES[name])
    except FileNotFoundError as error:
        raise UsageError(f"the report lacks {file.parent.name}/{file.name}; run the audit again") from error
    except (OSError, pa.ArrowException, TableError) as error:
        raise UsageError(f"{file} cannot be read as the table {name}: {error}") from error
