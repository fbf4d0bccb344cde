"""The text stage: articles become lines, sentences, words and a vocabulary, all by offset."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.tables import TABLES
from copydesk.text.batches import Batch
from copydesk.text.cutting import Cutter, Spans, Words, open_cutter
from copydesk.text.strings import read_utf8
from copydesk.text.traits import Traits
from copydesk.text.vocabulary import Vocabulary
from copydesk.text.words import Hashes

__all__ = ["text"]

Parts = dict[str, npt.NDArray[Any]]
Limits = tuple[npt.NDArray[Any], npt.NDArray[Any]]
_REGIONS = ["article", "page", "navigation"]


def text(articles: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Cut every article once.

    Returns layout, segments, words and vocabulary (see ``tables``). Offsets are code points of the
    article's text; rows keep the order of ``articles``. A sentence never crosses a line.
    """
    size = _bytes(articles["text"])
    cutter = open_cutter(size)
    vocabulary, rows = Vocabulary(cutter.index), Rows(cutter, articles, size)
    with ThreadPoolExecutor(1) as beside:  # compiled cutters let go of the interpreter
        before = None
        for batch, starts, ends, hashes in cutter.read(articles["text"]):
            words = Words(starts, ends, vocabulary.number(batch, starts, ends, hashes))
            if before:
                before.result()  # the next batch is read into its memory
            before = beside.submit(rows.add, batch, words, vocabulary.masked, vocabulary.traits)
        if before:
            before.result()
    return *rows.tables(), vocabulary.table()


class Rows:
    """Rows of layout, segments and words, batch after batch."""

    def __init__(self, cutter: Cutter, articles: pd.DataFrame, size: int) -> None:
        self._cutter, self._limits = cutter, _limits(articles)
        self._layouts: list[Parts] = []
        self._segments: list[Parts] = []
        self._words = WordRows(size + len(articles))

    def add(self, batch: Batch, words: Words, masked: Hashes, traits: Traits) -> None:
        """Cut ``batch``; ``masked`` and ``traits`` are what the vocabulary has of each form."""
        lines = self._cutter.lines(batch, words)
        sentences, line_of = self._cutter.sentences(batch, lines, words, traits)
        keys, count = self._cutter.keys(lines, words, masked), self._words.count
        self._layouts.append(_lines(batch, lines, self._limits, count) | {"line_key": keys})
        self._segments.append(_sentences(batch, sentences, self._layouts[-1]["line_no"][line_of], count))
        self._words.add(self._cutter, batch, words)

    def tables(self) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
        """The tables layout, segments and words."""
        return _frame(self._layouts, "layout"), _frame(self._segments, "segments"), self._words.table()


def _limits(articles: pd.DataFrame) -> Limits:
    """Where the article and, before its navigation, the page end in each text; without ``page_chars`` is none."""
    no_navigation = np.full(len(articles), np.iinfo(np.int32).max)
    page = articles["page_chars"].to_numpy() if "page_chars" in articles else no_navigation
    return articles["article_chars"].to_numpy(), page


def _bytes(texts: pd.Series) -> int:
    _, bounds = read_utf8(texts)
    return int(bounds[-1] - bounds[0])


class WordRows:
    """Rows of the words table, written where they will lie: no other table is as long.

    Words of texts of so many bytes, with a newline behind each: every other byte at most begins a word, which ends at
    a byte of no word, or is beside a character of three bytes. Room that is not written to takes no memory.
    """

    def __init__(self, size: int) -> None:
        self._columns = {name: np.empty(size // 2 + 1, np.int32) for name in TABLES["words"].names}
        self.count = 0

    def add(self, cutter: Cutter, batch: Batch, words: Words) -> None:
        """The ``words`` of ``batch``, after those that are there."""
        rows = slice(self.count, self.count + len(words.starts))
        doc_nos, starts, ends, numbers = (self._columns[name][rows] for name in ("doc_no", "start", "end", "word_no"))
        cutter.place(batch, words, doc_nos, starts, ends)
        numbers[:] = words.numbers
        self.count = rows.stop

    def table(self) -> pd.DataFrame:
        """The words table."""
        return pd.DataFrame({name: column[: self.count] for name, column in self._columns.items()}, copy=False)


def _lines(batch: Batch, lines: Spans, limits: Limits, word_rows: int) -> Parts:
    layout = _spans(batch, lines, word_rows)
    article, page = (layout["start"] >= limit[layout["doc_no"]] for limit in limits)
    region = article.astype(np.int8) + page  # lines of navigation are beyond both
    return layout | {"line_no": _ordinals(layout["doc_no"]), "region": region}


def _sentences(batch: Batch, sentences: Spans, line_nos: npt.NDArray[np.int32], word_rows: int) -> Parts:
    segments = _spans(batch, sentences, word_rows)
    return segments | {"sentence_no": _ordinals(segments["doc_no"]), "line_no": line_nos}


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
    if not parts:
        return TABLES[name].empty()
    columns: dict[str, Any] = {key: np.concatenate([part[key] for part in parts]) for key in parts[0]}
    if "region" in columns:
        columns["region"] = pd.array(_REGIONS, dtype="str").take(columns["region"])
    return pd.DataFrame(columns, copy=False)
