"""Which lines may hold a notice at all: those at an article's edges, in its furniture, or short."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

__all__ = ["END_CHARS", "Candidates", "at_edges", "find_candidates", "reach", "reach_bytes", "windows"]

MIDDLE_CHARS = 220
"""Longest line inside an article that is looked at: a notice there stands on a short line of its own."""
WHOLE_CHARS, HEAD_CHARS, TAIL_CHARS = 700, 160, 400
"""A line of up to the first length is looked at whole, of a longer one the two ends: credits stand there."""
END_CHARS = 320
"""How much of a line's end is looked at by a rule that must match there."""
NEAR_CHARS = 60
"""How far from these places a cut is moved to stand at a space."""
Rows = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Candidates:
    """Rows of layout to look at, ascending, and whether each stands at an edge."""

    rows: Rows
    edge: npt.NDArray[np.bool_]


def find_candidates(layout: pd.DataFrame, furniture: pd.DataFrame, edge_lines: int) -> Candidates:
    """Candidates among ``layout``. The edge is counted in story lines, so furniture after a notice does not hide it.

    Navigation names other pages ("Corrections", "About us"): it holds none.
    """
    story = ((furniture["label"] == "body") & (layout["region"] == "article")).to_numpy()
    edge = _at_edge(layout["doc_no"].to_numpy(), story, edge_lines) | ~story
    length = (layout["end"] - layout["start"]).to_numpy()
    wanted = (furniture["label"] != "headline").to_numpy() & (edge | (length <= MIDDLE_CHARS))
    wanted &= (layout["region"] != "navigation").to_numpy()
    rows = np.flatnonzero(wanted)
    return Candidates(rows, edge[rows])


def _at_edge(doc_no: npt.NDArray[np.int32], story: npt.NDArray[np.bool_], edge_lines: int) -> npt.NDArray[np.bool_]:
    """Whether fewer than ``edge_lines`` story lines stand after each line of its article, or half of that before."""
    count = np.concatenate([[0], np.cumsum(story)])
    first = np.searchsorted(doc_no, doc_no, side="left")
    last = np.searchsorted(doc_no, doc_no, side="right")
    rows = np.arange(len(doc_no))
    before, after = count[rows] - count[first], count[last] - count[rows + 1]
    return (before < (edge_lines + 1) // 2) | (after < edge_lines)


def at_edges(docs: npt.NDArray[np.int32], from_top: int, from_end: int) -> npt.NDArray[np.bool_]:
    """Which of the lines of ``docs`` (their articles, ascending) are among the first or the last of an article."""
    firsts = np.flatnonzero(np.diff(docs, prepend=-1))
    sizes = np.diff(firsts, append=len(docs))
    at = np.arange(len(docs)) - np.repeat(firsts, sizes)
    return (at < from_top) | (np.repeat(sizes, sizes) - at <= from_end)


def windows(line: str) -> list[tuple[int, int]]:
    """The parts of ``line`` that are looked at, as spans; those of a long one are cut at a space, if one is near."""
    length = len(line)
    if length <= WHOLE_CHARS:
        return [(0, length)]
    head = line.rfind(" ", HEAD_CHARS - NEAR_CHARS, HEAD_CHARS)
    tail = line.find(" ", length - TAIL_CHARS, length - TAIL_CHARS + NEAR_CHARS) + 1
    return [(0, head if head >= 0 else HEAD_CHARS), (tail or length - TAIL_CHARS, length)]


def reach(part: str) -> tuple[int, int]:
    """Where the beginning of a squeezed ``part`` ends, for rules that match only there, and where its end begins.

    Both are cut at a space; where none is near, the beginning is all of it, and so is the end.
    """
    length = len(part)
    head = part.rfind(" ", HEAD_CHARS - NEAR_CHARS, HEAD_CHARS) if length > HEAD_CHARS else -1
    tail = part.find(" ", length - END_CHARS, length - END_CHARS + NEAR_CHARS) + 1 if length > END_CHARS else 0
    return (head if head >= 0 else length), tail


def reach_bytes(part: str) -> tuple[int, int]:
    """The same in bytes of UTF-8."""
    head, tail = reach(part)
    return (head, tail) if part.isascii() else (len(part[:head].encode()), len(part[:tail].encode()))
