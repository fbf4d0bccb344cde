"""The compiled twin of ``choosing``, for corpora whose size repays the compiler: one walk over the words of lines."""

from __future__ import annotations

from typing import Any

import numpy as np

from copydesk.notices.phrases import SILENT
from copydesk.text.compiling import inlined, lean

__all__ = ["choose_rules", "place_pairs"]

_MIX = np.uint64(0x9E3779B97F4A7C15)


@inlined
def _slot(key: Any, slots: Any) -> Any:
    """Where ``key`` is looked for first in ``slots``, whose size is a power of two."""
    return ((np.uint64(key) * _MIX) >> np.uint64(40)) & np.uint64(len(slots) - 1)


@lean
def place_pairs(pairs: Any, slots: Any) -> Any:
    """Fill ``slots``, -1 where empty and at most half full, with the place of each of ``pairs``: a hash table."""
    for place in range(len(pairs)):
        slot = _slot(pairs[place], slots)
        while slots[slot] >= 0:
            slot = (slot + np.uint64(1)) & np.uint64(len(slots) - 1)
        slots[slot] = place


@inlined
def _find(key: Any, pairs: Any, slots: Any) -> Any:
    """The place of ``key`` among ``pairs``; -1 where it is not, as most are."""
    slot = _slot(key, slots)
    while slots[slot] >= 0 and pairs[slots[slot]] != key:
        slot = (slot + np.uint64(1)) & np.uint64(len(slots) - 1)
    return slots[slot]


@inlined
def _note(needs: Any, row: Any, line: Any, room: Any, count: Any) -> Any:
    """Note that ``line`` meets the ``needs`` of ``row``; returns ``count`` and how many more of them ways ask first."""
    for at in range(needs.bounds[row], needs.bounds[row + 1]):
        need = needs.values[at]
        room.met[count] = need
        count += (need < len(room.met) - 2) & (room.seen[need] != line)
        room.seen[need] = line
    return count


@inlined
def _clear(numbers: Any) -> Any:
    for place in range(len(numbers)):
        numbers[place] = -1


@inlined
def _note_words(line: Any, lines: Any, words: Any, phrases: Any, slots: Any, room: Any) -> Any:
    """Note what the words of ``line`` meet, alone and in pairs; returns how many needs."""
    count, end = 0, len(phrases.alone.bounds) - 2
    before, opened = end - 1, phrases.opens[end - 1]
    for at in range(lines.first[line], lines.last[line] + 1):
        now = phrases.number[words[at]] if at < lines.last[line] else end
        if now == SILENT:
            continue
        if now >= 0:
            count = _note(phrases.alone, now, line, room, count)
            if opened & phrases.closes[now]:
                for left in range(phrases.firsts.bounds[before], phrases.firsts.bounds[before + 1]):
                    key = phrases.firsts.values[left] * phrases.base
                    for right in range(phrases.seconds.bounds[now], phrases.seconds.bounds[now + 1]):
                        pair = _find(key + phrases.seconds.values[right], phrases.pairs, slots)
                        if pair >= 0:
                            count = _note(phrases.paired, pair, line, room, count)
        before, opened = now, phrases.opens[now] if now >= 0 else np.uint64(0)
    return count


@inlined
def _note_marks(line: Any, lines: Any, marked: Any, room: Any, count: Any) -> Any:
    left, mark = lines.marks[line], 0
    while left:
        if left & np.uint64(1):
            count = _note(marked, mark, line, room, count)
        left, mark = left >> np.uint64(1), mark + 1
    return count


@inlined
def _goes(way: Any, line: Any, ways: Any, seen: Any) -> Any:
    """Whether ``line`` meets all needs of ``way`` but the first, which it does."""
    missing = False
    for at in range(ways.bounds[way] + 1, ways.bounds[way + 1]):
        missing |= seen[ways.values[at]] != line
    return not missing


@lean
def choose_rules(
    words: Any, lines: Any, phrases: Any, slots: Any, marked: Any, book: Any, room: Any, places: Any, rules: Any
) -> Any:
    """Write the place and the rule of every line and rule that fit each other; returns how many.

    ``lines``, ``book`` and ``room`` are those of ``choosing``. Counts on when there is no room for what is found.
    """
    found, free = 0, len(room.met) - 2
    _clear(room.seen)
    _clear(room.taken)
    for line in range(len(lines.first)):
        count = _note_words(line, lines, words, phrases, slots, room)
        count = _note_marks(line, lines, marked, room, count)
        room.met[count] = free  # what needs nothing
        parts = 2 if lines.edge[line] else 1
        for met in range(count + 1):
            for part in range(2 * room.met[met], 2 * room.met[met] + parts):
                for way in range(book.begins[part], book.begins[part + 1]):
                    if lines.sizes[line] > book.limits[way]:
                        break
                    rule = book.owners[way]
                    if room.taken[rule] != line and _goes(way, line, book.ways, room.seen):
                        room.taken[rule] = line
                        if found < len(places):
                            places[found], rules[found] = line, rule
                        found += 1
    return found
