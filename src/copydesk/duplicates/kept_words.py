"""The rows of words that the bodies of some articles have: what leads from a passage back to the text."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.text import doc_bounds, quotations, words_inside

__all__ = ["KeptWords", "keep_words"]

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class KeptWords:
    """``rows`` of the words table; article d owns those from bounds[d] to bounds[d + 1], none if it was left out."""

    rows: Ints
    bounds: Ints

    def doc(self, number: int) -> Ints:
        """The rows of article ``number``."""
        return self.rows[self.bounds[number] : self.bounds[number + 1]]

    def quoted(self, articles: pd.DataFrame, words: pd.DataFrame) -> Flags:
        """For each of ``rows``, whether it stands in a quotation."""
        documents = np.flatnonzero(np.diff(self.bounds))
        spans = quotations(articles.iloc[documents])
        spans["doc_no"] = documents.astype(np.int32)[spans["doc_no"].to_numpy()]  # as in words: not cast when sought
        return words_inside(words[["doc_no", "start"]].iloc[self.rows], spans)


def keep_words(words: pd.DataFrame, keep: Flags, documents: Ints, articles: int) -> KeptWords:
    """The rows of ``words`` where ``keep`` holds, of ``documents`` (ascending) among so many ``articles``."""
    places = doc_bounds(words["doc_no"].to_numpy(), articles)
    spans = zip(places[documents].tolist(), places[documents + 1].tolist(), strict=True)
    rows = [np.flatnonzero(keep[first:last]) + first for first, last in spans]
    sizes = np.zeros(articles + 1, np.int64)
    sizes[documents + 1] = [len(each) for each in rows]
    return KeptWords(np.concatenate([np.zeros(0, np.int64), *rows]), np.cumsum(sizes))
