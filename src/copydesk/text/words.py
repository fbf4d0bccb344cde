"""Words as spans: runs of letters and digits; apostrophes and decimal points inside belong to them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from copydesk.text.batches import Batch, Positions
from copydesk.text.characters import (
    APOSTROPHE,
    DIGIT,
    EXTEND,
    IDEOGRAPH,
    LETTER,
    LOWER,
    POINT,
    UPPER,
    Classes,
    Codes,
    among,
)

__all__ = ["WORD_BASE", "hash_spans", "mix", "runs", "series", "word_spans"]

Flags = npt.NDArray[np.bool_]
Hashes = npt.NDArray[np.uint64]

WORD_BASE = np.uint64(0x9E3779B97F4A7C15)  # odd, so that it has an inverse modulo 2**64
_INVERSE = np.uint64(pow(0x9E3779B97F4A7C15, -1, 1 << 64))
_powers: dict[str, Hashes] = {}


def word_spans(batch: Batch) -> tuple[Positions, Positions]:
    """Begin and end (exclusive) of every word of ``batch``, int64, in order."""
    kind = batch.classes
    alone = kind == IDEOGRAPH
    solid = among(kind, LETTER, LOWER, UPPER, DIGIT) | alone
    inside = solid | (kind == EXTEND) | _joined(kind, batch.codes, solid & ~alone)
    before = _shift(inside, 1)
    start = inside & (~before | ((alone | _shift(alone, 1)) & (kind != EXTEND)))
    end = inside & (~_shift(inside, -1) | _shift(start, -1))
    starts, ends = np.flatnonzero(start), np.flatnonzero(end) + 1
    counts = np.concatenate([[0], np.cumsum(solid)])
    real = counts[ends] > counts[starts]  # a lone accent or invisible character is no word
    return starts[real], ends[real]


def runs(inside: Flags) -> tuple[Positions, Positions]:
    """Begin and end (exclusive) of every run of True in ``inside``."""
    edges = np.diff(np.concatenate([[False], inside, [False]]).astype(np.int8))
    return np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)


def hash_spans(codes: Codes, starts: Positions, ends: Positions) -> Hashes:
    """A 64-bit hash of ``codes[start:end]`` for every span, in one pass over prefix sums.

    Equal spans have equal hashes wherever they stand. A polynomial hash modulo 2**64 can be made to
    collide by chosen texts of 1,024 or more characters (Thue-Morse words); spans over 64 characters are
    therefore told apart by Python's own string hash in ``vocabulary``.
    """
    if len(codes) == 0 or len(starts) == 0:
        return np.zeros(len(starts), np.uint64)
    powers, inverses = series("powers", WORD_BASE, len(codes)), series("inverses", _INVERSE, len(codes))
    sums = np.concatenate([np.zeros(1, np.uint64), np.cumsum((mix(codes.astype(np.uint64) + np.uint64(1))) * powers)])
    return mix((sums[ends] - sums[starts]) * inverses[starts] + (ends - starts).astype(np.uint64))


def mix(values: Hashes) -> Hashes:
    """The finaliser of MurmurHash3 (fmix64) without its last shift: every input bit reaches every output bit."""
    values = values ^ (values >> np.uint64(33))
    values = values * np.uint64(0xFF51AFD7ED558CCD)
    values = values ^ (values >> np.uint64(33))
    return values * np.uint64(0xC4CEB9FE1A85EC53)


def series(name: str, base: np.uint64, length: int) -> Hashes:
    """base**0, base**1, ... modulo 2**64; kept, because every batch needs the same."""
    known = _powers.get(name)
    if known is None or len(known) < length:
        factors = np.full(max(length, 1), base, np.uint64)
        factors[0] = 1
        known = np.cumprod(factors, dtype=np.uint64)
        _powers[name] = known
    return known[:length]


def _joined(kind: Classes, codes: Codes, solid: Flags) -> Flags:
    """Apostrophes between letters, and points or commas between digits."""
    between = _shift(solid, 1) & _shift(solid, -1)
    digit = kind == DIGIT
    numeric = _shift(digit, 1) & _shift(digit, -1) & ((kind == POINT) | (codes == ord(",")) | (codes == ord(":")))
    return (between & (kind == APOSTROPHE)) | numeric


def _shift(flags: Flags, by: int) -> Flags:
    """``flags`` moved right by ``by`` (left when negative), False coming in."""
    moved = np.zeros_like(flags)
    if by > 0:
        moved[by:] = flags[:-by]
    else:
        moved[:by] = flags[-by:]
    return moved
