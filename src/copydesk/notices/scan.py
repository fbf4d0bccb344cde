"""Rules held against many lines at once: one pass of a pattern over all lines that may match it, joined."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from copydesk.notices.candidates import windows
from copydesk.notices.hits import find_hits
from copydesk.notices.plain import squeeze, to_plain
from copydesk.notices.rulebook import Rulebook

__all__ = ["match_lines", "scan"]

_AT_ONCE = 1000
"""Most lines joined."""


def scan(lines: Mapping[int, str], screened: Sequence[npt.NDArray[np.int64]], book: Rulebook) -> dict[int, list[int]]:
    """The rules that may still hit each row, ascending, by ascending row; ``lines`` holds the plain line of each.

    ``screened`` holds, for each rule, the rows that it may hit. A match that runs over several joined lines speaks
    for each of them, so that it cannot hide a match inside one: no rule that hits a line is left out.
    """
    encoded = {row: _encode(line) for row, line in lines.items()}
    found: dict[int, list[int]] = defaultdict(list)
    for rule_no, rows in enumerate(screened):
        for first in range(0, len(rows), _AT_ONCE):
            for row in _touched(rows[first : first + _AT_ONCE].tolist(), encoded, book.patterns.find(rule_no)):
                found[row].append(rule_no)
    return dict(sorted(found.items()))


def match_lines(lines: Sequence[str], book: Rulebook) -> Iterator[tuple[int, int]]:
    """The place of every one of ``lines`` that a rule hits, with the rule's number; ordered by both."""
    plain = dict(enumerate(map(to_plain, lines)))
    found = scan(plain, [np.arange(len(lines))] * len(book.rules), book)
    for hit in find_hits({place: (line, 0) for place, line in plain.items()}, found, book):
        yield hit.row, hit.rule_no


def _encode(line: str) -> bytes:
    """The parts of ``line`` that are looked at, in UTF-8, a line each."""
    parts = (squeeze(line[first:last])[0] for first, last in windows(line))
    return "\n".join(parts).encode()


def _touched(rows: Sequence[int], encoded: Mapping[int, bytes], pattern: object) -> Iterator[int]:
    """Those of ``rows`` with a character in a match of ``pattern``, in order."""
    parts = [encoded[row] for row in rows]
    begins = [0, *accumulate(len(part) + 1 for part in parts)]
    seen = -1
    for match in pattern.finditer(b"\n".join(parts)):  # type: ignore[attr-defined]
        start, end = match.span()
        first, last = bisect_right(begins, start) - 1, bisect_right(begins, max(start, end - 1)) - 1
        for place in range(max(first, seen + 1), min(last, len(rows) - 1) + 1):
            yield rows[place]
        seen = max(seen, last)
