"""Which of many rules may match a line, told from its words: a need is a bit, a line the bits of its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from copydesk.notices.forms import WordPieces
from copydesk.notices.marks import Marks, build_marks
from copydesk.notices.parts import Way
from copydesk.notices.pieces import END, PAIR, START, is_mark
from copydesk.notices.rule import Rule

__all__ = ["Bits", "Sieve", "build_sieve"]

Bits = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Sieve:
    """Needs of rules, as bits. ``words`` are all words asked for; START and END are the two numbers after theirs.

    ``single``, shape (words + 2, columns), are the needs that each word meets; ``pairs`` are first word * (words + 2)
    + second word, ascending, and ``paired``, shape (pairs, columns), the needs that each pair meets. ``wanted``, shape
    (rules, columns), are the needs of each rule and ``surest`` the rarest of them (the number after the last for none),
    ``limits`` its longest line, and ``anywhere`` says whether it looks at lines inside an article too.
    """

    words: tuple[str, ...]
    single: Bits
    pairs: Numbers
    paired: Bits
    marked: dict[str, Bits]
    wanted: Bits
    surest: Numbers
    limits: Numbers
    anywhere: npt.NDArray[np.bool_]

    @cached_property
    def pieces(self) -> WordPieces:
        """What finds the words in forms."""
        return WordPieces(self.words)

    @cached_property
    def marks(self) -> Marks:
        """What single characters meet."""
        return build_marks(self.marked, self.wanted.shape[1])


def build_sieve(rules: Sequence[Rule], ways: Sequence[Way]) -> Sieve:
    """The sieve of ``rules``; ``ways`` holds the needs of each."""
    needs = {need: number for number, need in enumerate(dict.fromkeys(need for way in ways for need in way))}
    columns = len(needs) // 64 + 1
    met: dict[str, Bits] = {}
    wanted = np.zeros((len(rules), columns), np.uint64)
    for need, number in needs.items():
        for piece in need:
            _set(met.setdefault(piece, np.zeros(columns, np.uint64)), number)
    for rule, way in enumerate(ways):
        for need in way:
            _set(wanted[rule], needs[need])
    return Sieve(
        *_number(met, columns),
        {piece: met[piece] for piece in sorted(met) if PAIR not in piece and is_mark(piece)},
        wanted,
        np.array([needs[way[0]] if way else 64 * columns for way in ways], np.int64),
        np.array([rule.max_chars or np.iinfo(np.int64).max for rule in rules], np.int64),
        np.array([rule.position == "any" for rule in rules], bool),
    )


def _number(met: dict[str, Bits], columns: int) -> tuple[tuple[str, ...], Bits, Numbers, Bits]:
    """Words, what each meets by itself, pairs, and what each of them meets."""
    pairs = [piece.split(PAIR) for piece in met if PAIR in piece]
    alone = [piece for piece in met if PAIR not in piece and not is_mark(piece)]
    words = sorted({*alone, *(word for pair in pairs for word in pair)} - {START, END})
    number = {word: place for place, word in enumerate([*words, START, END])}
    single = np.zeros((len(number), columns), np.uint64)
    for piece in alone:
        single[number[piece]] = met[piece]
    keys = sorted((number[one] * len(number) + number[other], PAIR.join((one, other))) for one, other in pairs)
    paired = np.array([met[piece] for _, piece in keys], np.uint64).reshape(len(keys), columns)
    return tuple(words), single, np.array([key for key, _ in keys], np.int64), paired


def _set(bits: Bits, number: int) -> None:
    bits[number // 64] |= np.uint64(1 << number % 64)
