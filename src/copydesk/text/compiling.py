"""Machine code for loops over characters and words, where a corpus is large enough to repay the compiler.

Every compiled kernel has a NumPy twin that gives the same bits: the twin is its oracle and serves small inputs.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

__all__ = ["REPAYS_COMPILER", "compiled", "inlined"]

Kernel = TypeVar("Kernel", bound=Callable[..., Any])
REPAYS_COMPILER = 800_000
"""Words from which the kernels of a reading stage repay loading them (0.6 s), and compiling them once a machine."""


def compiled(kernel: Kernel) -> Kernel:
    """``kernel`` as machine code that lets go of the interpreter; numba keeps it on disk."""
    import numba

    return cast(Kernel, numba.njit(nogil=True, cache=True)(kernel))


def inlined(part: Kernel) -> Kernel:
    """``part`` of a kernel, written out where it is called: a call would count references to every array."""
    import numba

    return cast(Kernel, numba.njit(nogil=True, cache=True, inline="always")(part))
