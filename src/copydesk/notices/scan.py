"""Rules held against many lines at once: one pass of a pattern over all lines that may match it, joined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from copydesk.notices.candidates import WHOLE_CHARS, windows
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
    known = np.array(sorted(lines), np.int64)
    encoded = [_encode(lines[row]) for row in known.tolist()]
    sizes = np.fromiter(map(len, encoded), np.int64, len(encoded))
    found: dict[int, list[int]] = defaultdict(list)
    for rule_no, rows in enumerate(screened):
        for first in range(0, len(rows), _AT_ONCE):
            places = np.searchsorted(known, rows[first : first + _AT_ONCE])
            for place in _touched(places, encoded, sizes, book.patterns.find(rule_no)):
                found[rows[first + place].item()].append(rule_no)
    return dict(sorted(found.items()))


def match_lines(lines: Sequence[str], book: Rulebook) -> Iterator[tuple[int, int]]:
    """The place of every one of ``lines`` that a rule hits, with the rule's number; ordered by both."""
    plain = dict(enumerate(map(to_plain, lines)))
    found = scan(plain, [np.arange(len(lines))] * len(book.rules), book)
    for hit in find_hits({place: (line, 0) for place, line in plain.items()}, found, book):
        yield hit.row, hit.rule_no


def _encode(line: str) -> bytes:
    """The parts of ``line`` that are looked at, in UTF-8, a line each."""
    if len(line) <= WHOLE_CHARS:
        return squeeze(line)[0].encode()
    return "\n".join(squeeze(line[first:last])[0] for first, last in windows(line)).encode()


def _touched(
    places: npt.NDArray[np.int64], encoded: Sequence[bytes], sizes: npt.NDArray[np.int64], pattern: Any
) -> Iterator[int]:
    """Which of the lines ``places`` of ``encoded`` have a character in a match of ``pattern``, in order."""
    text = b"\n".join([encoded[place] for place in places.tolist()])
    spans = np.array([match.span() for match in pattern.finditer(text)], np.int64).reshape(-1, 2)
    ends = np.cumsum(sizes[places] + 1)  # a line's break is its own
    firsts = np.searchsorted(ends, spans[:, 0], side="right")
    lasts = np.searchsorted(ends, np.maximum(spans[:, 0], spans[:, 1] - 1), side="right")
    seen = -1
    for first, last in zip(firsts.tolist(), lasts.tolist(), strict=True):
        yield from range(max(first, seen + 1), min(last, len(places) - 1) + 1)
        seen = max(seen, last)
