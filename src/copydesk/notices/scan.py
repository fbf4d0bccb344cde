"""Rules held against many lines at once: one pass of a pattern over all lines that may match it, joined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from copydesk.notices.encoding import Bytes, EncodedLines, Places, encode_lines, join_lines
from copydesk.notices.hits import Match, find_hits
from copydesk.notices.plain import to_plain
from copydesk.notices.rulebook import Rulebook

__all__ = ["match_lines", "scan"]

_AT_ONCE = 1 << 18
"""About how many bytes are joined: they stay in the processor's cache until they have been read."""
Rules = npt.NDArray[np.uint16]
Join = Callable[[EncodedLines, Places], Bytes]


def scan(
    lines: EncodedLines, rows: Places, rules: Rules, book: Rulebook, join: Join = join_lines
) -> dict[int, list[Match]]:
    """The rules that may still hit each row, ascending, and from where, by row.

    ``rules`` ascend; each may hit the row at its place in ``rows``, one of ``lines``, which ``join`` joins. A
    match that runs over several joined lines speaks for each of them, so that it cannot hide a match inside one: no
    rule that hits a line is left out.
    """
    place_of = np.empty(int(lines.rows.max(initial=0)) + 1, np.int64)
    place_of[lines.rows] = np.arange(len(lines.rows))
    places = place_of[rows]
    sizes = lines.bounds[places + 1] - lines.bounds[places] + 1  # a line's break is its own
    ends = np.cumsum(sizes)
    begins = ends - sizes
    spans = [*_find_spans(lines, places, rules, begins, book, join)]
    starts, stops = np.array(spans, np.int64).reshape(-1, 2).T
    firsts = np.searchsorted(ends, starts, side="right")
    counts = np.searchsorted(ends, np.maximum(starts, stops - 1), side="right") - firsts + 1
    touched = np.repeat(firsts - np.cumsum(counts) + counts, counts) + np.arange(counts.sum())
    pairs, match = np.unique(touched, return_index=True)
    match = np.repeat(np.arange(len(counts)), counts)[match]
    begun = np.maximum(starts[match] - begins[pairs], 0)
    found: dict[int, list[Match]] = defaultdict(list)
    for row, *matched in zip(*(each.tolist() for each in (rows[pairs], rules[pairs], begun)), strict=True):
        found[row].append(tuple(matched))
    return found


def match_lines(lines: Sequence[str], book: Rulebook) -> Iterator[tuple[int, int]]:
    """The place of every one of ``lines`` that a rule hits, with the rule's number; ordered by both."""
    plain = dict(enumerate(map(to_plain, lines)))
    rows, rules = np.tile(np.arange(len(lines)), len(book.rules)), np.repeat(np.arange(len(book.rules)), len(lines))
    found = scan(encode_lines(plain), rows, rules.astype(np.uint16), book)
    for hit in find_hits({place: (line, 0) for place, line in plain.items()}, found, book):
        yield hit.row, hit.rule_no


def _find_spans(
    lines: EncodedLines, places: Places, rules: Rules, begins: Places, book: Rulebook, join: Join
) -> Iterator[tuple[int, int]]:
    """Begin and end of every match, where lines ``places`` stand one after the other from ``begins``; none touch."""
    batches = begins // _AT_ONCE
    runs = np.flatnonzero(np.diff(rules, prepend=-1) | np.diff(batches, prepend=-1)).tolist()
    batch, base, text = -1, 0, np.empty(0, np.uint8)
    for first, last in zip(runs, [*runs, len(places)][1:], strict=True):
        if batches[first] != batch:
            batch, base = batches[first], int(begins[first])
            text = join(lines, places[first : np.searchsorted(batches, batch, side="right")])
        begin = int(begins[first])
        end = int(begins[last]) if last < len(places) and batches[last] == batch else base + len(text)
        for match in book.patterns.find(int(rules[first])).finditer(text[begin - base : end - base]):
            start, stop = match.span()
            if start < end - begin:  # what stands after the last line is on none
                yield begin + start, begin + stop
