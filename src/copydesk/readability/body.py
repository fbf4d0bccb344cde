"""The text that readability is measured on, and where the words that are already numbered stand in it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.text.batches import Batch, Positions

__all__ = ["BodyWords", "body_text", "find_words"]

_NOWHERE = -1


@dataclass(frozen=True)
class BodyWords:
    """Where the rows of the shared word table stand in bodies, kept by line: words are read a batch at a time.

    The lines of body ``i`` are ``bounds[i]`` to ``bounds[i + 1]``. A line is ``line_starts`` to ``line_ends`` of
    its article and has the words ``firsts`` to
    ``lasts`` (exclusive), and ``shifts`` added to their offsets in the article gives those in the body.
    ``starts``, ``ends`` and ``numbers`` are the columns of the whole word table.
    """

    bounds: Positions
    line_starts: npt.NDArray[np.int32]
    line_ends: npt.NDArray[np.int32]
    firsts: Positions
    lasts: Positions
    shifts: Positions
    starts: npt.NDArray[np.int32]
    ends: npt.NDArray[np.int32]
    numbers: npt.NDArray[np.int32]

    def select(self, bodies: Positions) -> BodyWords:
        """The words of ``bodies`` alone, in that order."""
        lines, counts = _ranges(self.bounds[bodies], self.bounds[bodies + 1])
        return replace(
            self,
            bounds=np.concatenate([[0], np.cumsum(counts)]),
            line_starts=self.line_starts[lines],
            line_ends=self.line_ends[lines],
            firsts=self.firsts[lines],
            lasts=self.lasts[lines],
            shifts=self.shifts[lines],
        )

    def match(self, batch: Batch, starts: Positions, ends: Positions) -> Positions:
        """For each span of ``batch``, the vocabulary row of the word that is just that span; -1 where none is."""
        bounds = self.bounds[batch.first_doc : batch.first_doc + len(batch.doc_starts)]
        lines = slice(bounds[0], bounds[-1])
        words, counts = _ranges(self.firsts[lines], self.lasts[lines])
        shifts = np.repeat(self.shifts[lines] + np.repeat(batch.doc_starts[:-1], np.diff(bounds)), counts)
        word_at = np.full(len(batch.codes) + 1, _NOWHERE, np.int32)
        word_at[self.starts[words] + shifts] = np.arange(len(words))
        found = word_at[starts]
        same = (found != _NOWHERE) & (np.append(self.ends[words] + shifts, 0)[found] == ends)
        return np.where(same, np.append(self.numbers[words], 0)[found], _NOWHERE)


def body_text(articles: pd.DataFrame, layout: pd.DataFrame, lines: pd.DataFrame) -> list[str]:
    """The body of each article: its lines with label body, without the spaces around them, joined by newlines.

    ``layout`` and ``lines`` hold the same lines in the same order; an article without body has "".
    """
    body = layout[["doc_no", "start", "end"]][_body_lines(lines)]
    starts, ends = body["start"].tolist(), body["end"].tolist()
    bounds = _bounds(body["doc_no"], len(articles)).tolist()
    return [
        "\n".join([text[start:end] for start, end in zip(starts[first:last], ends[first:last], strict=True)])
        for text, first, last in zip(articles["text"].tolist(), bounds[:-1], bounds[1:], strict=True)
    ]


def find_words(articles: int, layout: pd.DataFrame, words: pd.DataFrame, lines: pd.DataFrame) -> BodyWords:
    """The rows of ``words`` in each ``body_text``, for as many ``articles``."""
    body = layout[["doc_no", "start", "end", "first_word", "last_word"]][_body_lines(lines)]
    starts, lengths = body["start"].to_numpy(np.int64), (body["end"] - body["start"]).to_numpy(np.int64) + 1
    bounds = _bounds(body["doc_no"], articles)
    before = np.concatenate([[0], np.cumsum(lengths)])
    shifts = before[:-1] - np.repeat(before[bounds[:-1]], np.diff(bounds)) - starts
    columns = (words[name].to_numpy() for name in ("start", "end", "word_no"))
    spans = body["start"].to_numpy(), body["end"].to_numpy()
    return BodyWords(bounds, *spans, body["first_word"].to_numpy(), body["last_word"].to_numpy(), shifts, *columns)


def _body_lines(lines: pd.DataFrame) -> npt.NDArray[np.bool_]:
    return (lines["label"] == "body").to_numpy()


def _bounds(doc_nos: pd.Series, articles: int) -> Positions:
    return np.searchsorted(doc_nos, np.arange(articles + 1))


def _ranges(firsts: Positions, lasts: Positions) -> tuple[Positions, Positions]:
    """Every row from each first to each last (exclusive), one after another, and how many each gives."""
    counts = lasts - firsts
    return np.repeat(lasts - np.cumsum(counts), counts) + np.arange(counts.sum()), counts
