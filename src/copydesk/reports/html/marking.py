"""An article's text as HTML: every line with its label, and marks laid over it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from markupsafe import Markup, escape

from copydesk.reports.html.phrases import words
from copydesk.reports.unseen import name_unseen, split_unseen

__all__ = ["Line", "Mark", "mark_text", "quotations"]

_QUOTATION = re.compile(
    r"“[^“”\n]{1,4000}”|„[^„“”\n]{1,4000}[“”]|«[^«»\n]{1,4000}»|»[^«»\n]{1,4000}«|「[^「」\n]{1,4000}」|\"[^\"\n]{1,4000}\""
)
# Outermost first; one run of text lies in one element of each kind at most.
_ELEMENTS = {
    "evidence": "mark",
    "passage": "mark",
    "notice": "span",
    "credit": "span",
    "attributed": "span",
    "quoted": "span",
}
_RANK = {kind: place for place, kind in enumerate(_ELEMENTS)}


@dataclass(frozen=True)
class Line:
    """One line of the text: [start, end) in code points, and its label."""

    start: int
    end: int
    label: str


@dataclass(frozen=True)
class Mark:
    """Something to show on [start, end): its kind, and the HTML that stands before and after it."""

    start: int
    end: int
    kind: str
    before: str = ""
    after: str = ""


def mark_text(text: str, lines: Sequence[Line], marks: Iterable[Mark], limit: int) -> Markup:
    """``text`` up to ``limit`` characters as one paragraph a line, with labels, marks and unseen characters shown.

    ``lines`` are in order; text outside them is shown as plain lines. Everything is escaped.
    """
    shown = text[:limit]
    whole = _complete(lines, shown)
    sweep = _Sweep(_clipped(marks, whole))
    previous, parts = "", []
    for line in whole:
        told = line.label == previous or any(mark.kind == line.label for mark in sweep.over(line.start))
        tag = "" if told else _tag(line.label)
        body = "".join(_run(shown, start, end, sweep.over(start)) for start, end in pairwise(sweep.cuts(line)))
        parts.append(f'<p class="l {escape(line.label)}" dir="auto">{tag}{body}</p>\n')
        previous = line.label
    return Markup("".join(parts))  # noqa: S704 - every part is escaped or built here


class _Sweep:
    """Goes over the text once, from left to right, and knows which marks lie over each place."""

    def __init__(self, marks: list[Mark]) -> None:
        ordered = sorted(marks, key=lambda m: (m.start, -m.end, _RANK[m.kind]))
        self._edges = sorted({edge for mark in ordered for edge in (mark.start, mark.end)})
        self._waiting = ordered[::-1]
        self._open: list[Mark] = []

    def cuts(self, line: Line) -> list[int]:
        """The places where something changes on ``line``, both ends included."""
        edges = self._edges[bisect_right(self._edges, line.start) : bisect_left(self._edges, line.end)]
        return [line.start, *edges, line.end]

    def over(self, place: int) -> list[Mark]:
        """The marks over ``place``, which must not lie before an earlier one."""
        while self._waiting and self._waiting[-1].start <= place:
            self._open.append(self._waiting.pop())
        self._open = [mark for mark in self._open if mark.end > place]
        return self._open


def quotations(text: str) -> list[Mark]:
    """What stands in quotation marks in ``text``, line by line."""
    return [Mark(found.start(), found.end(), "quoted") for found in _QUOTATION.finditer(text)]


def _complete(lines: Sequence[Line], text: str) -> list[Line]:
    """``lines`` cut to ``text``, with a plain line for every stretch of text that none covers."""
    found, at = [], 0
    for line in [*lines, Line(len(text), len(text), "")]:
        start, end = min(max(line.start, at), len(text)), min(line.end, len(text))
        found += _plain(text, at, start)
        if line.label and text[start:end].strip():
            found.append(Line(start, end, line.label))
        at = max(at, end)
    return found


def _clipped(marks: Iterable[Mark], lines: list[Line]) -> list[Mark]:
    """``marks`` that lie over ``lines``, each from the first shown character to the last."""
    starts, ends = [line.start for line in lines], [line.end for line in lines]
    found = []
    for mark in marks:
        first, last = bisect_right(ends, mark.start), bisect_left(starts, mark.end) - 1
        if first <= last and mark.start < mark.end:
            found.append(replace(mark, start=max(mark.start, starts[first]), end=min(mark.end, ends[last])))
    return found


def _plain(text: str, start: int, end: int) -> list[Line]:
    if not text[start:end].strip():
        return []
    pieces = re.finditer(r"[^\n]*\S[^\n]*", text[start:end])
    return [Line(start + piece.start(), start + piece.end(), "body") for piece in pieces]


def _tag(label: str) -> str:
    return "" if label == "body" else f'<span class="tag">{escape(words(label))}</span> '


def _run(text: str, start: int, end: int, active: Sequence[Mark]) -> str:
    html = _shown(text[start:end])
    for kind in sorted({mark.kind for mark in active}, key=_RANK.__getitem__, reverse=True):
        html = f'<{_ELEMENTS[kind]} class="{kind}">{html}</{_ELEMENTS[kind]}>'
    before = "".join(mark.before for mark in active if mark.start == start)
    after = "".join(mark.after for mark in reversed(active) if mark.end == end)
    return f"{before}{html}{after}"


def _shown(text: str) -> str:
    pieces = split_unseen(text)
    if len(pieces) == 1:
        return str(escape(text))
    return "".join(_unseen(piece) if place % 2 else str(escape(piece)) for place, piece in enumerate(pieces))


def _unseen(character: str) -> str:
    name = name_unseen(character)
    seen = f"{character} " if character.isalpha() else ""
    return f'<span class="unseen" title="{name}">{seen}{name.split()[0]}</span>' if character != "\t" else " "
