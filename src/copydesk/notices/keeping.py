"""What is read off the patterns of rules, kept on disk: reading it costs a second, and rules seldom change.

It is kept beside the machine code, in the folder of a digest of all sources, under a digest of all that it is read
from; a file that is damaged or cannot be read is as good as none.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import fields
from pathlib import Path
from typing import Any, get_type_hints

import numpy as np
import numpy.typing as npt

from copydesk.notices.sieve import Sieve
from copydesk.text.compiling import keep_code

__all__ = ["digest_of", "keep_sieve"]

_MOST_KEPT = 4
"""Sieves kept: those of a workspace or two, and of rules that are being tried."""
_BREAK = "\n"


def digest_of(files: Iterable[Path]) -> str:
    """A digest of the names and contents of ``files``, in order. OSError when one cannot be read."""
    found = hashlib.blake2b(digest_size=16)
    for file in files:
        content = file.read_bytes()
        found.update(f"{file.name}\0{len(content)}\0".encode())
        found.update(content)
    return found.hexdigest()


def keep_sieve(digest: str, build: Callable[[], Sieve]) -> Sieve:
    """The sieve that ``build`` makes of what has this ``digest``: from disk when it is there, else put there."""
    folder = keep_code()
    if not folder:
        return build()
    file = Path(folder) / f"rules-{digest}.npz"
    kept = _read(file)
    if kept is not None:
        return kept
    sieve = build()
    _write(file, sieve)
    return sieve


def _read(file: Path) -> Sieve | None:
    try:
        with file.open("rb") as content, np.load(content, allow_pickle=False) as found:
            return Sieve(**{name: _from_arrays(name, kind, found) for name, kind in get_type_hints(Sieve).items()})
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None


def _write(file: Path, sieve: Sieve) -> None:
    """Write ``sieve`` whole or not at all; the oldest of too many go."""
    try:
        with tempfile.NamedTemporaryFile(dir=file.parent, suffix=".part", delete=False) as part:
            arrays: Any = {n: v for each in fields(Sieve) for n, v in _to_arrays(each.name, sieve).items()}
            np.savez(part, **arrays)
        os.replace(part.name, file)
        kept = sorted(file.parent.glob("rules-*.npz"), key=lambda each: each.stat().st_mtime_ns)
        for old in kept[:-_MOST_KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        return  # the disk is full, or no longer ours to write: the sieve serves all the same


def _to_arrays(name: str, sieve: Sieve) -> dict[str, npt.NDArray[Any]]:
    value = getattr(sieve, name)
    if hasattr(value, "_asdict"):  # arrays that belong together
        return {f"{name}_{part}": array for part, array in value._asdict().items()}
    return {name: _bytes(value) if isinstance(value, tuple) else value}


def _from_arrays(name: str, kind: Any, found: Any) -> Any:
    if hasattr(kind, "_fields"):
        return kind(*(found[f"{name}_{part}"] for part in kind._fields))
    return _texts(found[name]) if found[name].dtype == np.uint8 else found[name]


def _bytes(texts: Iterable[str]) -> npt.NDArray[np.uint8]:
    return np.frombuffer(_BREAK.join(texts).encode(), np.uint8)


def _texts(content: npt.NDArray[np.uint8]) -> tuple[str, ...]:
    text = content.tobytes().decode()
    return tuple(text.split(_BREAK)) if text else ()
