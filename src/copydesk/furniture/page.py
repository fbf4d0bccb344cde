"""The lines of all articles as arrays, and the verdicts on them as they are reached."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.text import doc_bounds

__all__ = ["BODY", "CHROME", "HEADLINE", "TEMPLATE", "Flags", "Keys", "Lines", "Numbers", "Verdicts"]

Flags = npt.NDArray[np.bool_]
Keys = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.int64]

HEADLINE, BODY, TEMPLATE, CHROME = "headline", "body", "template", "chrome"
_LABELS = ("", HEADLINE, BODY, TEMPLATE, CHROME)
_CLOSERS = "\"'”’»)] "
_TERMINATORS = frozenset(".!?…。！？؟।")


@dataclass(frozen=True)
class Lines:
    """Every row of layout, shape (lines,), with what the rules ask of it.

    ``starts`` and ``ends`` count code points of the article's text; ``first`` and ``last`` are rows of
    words, whose rows of ``vocabulary`` are ``numbers``.
    """

    docs: npt.NDArray[np.int32]
    keys: Keys
    article: Flags
    first: Numbers
    last: Numbers
    starts: npt.NDArray[np.int32]
    ends: npt.NDArray[np.int32]
    texts: list[str]
    numbers: npt.NDArray[np.int32]
    vocabulary: pd.DataFrame

    @classmethod
    def of(cls, articles: pd.DataFrame, layout: pd.DataFrame, words: pd.DataFrame, vocabulary: pd.DataFrame) -> Lines:
        """The lines of ``layout``, which cut the texts of ``articles``."""
        first, last, starts, ends = (layout[name].to_numpy() for name in ("first_word", "last_word", "start", "end"))
        article = (layout["region"] == "article").to_numpy()
        return cls(
            layout["doc_no"].to_numpy(),
            layout["line_key"].to_numpy(),
            article,
            first,
            last,
            starts,
            ends,
            articles["text"].tolist(),
            words["word_no"].to_numpy(),
            vocabulary,
        )

    @cached_property
    def sizes(self) -> Numbers:
        """Words of each line."""
        return self.last - self.first

    @cached_property
    def bounds(self) -> Numbers:
        """Row of each article's first line, and one more; shape (articles + 1,)."""
        return doc_bounds(self.docs, len(self.texts))

    @cached_property
    def from_top(self) -> Numbers:
        """How many lines of the article stand above each line."""
        return np.arange(len(self.docs)) - self.bounds[self.docs]

    @cached_property
    def from_end(self) -> Numbers:
        """How many lines of the extracted article stand below each line; negative for lines of the page."""
        lengths = np.bincount(self.docs, weights=self.article, minlength=len(self.texts)).astype(np.int64)
        return lengths[self.docs] - 1 - self.from_top

    def text(self, row: int) -> str:
        """The line as printed."""
        return self.texts[self.docs[row]][self.starts[row] : self.ends[row]]

    def is_sentence(self, row: int) -> bool:
        """Whether the line has three words or more and ends as sentences do."""
        return bool(self.sizes[row] >= 3) and self.text(row).rstrip(_CLOSERS)[-1:] in _TERMINATORS

    def where(self, likely: Flags, test: Callable[[int], bool]) -> Flags:
        """The ``likely`` lines whose row passes ``test``."""
        rows = np.flatnonzero(likely)
        return self.flags(rows[[test(int(row)) for row in rows]] if len(rows) else rows)

    def flags(self, rows: Numbers) -> Flags:
        """``rows`` as a flag for every line."""
        chosen = np.zeros(len(self.docs), bool)
        chosen[rows] = True
        return chosen

    def among(self, likely: Flags, known: Keys) -> Flags:
        """The ``likely`` lines whose key is in ``known``, which is sorted."""
        held = np.zeros(1 << 16, bool)
        held[known.astype(np.uint16)] = True
        rows = np.flatnonzero(likely)
        rows = rows[held[self.keys[rows].astype(np.uint16)]]  # the last bits tell at once that most are none
        keys = self.keys[rows]
        return self.flags(rows[known[np.minimum(np.searchsorted(known, keys), len(known) - 1)] == keys])

    def prose_above(self, least: int) -> Numbers:
        """How many lines of at least ``least`` words stand above each line in its article."""
        sums = np.concatenate([[0], np.cumsum(self.sizes >= least)])
        return sums[:-1] - sums[self.bounds[self.docs]]

    def count(self, likely: Flags, forms: Flags) -> Numbers:
        """Words of each ``likely`` line that are of the ``forms`` (a flag a row of vocabulary); -1 elsewhere."""
        rows = np.flatnonzero(likely)
        sizes = self.sizes[rows]
        begins = np.cumsum(sizes) - sizes
        places = np.repeat(self.first[rows] - begins, sizes) + np.arange(sizes.sum())
        sums = np.concatenate([[0], np.cumsum(forms[self.numbers[places]])])
        counts = np.full(len(self.docs), -1, np.int64)
        counts[rows] = sums[begins + sizes] - sums[begins]
        return counts

    def folded(self, places: Numbers) -> Numbers:
        """Number of the folded form of each row of words in ``places``: equal for words that match."""
        return self._folded_nos[self.numbers[places]].astype(np.int64)

    @cached_property
    def _folded_nos(self) -> npt.NDArray[np.int32]:
        return self.vocabulary["folded_no"].to_numpy()


class Verdicts:
    """Label and reason of each line; the first rule that decides a line keeps it."""

    def __init__(self, count: int) -> None:
        self._reasons = [""]
        self._codes = np.zeros(count, np.int16)
        self.labels = np.zeros(count, np.int8)

    @property
    def open(self) -> Flags:
        """Lines no rule has decided."""
        return self.labels == 0

    @property
    def furniture(self) -> Flags:
        """Lines decided as template or chrome."""
        return self.labels >= _LABELS.index(TEMPLATE)

    def mark(self, chosen: Flags, label: str, reason: str) -> None:
        """Decide the ``chosen`` lines that are still open."""
        if reason not in self._reasons:
            self._reasons.append(reason)
        rows = chosen & self.open
        self.labels[rows] = _LABELS.index(label)
        self._codes[rows] = self._reasons.index(reason)

    def columns(self) -> dict[str, pd.Series]:
        """The columns label and reason of the furniture table."""
        named = {"label": (_LABELS, self.labels), "reason": (self._reasons, self._codes)}
        return {
            name: pd.Series(pd.array(list(known), dtype="str").take(codes)) for name, (known, codes) in named.items()
        }
