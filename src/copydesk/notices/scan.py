"""Rules held against many lines at once: one pass of a pattern over all lines that may match it, joined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from copydesk.notices.encoding import EncodedLines, encode_lines
from copydesk.notices.hits import find_hits
from copydesk.notices.plain import to_plain
from copydesk.notices.rulebook import Rulebook

__all__ = ["match_lines", "scan"]

_AT_ONCE = 1000
"""Most lines joined."""


def scan(
    lines: EncodedLines, screened: Sequence[npt.NDArray[np.int64]], book: Rulebook, fast: bool = False
) -> dict[int, list[int]]:
    """The rules that may still hit each row, ascending, by ascending row.

    ``screened`` holds, for each rule, the rows that it may hit, all of them rows of ``lines``; ``fast``: by compiled
    loops. A match that runs over several joined lines speaks for each of them, so that it cannot hide a match inside
    one: no rule that hits a line is left out.
    """
    place_of = np.zeros(int(lines.rows.max(initial=0)) + 1, np.int64)
    place_of[lines.rows] = np.arange(len(lines.rows))
    found: dict[int, list[int]] = defaultdict(list)
    for rule_no, rows in enumerate(screened):
        for first in range(0, len(rows), _AT_ONCE):
            chosen = rows[first : first + _AT_ONCE]
            for place in _touched(place_of[chosen], lines, book.patterns.find(rule_no), fast):
                found[chosen[place].item()].append(rule_no)
    return dict(sorted(found.items()))


def match_lines(lines: Sequence[str], book: Rulebook) -> Iterator[tuple[int, int]]:
    """The place of every one of ``lines`` that a rule hits, with the rule's number; ordered by both."""
    plain = dict(enumerate(map(to_plain, lines)))
    found = scan(encode_lines(plain), [np.arange(len(lines))] * len(book.rules), book)
    for hit in find_hits({place: (line, 0) for place, line in plain.items()}, found, book):
        yield hit.row, hit.rule_no


def _touched(places: npt.NDArray[np.int64], lines: EncodedLines, pattern: Any, fast: bool) -> Iterator[int]:
    """Which of the lines ``places`` of ``lines`` have a character in a match of ``pattern``, in order."""
    text = lines.join(places, fast)
    spans = [match.span() for match in pattern.finditer(text)]
    if not spans:
        return
    starts, stops = np.array(spans, np.int64).T
    ends = np.cumsum(lines.bounds[places + 1] - lines.bounds[places] + 1)  # a line's break is its own
    firsts = np.searchsorted(ends, starts, side="right")
    lasts = np.searchsorted(ends, np.maximum(starts, stops - 1), side="right")
    seen = -1
    for first, last in zip(firsts.tolist(), lasts.tolist(), strict=True):
        yield from range(max(first, seen + 1), min(last, len(places) - 1) + 1)
        seen = max(seen, last)
