"""Machine code for loops over characters and words, where a corpus is large enough to repay the compiler.

Every compiled kernel has a NumPy twin that gives the same bits: the twin is its oracle and serves small inputs.
numba keeps machine code on disk, and renews it when the file of a kernel changes, but not when a file does that
the kernel takes a constant or a part from. So the code is kept in a folder named by a digest of all sources.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

__all__ = ["REPAYS_COMPILER", "compiled", "inlined", "keep_code", "lean"]

Kernel = TypeVar("Kernel", bound=Callable[..., Any])
REPAYS_COMPILER = 800_000
"""Words from which the kernels of a reading stage repay loading them (0.6 s), and compiling them once a machine."""

_PACKAGE = Path(__file__).parents[1]
_ROOMS = ("text", "duplicates", "readability", "attribution", "notices", "quality", "reports")


def compiled(kernel: Kernel) -> Kernel:
    """``kernel`` as machine code that lets go of the interpreter; numba keeps it on disk where it may write."""
    return _compile(kernel)


def lean(kernel: Kernel) -> Kernel:
    """As ``compiled``, for a kernel that makes no array: no references are counted, which is up to four times as fast
    where parts are written out in a loop.
    """
    return _compile(kernel, _nrt=False)


def inlined(part: Kernel) -> Kernel:
    """``part`` of a kernel, written out where it is called: a call would count references to every array."""
    return _compile(part, inline="always")


def _compile(kernel: Kernel, **options: Any) -> Kernel:
    import numba

    numba.config.CACHE_DIR = keep_code() or numba.config.CACHE_DIR
    try:
        return cast(Kernel, numba.njit(nogil=True, cache=True, **options)(kernel))
    except RuntimeError:  # there is no folder that can be written
        return cast(Kernel, numba.njit(nogil=True, **options)(kernel))


@cache
def keep_code() -> str:
    """The folder of the machine code of these sources, beside them or in the user's cache; empty when neither is
    writable. Folders of earlier sources are removed.
    """
    name = f"kernels-{_digest()}"
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    for parent in (_PACKAGE / "__pycache__", home / "copydesk"):
        try:
            (parent / name).mkdir(parents=True, exist_ok=True)
            tempfile.TemporaryFile(dir=parent / name).close()
        except OSError:
            continue
        for old in parent.glob("kernels-*"):
            if old.name != name:
                shutil.rmtree(old, ignore_errors=True)
        return str(parent / name)
    return ""


def _digest() -> str:
    content = hashlib.blake2b(digest_size=8)
    for file in sorted(file for room in _ROOMS for file in (_PACKAGE / room).glob("*.py")):
        content.update(file.read_bytes())
    return content.hexdigest()
