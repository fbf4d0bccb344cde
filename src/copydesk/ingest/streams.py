"""Bytes of an input file, unpacked when it is gzipped, never more than asked for."""

from __future__ import annotations

import gzip
import stat
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

__all__ = ["STREAM_ERRORS", "ReadError", "open_bytes", "read_bytes", "read_lines"]

STREAM_ERRORS = (OSError, EOFError, zlib.error)


class ReadError(Exception):
    """The file cannot be read; ``reason`` is one of REJECT_REASONS and the message a sentence."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


def open_bytes(path: Path) -> BinaryIO:
    """An open binary stream of ``path``; .gz is unpacked. Raises ReadError when it cannot be opened."""
    try:
        # A pipe or a device would block for ever.
        if not stat.S_ISREG(path.stat().st_mode):
            raise ReadError("unreadable", "It is not a regular file.")
        if path.suffix.lower() == ".gz":
            return cast("BinaryIO", gzip.open(path, "rb"))
        return path.open("rb")
    except OSError as error:
        raise ReadError("unreadable", f"The file cannot be opened: {error.strerror}.") from error


def read_bytes(path: Path, limit: int) -> bytes:
    """All bytes of ``path`` (unpacked). Raises ReadError: too_large over ``limit``, unreadable on a fault."""
    try:
        with open_bytes(path) as stream:
            data = stream.read(limit + 1)
    except STREAM_ERRORS as error:
        raise ReadError("unreadable", f"The file cannot be read: {describe(error)}.") from error
    if len(data) > limit:
        raise ReadError("too_large", f"It is larger than {limit} bytes.")
    return data


def read_lines(stream: BinaryIO, limit: int) -> Iterator[tuple[bytes, int]]:
    """Each line as (its first ``limit`` bytes, its whole size); the rest of a longer line is passed over."""
    while line := stream.readline(limit + 1):
        size = len(line)
        if size > limit:
            while not line.endswith(b"\n") and (rest := stream.readline(1 << 20)):
                size += len(rest)
                line = rest
            yield b"", size
        else:
            yield line, size


def describe(error: BaseException) -> str:
    """What went wrong, in words that name no path."""
    if isinstance(error, EOFError):
        return "it ends in the middle"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return "it is damaged"
