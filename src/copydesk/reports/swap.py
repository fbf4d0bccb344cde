"""Put a finished folder in its place, whole or not at all."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

from copydesk.errors import UsageError
from copydesk.reports.reading import MANIFEST, is_report

__all__ = ["point_latest", "require_replaceable", "staging"]

_NEW = ".new-"
_OLD = ".old"


def point_latest(folder: Path) -> None:
    """Make the symbolic link ``latest`` beside ``folder`` point to it, in one step.

    Raises UsageError when ``folder`` is no folder or ``latest`` is there and is not a link.
    """
    link = folder.parent / "latest"
    if not folder.is_dir() or folder.name == link.name:
        raise UsageError(f"{folder} is not a report folder that 'latest' could point to")
    if link.exists() and not link.is_symlink():
        raise UsageError(f"{link} is in the way: it is not a link; move it")
    fresh = folder.parent / f".latest{_NEW}{os.getpid()}"
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(folder.name, target_is_directory=True)
    os.replace(fresh, link)
    _sync(folder.parent)


def require_replaceable(out: Path) -> None:
    """Raise UsageError, in plain words, unless ``out`` may be made, is empty, or is a report of copydesk."""
    if out.is_symlink():
        raise UsageError(f"{out} is a link; name the folder itself")
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out} is a file; name a folder for the report")
    if out.is_dir() and any(out.iterdir()) and not is_report(out):
        raise UsageError(f"{out} is not empty and holds no {MANIFEST} of copydesk; name another folder, or empty it")
    above = next(folder for folder in out.absolute().parents if folder.exists())
    if not above.is_dir() or not os.access(above, os.W_OK | os.X_OK):
        raise UsageError(f"{out} cannot be made: {above} is not a folder that may be written to")


@contextmanager
def staging(out: Path) -> Iterator[Path]:
    """A new folder beside ``out`` to write a report into; on success it is synced and takes ``out``'s place.

    On an error ``out`` is left as it was and nothing remains. What a crashed run left is mended first.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    with _held(out.parent):
        recover(out)
        new = _sibling(out, f"{_NEW}{os.getpid()}")
        new.mkdir()
        lock = _lock(new)
    try:
        yield new
        _sync_tree(new)
        with _held(out.parent):
            _swap(new, out)
    finally:
        os.close(lock)
        shutil.rmtree(new, ignore_errors=True)


def recover(out: Path) -> None:
    """Mend what a crashed run left beside ``out``: put a displaced report back, remove half-written ones."""
    old = _sibling(out, _OLD)
    if old.is_dir() and not out.exists():
        os.rename(old, out)
    shutil.rmtree(old, ignore_errors=True)
    for left in sorted(out.parent.glob(f"{_sibling(out, _NEW).name}*")):
        if not _in_use(left):
            shutil.rmtree(left, ignore_errors=True)


def _swap(new: Path, out: Path) -> None:
    old = _sibling(out, _OLD)
    if out.exists():
        os.rename(out, old)
    os.rename(new, out)
    _sync(out.parent)
    shutil.rmtree(old, ignore_errors=True)


def _sibling(out: Path, suffix: str) -> Path:
    return out.parent / f".{out.name}{suffix}"


def _sync_tree(folder: Path) -> None:
    """Put everything in ``folder`` on the disk; side by side, because the disk takes many at once."""
    paths = [Path(root, name) for root, folders, files in os.walk(folder) for name in (*files, *folders)]
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(_sync, paths))
    _sync(folder)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _held(parent: Path) -> Iterator[None]:
    """Keep other runs from mending or swapping in ``parent`` meanwhile."""
    handle = os.open(parent, os.O_RDONLY)
    try:
        with suppress(OSError):  # a file system without locks
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _lock(folder: Path) -> int:
    """An open handle that marks ``folder`` as being written; it goes with the process, however that ends."""
    handle = os.open(folder, os.O_RDONLY)
    with suppress(OSError):
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return handle


def _in_use(folder: Path) -> bool:
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(handle)
    return False
