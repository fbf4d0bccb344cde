"""Which of many rules may match a line, told from the words in it: a need is a bit, a line the bits of its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import re2

from copydesk.notices.parts import Need
from copydesk.notices.rule import Rule

__all__ = ["MEMORY", "Bits", "Sieve", "build_sieve"]

MEMORY = 256 << 20
"""Bytes that RE2 may use for the automaton of a pattern or of a set of patterns."""
Bits = npt.NDArray[np.uint64]


@dataclass(frozen=True)
class Sieve:
    """Needs of rules. ``bits``, shape (pieces, columns), are the needs that each of ``pieces`` meets.

    ``wanted``, shape (rules, columns), are the needs that each rule has; ``limits`` is the longest line of each and
    ``anywhere`` whether it looks at lines inside an article too.
    """

    pieces: tuple[str, ...]
    bits: Bits
    wanted: Bits
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
        fits = ((self.wanted & ~met) == 0).all(axis=1) & (self.limits >= length)
        return np.flatnonzero(fits if edge else fits & self.anywhere).tolist()

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
        return re2.compile(f"(?i)(?:{'|'.join(self.pieces)})", _options())


def build_sieve(rules: Sequence[Rule], needs: Sequence[Sequence[Need]]) -> Sieve:
    """The sieve of ``rules``; ``needs`` holds those of each."""
    numbers = {need: number for number, need in enumerate(dict.fromkeys(need for each in needs for need in each))}
    pieces = sorted(frozenset[str]().union(*numbers))
    row = {piece: number for number, piece in enumerate(pieces)}
    columns = (len(numbers) + 63) // 64
    bits, wanted = np.zeros((len(pieces), columns), np.uint64), np.zeros((len(rules), columns), np.uint64)
    for need, number in numbers.items():
        bits[[row[piece] for piece in need], number // 64] |= np.uint64(1 << number % 64)
    for rule, each in enumerate(needs):
        for need in each:
            wanted[rule, numbers[need] // 64] |= np.uint64(1 << numbers[need] % 64)
    limits = np.array([rule.max_chars or np.iinfo(np.int64).max for rule in rules], np.int64)
    anywhere = np.array([rule.position == "any" for rule in rules], bool)
    return Sieve(tuple(pieces), bits, wanted, limits, anywhere)


def _options() -> Any:
    options = re2.Options()
    options.max_mem, options.log_errors = MEMORY, False
    return options
