"""Quotations as spans between quotation marks, line by line, in the usual styles of many languages."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.text.batches import Batch, batches
from copydesk.text.characters import NEWLINE, QUOTE

__all__ = ["quotations", "words_inside"]

# What closes a quotation that a mark opened: „German“, »Danish«, «French», 「Japanese」, "typewriter".
_CLOSERS = {"“": "”", "„": "“”", "«": "»", "»": "«", "‹": "›", "›": "‹", "「": "」", "『": "』", "‟": "”",
            '"': '"', "＂": "＂"}  # fmt: skip
_TYPEWRITER = '"＂'


def quotations(articles: pd.DataFrame) -> pd.DataFrame:
    """Every quotation of every article: doc_no, start and end of the words between the marks, closed.

    A quotation never crosses a line. One that a line leaves open (a quotation of several paragraphs) runs
    to the end of that line; a lone typewriter mark in mid-line opens nothing. ``closed`` tells the two apart.
    """
    found = [(batch.first_doc + doc, start, end, closed)
             for batch in batches(articles["text"].tolist()) for doc, start, end, closed in _spans(batch)]  # fmt: skip
    frame = pd.DataFrame(found, columns=["doc_no", "start", "end", "closed"])
    return frame.astype({"doc_no": "int32", "start": "int32", "end": "int32", "closed": bool})


def words_inside(words: pd.DataFrame, spans: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """For every row of words, whether it begins inside one of ``spans`` (doc_no, start, end, in order)."""
    if spans.empty:
        return np.zeros(len(words), bool)
    at = _places(words["doc_no"], words["start"])
    starts, ends = _places(spans["doc_no"], spans["start"]), _places(spans["doc_no"], spans["end"])
    row = np.searchsorted(starts, at, side="right") - 1
    return (row >= 0) & (at < ends[np.maximum(row, 0)])


def _places(docs: pd.Series, offsets: pd.Series) -> npt.NDArray[np.int64]:
    return (docs.to_numpy().astype(np.int64) << 32) + offsets.to_numpy()


def _spans(batch: Batch) -> Iterator[tuple[int, int, int, bool]]:
    kind = batch.classes
    places = np.flatnonzero((kind == QUOTE) | (kind == NEWLINE))
    docs = batch.docs(places)
    bases = batch.doc_starts[docs]
    expected, opened, fresh = "", 0, True
    for place, doc, base in zip(places.tolist(), docs.tolist(), bases.tolist(), strict=True):
        mark = batch.joined[place]
        if mark not in _CLOSERS and mark not in "”」』":
            if expected and (fresh or expected not in _TYPEWRITER):
                yield doc, opened - base, place - base, False
            expected = ""
        elif expected:
            if mark in expected:
                yield doc, opened - base, place - base, True
                expected = ""
        elif mark in _CLOSERS:
            expected, opened, fresh = _CLOSERS[mark], place + 1, place == 0 or kind[place - 1] == NEWLINE
