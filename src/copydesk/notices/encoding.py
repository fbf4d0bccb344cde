"""Lines as RE2 reads them: plain, runs of spaces as one, the parts that are looked at, in UTF-8."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from copydesk.notices.candidates import END_CHARS, HEAD_CHARS, NEAR_CHARS, TAIL_CHARS, WHOLE_CHARS, reach_bytes, windows
from copydesk.notices.plain import plain_codes, squeeze

__all__ = ["Bytes", "EncodedLines", "Places", "encode_lines", "encode_lines_fast", "join_lines", "join_lines_fast"]

Bytes = npt.NDArray[np.uint8]
Places = npt.NDArray[np.int64]


@dataclass(frozen=True)
class EncodedLines:
    """Line ``rows[i]`` of layout, ascending, is ``data[bounds[i]:bounds[i + 1]]``; parts of it are a line each.

    Its beginning, as rules look at it that match only there, ends at ``heads[i]``; its end begins at ``tails[i]``.
    """

    rows: Places
    data: Bytes
    bounds: Places
    heads: Places
    tails: Places


def join_lines(data: Bytes, firsts: Places, lasts: Places) -> Bytes:
    """What stands in ``data`` from each of ``firsts`` to ``lasts`` (exclusive), with a line break after each."""
    spans = zip(firsts.tolist(), lasts.tolist(), strict=True)
    joined = b"".join(part for first, last in spans for part in (data[first:last].tobytes(), b"\n"))
    return np.frombuffer(joined, np.uint8)


def join_lines_fast(data: Bytes, firsts: Places, lasts: Places) -> Bytes:
    """The same, by the compiled loop."""
    from copydesk.notices.writing_kernels import gather

    joined = np.empty(int((lasts - firsts).sum()) + len(firsts), np.uint8)
    gather(data, firsts, lasts, joined)
    return joined


def encode_lines(lines: Mapping[int, str]) -> EncodedLines:
    """``lines``, the plain line of each row of layout."""
    rows = np.array(sorted(lines), np.int64)
    parts = [_parts(lines[row]) for row in rows.tolist()]
    encoded = ["\n".join(each).encode() for each in parts]
    bounds = np.cumsum([0, *map(len, encoded)])
    heads = [reach_bytes(each[0])[0] for each in parts]
    tails = [len(each[-1].encode()) - reach_bytes(each[-1])[1] for each in parts]
    return EncodedLines(
        rows,
        np.frombuffer(b"".join(encoded), np.uint8),
        bounds,
        bounds[:-1] + np.array(heads, np.int64),
        bounds[1:] - np.array(tails, np.int64),
    )


def _parts(line: str) -> list[str]:
    return [squeeze(line[first:last])[0] for first, last in windows(line)]


def encode_lines_fast(rows: Places, data: Bytes, firsts: Places, lasts: Places) -> EncodedLines:
    """The lines ``rows``, which are the bytes ``firsts`` to ``lasts`` (exclusive) of ``data``, as they are printed."""
    from copydesk.notices.writing_kernels import write_lines

    sizes = lasts - firsts
    out = np.empty(int(sizes.sum()) + len(rows), np.uint8)  # a line may become two
    bounds = np.zeros(len(rows) + 1, np.int64)
    heads, tails = np.empty(len(rows), np.int64), np.empty(len(rows), np.int64)
    scratch = np.empty(int(sizes.max(initial=0)), np.uint32)
    limits = np.array([WHOLE_CHARS, HEAD_CHARS, TAIL_CHARS, NEAR_CHARS, END_CHARS], np.int64)
    write_lines(data, firsts, lasts, plain_codes(), limits, scratch, out, bounds, heads, tails)
    return EncodedLines(rows, out[: bounds[-1]], bounds, heads, tails)
