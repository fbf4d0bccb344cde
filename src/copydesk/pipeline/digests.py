"""Digests of everything a stage's result depends on besides its tables: input files, settings, code.

A runner that keeps results puts them among the inputs of its tasks, so a changed file, threshold, rule or
library never meets an old result.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from copydesk.reports.package import sha256

__all__ = ["digest_code", "digest_inputs", "digest_settings"]

_PACKAGE = Path(__file__).resolve().parents[1]


def digest_inputs(inputs: Sequence[str]) -> str:
    """SHA-256 over every file that ``inputs`` (files, folders, globs) name: its name, time and bytes.

    The time belongs to it because an undated article may be dated by its file. Raises UsageError when an
    input does not exist.
    """
    from copydesk.ingest.inputs import find_files

    return _combine(part for file in find_files(inputs) for part in (file.name, file.folder, *_content(file.path)))


def digest_settings(room: Any) -> str:
    """SHA-256 over one room's settings; a folder among them counts with the rules it holds.

    ``room`` is a dataclass of numbers and paths, or None for a stage without settings. The thresholds of a
    checks folder are left out, because a stage meets them only as numbers of its own room.
    """
    if room is None:
        return _combine(["no settings"])
    values = {field.name: getattr(room, field.name) for field in fields(room)}
    parts = (part for name in sorted(values) for part in (name, *_value(values[name])))
    return _combine([type(room).__name__, *parts])


def digest_code() -> str:
    """SHA-256 over copydesk's own files, the installed distributions and the Python version."""
    files = (part for path in _walk(_PACKAGE) for part in _file(path, _PACKAGE))
    installed = sorted({f"{each.name}=={each.version}" for each in distributions()})
    return _combine([sys.version, *installed, *files])


def _content(path: Path) -> tuple[str, str]:
    """Time and bytes of an input; one that cannot be read counts as such, and ingest rejects it."""
    try:
        return str(path.stat().st_mtime_ns), sha256(path)
    except OSError as error:
        return "unreadable", type(error).__name__


def _walk(root: Path) -> list[Path]:
    """Every file at or under ``root``, in name order, whatever the file system's order."""
    found = (Path(folder, name) for folder, _, names in os.walk(root) for name in names)
    return sorted(path for path in found if path.is_file() and path.suffix != ".pyc")


def _value(value: Any) -> Iterator[str]:
    if not isinstance(value, Path):
        yield repr(value)
        return
    for path in _walk(value):
        if path.parent.name != "thresholds":
            yield from _file(path, value)


def _file(path: Path, root: Path) -> tuple[str, str]:
    return path.relative_to(root).as_posix(), sha256(path)


def _combine(parts: Iterable[str]) -> str:
    """SHA-256 over ``parts``, each with its length, so that no two lists of parts run together alike."""
    total = hashlib.sha256()
    for part in parts:
        encoded = part.encode("utf-8", "surrogatepass")
        total.update(len(encoded).to_bytes(8, "big") + encoded)
    return total.hexdigest()
