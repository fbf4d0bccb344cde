"""Rules held against many lines at once: one pass of a pattern over all lines that may match it, joined."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

import numpy as np
import numpy.typing as npt

from copydesk.notices.encoding import Bytes, EncodedLines, Places, encode_lines, join_lines
from copydesk.notices.hits import Matches, find_hits
from copydesk.notices.plain import to_plain
from copydesk.notices.rule import PLACES
from copydesk.notices.rulebook import Rulebook

__all__ = ["match_lines", "scan"]

_AT_ONCE = 1 << 18
"""About how many bytes are joined: they stay in the processor's cache until they have been read."""
Rules = npt.NDArray[np.uint16]
Join = Callable[[Bytes, Places, Places], Bytes]


def scan(lines: EncodedLines, rows: Places, rules: Rules, book: Rulebook, join: Join = join_lines) -> Matches:
    """The rules that may still hit each row, and from where.

    ``rules`` ascend; each may hit the row at its place in ``rows``, one of ``lines``, whose parts ``join`` joins. A
    match that runs over several joined lines speaks for each of them, so that it cannot hide a match inside one: no
    rule that hits a line is left out.
    """
    place_of = np.empty(int(lines.rows.max(initial=0)) + 1, np.int64)
    place_of[lines.rows] = np.arange(len(lines.rows))
    places = place_of[rows]
    firsts, lasts = _spans(lines, places, np.array([PLACES.index(rule.where) for rule in book.rules], np.int64)[rules])
    ends = np.cumsum(lasts - firsts + 1)  # a line's break is its own
    begins = ends - (lasts - firsts + 1)
    found = chain.from_iterable(_find_matches(lines.data, firsts, lasts, rules, begins, book, join))
    starts, stops = np.fromiter(found, np.int64).reshape(-1, 2).T
    first = np.searchsorted(ends, starts, side="right")
    counts = np.searchsorted(ends, np.maximum(starts, stops - 1), side="right") - first + 1
    touched = np.repeat(first - np.cumsum(counts) + counts, counts) + np.arange(counts.sum())
    pairs, match = np.unique(touched, return_index=True)
    match = np.repeat(np.arange(len(counts)), counts)[match]
    order = np.argsort(rows[pairs], kind="stable")
    pairs, match = pairs[order], match[order]
    skipped = firsts[pairs] - lines.bounds[places[pairs]]
    return Matches(rows[pairs], rules[pairs].astype(np.int64), skipped + np.maximum(starts[match] - begins[pairs], 0))


def _spans(lines: EncodedLines, places: Places, where: Places) -> tuple[Places, Places]:
    """Begin and end in ``lines.data`` of what a rule of each place, as a number, looks at in each line."""
    lasts = np.where(where == PLACES.index("start"), lines.heads[places], lines.bounds[places + 1])
    return np.where(where == PLACES.index("end"), lines.tails[places], lines.bounds[places]), lasts


def match_lines(lines: Sequence[str], book: Rulebook) -> Iterator[tuple[int, int]]:
    """The place of every one of ``lines`` that a rule hits, with the rule's number; ordered by both."""
    plain = [*map(to_plain, lines)]
    rows, rules = np.tile(np.arange(len(lines)), len(book.rules)), np.repeat(np.arange(len(book.rules)), len(lines))
    found = scan(encode_lines(dict(enumerate(plain))), rows, rules.astype(np.uint16), book)
    held = np.unique(found.rows).tolist()
    for hit in find_hits([plain[row] for row in held], [0] * len(held), found, book):
        yield hit.row, hit.rule_no


def _find_matches(
    data: Bytes, firsts: Places, lasts: Places, rules: Rules, begins: Places, book: Rulebook, join: Join
) -> Iterator[tuple[int, int]]:
    """Begin and end of every match, where lines ``firsts`` to ``lasts`` of ``data`` stand one after the other from
    ``begins``; none touch."""
    batches = begins // _AT_ONCE
    runs = np.flatnonzero(np.diff(rules, prepend=-1) | np.diff(batches, prepend=-1)).tolist()
    batch, base, text = -1, 0, np.empty(0, np.uint8)
    for first, last in zip(runs, [*runs, len(firsts)][1:], strict=True):
        if batches[first] != batch:
            batch, base = batches[first], int(begins[first])
            held = slice(first, int(np.searchsorted(batches, batch, side="right")))
            text = join(data, firsts[held], lasts[held])
        begin = int(begins[first])
        end = int(begins[last]) if last < len(firsts) and batches[last] == batch else base + len(text)
        for match in book.patterns.find(int(rules[first])).finditer(text[begin - base : end - base]):
            start, stop = match.span()
            if start < end - begin:  # what stands after the last line is on none
                yield begin + start, begin + stop
