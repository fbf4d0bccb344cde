"""Compare two report folders byte for byte."""

from __future__ import annotations

from pathlib import Path


def contents(report: Path) -> dict[str, bytes]:
    """Every file of a report by its name."""
    return {path.relative_to(report).as_posix(): path.read_bytes() for path in report.rglob("*") if path.is_file()}


def differing(one: Path, other: Path) -> list[str]:
    """Files that one of the two lacks or has with other bytes; a report without files differs from itself."""
    ours, theirs = contents(one), contents(other)
    names = sorted(ours.keys() | theirs.keys()) or ["no file at all"]
    return [name for name in names if name not in ours or ours[name] != theirs.get(name)]
