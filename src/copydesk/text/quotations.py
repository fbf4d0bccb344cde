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

__all__ = ["REPAYS_COMPILER", "quotations"]

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
Spans = tuple[npt.NDArray[np.int64], ...]
REPAYS_COMPILER = 5_000
"""Articles from which a compiled search is worth loading."""
_TYPEWRITER = '"＂'
_SIGNATURE = re.compile(r"[—–-]{1,2} ?[^\n()@]{2,60}\(@\w{1,30}\)")
_BEFORE, _AFTER = 63, 33  # characters of a signature before its handle, and from there on


def quotations(articles: pd.DataFrame) -> pd.DataFrame:
    """Every quotation of every article: doc_no, start and end of the words between the marks, closed.

    A quotation never crosses a line. One that a line leaves open (a quotation of several paragraphs) runs
    to the end of that line; a lone typewriter mark in mid-line opens nothing. ``closed`` tells the two apart.
    """
    texts = articles["text"]
    marked, posts = (_marked_compiled if len(texts) >= REPAYS_COMPILER else _marked)(texts)
    posted = [(row, *span, True) for row in np.flatnonzero(posts).tolist() for span in _posts(texts.iloc[row])]
    columns = _outermost(marked, posted)
    dtypes = {"doc_no": "int32", "start": "int32", "end": "int32", "closed": bool}
    return pd.DataFrame(dict(zip(dtypes, columns, strict=True))).astype(dtypes)


def _marked(texts: pd.Series) -> tuple[Spans, npt.NDArray[np.bool_]]:
    """Spans between marks, and which texts may hold an embedded post."""
    plain = texts.tolist()
    found = [
        (batch.first_doc + doc, start, end, closed)
        for batch in batches(plain)
        for doc, start, end, closed in _spans(batch)
    ]
    return _columns(found), np.array(["(@" in text for text in plain], bool)


def _marked_compiled(texts: pd.Series) -> tuple[Spans, npt.NDArray[np.bool_]]:
    from copydesk.text.quotation_kernel import marked_spans

    return marked_spans(texts, _CLOSERS, _TYPEWRITER)


def _columns(spans: list[Span]) -> Spans:
    table = np.array(spans, np.int64).reshape(-1, 4)
    return table[:, 0], table[:, 1], table[:, 2], table[:, 3]


def _posts(text: str) -> Iterator[tuple[int, int]]:
    """Spans of embedded posts: from the line's begin, or the signature before, to the signature.

    A signature on a line of its own closes the line before it.
    """
    last = 0
    handle = text.find("(@")
    while handle >= 0:
        if signature := _SIGNATURE.search(text, max(last, handle - _BEFORE), handle + _AFTER):
            end = len(text[: signature.start()].rstrip())
            start = max(last, text.rfind("\n", 0, end) + 1)
            if start < end:
                yield start, end
            last = signature.end()
        handle = text.find("(@", max(last, handle + 1))


def _outermost(marked: Spans, posted: list[Span]) -> Spans:
    """Both in order; where two overlap, the one that begins first (of two, the longer)."""
    if not posted:
        return marked
    beside = np.isin(marked[0], [post[0] for post in posted])
    rivals = zip(*(column[beside].tolist() for column in marked), strict=True)
    kept: list[Span] = []
    for span in sorted([*rivals, *posted], key=lambda each: (each[0], each[1], -each[2])):
        if not kept or span[0] != kept[-1][0] or span[1] >= kept[-1][2]:
            kept.append(span)
    columns = [np.concatenate([old[~beside], new]) for old, new in zip(marked, _columns(kept), strict=True)]
    order = np.lexsort((columns[1], columns[0]))
    return columns[0][order], columns[1][order], columns[2][order], columns[3][order]


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
