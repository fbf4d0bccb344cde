"""How two articles present the words they share: as a quotation, in a transcript, as captions of a picture gallery.

Quotation marks are not all: an extracted page has lost the indent of its block quotes, a transcript names its speakers
instead, and a gallery of a page is furniture though it reads like prose.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from operator import mul
from typing import Any

from copydesk.duplicates.compared import Match

__all__ = ["Presentation", "galleries", "introduced", "lists_links", "present", "transcribed"]

Span = tuple[int, int]
_COUNTER = re.compile(r"(?<![\w.,])(\d{1,3}) ?(?:of|/) ?(\d{1,3})(?![\w/%]|[.,]\d)")
_LEAST_PICTURES = 3
_SPEAKER = re.compile(r"(?<![\w’'])(?:[A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]+){0,3}|[QA]): ")
_NAME_ENDS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ.’'-")
_LEAST_TURNS = 2
_CHARS_A_TURN = 900
_LEAD_WORDS = 3
_LEAST_BARS = 2
_CHARS_A_LINK = 400
_OPENING = " \t“”„«»\"'‘’[]()…."


@dataclass(frozen=True)
class Presentation:
    """Shares of the shared words: ``quoted`` by either article, in marks or as a transcript; ``cited``, also where a
    colon introduces them; ``captions`` in a gallery or a list of links; ``a_quotes`` and ``b_quotes``, in marks or
    introduced by that one article while the other prints them as its own; ``a_introduces`` and ``b_introduces``, as a
    block quote after a colon, while no colon leads to them in the other.
    """

    quoted: float
    cited: float = 0.0
    captions: float = 0.0
    a_quotes: float = 0.0
    b_quotes: float = 0.0
    a_introduces: float = 0.0
    b_introduces: float = 0.0


def present(match: Match, text_a: str, text_b: str, spans_a: Sequence[Span], spans_b: Sequence[Span]) -> Presentation:
    """How ``match`` is presented; ``spans_a`` and ``spans_b`` are its passages in the display texts."""
    shown = [
        _passage(text_a, text_b, *each)
        for each in zip(spans_a, spans_b, match.quoted, match.quoted_a, match.quoted_b, strict=True)
    ]
    words = max(match.words, 1)
    weights = [passage.equal / words for passage in match.passages]
    return Presentation(*(sum(map(mul, column, weights)) for column in zip(*shown, strict=True)))


def _passage(
    text_a: str, text_b: str, span_a: Span, span_b: Span, quoted: float, quoted_a: float, quoted_b: float
) -> tuple[float, ...]:
    """The fields of ``Presentation`` for one passage."""
    quoted = 1.0 if transcribed(text_a, span_a) or transcribed(text_b, span_b) else quoted
    by_a, by_b = introduced(text_a, span_a), introduced(text_b, span_b)
    captions = any(
        lists_links(text, span) or _overlaps(galleries(text), span)
        for text, span in ((text_a, span_a), (text_b, span_b))
    )
    a_quotes, b_quotes = max(quoted_a, float(by_a)), max(quoted_b, float(by_b))
    return (
        quoted,
        1.0 if by_a or by_b else quoted,
        float(captions),
        max(a_quotes - b_quotes, 0.0),
        max(b_quotes - a_quotes, 0.0),
        float(by_a and not by_b and not _led(text_b, span_b)),
        float(by_b and not by_a and not _led(text_a, span_a)),
    )


def introduced(text: str, span: Span) -> bool:
    """Whether the passage opens a paragraph and the line before it ends in a colon: a block quote, its indent lost.

    An edit may have taken the first few words of the paragraph out of the passage.
    """
    line = text.rfind("\n", 0, span[0])
    if line < 0 or len(text[line : span[0]].strip(_OPENING + "\n").split()) > _LEAD_WORDS:
        return False
    return text[:line].rstrip().endswith((":", "："))


def _led(text: str, span: Span) -> bool:
    """Whether a colon stands right before the passage, on its line or the one before."""
    return text[: span[0]].rstrip(_OPENING + "\n").endswith((":", "："))


def transcribed(text: str, span: Span) -> bool:
    """Whether the passage holds turns of a transcript: speakers in capitals, or Q and A, each with a colon.

    Two such words in a long passage are labels ("UPDATE: "), so there must be a turn for every 150 words or so.
    """
    least = max(_LEAST_TURNS, (span[1] - span[0]) // _CHARS_A_TURN)
    if text.count(": ", *span) < least or _count_ends(text, span) < least:
        return False
    return sum(1 for _ in zip(_SPEAKER.finditer(text, *span), range(least), strict=False)) == least


def lists_links(text: str, span: Span) -> bool:
    """Whether the passage is a list of headlines with bars between them, as pages put behind a name they link."""
    return text.count(" | ", *span) >= max(_LEAST_BARS, (span[1] - span[0]) // _CHARS_A_LINK)


def _count_ends(text: str, span: Span) -> int:
    """How many colons of the passage stand behind what a speaker's name may end in: most stand behind small letters."""
    count, at = 0, text.find(": ", *span)
    while at >= 0:
        count += text[at - 1 : at] in _NAME_ENDS
        at = text.find(": ", at + 1, span[1])
    return count


@lru_cache(maxsize=1024)
def galleries(text: str) -> tuple[Span, ...]:
    """Spans of picture galleries: lines with three or more counters in a row, such as 3 of 15, 4 of 15, 5 of 15.

    Where the counters stand on lines of their own, the captions before the first and after the last belong to it.
    """
    if sum(1 for _ in islice(_counters().finditer(text), _LEAST_PICTURES)) < _LEAST_PICTURES:
        return ()
    found: list[Span] = []
    row: list[re.Match[str]] = []
    for counter in _COUNTER.finditer(text):
        number, total = map(int, counter.groups())
        follows = row and row[-1][2] == counter[2] and number == int(row[-1][1]) + 1
        if row and not follows:
            found += _gallery(text, row)
            row = []
        if number <= total >= _LEAST_PICTURES:
            row.append(counter)
    return tuple(found + _gallery(text, row))


@lru_cache(maxsize=1)
def _counters() -> Any:
    """What every counter holds, for RE2, which reads ten times as fast: few texts have several."""
    import re2

    return re2.compile(r"\p{Nd} ?(?:of|/) ?\p{Nd}")


def _gallery(text: str, row: Sequence[re.Match[str]]) -> list[Span]:
    if len(row) < _LEAST_PICTURES:
        return []
    start = text.rfind("\n", 0, row[0].start()) + 1
    end = text.find("\n", row[-1].end()) % (len(text) + 1)
    if not text[start : row[0].start()].strip():
        start = text.rfind("\n", 0, len(text[:start].rstrip())) + 1
        after = len(text) - len(text[end:].lstrip())
        end = text.find("\n", after) % (len(text) + 1)
    return [(start, end)]


def _overlaps(spans: Sequence[Span], span: Span) -> bool:
    """Whether half of ``span`` lies in one of ``spans``."""
    return any(2 * (min(end, span[1]) - max(start, span[0])) >= span[1] - span[0] for start, end in spans)
