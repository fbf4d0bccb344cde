"""Compiled twins of ``phrases`` and the choice of rules, for corpora whose size repays the compiler."""

from __future__ import annotations

from typing import Any

import numpy as np

from copydesk.text.compiling import inlined, lean

__all__ = ["PAIR_BITS", "add_marks", "choose_rules", "meet_needs", "note_pairs"]

PAIR_BITS = 16
_MIX, _SHIFT = np.uint64(0x9E3779B97F4A7C15), np.uint64(64 - PAIR_BITS)


@inlined
def _hash(key: Any) -> Any:
    """The place of ``key`` in a table of 2**PAIR_BITS: it tells at once that most words are no pair."""
    return (np.uint64(key) * _MIX) >> _SHIFT


@inlined
def _find(pairs: Any, low: int, high: int, key: int) -> Any:
    """The place of ``key`` between ``low`` and ``high`` of ``pairs``, which ascend there; -1 where it is not."""
    last = high
    while low < high:
        middle = (low + high) // 2
        if pairs[middle] < key:
            low = middle + 1
        else:
            high = middle
    return low if low < last and pairs[low] == key else -1


@inlined
def _add(met: Any, line: int, bits: Any, row: int) -> Any:
    for column in range(met.shape[1]):
        met[line, column] |= bits[row, column]


@inlined
def _add_pair(
    met: Any, line: int, one: int, other: int, base: int, pairs: Any, begins: Any, known: Any, paired: Any
) -> Any:
    key = one * base + other
    if known[_hash(key)]:
        place = _find(pairs, begins[one], begins[one + 1], key)
        if place >= 0:
            _add(met, line, paired, place)


@lean
def note_pairs(pairs: Any, known: Any) -> Any:
    """Set ``known``, shape (2**PAIR_BITS,), where a pair is."""
    for key in pairs:
        known[_hash(key)] = True


@lean
def meet_needs(
    word_no: Any,
    first: Any,
    last: Any,
    number: Any,
    alone: Any,
    some: Any,
    bounds: Any,
    pieces: Any,
    ones: Any,
    others: Any,
    pairs: Any,
    begins: Any,
    known: Any,
    paired: Any,
    base: int,
    met: Any,
) -> Any:
    """Fill ``met``, shape (lines, columns); twin of ``phrases.meet_needs``."""
    end = len(alone) - 1
    for line in range(len(first)):
        before = end - 1
        for at in range(first[line], last[line] + 1):
            now = number[word_no[at]] if at < last[line] else end
            if now >= 0 and some[now]:
                _add(met, line, alone, now)
            if before >= 0 and now >= 0 and ones[before] and others[now]:
                for left in range(bounds[before], bounds[before + 1]):
                    for right in range(bounds[now], bounds[now + 1]):
                        _add_pair(met, line, pieces[left], pieces[right], base, pairs, begins, known, paired)
            before = now


@lean
def add_marks(met: Any, held: Any, bits: Any) -> Any:
    """Add to ``met`` what the marks ``held`` by each line meet; twin of ``marks.Marks.add``."""
    for line in range(len(held)):
        left, mark = held[line], 0
        while left:
            if left & np.uint64(1):
                _add(met, line, bits, mark)
            left, mark = left >> np.uint64(1), mark + 1


@inlined
def _fits(met: Any, line: int, wanted: Any, rule: int) -> Any:
    missing = np.uint64(0)
    for column in range(met.shape[1]):
        missing |= wanted[rule, column] & ~met[line, column]
    return missing == 0


@lean
def choose_rules(
    met: Any, wanted: Any, surest: Any, needing: Any, bounds: Any, limits: Any, anywhere: Any, sizes: Any, edge: Any,
    chosen: Any,
) -> Any:  # fmt: skip
    """Write the place and the rule of every line and rule that fit each other, shape (2, room); returns how many.

    ``needing[bounds[n]:bounds[n + 1]]`` are the rules that need n before all else, ``surest``, shape (columns,), the
    bits of all such n; the rules of the bit after the last need nothing. Counts on when there is no room, so that the
    caller can make it. Twin of ``screening.fit_rules``.
    """
    count, columns = 0, met.shape[1]
    for line in range(len(met)):
        for column in range(columns + 1):
            left = met[line, column] & surest[column] if column < columns else np.uint64(1)
            need = 64 * column
            while left:
                if left & np.uint64(1):
                    for place in range(bounds[need], bounds[need + 1]):
                        rule = needing[place]
                        seen = sizes[line] <= limits[rule] and (edge[line] or anywhere[rule])
                        if seen and _fits(met, line, wanted, rule):
                            if count < chosen.shape[1]:
                                chosen[0, count], chosen[1, count] = line, rule
                            count += 1
                left >>= np.uint64(1)
                need += 1
    return count
