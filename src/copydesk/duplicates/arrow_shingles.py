"""Shingles of the texts of an Arrow column: signatures of all, exact sets of some, counts of what two sets share.

A signature is datasketch's (``signatures``): xxh32 of five folded words joined by spaces. Sets hold 64-bit hashes
instead: FNV-1a of each word from a secret start, five of them in a polynomial, mixed. Two different shingles of
two articles of 500 words share a 64-bit hash with odds of 1 in 7e13.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from copydesk.duplicates.arrow_words import NEEDS_PYTHON
from copydesk.duplicates.kernels import sign_hashes, slots_for
from copydesk.duplicates.latin_words import cut_words
from copydesk.duplicates.xxh32 import PADDING, avalanche, xxh32
from copydesk.text.compiling import compiled

__all__ = ["collect_sets", "count_common", "set_of_words", "sign_texts", "sign_words"]

_ONE, _SPREAD = np.uint64(1), np.uint64(0xA0761D6478BD642F)
_FNV_START, _FNV_PRIME = np.uint64(0xCBF29CE484222325), np.uint64(0x100000001B3)


@compiled
def _mix(value: Any) -> Any:
    """The finaliser of MurmurHash3 (fmix64), whole; ``text.words.mix`` leaves out its last shift."""
    value = np.uint64((value ^ (value >> np.uint64(33))) * np.uint64(0xFF51AFD7ED558CCD))
    value = np.uint64((value ^ (value >> np.uint64(33))) * np.uint64(0xC4CEB9FE1A85EC53))
    return np.uint64(value ^ (value >> np.uint64(33)))


@compiled
def _rooms(offsets: Any) -> Any:
    """Bytes that the longest text needs in every buffer."""
    longest = 0
    for doc in range(len(offsets) - 1):
        longest = max(longest, offsets[doc + 1] - offsets[doc])
    return 2 * longest + 4 * PADDING


@compiled
def sign_words(joined: Any, starts: Any, count: Any, width: Any, parameters: Any, mixed: Any, row: Any) -> Any:
    """Take the shingles of ``count`` words into the signature ``row``; returns how many there are."""
    shingles = max(count - width + 1, 0)
    for each in range(shingles):
        first = np.uint64(starts[each])
        hashed = xxh32(joined, first, np.uint64(starts[each + width]) - first - _ONE)
        mixed[each] = avalanche(hashed, np.uint32(0x85EBCA6B), np.uint32(0xC2B2AE35), 16)
    sign_hashes(mixed, shingles, parameters[0], parameters[1], row)
    return shingles


@compiled
def sign_texts(data: Any, offsets: Any, table: Any, width: Any, parameters: Any, out: Any, sizes: Any) -> None:
    """Signatures of all texts into ``out``, which holds all ones, and shingles of each into ``sizes``.

    Text d is ``data[offsets[d]:offsets[d + 1]]``. A text that needs Python is left with the size NEEDS_PYTHON.
    """
    room = _rooms(offsets)
    flat, kept, joined = np.empty(room, np.uint8), np.empty(room, np.uint8), np.empty(room, np.uint8)
    starts, mixed = np.empty(room, np.uint32), np.empty(room, np.uint32)
    for doc in range(len(offsets) - 1):
        count = cut_words(data[offsets[doc] : offsets[doc + 1]], table, flat, kept, joined, starts)
        if count == NEEDS_PYTHON:
            sizes[doc] = NEEDS_PYTHON
        else:
            sizes[doc] = sign_words(joined, starts, count, width, parameters, mixed, out[doc])


@compiled
def _hash_runs(joined: Any, starts: Any, count: Any, width: Any, seed: Any, words: Any, out: Any) -> Any:
    for word in range(count):
        value = _FNV_START ^ seed
        for at in range(np.uint64(starts[word]), np.uint64(starts[word + 1]) - _ONE):
            value = (value ^ np.uint64(joined[at])) * _FNV_PRIME
        words[word] = _mix(value)
    shingles = max(count - width + 1, 0)
    for each in range(shingles):
        total = words[each]
        for place in range(1, width):
            total = total * _SPREAD + words[each + place]
        out[each] = max(_mix(total), _ONE)
    return shingles


@compiled
def _distinct(values: Any, count: Any, slots: Any) -> Any:
    """Move the distinct ones of the first ``count`` values to the front; returns how many. 0 is no value."""
    mask = np.uint64(slots_for(count) - 1)
    slots[: slots_for(count)] = 0
    found = 0
    for each in range(count):
        value = values[each]
        at = value & mask
        while slots[at] != 0 and slots[at] != value:
            at = (at + _ONE) & mask
        values[found] = value
        found += slots[at] == 0
        slots[at] = value
    return found


@compiled
def set_of_words(joined: Any, starts: Any, count: Any, width: Any, seed: Any, words: Any, slots: Any, out: Any) -> Any:
    """Distinct shingle hashes of ``count`` words into ``out``; returns how many."""
    return _distinct(out, _hash_runs(joined, starts, count, width, seed, words, out), slots)


@compiled
def collect_sets(
    data: Any, offsets: Any, chosen: Any, table: Any, width: Any, seed: Any, places: Any, flat_sets: Any, sizes: Any
) -> None:
    """Sets of the ``chosen`` texts: text chosen[n] into ``flat_sets`` from places[n] on, its size into sizes[n]."""
    room = _rooms(offsets)
    flat, kept, joined = np.empty(room, np.uint8), np.empty(room, np.uint8), np.empty(room, np.uint8)
    starts, words = np.empty(room, np.uint32), np.empty(room, np.uint64)
    slots = np.empty(slots_for(room // 4), np.uint64)  # two bytes a word at least
    for number in range(len(chosen)):
        doc = chosen[number]
        count = cut_words(data[offsets[doc] : offsets[doc + 1]], table, flat, kept, joined, starts)
        if count == NEEDS_PYTHON:
            sizes[number] = NEEDS_PYTHON
        else:
            out = flat_sets[places[number] :]
            sizes[number] = set_of_words(joined, starts, count, width, seed, words, slots, out)


@compiled
def count_common(first: Any, second: Any, flat_sets: Any, places: Any, sizes: Any, out: Any) -> None:
    """Elements that set first[n] and set second[n] share, into out[n]; equal ``first`` should stand together."""
    longest = 0
    for number in range(len(sizes)):
        longest = max(longest, sizes[number])
    slots, held, mask = np.zeros(slots_for(longest), np.uint64), -1, np.uint64(0)
    for pair in range(len(first)):
        a, b = first[pair], second[pair]
        if a != held:
            held, mask = a, np.uint64(slots_for(sizes[a]) - 1)
            slots[: slots_for(sizes[a])] = 0
            for each in range(places[a], places[a] + sizes[a]):
                at = flat_sets[each] & mask
                while slots[at] != 0:
                    at = (at + _ONE) & mask
                slots[at] = flat_sets[each]
        common = 0
        for each in range(places[b], places[b] + sizes[b]):
            value = flat_sets[each]
            at = value & mask
            while slots[at] != 0 and slots[at] != value:
                at = (at + _ONE) & mask
            common += slots[at] == value
        out[pair] = common
