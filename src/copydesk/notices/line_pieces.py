"""What a line of print looks like, as numbers of pieces: letters at either end, words, names and its shape.

A rule knows a wording; a model of pieces knows what wordings have in common ("Foto:" and "Fotó -", a name in brackets
at the end). A piece is a stretch of the line, of its shape, or of what its words are (given names, words of outlets),
with the kind of place it stands in. It is known by a hash (Weinberger et al. 2009, Feature hashing for large scale
multitask learning), so that no list of pieces is kept. Only the first and the last ``REACH`` characters are looked at,
where credits stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from copydesk.notices.line_rows import Hashes, Numbers, Row, lay, set_row
from copydesk.notices.line_shapes import class_table, fold_table, in_words, name_words, shape_row
from copydesk.notices.names import Names
from copydesk.text.words import WORD_BASE, runs

__all__ = ["BUCKETS", "Pieces", "cut_pieces"]

BUCKETS = 1 << 17
REACH = 30
_LETTERS, _AFFIXES = 3, (2, 4, 6, 9, 13)
_SHAPE_LETTERS, _SHAPE_AFFIXES, _WHOLE_SHAPE = 4, (2, 4, 6, 9), 24
_NAMED_AFFIXES, _WHOLE_NAMED = (1, 2, 3), 8

Found = tuple[Numbers, Hashes]
"""Pieces of one kind: the line and the hash of each."""


@dataclass(frozen=True)
class Pieces:
    """Pieces of lines: the ``line`` and the bucket (0 to ``BUCKETS`` - 1) of each, shape (pieces,) both; ascending."""

    line: Numbers
    bucket: Numbers


def cut_pieces(lines: Sequence[str], names: Names) -> Pieces:
    """The pieces of ``lines``."""
    codes, first, last = lay([_ends(line) for line in lines])
    printed, kinds = fold_table()[codes], class_table()[codes]
    text, shape = set_row(printed, first, last), shape_row(kinds, first, last)
    named = set_row(*lay(name_words(lines, names)))
    owner = np.repeat(np.arange(len(lines)), last - first)
    found = [
        *_grams(text, owner, _LETTERS, 1),
        *_affixes(text, _AFFIXES, 3),
        *_words(text, kinds, owner, 5),
        *map(_once, _grams(shape, np.repeat(np.arange(len(lines)), shape.last - shape.first), _SHAPE_LETTERS, 8)),
        *_affixes(shape, _SHAPE_AFFIXES, 10),
        _whole(shape, _WHOLE_SHAPE, 12),
        *_affixes(named, _NAMED_AFFIXES, 13),
        _whole(named, _WHOLE_NAMED, 15),
        _sizes(lines),
    ]
    line, hashed = (np.concatenate([each[part] for each in found]) for part in (0, 1))
    order = np.argsort(line.astype(np.int32), kind="stable")
    return Pieces(line[order], (hashed % np.uint64(BUCKETS)).astype(np.int64)[order])


def _ends(line: str) -> str:
    return line if len(line) <= 2 * REACH else f"{line[:REACH]}\0{line[-REACH:]}"


def _grams(row: Row, owner: Numbers, size: int, kind: int) -> list[Found]:
    """Stretches of ``size`` that begin near the start of their line (``kind``) or end near its end (one more)."""
    starts = np.arange(max(len(owner) - size + 1, 0))
    starts = starts[owner[starts] == owner[starts + size - 1]] if len(starts) else starts
    line = owner[starts]
    head, tail = starts - row.first[line] < REACH, row.last[line] - (starts + size) < REACH
    return [
        (line[near], row.hashes(starts[near], starts[near] + size, kind + number))
        for number, near in enumerate((head, tail))
    ]


def _once(found: Found) -> Found:
    """Each piece of ``found`` once a line: words of one length have one shape."""
    line, hashed = found
    places = np.sort(line.astype(np.uint64) * np.uint64(BUCKETS) + hashed % np.uint64(BUCKETS))
    places = places[np.flatnonzero(np.diff(places, prepend=np.uint64(1 << 63)))]
    return (places // np.uint64(BUCKETS)).astype(np.int64), places % np.uint64(BUCKETS)


def _affixes(row: Row, sizes: Sequence[int], kind: int) -> list[Found]:
    """The first (``kind``) and the last (one more) characters of each line that has so many."""
    found = []
    for size in sizes:
        line = np.flatnonzero(row.last - row.first - 2 >= size)
        starts, ends = row.first[line] + 1, row.last[line] - 1
        found += [
            (line, row.hashes(starts, starts + size, kind)),
            (line, row.hashes(ends - size, ends, kind + 1)),
        ]
    return found


def _words(row: Row, kinds: Numbers, owner: Numbers, kind: int) -> list[Found]:
    """Words: ``kind`` where they begin near the start, one more where they end near the end; two that are first."""
    starts, ends = runs(in_words(kinds))
    line = owner[starts]
    head, tail = starts - row.first[line] < REACH, row.last[line] - ends < REACH
    opening = np.flatnonzero(np.diff(line, prepend=-1) != 0)
    opening = opening[(opening + 1 < len(line)) & (line[np.minimum(opening + 1, len(line) - 1)] == line[opening])]
    return [
        (line[head], row.hashes(starts[head], ends[head], kind)),
        (line[tail], row.hashes(starts[tail], ends[tail], kind + 1)),
        (line[opening], row.hashes(starts[opening], ends[opening + 1], kind + 2)),
    ]


def _whole(row: Row, longest: int, kind: int) -> Found:
    """All of each line that is no longer than ``longest``, its breaks included."""
    line = np.flatnonzero(row.last - row.first <= longest)
    return line, row.hashes(row.first[line], row.last[line], kind)


def _sizes(lines: Sequence[str]) -> Found:
    """How long a line is, by twelve characters, and how many words it has."""
    long = np.array([min(12, len(line) // 12) for line in lines], np.uint64)
    words = np.array([32 + min(14, line.count(" ") + 1) for line in lines], np.uint64)
    numbers = np.arange(len(lines))
    return np.tile(numbers, 2), np.concatenate([long, words]) * WORD_BASE >> np.uint64(20)
