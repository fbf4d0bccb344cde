"""Quotations as spans: between quotation marks, line by line, in the usual styles of many languages; and posts.

A post of a social network that an article embeds ends in its signature, "— Name (@handle)"; it is quoted matter
though it has no quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.text.batches import Batch, batches
from copydesk.text.characters import NEWLINE, QUOTE

__all__ = ["quotations", "words_inside"]

# What closes a quotation that a mark opened: „German“, »Danish«, «French», 「Japanese」, "typewriter".
_CLOSERS = {
    "“": "”",
    "„": "“”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    "「": "」",
    "『": "』",
    "‟": "”",
    '"': '"',
    "＂": "＂",
}
Span = tuple[int, int, int, bool]
_TYPEWRITER = '"＂'
_SIGNATURE = re.compile(r"[ \t]*[—–-]{1,2} ?[^\n()@]{2,60}\(@\w{1,30}\)")


def quotations(articles: pd.DataFrame) -> pd.DataFrame:
    """Every quotation of every article: doc_no, start and end of the words between the marks, closed.

    A quotation never crosses a line. One that a line leaves open (a quotation of several paragraphs) runs
    to the end of that line; a lone typewriter mark in mid-line opens nothing. ``closed`` tells the two apart.
    """
    texts = articles["text"].tolist()
    marked = [
        (batch.first_doc + doc, start, end, closed)
        for batch in batches(texts)
        for doc, start, end, closed in _spans(batch)
    ]
    posted = [(doc, *span, True) for doc, text in enumerate(texts) if "(@" in text for span in _posts(text)]
    frame = pd.DataFrame(_outermost(marked, posted), columns=["doc_no", "start", "end", "closed"])
    return frame.astype({"doc_no": "int32", "start": "int32", "end": "int32", "closed": bool})


def words_inside(words: pd.DataFrame, spans: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """For every row of words, whether it begins inside one of ``spans`` (doc_no, start, end, in order)."""
    if spans.empty:
        return np.zeros(len(words), bool)
    at = _places(words["doc_no"], words["start"])
    starts, ends = _places(spans["doc_no"], spans["start"]), _places(spans["doc_no"], spans["end"])
    # Of spans that overlap, the one that begins last decides, as if each ended where the next begins.
    first = np.searchsorted(at, starts)
    last = np.maximum(np.searchsorted(at, np.minimum(ends, np.append(starts[1:], ends[-1:]))), first)
    steps = np.zeros(len(words) + 1, np.int8)
    np.add.at(steps, first, 1)
    np.subtract.at(steps, last, 1)
    return np.cumsum(steps[:-1], dtype=np.int8).view(bool)


def _posts(text: str) -> Iterator[tuple[int, int]]:
    """Spans of embedded posts: from the line's begin, or the signature before, to the signature.

    A signature on a line of its own closes the line before it.
    """
    last = 0
    for signature in _SIGNATURE.finditer(text):
        end = len(text[: signature.start()].rstrip())
        start = max(last, text.rfind("\n", 0, end) + 1)
        if start < end:
            yield start, end
        last = signature.end()


def _outermost(marked: list[Span], posted: list[Span]) -> list[Span]:
    """Both lists in order; where two overlap, the one that begins first (of two, the longer)."""
    if not posted:
        return marked
    kept: list[Span] = []
    for span in sorted([*marked, *posted], key=lambda each: (each[0], each[1], -each[2])):
        if not kept or span[0] != kept[-1][0] or span[1] >= kept[-1][2]:
            kept.append(span)
    return kept


def _places(docs: pd.Series, offsets: pd.Series) -> npt.NDArray[np.int64]:
    return (docs.to_numpy().astype(np.int64) << 32) + offsets.to_numpy()


def _spans(batch: Batch) -> Iterator[tuple[int, int, int, bool]]:
    """(text of the batch, start, end, closed) of every quotation between marks."""
    kind = batch.classes
    places = np.flatnonzero((kind == QUOTE) | (kind == NEWLINE))
    ends_line = kind[places] == NEWLINE
    # A line's end matters where a mark stands before it.
    telling = ~ends_line | np.append(False, ~ends_line[:-1])[: len(places)]
    places, ends_line = places[telling], ends_line[telling]
    docs = batch.docs(places)
    opens_line = (places == 0) | (kind[places - 1] == NEWLINE)
    expected, opened, depth, fresh = "", 0, 0, True
    for place, doc, base, line_ends, line_opens in zip(
        *(column.tolist() for column in (places, docs, batch.doc_starts[docs], ends_line, opens_line)), strict=True
    ):
        if not expected:
            if not line_ends and (mark := batch.joined[place]) in _CLOSERS:
                expected, opened, depth, fresh = _CLOSERS[mark], place + 1, 1, line_opens
            continue
        depth += _deeper(batch.joined[place], expected)
        if depth and not line_ends:
            continue
        if not line_ends or fresh or expected not in _TYPEWRITER:
            yield doc, opened - base, place - base, not line_ends
        expected = ""


def _deeper(mark: str, expected: str) -> int:
    """-1 for a mark that closes, 1 for one that opens a quotation within the quotation, else 0."""
    return -1 if mark in expected else int(_CLOSERS.get(mark) == expected)
