"""What a fork hands back: large arrays lie in memory that both processes see, only the rest goes through a pipe.

Arrays sent through a pipe are written, read and copied again, and each copy is held a while; a table of forty million
words is most of what a run holds. Protocol 5 of pickle (PEP 574) sets the buffers of arrays apart.
"""

from __future__ import annotations

import mmap
import os
import pickle
import tempfile
from typing import Any

__all__ = ["Handover", "Packed"]

Packed = tuple[bytes, list[int]]
"""A pickle without its large buffers, and where each of those ends in the shared memory."""

_ALIGNED = 64
"""Arrow and NumPy read fastest from addresses that a line of the cache begins at."""


class Handover:
    """Memory that a process makes before it forks; the fork packs one value into it, the process unpacks it.

    ``file`` is a file descriptor without a name, so nothing is left behind however the processes end.
    """

    def __init__(self) -> None:
        self.file = _open_nameless()

    def pack(self, value: Any) -> Packed:
        """In the fork: ``value`` without the buffers of its arrays, which are written to the shared memory."""
        buffers: list[pickle.PickleBuffer] = []
        data = pickle.dumps(value, protocol=5, buffer_callback=buffers.append)
        ends, at = [], 0
        for each in buffers:
            view = each.raw()
            at += -at % _ALIGNED
            at = self._write(view, at)
            ends += [at - view.nbytes, at]
        return data, ends

    def unpack(self, packed: Packed) -> Any:
        """In the process that forked: the value; its arrays lie in the shared memory, which lives as long as they."""
        data, ends = packed
        size = ends[-1] if ends else 0
        memory = memoryview(mmap.mmap(self.file, size) if size else bytearray())
        self.close()
        buffers = [memory[at:end] for at, end in zip(ends[::2], ends[1::2], strict=True)]
        return pickle.loads(data, buffers=buffers)  # noqa: S301 - our own fork packed it

    def close(self) -> None:
        """Let go of the file; arrays that were unpacked keep their memory."""
        if self.file >= 0:
            os.close(self.file)
            self.file = -1

    def _write(self, view: memoryview, at: int) -> int:
        done = 0
        while done < view.nbytes:  # one call writes at most 2 GiB
            done += os.pwrite(self.file, view[done:], at + done)
        return at + done


def _open_nameless() -> int:
    """A file in memory; where the system has none, a temporary one without a name."""
    if hasattr(os, "memfd_create"):
        return os.memfd_create("copydesk")
    with tempfile.TemporaryFile() as file:
        return os.dup(file.fileno())
