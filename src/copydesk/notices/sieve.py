"""Which of many rules may match a line, told from the words in it: a need is a bit, a line the bits of its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import re2

from copydesk.notices.marks import Marks, build_marks
from copydesk.notices.parts import Way
from copydesk.notices.pieces import is_mark
from copydesk.notices.rule import Rule

__all__ = ["MEMORY", "Bits", "Sieve", "build_sieve"]

MEMORY = 256 << 20
"""Bytes that RE2 may use for the automaton of a pattern or of a set of patterns."""
Bits = npt.NDArray[np.uint64]


@dataclass(frozen=True)
class Sieve:
    """Needs of rules. ``bits``, shape (pieces, columns), are the needs that each of ``pieces`` meets.

    ``wanted``, shape (ways, columns), are the needs of each way to match a rule, and ``rules`` its rule, ascending;
    ``limits`` is the longest line of each rule and ``anywhere`` whether it looks at lines inside an article too.
    """

    pieces: tuple[str, ...]
    bits: Bits
    wanted: Bits
    rules: npt.NDArray[np.int64]
    limits: npt.NDArray[np.int64]
    anywhere: npt.NDArray[np.bool_]

    def met(self, text: bytes) -> Bits:
        """Needs that the words of ``text`` (UTF-8) meet, shape (columns,)."""
        found = self._set.Match(text) if self.pieces else None
        return np.bitwise_or.reduce(self.bits[found], axis=0) if found else np.zeros(self.bits.shape[1], np.uint64)

    def met_by_forms(self, forms: Sequence[str]) -> tuple[npt.NDArray[np.int64], Bits]:
        """Rows of ``forms`` (plain) that meet a need, ascending, and the needs that each meets."""
        hot = self._hot(forms)
        met = [self.met(forms[row].encode()) for row in hot.tolist()]
        return hot, np.array(met, np.uint64).reshape(len(hot), self.bits.shape[1])

    def passing(self, text: bytes, length: int, edge: bool) -> list[int]:
        """Numbers of the rules that may match ``text``, part of a line of ``length`` characters, ascending."""
        met = self.met(text)
        rules = np.unique(self.rules[((self.wanted & ~met) == 0).all(axis=1)])
        fits = (self.limits[rules] >= length) & (edge | self.anywhere[rules])
        return rules[fits].tolist()

    @cached_property
    def marks(self) -> Marks:
        """What single characters meet."""
        rows = [row for row, piece in enumerate(self.pieces) if is_mark(piece)]
        return build_marks([self.pieces[row] for row in rows], self.bits[rows])

    def _hot(self, forms: Sequence[str]) -> npt.NDArray[np.int64]:
        """Rows of ``forms`` that hold any piece: one pass over all of them, joined."""
        if not self.pieces or not len(forms):
            return np.zeros(0, np.int64)
        sizes = np.fromiter((len(form.encode()) + 1 for form in forms), np.int64, len(forms))
        joined = "\n".join(forms).encode()
        found = np.array([match.start() for match in self._any.finditer(joined)], np.int64)
        return np.unique(np.searchsorted(np.cumsum(sizes), found, side="right"))

    @cached_property
    def _set(self) -> Any:
        found = re2.Set.SearchSet(_options())
        for piece in self.pieces:
            found.Add(f"(?i){piece}")
        found.Compile()
        return found

    @cached_property
    def _any(self) -> Any:
        words = [piece for piece in self.pieces if not is_mark(piece)]
        return re2.compile(f"(?i)(?:{'|'.join(words)})", _options())


def build_sieve(rules: Sequence[Rule], ways: Sequence[Sequence[Way]]) -> Sieve:
    """The sieve of ``rules``; ``ways`` holds those of each."""
    flat = [way for each in ways for way in each]
    numbers = {need: number for number, need in enumerate(dict.fromkeys(need for way in flat for need in way))}
    pieces = sorted(frozenset[str]().union(*numbers))
    row = {piece: number for number, piece in enumerate(pieces)}
    columns = (len(numbers) + 63) // 64
    bits, wanted = np.zeros((len(pieces), columns), np.uint64), np.zeros((len(flat), columns), np.uint64)
    for need, number in numbers.items():
        bits[[row[piece] for piece in need], number // 64] |= np.uint64(1 << number % 64)
    for way, needs in enumerate(flat):
        for need in needs:
            wanted[way, numbers[need] // 64] |= np.uint64(1 << numbers[need] % 64)
    limits = np.array([rule.max_chars or np.iinfo(np.int64).max for rule in rules], np.int64)
    anywhere = np.array([rule.position == "any" for rule in rules], bool)
    return Sieve(tuple(pieces), bits, wanted, np.repeat(np.arange(len(rules)), [*map(len, ways)]), limits, anywhere)


def _options() -> Any:
    options = re2.Options()
    options.max_mem, options.log_errors = MEMORY, False
    return options
