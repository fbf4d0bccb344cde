"""A report that a critical check forbids: what is written instead, and the sentence that says so."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from copydesk.errors import UsageError
from copydesk.reports.csvset import write_csv
from copydesk.reports.swap import staging
from copydesk.tables import TABLES

__all__ = ["clear_withheld", "critical_failures", "withhold"]

WHY = "why.txt"


def critical_failures(checks: pd.DataFrame) -> pd.DataFrame:
    """The rows of ``checks`` that forbid publication: critical, and not held."""
    return checks[(checks["severity"] == "critical") & ~checks["success"]]


def withhold(frames: Mapping[str, pd.DataFrame], failed: pd.DataFrame, out: Path, limit: int) -> str:
    """Write ``<out>.withheld`` (checks.csv, rejects.csv, why.txt) and return the sentence for the error.

    Raises UsageError when that folder holds something else.
    """
    place = withheld_place(out)
    if place.exists() and not _ours(place):
        raise UsageError(f"{place} is in the way: copydesk did not write it; move it")
    with staging(place) as folder:
        for name in ("checks", "rejects"):
            write_csv(frames[name], TABLES[name], folder / f"{name}.csv", limit)
        (folder / WHY).write_text(_explain(failed, out), encoding="utf-8", newline="\n")
    return f"{_sentence(failed)}; the report was not published, see {place}"


def clear_withheld(out: Path) -> None:
    """Remove the notice of an earlier withheld run: ``out`` is published now."""
    place = withheld_place(out)
    if place.is_dir() and _ours(place):
        shutil.rmtree(place)


def withheld_place(out: Path) -> Path:
    """Where a withheld run of ``out`` says why."""
    return out.with_name(f"{out.name}.withheld")


def _ours(place: Path) -> bool:
    return place.is_dir() and not place.is_symlink() and ((place / WHY).is_file() or not any(place.iterdir()))


def _sentence(failed: pd.DataFrame) -> str:
    checks = failed["check_id"].tolist()
    many = f"{len(checks)} critical checks failed" if len(checks) > 1 else "a critical check failed"
    return f"{many}: {', '.join(checks)}"


def _explain(failed: pd.DataFrame, out: Path) -> str:
    lines = [
        f"The report '{out.name}' was withheld: {_sentence(failed)}.",
        "An earlier report of that name, if there is one, was left as it was.",
        "",
        *(_reason(row) for row in failed.to_dict("records")),
        "checks.csv lists every check; rejects.csv lists the records that were not analysed.",
    ]
    return "\n".join(lines) + "\n"


def _reason(row: Mapping[str, object]) -> str:
    parts = [f"{row['check_id']} (table {row['table']}): {row['meaning']}"]
    if not pd.isna(row["unexpected"]):
        parts.append(f"  rows that break it: {row['unexpected']}")
    parts += [
        f"  {label}: {row[name]}"
        for name, label in (("failing_ids", "their keys"), ("error", "error"))
        if isinstance(row[name], str) and row[name]
    ]
    return "\n".join(parts) + "\n"
