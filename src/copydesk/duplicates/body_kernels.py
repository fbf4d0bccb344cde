"""Compiled twin of ``bodies``: shingles, their first places and signatures of all articles, read in one pass.

Nothing as long as all words is written but what later steps need; the rest lies in buffers of one article.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from copydesk.duplicates.kernels import sign_hashes, slots_for
from copydesk.duplicates.runs import hash_run, power
from copydesk.duplicates.xxh32 import PADDING, avalanche, xxh32
from copydesk.text.compiling import compiled, inlined

__all__ = ["count_flags", "read_articles"]

_ONE, _TWO, _THREE, _FOUR, _EIGHT = (np.uint64(number) for number in (1, 2, 3, 4, 8))
_ROOM = np.uint64(PADDING + 9)  # a space, and bytes copied in excess


@compiled
def count_flags(flags: Any, bounds: Any, out: Any) -> None:
    """How many of ``flags[bounds[d]:bounds[d + 1]]`` hold, into ``out[d]``."""
    for doc in range(len(bounds) - 1):
        count = 0
        for row in range(bounds[doc], bounds[doc + 1]):
            count += flags[row]
        out[doc] = count


@compiled
def read_articles(
    word: Any,
    keep: Any,
    places: Any,
    bounds: Any,
    forms: Any,
    width: int,
    base: Any,
    parameters: Any,
    part: Any,
    out: Any,
) -> None:
    """Read the articles ``part[0]`` to ``part[1]``: their rows of shingles, first places, sizes and signatures.

    Article d has the rows of words ``places[d]`` to ``places[d + 1]`` where ``keep`` holds; ``word`` are their forms.
    ``forms`` is (hash of each form, number of its folded form, letters of the folded ones, where each begins). ``base``
    is the factor of a run's polynomial and its inverse. ``out`` is (shingles, first, sizes, signatures); the first two
    have one row a kept word, from ``bounds[d]`` on, and signatures hold all ones.
    """
    hashes, folded, letters, offsets = forms
    shingles, first, sizes, signatures = out
    longest = 0
    for doc in range(part[0], part[1]):
        longest = max(longest, bounds[doc + 1] - bounds[doc])
    own, starts, mixed = np.empty(longest, np.int32), np.empty(longest + 1, np.uint64), np.empty(longest, np.uint32)
    joined, slots, top = np.empty(1024, np.uint8), np.empty(slots_for(longest), np.uint64), power(base[0], width - 1)
    for doc in range(part[0], part[1]):
        count = 0
        for row in range(places[doc], places[doc + 1]):
            if keep[row]:
                own[count] = word[row]
                count += 1
        rows = slice(bounds[doc], bounds[doc] + count)
        runs = hash_run(hashes, own[:count], width, base[0], base[1], top, shingles[rows])
        sizes[doc] = _mark_first(shingles[rows], runs, slots, first[rows])
        joined = _join(own[:count], folded, letters, offsets, starts, joined)
        for row in range(runs):
            hashed = xxh32(joined, starts[row], starts[row + width] - starts[row] - _ONE)
            mixed[row] = avalanche(hashed, np.uint32(0x85EBCA6B), np.uint32(0xC2B2AE35), 16)
        sign_hashes(mixed, runs, parameters[0], parameters[1], signatures[doc])


@compiled
def _mark_first(shingles: Any, runs: Any, slots: Any, first: Any) -> Any:
    """Mark in ``first`` the first row of each of the ``runs`` shingles; returns how many are distinct."""
    mask, found = np.uint64(slots_for(runs) - 1), 0
    slots[: slots_for(runs)] = 0
    for row in range(runs):
        value = shingles[row]
        at = value & mask
        while slots[at] != 0 and slots[at] != value:
            at = (at + _ONE) & mask
        first[row] = slots[at] == 0
        found += slots[at] == 0
        slots[at] = value
    first[runs:] = False
    return found


@compiled
def _join(own: Any, folded: Any, letters: Any, offsets: Any, starts: Any, joined: Any) -> Any:
    """The folded words ``own``, each with a space behind it, in ``joined`` or a longer array; ``starts`` of each."""
    at = np.uint64(0)
    for row in range(len(own)):
        starts[row] = at
        form = folded[own[row]]
        begin, end = np.uint64(offsets[form]), np.uint64(offsets[form + 1])
        if at + (end - begin) + _ROOM > len(joined):
            longer = np.empty(np.int64(2 * (at + (end - begin) + _ROOM)), np.uint8)
            longer[: len(joined)] = joined
            joined = longer
        _copy(letters, begin, joined, at)
        for done in range(begin + _EIGHT, end, _EIGHT):
            _copy(letters, done, joined, at + done - begin)
        at += end - begin
        joined[at] = 32
        at += _ONE
    starts[len(own)] = at
    return joined


@inlined
def _copy(letters: Any, at: Any, joined: Any, to: Any) -> None:
    """Eight bytes at once: most words are no longer, and what is too much is written over."""
    a, b, c, d = letters[at], letters[at + _ONE], letters[at + _TWO], letters[at + _THREE]
    at += _FOUR
    e, f, g, h = letters[at], letters[at + _ONE], letters[at + _TWO], letters[at + _THREE]
    joined[to], joined[to + _ONE], joined[to + _TWO], joined[to + _THREE] = a, b, c, d
    to += _FOUR
    joined[to], joined[to + _ONE], joined[to + _TWO], joined[to + _THREE] = e, f, g, h
