"""What a line of print looks like, as numbers of pieces: letters at either end, words, names and its shape.

A rule knows a wording; a model of pieces knows what wordings have in common ("Foto:" and "Fotó -", a name in brackets
at the end). A piece is a stretch of the line, of its shape, or of what its words are (given names, words of outlets),
with the kind of place it stands in. It is known by a hash (Weinberger et al. 2009, Feature hashing for large scale
multitask learning), so that no list of pieces is kept. Only the first and the last ``REACH`` characters are looked at,
where credits stand.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

import numpy as np
import numpy.typing as npt

from copydesk.notices.names import Names
from copydesk.text import fold

__all__ = ["BUCKETS", "Pieces", "cut_pieces"]

BUCKETS = 1 << 17
REACH = 30
_AFFIXES = (2, 4, 6, 9, 13)
_SHAPE_AFFIXES = (2, 4, 6, 9)
_WHOLE_SHAPE = 24
_LETTERS, _SHAPE_LETTERS = 3, 4
_NAMED_WORDS, _NAMED_AFFIXES, _WHOLE_NAMED = 14, (1, 2, 3), 8
_WORD = re.compile(r"[^\W\d_]+")
_FACTOR = 0x9E3779B97F4A7C15 | 1
_INVERSE = pow(_FACTOR, -1, 1 << 64)
_BREAK, _SPACE, _DIGIT, _UPPER, _LOWER, _OTHER, _MARK = range(7)
"""Classes of characters; every mark has a class of its own from ``_MARK`` on."""

Numbers = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]


@dataclass(frozen=True)
class Pieces:
    """Pieces of lines: the ``line`` and the bucket (0 to ``BUCKETS`` - 1) of each, shape (pieces,) both; ascending."""

    line: Numbers
    bucket: Numbers


@dataclass(frozen=True)
class _Row:
    """All lines in a row, each with a break before and after it.

    ``sums`` are sums of codes by powers of a factor: a stretch is known by the difference of two (Karp and Rabin
    1987). ``first`` and ``last`` (exclusive) are where each line begins and ends, its breaks included.
    """

    sums: Hashes
    first: Numbers
    last: Numbers

    def hashes(self, starts: Numbers, ends: Numbers, kind: int) -> Hashes:
        """A hash of what stands from ``starts`` to ``ends`` (exclusive), other for each ``kind`` of piece."""
        stretch = (self.sums[ends] - self.sums[starts]) * _powers(_INVERSE, len(self.sums))[starts]
        mixed = (stretch ^ np.uint64(kind * 0x632BE59BD9B4E019 % (1 << 64))) * np.uint64(_FACTOR)
        return mixed ^ (mixed >> np.uint64(29))


def cut_pieces(lines: Sequence[str], names: Names) -> Pieces:
    """The pieces of ``lines``."""
    codes, first, last = _lay([_ends(line) for line in lines])
    printed, kinds = _fold_table()[codes], _class_table()[codes]
    text, shape = _row(printed, first, last), _shape_row(kinds, first, last)
    named = _row(*_lay(_name_words(lines, names)))
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


def _lay(lines: Sequence[str]) -> tuple[Numbers, Numbers, Numbers]:
    """Codes of all ``lines``, a break (0) around each; where each begins and ends."""
    shown = [f"\0{line}\0" for line in lines]
    codes = np.frombuffer("".join(shown).encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
    last = np.cumsum([len(each) for each in shown]) if shown else np.zeros(0, np.int64)
    return np.minimum(codes, 0xFFFF), np.concatenate([[0], last[:-1]])[: len(shown)], last


def _ends(line: str) -> str:
    return line if len(line) <= 2 * REACH else f"{line[:REACH]}\0{line[-REACH:]}"


def _name_words(lines: Sequence[str], names: Names) -> list[str]:
    """A letter for each of the first words: small, given name, word of an outlet, word of no name, or another."""
    words = [_WORD.findall(line)[:_NAMED_WORDS] for line in lines]
    told = {word: _name_word(word, names) for word in set(chain.from_iterable(words))}
    return ["".join([told[word] for word in each]) for each in words]


def _name_word(word: str, names: Names) -> str:
    if word[0].islower():
        return "x"
    folded = fold(word)
    told = ((names.given, "g"), (names.outlet, "o"), (names.never, "n"))
    return next((letter for known, letter in told if folded in known), "c")


def _row(codes: Numbers, first: Numbers, last: Numbers) -> _Row:
    weighed = (codes + 1).astype(np.uint64) * _powers(_FACTOR, len(codes) + 1)[: len(codes)]
    return _Row(np.concatenate([np.zeros(1, np.uint64), np.cumsum(weighed, dtype=np.uint64)]), first, last)


@lru_cache(maxsize=8)
def _powers(factor: int, count: int) -> Hashes:
    powers = np.full(count, factor, np.uint64)
    powers[:1] = 1
    return np.cumprod(powers, dtype=np.uint64)


def _shape_row(kinds: Numbers, first: Numbers, last: Numbers) -> _Row:
    """The classes of characters; of a run of one class two are kept."""
    same = np.zeros(len(kinds), bool)
    same[2:] = (kinds[2:] == kinds[1:-1]) & (kinds[1:-1] == kinds[:-2])
    kept = ~same | (kinds == _BREAK)
    counts = np.concatenate([[0], np.cumsum(kept)])
    return _row(kinds[kept], counts[first], counts[last])


def _grams(row: _Row, owner: Numbers, size: int, kind: int) -> list[tuple[Numbers, Hashes]]:
    """Stretches of ``size`` that begin near the start of their line (``kind``) or end near its end (one more)."""
    starts = np.arange(max(len(owner) - size + 1, 0))
    starts = starts[owner[starts] == owner[starts + size - 1]] if len(starts) else starts
    line = owner[starts]
    head, tail = starts - row.first[line] < REACH, row.last[line] - (starts + size) < REACH
    return [
        (line[near], row.hashes(starts[near], starts[near] + size, kind + number))
        for number, near in enumerate((head, tail))
    ]


def _once(found: tuple[Numbers, Hashes]) -> tuple[Numbers, Hashes]:
    """Each piece of ``found`` once a line: words of one length have one shape."""
    line, hashed = found
    places = np.sort(line.astype(np.uint64) * np.uint64(BUCKETS) + hashed % np.uint64(BUCKETS))
    places = places[np.flatnonzero(np.diff(places, prepend=np.uint64(1 << 63)))]
    return (places // np.uint64(BUCKETS)).astype(np.int64), places % np.uint64(BUCKETS)


def _affixes(row: _Row, sizes: Sequence[int], kind: int) -> list[tuple[Numbers, Hashes]]:
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


def _words(row: _Row, kinds: Numbers, owner: Numbers, kind: int) -> list[tuple[Numbers, Hashes]]:
    """Words: ``kind`` where they begin near the start, one more where they end near the end; two that are first."""
    letter = np.concatenate([[False], (kinds >= _DIGIT) & (kinds < _MARK), [False]])
    starts, ends = np.flatnonzero(letter[1:] & ~letter[:-1]), np.flatnonzero(letter[:-1] & ~letter[1:])
    line = owner[starts]
    head, tail = starts - row.first[line] < REACH, row.last[line] - ends < REACH
    opening = np.flatnonzero(np.diff(line, prepend=-1) != 0)
    opening = opening[(opening + 1 < len(line)) & (line[np.minimum(opening + 1, len(line) - 1)] == line[opening])]
    return [
        (line[head], row.hashes(starts[head], ends[head], kind)),
        (line[tail], row.hashes(starts[tail], ends[tail], kind + 1)),
        (line[opening], row.hashes(starts[opening], ends[opening + 1], kind + 2)),
    ]


def _whole(row: _Row, longest: int, kind: int) -> tuple[Numbers, Hashes]:
    """All of each line that is no longer than ``longest``, its breaks included."""
    line = np.flatnonzero(row.last - row.first <= longest)
    return line, row.hashes(row.first[line], row.last[line], kind)


def _sizes(lines: Sequence[str]) -> tuple[Numbers, Hashes]:
    """How long a line is, by twelve characters, and how many words it has."""
    long = np.array([min(12, len(line) // 12) for line in lines], np.uint64)
    words = np.array([32 + min(14, line.count(" ") + 1) for line in lines], np.uint64)
    numbers = np.arange(len(lines))
    return np.tile(numbers, 2), np.concatenate([long, words]) * np.uint64(_FACTOR) >> np.uint64(20)


@lru_cache(maxsize=1)
def _fold_table() -> Numbers:
    """The code that stands for each code: small letters for capitals, 0 for every digit, a space for every blank."""
    folded = np.arange(0x10000)
    for code, kind in enumerate(_class_table().tolist()):
        if kind == _UPPER and len(small := chr(code).lower()) == 1:
            folded[code] = ord(small)
    folded[_class_table() == _DIGIT], folded[_class_table() == _SPACE] = ord("0"), ord(" ")
    return folded


@lru_cache(maxsize=1)
def _class_table() -> Numbers:
    """The class of each code of the first plane."""
    known = {"Lu": _UPPER, "Ll": _LOWER, "Mn": _LOWER, "Mc": _LOWER, "Lo": _OTHER, "Lm": _OTHER, "Nd": _DIGIT}
    kinds = [known.get(unicodedata.category(chr(code)), _MARK + code) for code in range(0x10000)]
    kinds = [_SPACE if chr(code).isspace() else kind for code, kind in enumerate(kinds)]
    return np.array([_BREAK, *kinds[1:]], np.int64)
