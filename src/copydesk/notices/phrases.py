"""What needs the words of lines meet: by themselves, next to each other, and at the ends of their line."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from copydesk.notices.forms import Held
from copydesk.notices.sieve import Bits, Sieve

__all__ = ["Phrases", "meet_needs", "read_phrases"]

Rows = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Phrases:
    """Hot forms of a corpus against a sieve; the last two stand for the beginning and the end of a line.

    ``number``, shape (forms,), is that of each form among the hot ones, or -1. ``alone``, shape (hot, columns), are the
    needs that each meets by itself, and ``some`` says whether it meets any. ``pieces[bounds[i]:bounds[i + 1]]`` are the
    words of pairs that it is; ``first`` and ``second`` say whether it may be the one and the other of a pair. ``pairs``
    are first word * ``base`` + second, ascending, those of a first word w from ``begins[w]`` to ``begins[w + 1]``.
    """

    number: Numbers
    alone: Bits
    some: npt.NDArray[np.bool_]
    bounds: Rows
    pieces: Rows
    first: npt.NDArray[np.bool_]
    second: npt.NDArray[np.bool_]
    pairs: Rows
    begins: Rows
    paired: Bits
    base: int


def read_phrases(held: Held, forms: int, sieve: Sieve) -> Phrases:
    """What ``held`` says of ``forms`` forms, as ``meet_needs`` reads it."""
    base, hot = len(sieve.single), len(held.hot)
    number = np.full(forms, -1, np.int32)
    number[held.hot] = np.arange(hot)
    pieces = np.concatenate([held.pieces, [base - 2, base - 1]])
    bounds = np.concatenate([held.bounds, [len(pieces) - 1, len(pieces)]])
    alone = np.stack([_gather(sieve.single[:, column][pieces], bounds) for column in range(sieve.single.shape[1])], 1)
    alone[:hot][held.odd] = ~np.uint64(0)
    flags = [np.zeros(base, bool), np.zeros(base, bool)]
    flags[0][sieve.pairs // base], flags[1][sieve.pairs % base] = True, True
    first, second = (_gather(each[pieces].astype(np.uint64), bounds) > 0 for each in flags)
    begins = np.searchsorted(sieve.pairs, np.arange(base + 1) * base)
    return Phrases(
        number, alone, (alone > 0).max(axis=1), bounds, pieces, first, second, sieve.pairs, begins, sieve.paired, base
    )


def _gather(values: npt.NDArray[np.uint64], bounds: Rows) -> npt.NDArray[np.uint64]:
    """Bitwise or of ``values`` between every two ``bounds``; 0 where nothing stands there."""
    found = np.bitwise_or.reduceat(np.append(values, np.uint64(0)), bounds[:-1])
    return np.where(bounds[1:] > bounds[:-1], found, np.uint64(0))


def meet_needs(word_no: Numbers, first: Rows, last: Rows, phrases: Phrases) -> Bits:
    """Needs that the words ``first`` to ``last`` (exclusive) of each line meet, shape (lines, columns).

    The compiled twin is ``kernels.meet_needs``.
    """
    met = np.zeros((len(first), phrases.alone.shape[1]), np.uint64)
    if not len(first):
        return met
    hot = len(phrases.alone)
    ends = np.cumsum(last - first + 2)
    begins = np.concatenate([[0], ends[:-1]])
    places = np.arange(ends[-1]) - np.repeat(begins - first + 1, last - first + 2)
    inside = np.ones(len(places), bool)
    inside[begins], inside[ends - 1] = False, False
    spoken = np.full(len(places), -1, np.int64)
    spoken[inside] = phrases.number[word_no[places[inside]]]
    spoken[begins], spoken[ends - 1] = hot - 2, hot - 1
    said = np.flatnonzero(spoken >= 0)
    lines = np.searchsorted(ends, said, side="right")
    _add(met, lines, phrases.alone[spoken[said]])
    joined = np.flatnonzero((np.diff(said) == 1) & (lines[1:] == lines[:-1]))
    one, other = spoken[said[joined]], spoken[said[joined + 1]]
    fits = phrases.first[one] & phrases.second[other]
    _add_pairs(met, lines[joined[fits]], one[fits], other[fits], phrases)
    return met


def _add_pairs(met: Bits, lines: Rows, one: Rows, other: Rows, phrases: Phrases) -> None:
    """Add what the pairs of hot forms ``one`` and ``other`` meet: each word of the one with each of the other."""
    sizes = np.diff(phrases.bounds)
    counts = sizes[one] * sizes[other]
    nth = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    left = np.repeat(phrases.bounds[one], counts) + nth // np.repeat(sizes[other], counts)
    right = np.repeat(phrases.bounds[other], counts) + nth % np.repeat(sizes[other], counts)
    keys = phrases.pieces[left] * phrases.base + phrases.pieces[right]
    found = np.searchsorted(phrases.pairs, keys)
    known = np.append(phrases.pairs, -1)[found] == keys
    _add(met, np.repeat(lines, counts)[known], phrases.paired[found[known]])


def _add(met: Bits, lines: Rows, bits: Bits) -> None:
    """Add ``bits`` to their ``lines``, ascending."""
    if len(lines):
        starts = np.flatnonzero(np.diff(lines, prepend=-1))
        met[lines[starts]] |= np.bitwise_or.reduceat(bits, starts, axis=0)
