"""Weights by code: hash tables without collisions, one a template, and many of them in a row for compiled kernels."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

__all__ = ["SCALE", "Packed", "Table", "pack"]

SCALE = 1000
_MULTIPLIERS = tuple((0x9E3779B97F4A7C15 * (2 * n + 1)) % (1 << 64) for n in range(64))
_WORD, _MIDDLE = 64, 20
_PLAIN = 1 << 13
"""Most slots of a table that is read without a hash: as many still fit the cache beside each other."""

Codes = npt.NDArray[np.int64]
Places = npt.NDArray[np.uint64]


@dataclass(frozen=True)
class Table:
    """Weights of one template, in a hash table without collisions by hash and displacement (Pagh 1999).

    The upper bits of a product say which of ``moves`` is added to its middle bits: half of the slots are taken, so
    that the tables of a model fit the cache. ``keys`` is -1 where a slot is free; ``weights`` has shape
    (outputs, slots).
    """

    keys: Codes
    weights: npt.NDArray[np.float32]
    moves: Places
    multiplier: np.uint64

    @staticmethod
    def build(codes: list[int], weights: list[list[int]]) -> Table:
        """A table of ``codes`` (not negative) with one row of ``weights`` (thousandths), one an output, each."""
        known = np.array(codes, np.int64)
        for more in count():
            size = 1 << (len(codes).bit_length() + 1 + more)
            buckets = max(size >> 2, 2)
            for multiplier in map(np.uint64, _MULTIPLIERS):
                bucket, middle = _split(known, multiplier, buckets)
                moves = _place(bucket.tolist(), (middle & np.uint64(size - 1)).tolist(), size, buckets)
                if moves is not None:
                    return _fill(known, weights, moves, multiplier, size)
        raise AssertionError("codes differ, so that some table holds them")

    def find(self, codes: Codes) -> Codes:
        """The slot of each code."""
        bucket, middle = _split(codes, self.multiplier, len(self.moves))
        return ((middle + self.moves.take(bucket)) & np.uint64(len(self.keys) - 1)).view(np.int64)

    def look_up(self, codes: Codes) -> npt.NDArray[np.float32]:
        """Weights of each code, shape (outputs, codes); 0 for unknown codes."""
        slots = self.find(codes)
        return self.weights.take(slots, axis=1) * (self.keys.take(slots) == codes)


def _split(codes: Codes, multiplier: np.uint64, buckets: int) -> tuple[Codes, Places]:
    """Which of ``buckets`` (a power of two) each code is in, and the middle bits of its product."""
    products = codes.view(np.uint64) * multiplier
    upper = products >> np.uint64(_WORD + 1 - buckets.bit_length())
    return upper.view(np.int64), products >> np.uint64(_MIDDLE)


def _place(bucket: list[int], middle: list[int], size: int, buckets: int) -> Places | None:
    """What is added to the codes of each bucket, so that no two share a slot; None where two of a bucket do."""
    members: list[list[int]] = [[] for _ in range(buckets)]
    for each, place in zip(bucket, middle, strict=True):
        members[each].append(place)
    moves, taken = np.zeros(buckets, np.uint64), bytearray(size)
    for each in sorted(range(buckets), key=lambda number: -len(members[number])):
        places = members[each]
        if len(set(places)) < len(places):
            return None
        for move in range(size):
            if not any(taken[(place + move) & (size - 1)] for place in places):
                break
        else:
            return None
        moves[each] = move
        for place in places:
            taken[(place + move) & (size - 1)] = 1
    return moves


def _fill(known: Codes, weights: list[list[int]], moves: Places, multiplier: np.uint64, size: int) -> Table:
    outputs = len(weights[0])
    table = Table(np.full(size, -1, np.int64), np.zeros((outputs, size), np.float32), moves, multiplier)
    slots = table.find(known)
    table.keys[slots] = known
    table.weights[:, slots] = np.array(weights, np.float32).T / SCALE
    return table


class Packed(NamedTuple):
    """Tables one after another, for ``scoring.add_weights``; one entry a table, then one a slot.

    ``template`` is the row of the codes that a table is asked with, ``slots`` and ``buckets`` where its slots and
    moves begin, ``last`` its last slot and ``shift`` what leaves the bits of the bucket. Where codes are small, a
    table is ``plain``: a code is its slot, and the last slot, which weighs nothing, stands for all codes from there on.
    """

    template: Codes
    plain: npt.NDArray[np.bool_]
    multiplier: npt.NDArray[np.uint64]
    shift: npt.NDArray[np.uint64]
    slots: Codes
    last: Codes
    buckets: Codes
    moves: Places
    keys: Codes
    weights: npt.NDArray[np.float32]


def pack(tables: dict[str, Table], templates: tuple[str, ...], outputs: int) -> Packed:
    """The tables of ``templates``, in the order of ``tables``, in which weights are added; each of ``outputs``."""
    own = {name: _spread(table) for name, table in tables.items() if name in templates}
    sizes, buckets = (
        np.array([len(getattr(each, name)) for each in own.values()], np.int64) for name in ("keys", "moves")
    )
    return Packed(
        np.array([templates.index(name) for name in own], np.int64), buckets == 0,
        np.array([each.multiplier for each in own.values()], np.uint64),
        np.array([_WORD + 1 - each.bit_length() for each in buckets.tolist()], np.uint64),
        np.cumsum(sizes) - sizes, sizes - 1, np.cumsum(buckets) - buckets,
        np.concatenate([np.zeros(0, np.uint64), *(each.moves for each in own.values())]),
        np.concatenate([np.zeros(0, np.int64), *(each.keys for each in own.values())]),
        np.concatenate([np.zeros((outputs, 0), np.float32), *(each.weights for each in own.values())], axis=1),
    )  # fmt: skip


def _spread(table: Table) -> Table:
    """``table`` with a slot for each code, and one more for codes beyond, where its codes are small."""
    size = int(table.keys.max()) + 2
    if size > _PLAIN:
        return table
    weights = np.zeros((len(table.weights), size), np.float32)
    known = table.keys >= 0
    weights[:, table.keys[known]] = table.weights[:, known]
    return Table(np.full(size, -1, np.int64), weights, np.zeros(0, np.uint64), np.uint64(0))
