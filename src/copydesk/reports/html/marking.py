"""An article's text as HTML: every line with its label, and marks laid over it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from copydesk.reports.html.phrases import words
from copydesk.reports.unseen import name_unseen, split_unseen

__all__ = ["Line", "Mark", "mark_text", "quotations"]

_QUOTATION = re.compile(
    r"“[^“”\n]{1,4000}”|„[^„“”\n]{1,4000}[“”]|«[^«»\n]{1,4000}»|»[^«»\n]{1,4000}«|「[^「」\n]{1,4000}」|\"[^\"\n]{1,4000}\""
)
# Outermost first; one run of text lies in one element of each kind at most.
_ELEMENTS = {"passage": "mark", "notice": "span", "credit": "span", "attributed": "span", "quoted": "span"}
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
    spans = sorted((m for m in marks if m.start < m.end), key=lambda m: (m.start, -m.end, _RANK[m.kind]))
    shown, previous, parts = text[:limit], "", []
    for line in _complete(lines, shown):
        tag = _tag(line.label) if line.label != previous else ""
        inside = [m for m in spans if m.start < line.end and m.end > line.start]
        body = _runs(shown, line, inside)
        parts.append(f'<p class="l {line.label}" dir="auto">{tag}{body}</p>\n')
        previous = line.label
    return Markup("".join(parts))  # noqa: S704 - every part is escaped or built here


def quotations(text: str) -> list[Mark]:
    """What stands in quotation marks in ``text``, line by line."""
    return [Mark(found.start(), found.end(), "quoted") for found in _QUOTATION.finditer(text)]


def _complete(lines: Sequence[Line], text: str) -> list[Line]:
    """``lines`` cut to ``text``, with a plain line for every stretch of text that none covers."""
    found, at = [], 0
    for line in [*lines, Line(len(text), len(text), "")]:
        found += _plain(text, at, min(line.start, len(text)))
        end = min(line.end, len(text))
        if line.label and text[line.start : end].strip():
            found.append(Line(line.start, end, line.label))
        at = max(at, end)
    return found


def _plain(text: str, start: int, end: int) -> list[Line]:
    if not text[start:end].strip():
        return []
    pieces = re.finditer(r"[^\n]*\S[^\n]*", text[start:end])
    return [Line(start + piece.start(), start + piece.end(), "body") for piece in pieces]


def _tag(label: str) -> str:
    return "" if label == "body" else f'<span class="tag">{escape(words(label))}</span> '


def _runs(text: str, line: Line, marks: Sequence[Mark]) -> str:
    cuts = {line.start, line.end}
    for mark in marks:
        cuts |= {max(mark.start, line.start), min(mark.end, line.end)}
    places = sorted(cuts)
    return "".join(_run(text, *run, marks) for run in pairwise(places))


def _run(text: str, start: int, end: int, marks: Sequence[Mark]) -> str:
    active = [m for m in marks if m.start <= start and m.end >= end]
    kinds = sorted({m.kind for m in active}, key=_RANK.__getitem__)
    html = _shown(text[start:end])
    for kind in reversed(kinds):
        html = f'<{_ELEMENTS[kind]} class="{kind}">{html}</{_ELEMENTS[kind]}>'
    before = "".join(m.before for m in active if m.start == start)
    after = "".join(m.after for m in reversed(active) if m.end == end)
    return f"{before}{html}{after}"


def _shown(text: str) -> str:
    pieces = split_unseen(text)
    if len(pieces) == 1:
        return str(escape(text))
    return "".join(_unseen(piece) if place % 2 else str(escape(piece)) for place, piece in enumerate(pieces))


def _unseen(character: str) -> str:
    name = name_unseen(character)
    return f'<span class="unseen" title="{name}">{name.split()[0]}</span>' if character != "\t" else " "
