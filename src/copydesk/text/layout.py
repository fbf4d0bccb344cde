"""The text stage: articles become lines, sentences, words and a vocabulary, all by offset."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.text.batches import Batch, batches
from copydesk.text.cutting import Cutter, Spans, Words, open_cutter
from copydesk.text.vocabulary import Vocabulary

__all__ = ["text"]

Parts = dict[str, npt.NDArray[Any]]
_REGIONS = ["article", "page"]


def text(articles: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Cut every article once.

    Returns layout, segments, words and vocabulary (see ``tables``). Offsets are code points of the
    article's text; rows keep the order of ``articles``. A sentence never crosses a line.
    """
    texts = articles["text"].tolist()
    cutter = open_cutter(sum(map(len, texts)))
    vocabulary = Vocabulary(cutter.index)
    parts: dict[str, list[Parts]] = {"layout": [], "segments": [], "words": []}
    limits = articles["article_chars"].to_numpy()
    word_rows = 0
    for batch in batches(texts):
        starts, ends, hashes = cutter.words(batch)
        words = Words(starts, ends, vocabulary.number(batch, starts, ends, hashes))
        for name, part in _cut(batch, words, cutter, vocabulary, limits, word_rows).items():
            parts[name].append(part)
        word_rows += len(starts)
    frames = {name: _frame(each, name) for name, each in parts.items()}
    return frames["layout"], frames["segments"], frames["words"], vocabulary.table()


def _cut(
    batch: Batch, words: Words, cutter: Cutter, vocabulary: Vocabulary, limits: npt.NDArray[Any], word_rows: int
) -> dict[str, Parts]:
    lines = cutter.lines(batch, words)
    sentences, line_of = cutter.sentences(batch, lines, words, vocabulary.traits)
    layout = _spans(batch, lines, word_rows)
    layout["line_no"] = _ordinals(layout["doc_no"])
    layout["line_key"] = cutter.keys(lines, words, vocabulary.masked)
    layout["region"] = (layout["start"] >= limits[layout["doc_no"]]).astype(np.int8)
    segments = _spans(batch, sentences, word_rows)
    segments["sentence_no"] = _ordinals(segments["doc_no"])
    segments["line_no"] = layout["line_no"][line_of]
    places = dict(zip(("doc_no", "start", "end"), cutter.places(batch, words), strict=True))
    return {"layout": layout, "segments": segments, "words": places | {"word_no": words.numbers}}


def _spans(batch: Batch, spans: Spans, word_rows: int) -> Parts:
    """Spans of the batch as article numbers, offsets into each article, and rows of words."""
    docs = batch.docs(spans.starts)
    base = batch.doc_starts[docs]
    return {
        "doc_no": (docs + batch.first_doc).astype(np.int32),
        "start": (spans.starts - base).astype(np.int32),
        "end": (spans.ends - base).astype(np.int32),
        "first_word": spans.first + word_rows,
        "last_word": spans.last + word_rows,
    }


def _ordinals(docs: npt.NDArray[Any]) -> npt.NDArray[np.int32]:
    """0, 1, 2, ... within each run of equal numbers."""
    firsts = np.flatnonzero(np.diff(docs, prepend=-1))
    lengths = np.diff(np.append(firsts, len(docs)))
    return (np.arange(len(docs)) - np.repeat(firsts, lengths)).astype(np.int32)


def _frame(parts: list[Parts], name: str) -> pd.DataFrame:
    from copydesk.tables import TABLES

    if not parts:
        return TABLES[name].empty()
    columns: dict[str, Any] = {key: np.concatenate([part[key] for part in parts]) for key in parts[0]}
    if "region" in columns:
        columns["region"] = pd.array(_REGIONS, dtype="str").take(columns["region"])
    return pd.DataFrame(columns, copy=False)
