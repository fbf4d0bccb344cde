"""Lines asked for their ends: one automaton says at once which rules the beginning, or the end, of a line allows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import re2

from copydesk.notices.candidates import windows
from copydesk.notices.plain import squeeze, to_plain
from copydesk.notices.rule import Rule
from copydesk.notices.sieve import MEMORY
from copydesk.notices.smallest import END_CHARS, MARKS_RUN, Ends

__all__ = ["Asked", "choose_ends", "read_ends"]

_READ = END_CHARS + MARKS_RUN + 4
"""Characters of each line that are read; enough for every end, but for those with longer runs of marks."""
_MARKS = re2.compile(rf"[^\p{{L}}\p{{N}}\n]{{{MARKS_RUN + 1}}}")
_MOST = 0.3
"""Share of lines up to which asking an end is worth while."""
Rows = npt.NDArray[np.int64]


class Asked:
    """Rules by number, and the RE2 text of the end that each of them asks for."""

    def __init__(self, sources: Mapping[int, str]) -> None:
        self.rules = tuple(sources)
        self._sources = tuple(sources.values())

    def ask(self, ends: Sequence[str]) -> dict[int, list[int]]:
        """For each rule, the places among ``ends`` (of ``read_ends``) that it may match, ascending."""
        found: dict[int, list[int]] = defaultdict(list)
        if not self.rules or not len(ends):
            return found
        joined = "\n".join(ends).encode()
        breaks = np.flatnonzero(np.frombuffer(joined, np.uint8) == ord("\n"))
        marked = set(_lines_of(_MARKS, joined, breaks))
        for place in sorted(marked.union(_lines_of(self._any, joined, breaks))):
            members = range(len(self.rules)) if place in marked else self._set.Match(ends[place].encode())
            for member in members:
                found[self.rules[member]].append(place)
        return found

    @cached_property
    def _any(self) -> Any:
        return re2.compile(f"(?mi)^(?:{'|'.join(self._sources)})", _options())

    @cached_property
    def _set(self) -> Any:
        found = re2.Set.MatchSet(_options())
        for source in self._sources:
            found.Add(f"(?i){source}")
        found.Compile()
        return found


def choose_ends(rules: Sequence[Rule], ends: Sequence[Ends | None]) -> tuple[Asked, Asked]:
    """The rules that ask a line's beginning, and those that ask its end; ``ends`` are those of each rule's pattern.

    Rules that touch neither need none.
    """
    chosen: tuple[dict[int, str], dict[int, str]] = ({}, {})
    for number, (rule, both) in enumerate(zip(rules, ends, strict=True)):
        touched = [(both[side].share, side) for side in (0, 1) if both and rule.touches[side]]
        if both and touched and min(touched)[0] <= _MOST:
            side = min(touched)[1]
            chosen[side][number] = both[side].source
    return Asked(chosen[0]), Asked(chosen[1])


def read_ends(
    texts: Sequence[str], docs: Sequence[int], starts: Sequence[int], ends: Sequence[int], backwards: bool
) -> list[str]:
    """The plain beginning of each line, or its end read ``backwards``, as a rule sees it."""
    if backwards:
        read = [texts[doc][max(start, end - _READ) : end] for doc, start, end in zip(docs, starts, ends, strict=True)]
    else:
        read = [texts[doc][start : min(end, start + _READ)] for doc, start, end in zip(docs, starts, ends, strict=True)]
    odd = [place for place, part in enumerate(read) if not part.isascii() or "  " in part or "\t" in part]
    for place, plain in zip(odd, to_plain("\n".join(read[place] for place in odd)).split("\n"), strict=False):
        read[place] = plain
        if "  " in plain:
            line = to_plain(texts[docs[place]][starts[place] : ends[place]])
            first, last = windows(len(line))[-1 if backwards else 0]
            whole = squeeze(line[first:last])[0]
            read[place] = whole[-_READ:] if backwards else whole[:_READ]
    return "\n".join(read)[::-1].split("\n")[::-1] if backwards else read


def _lines_of(pattern: Any, joined: bytes, breaks: Rows) -> list[int]:
    """Numbers of the lines of ``joined`` where a match of ``pattern`` begins."""
    starts = np.array([match.start() for match in pattern.finditer(joined)], np.int64)
    return np.unique(np.searchsorted(breaks, starts)).tolist()


def _options() -> Any:
    options = re2.Options()
    options.max_mem, options.log_errors = MEMORY, False
    return options
