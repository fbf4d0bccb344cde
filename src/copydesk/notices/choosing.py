"""Which rules may hit which lines: those of which a line meets all needs of one way."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from copydesk.notices.phrases import SILENT, Phrases
from copydesk.notices.ragged import Ragged
from copydesk.notices.sieve import Sieve

__all__ = ["Chosen", "Lines", "choose_rules", "choose_rules_fast"]

Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Chosen = tuple[npt.NDArray[np.int32], npt.NDArray[np.uint16]]
"""The place of a line, and a rule that may hit it; lines ascend for each rule."""


_RULES_A_LINE = 10
"""Room made at first for the rules that may hit a line, which is more than twice their mean in news; where they are
more, the choice is made anew."""


class Lines(NamedTuple):
    """Lines to look at: first word and word after the last, code points, whether at an edge, and marks it holds."""

    first: npt.NDArray[Any]
    last: npt.NDArray[Any]
    sizes: Numbers
    edge: Flags
    marks: npt.NDArray[np.uint64]


def choose_rules(words: npt.NDArray[np.int32], lines: Lines, phrases: Phrases, sieve: Sieve) -> Chosen:
    """Every line and rule that fit each other; ``words`` are the numbers of forms that ``lines`` point into."""
    met = np.zeros((sieve.needs, len(lines.first)), bool)
    _note_words(met, words, lines, phrases)
    for mark in range(len(sieve.marks)):
        needs = sieve.marked.values[slice(*sieve.marked.bounds[mark : mark + 2])]
        met[np.ix_(needs, np.flatnonzero(lines.marks >> np.uint64(mark) & np.uint64(1)))] = True
    fits = np.zeros((int(sieve.owners.max(initial=-1)) + 1, len(lines.first)), bool)
    at_edge = np.searchsorted(sieve.begins, np.arange(len(sieve.owners)), side="right") % 2 == 0
    for way, rule in enumerate(sieve.owners.tolist()):
        seen = (lines.sizes <= sieve.limits[way]) & (lines.edge | ~at_edge[way])
        fits[rule] |= seen & met[sieve.ways.values[slice(*sieve.ways.bounds[way : way + 2])]].all(axis=0)
    rules, places = np.nonzero(fits)
    return places.astype(np.int32), rules.astype(np.uint16)


def _note_words(met: Flags, words: npt.NDArray[np.int32], lines: Lines, phrases: Phrases) -> None:
    """Set ``met``, shape (needs, lines), where words and pairs of them meet a need."""
    end = len(phrases.alone.bounds) - 2
    sizes = lines.last - lines.first + 2  # the line's beginning and end are said too
    ends = np.cumsum(sizes)
    said = np.full(int(sizes.sum()), end, np.int64)
    said[ends - sizes] = end - 1
    inside = np.ones(len(said), bool)
    inside[ends - sizes], inside[ends - 1] = False, False
    places = np.arange(len(said)) - np.repeat(ends - sizes - lines.first + 1, sizes)
    said[inside] = phrases.number[words[places[inside]]]
    line = np.repeat(np.arange(len(sizes)), sizes)[said != SILENT]
    said = said[said != SILENT]
    hot = np.flatnonzero(said >= 0)
    _set(met, line[hot], phrases.alone.take(said[hot]))
    first = hot[:-1][(np.diff(hot) == 1) & (line[hot[1:]] == line[hot[:-1]])]
    _note_pairs(met, line[first], phrases.firsts.take(said[first]), phrases.seconds.take(said[first + 1]), phrases)


def _note_pairs(met: Flags, line: Numbers, firsts: Ragged, seconds: Ragged, phrases: Phrases) -> None:
    """The same for pairs: each of the words ``firsts`` with each of ``seconds``, which are on ``line``."""
    ones, others = np.diff(firsts.bounds), np.diff(seconds.bounds)
    row = np.repeat(np.arange(len(line)), ones * others)
    nth = np.arange(len(row)) - np.repeat(np.cumsum(ones * others) - ones * others, ones * others)
    left = firsts.values[firsts.bounds[row] + nth // others[row]].astype(np.int64)
    keys = left * phrases.base + seconds.values[seconds.bounds[row] + nth % others[row]]
    found = np.searchsorted(phrases.pairs, keys)
    known = np.append(phrases.pairs, -1)[found] == keys
    _set(met, line[row[known]], phrases.paired.take(found[known]))


def _set(met: Flags, line: Numbers, needs: Ragged) -> None:
    met[needs.values, np.repeat(line, np.diff(needs.bounds))] = True


class _Book(NamedTuple):
    """The part of a sieve that says what rules ask for."""

    ways: Ragged
    begins: npt.NDArray[np.uint64]
    owners: npt.NDArray[np.uint64]
    limits: Numbers


_LISTS = ("alone", "firsts", "seconds", "paired")


class _Room(NamedTuple):
    """The last line that met each need, the needs that a line meets and ways ask for first, and one more, and the last
    line of each rule."""

    seen: npt.NDArray[np.int32]
    met: npt.NDArray[np.int32]
    taken: npt.NDArray[np.int32]


def choose_rules_fast(words: npt.NDArray[np.int32], lines: Lines, phrases: Phrases, sieve: Sieve) -> Chosen:
    """The same, by the compiled loop."""
    from copydesk.notices import kernels

    slots = np.full(1 << max(4, (2 * len(sieve.pairs)).bit_length()), -1, np.int32)
    kernels.place_pairs(sieve.pairs, slots)
    book = _Book(sieve.ways.unsigned(), sieve.begins.view(np.uint64), sieve.owners.view(np.uint64), sieve.limits)
    sizes = sieve.needs, len(sieve.begins) // 2 + 1, int(sieve.owners.max(initial=-1)) + 1
    room = _Room(*(np.empty(size, np.int32) for size in sizes))
    held = lines._replace(first=lines.first.view(np.uint64), last=lines.last.view(np.uint64))
    told = phrases._replace(**{name: getattr(phrases, name).unsigned() for name in _LISTS})
    given = words.view(np.uint32), held, told, slots, sieve.marked.unsigned(), book, room
    most = _RULES_A_LINE * len(lines.first) + 1024
    places, rules = np.empty(most, np.int32), np.empty(most, np.uint16)
    while (count := kernels.choose_rules(*given, places, rules)) > len(places):
        places, rules = np.empty(count, np.int32), np.empty(count, np.uint16)
    return places[:count], rules[:count]
