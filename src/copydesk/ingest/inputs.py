"""Which files the inputs name, each under its name relative to their common root."""

from __future__ import annotations

import glob
import os
import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from copydesk.errors import UsageError

__all__ = ["InputFile", "find_files"]

# A folder called by a format or a date is not an outlet's.
_NOT_AN_OUTLET = re.compile(
    r"(?i)(articles?|batch|corpus|csv|data|docs|documents|feeds?|files?|html?|input|json|jsonl|news|pages?|parquet|"
    r"raw|scraped|te?xts?|tsv|[\W\d_]+|\d{1,2}[ _-]?[a-z]{3,9}|[a-z]{3}[ _-]?\d{2,4})"
)


@dataclass(frozen=True)
class InputFile:
    """A file to read: its path, its name relative to the input root, and its outlet's folder if it has one."""

    path: Path
    name: str
    folder: str = ""


def find_files(inputs: Sequence[str | Path]) -> list[InputFile]:
    """Every file that ``inputs`` name (files, folders, globs), sorted by name, each once.

    Folders are searched to the bottom; dot-files are left out; a link is followed, a file reached twice
    is read once. Raises UsageError when an input does not exist or matches nothing.
    """
    if not inputs:
        raise UsageError("name at least one file or folder to audit")
    paths = sorted({path for each in inputs for path in _expand(str(each))})
    root = _common_root(paths)
    found: dict[str, InputFile] = {}
    for path in paths:
        for file in _walk(path) if path.is_dir() else [InputFile(path, "")]:
            found.setdefault(os.path.realpath(file.path), InputFile(file.path, _name(file.path, root), file.folder))
    return sorted(found.values(), key=lambda file: file.name)


def _expand(text: str) -> Iterator[Path]:
    if "\0" in text:
        raise UsageError("a path cannot hold a NUL character")
    if os.path.lexists(text):
        yield Path(os.path.abspath(text))
        return
    matches = glob.glob(text, recursive=True) if glob.has_magic(text) else []
    if not matches:
        what = "matches no file" if glob.has_magic(text) else "does not exist"
        raise UsageError(f"the input {text!r} {what}")
    for match in matches:
        yield Path(os.path.abspath(match))


def _common_root(paths: list[Path]) -> str:
    return os.path.commonpath([str(path if path.is_dir() else path.parent) for path in paths])


def _name(path: Path, root: str) -> str:
    # Names that are no Unicode become readable ones: tables hold no lone surrogates.
    return Path(os.path.relpath(path, root)).as_posix().encode("utf-8", "replace").decode("utf-8")


def _walk(folder: Path) -> list[InputFile]:
    files = list(_files_under(folder))
    outlets = _outlet_folders(folder, files)
    return [InputFile(path, "", path.parent.name if path.parent in outlets else "") for path in files]


def _files_under(folder: Path) -> Iterator[Path]:
    """Files below ``folder``: real folders first, links last, no folder twice, so that loops end."""
    waiting, seen = deque([folder]), set()
    while waiting:
        current = waiting.popleft()
        real = os.path.realpath(current)
        if real in seen:
            continue
        seen.add(real)
        folders, entries = [], _entries(current)
        if entries is None:
            yield current  # a folder that cannot be listed is an input that cannot be read
        for entry in entries or ():
            if os.path.isdir(entry):
                folders.append(entry)
            else:
                yield entry
        waiting.extendleft(reversed([each for each in folders if not each.is_symlink()]))
        waiting.extend(each for each in folders if each.is_symlink())


def _entries(folder: Path) -> list[Path] | None:
    """What ``folder`` holds, dot-files aside, sorted; None when it cannot be listed."""
    try:
        return sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))
    except OSError:
        return None


def _outlet_folders(folder: Path, files: list[Path]) -> set[Path]:
    """Sub-folders that stand for outlets: at least two of them hold files directly."""
    parents = {path.parent for path in files if path.parent.parent == folder}
    named = {parent for parent in parents if not _NOT_AN_OUTLET.fullmatch(parent.name)}
    return named if len(named) >= 2 else set()
