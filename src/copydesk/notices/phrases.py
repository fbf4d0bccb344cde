"""What the words of a corpus are to a sieve: the needs each meets alone, and the pairs it may be part of."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from copydesk.notices.forms import Held
from copydesk.notices.ragged import Ragged
from copydesk.notices.sieve import Sieve

__all__ = ["SILENT", "Phrases", "read_phrases"]

Numbers = npt.NDArray[np.int64]
Bits = npt.NDArray[np.uint64]
Flags = npt.NDArray[np.bool_]
SILENT = -2
_MIX = np.uint64(0x9E3779B97F4A7C15)


class Phrases(NamedTuple):
    """Hot forms of a corpus against a sieve; the last two stand for the beginning and the end of a line.

    ``number``, shape (forms,), is that of each form among the hot ones; else -1, or SILENT where rules see no word in
    it, so that it parts none either. ``alone`` are the needs that each meets by itself, ``firsts`` and ``seconds`` the
    words of the sieve that it is and that begin or end a pair. ``pairs`` are first word * ``base`` + second, ascending,
    and ``paired`` the needs that each pair meets. Only where ``opens`` of one word and ``closes`` of the next share a
    bit may the two be a pair.
    """

    number: npt.NDArray[np.int32]
    alone: Ragged
    firsts: Ragged
    seconds: Ragged
    pairs: Numbers
    paired: Ragged
    base: int
    opens: Bits
    closes: Bits


def read_phrases(held: Held, sieve: Sieve) -> Phrases:
    """What ``held`` says of the forms of a corpus."""
    base, hot = len(sieve.words) + 2, len(held.hot)
    number = np.where(held.words > 0, np.int32(-1), np.int32(SILENT))
    number[held.hot] = np.arange(hot)
    pieces = np.concatenate([held.pieces, [base - 2, base - 1]])
    bounds = np.concatenate([held.bounds, [len(pieces) - 1, len(pieces)]])
    left, right = sieve.pairs // base, sieve.pairs % base
    firsts, seconds = (_keep(pieces, bounds, words) for words in (left, right))
    bit = np.uint64(1) << (np.arange(base, dtype=np.uint64) * _MIX >> np.uint64(58))
    after = Ragged(np.searchsorted(left, np.arange(base + 1)), right)
    marks = _gather_bits(firsts, _gather_bits(after, bit)), _gather_bits(seconds, bit)
    several = np.append(held.words[held.hot] > 1, [False, False])
    alone = _alone(pieces, bounds, several, sieve.single, sieve.paired.merge(after.bounds))
    return Phrases(number, alone, firsts, seconds, sieve.pairs, sieve.paired, base, *marks)


def _alone(pieces: Numbers, bounds: Numbers, several: Flags, single: Ragged, paired: Ragged) -> Ragged:
    """The needs that each hot form meets by itself: those of its ``pieces``, by the number of each.

    A form of ``several`` words meets those of the pairs that one of them begins, too, as if the other stood in it.
    """
    more = np.flatnonzero(np.repeat(several, np.diff(bounds)))
    both = Ragged(
        np.concatenate([single.bounds, single.bounds[-1] + paired.bounds[1:]]),
        np.concatenate([single.values, paired.values]),
    )
    read = np.insert(pieces, more, pieces[more] + len(single.bounds) - 1)
    return both.take(read).merge(bounds + np.searchsorted(more, bounds))


def _keep(pieces: Numbers, bounds: Numbers, words: Numbers) -> Ragged:
    """Of the ``pieces`` between every two ``bounds``, those that are among ``words``."""
    kept = np.isin(pieces, words)
    return Ragged(np.concatenate([[0], np.cumsum(kept)])[bounds], pieces[kept].astype(np.int32))


def _gather_bits(rows: Ragged, bits: Bits) -> Bits:
    """The ``bits`` of all values of each of ``rows``."""
    found = np.zeros(len(rows.bounds) - 1, np.uint64)
    some = np.flatnonzero(np.diff(rows.bounds))
    if len(some):
        found[some] = np.bitwise_or.reduceat(bits[rows.values], rows.bounds[some])
    return found
