"""The text stage: articles become lines, sentences, words and a vocabulary, all by offset."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.text.batches import Batch, Positions, batches
from copydesk.text.cutting import open_cutter
from copydesk.text.lines import line_keys, line_spans
from copydesk.text.sentences import WordTraits, sentence_spans, word_traits
from copydesk.text.vocabulary import Vocabulary
from copydesk.text.words import Hashes

__all__ = ["text"]

Parts = dict[str, npt.NDArray[Any]]


def text(articles: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Cut every article once.

    Returns layout, segments, words and vocabulary (see ``tables``). Offsets are code points of the
    article's text; rows keep the order of ``articles``. A sentence never crosses a line.
    """
    texts = articles["text"].tolist()
    cut_words, index = open_cutter(sum(map(len, texts)))
    vocabulary, masked, traits = Vocabulary(index), np.zeros(0, np.uint64), None
    parts: dict[str, list[Parts]] = {"layout": [], "segments": [], "words": []}
    limits = articles["article_chars"].to_numpy()
    word_rows = 0
    for batch in batches(texts):
        starts, ends, hashes = cut_words(batch)
        known = len(vocabulary.forms)
        numbers = vocabulary.number(batch, starts, ends, hashes)
        masked = np.concatenate([masked, vocabulary.masked_hashes(known)])
        traits = _traits(vocabulary, traits, known)
        cut = _cut(batch, (starts, ends), numbers, traits, masked, limits, word_rows)
        for name, part in cut.items():
            parts[name].append(part)
        word_rows += len(starts)
    frames = {name: _frame(each, name) for name, each in parts.items()}
    return frames["layout"], frames["segments"], frames["words"], vocabulary.table()


def _cut(
    batch: Batch,
    words: tuple[Positions, Positions],
    numbers: npt.NDArray[np.int32],
    traits: WordTraits,
    masked: Hashes,
    limits: npt.NDArray[Any],
    word_rows: int,
) -> dict[str, Parts]:
    lines = line_spans(batch)
    sentences = sentence_spans(batch, lines, words, numbers, traits)
    layout = _spans(batch, *lines)
    layout["line_no"] = _ordinals(layout["doc_no"])
    first, last = np.searchsorted(words[0], lines[0]), np.searchsorted(words[0], lines[1])
    page = layout["start"] >= limits[layout["doc_no"]]
    layout |= {
        "first_word": first + word_rows,
        "last_word": last + word_rows,
        "line_key": line_keys(masked[numbers], first, last),
        "region": np.where(page, "page", "article"),
    }
    segments = _spans(batch, *sentences)
    segments["sentence_no"] = _ordinals(segments["doc_no"])
    segments["line_no"] = layout["line_no"][np.searchsorted(lines[0], sentences[0], side="right") - 1]
    segments["first_word"] = np.searchsorted(words[0], sentences[0]) + word_rows
    segments["last_word"] = np.searchsorted(words[0], sentences[1]) + word_rows
    return {"layout": layout, "segments": segments, "words": _spans(batch, *words) | {"word_no": numbers}}


def _traits(vocabulary: Vocabulary, known: WordTraits | None, first: int) -> WordTraits:
    """Traits of every form so far: those of ``known``, and those of the forms from number ``first`` on."""
    new = word_traits(
        pd.Series(vocabulary.folds[first:], dtype=object), pd.Series(vocabulary.shapes[first:], dtype=object)
    )
    if known is None:
        return new
    return WordTraits(**{name: np.concatenate([flags, vars(new)[name]]) for name, flags in vars(known).items()})


def _spans(batch: Batch, starts: Positions, ends: Positions) -> Parts:
    """Spans of the batch as article numbers and offsets into each article."""
    docs = batch.docs(starts)
    base = batch.doc_starts[docs]
    return {
        "doc_no": (docs + batch.first_doc).astype(np.int32),
        "start": (starts - base).astype(np.int32),
        "end": (ends - base).astype(np.int32),
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
    return pd.DataFrame({key: np.concatenate([part[key] for part in parts]) for key in parts[0]})
