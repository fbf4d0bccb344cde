"""Lines as RE2 reads them: plain, runs of spaces as one, the parts that are looked at, in UTF-8."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from copydesk.notices.candidates import HEAD_CHARS, NEAR_CHARS, TAIL_CHARS, WHOLE_CHARS, windows
from copydesk.notices.plain import plain_codes, squeeze

__all__ = ["Bytes", "EncodedLines", "Places", "encode_lines", "encode_lines_fast", "join_lines", "join_lines_fast"]

Bytes = npt.NDArray[np.uint8]
Places = npt.NDArray[np.int64]


@dataclass(frozen=True)
class EncodedLines:
    """Line ``rows[i]`` of layout, ascending, is ``data[bounds[i]:bounds[i + 1]]``; parts of it are a line each."""

    rows: Places
    data: Bytes
    bounds: Places


def join_lines(lines: EncodedLines, places: Places) -> Bytes:
    """The lines ``places`` of ``lines``, with a line break after each."""
    spans = zip(lines.bounds[places].tolist(), lines.bounds[places + 1].tolist(), strict=True)
    joined = b"".join(part for first, last in spans for part in (lines.data[first:last].tobytes(), b"\n"))
    return np.frombuffer(joined, np.uint8)


def join_lines_fast(lines: EncodedLines, places: Places) -> Bytes:
    """The same, by the compiled loop."""
    from copydesk.notices.writing_kernels import gather

    sizes = lines.bounds[places + 1] - lines.bounds[places] + 1
    joined = np.empty(int(sizes.sum()), np.uint8)
    gather(lines.data, lines.bounds, places, joined)
    return joined


def encode_lines(lines: Mapping[int, str]) -> EncodedLines:
    """``lines``, the plain line of each row of layout."""
    rows = np.array(sorted(lines), np.int64)
    parts = [b"\n".join(_parts(lines[row])) for row in rows.tolist()]
    bounds = np.cumsum([0, *map(len, parts)])
    return EncodedLines(rows, np.frombuffer(b"".join(parts), np.uint8), bounds)


def _parts(line: str) -> list[bytes]:
    return [squeeze(line[first:last])[0].encode() for first, last in windows(line)]


def encode_lines_fast(rows: Places, data: Bytes, firsts: Places, lasts: Places) -> EncodedLines:
    """The lines ``rows``, which are the bytes ``firsts`` to ``lasts`` (exclusive) of ``data``, as they are printed."""
    from copydesk.notices.writing_kernels import write_lines

    sizes = lasts - firsts
    out = np.empty(int(sizes.sum()) + len(rows), np.uint8)  # a line may become two
    bounds = np.zeros(len(rows) + 1, np.int64)
    scratch = np.empty(int(sizes.max(initial=0)), np.uint32)
    limits = np.array([WHOLE_CHARS, HEAD_CHARS, TAIL_CHARS, NEAR_CHARS], np.int64)
    write_lines(data, firsts, lasts, plain_codes(), limits, scratch, out, bounds)
    return EncodedLines(rows, out[: bounds[-1]], bounds)
