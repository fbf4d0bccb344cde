"""Every written form once: numbered, folded, hashed; what is known of a word is looked up, not computed again."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd
import xxhash

from copydesk.text.batches import Batch, Positions
from copydesk.text.folding import fold, mask_digits
from copydesk.text.words import Hashes

__all__ = ["Index", "Numbers", "Vocabulary", "join_vocabularies"]

_LONGEST_HASHED = 64
Numbers = npt.NDArray[np.int32]


class Index:
    """Numbers hashes in the order they first appear, batch after batch."""

    def __init__(self) -> None:
        self._numbers: dict[int, int] = {}

    def number(self, hashes: Hashes) -> tuple[Numbers, Positions]:
        """Number of each hash, int32, and the rows where a new one first appears, ascending."""
        codes, distinct = pd.factorize(hashes)
        rows = np.zeros(len(distinct), np.int64)
        rows[codes[::-1]] = np.arange(len(codes))[::-1]
        known = len(self._numbers)
        found = [self._numbers.setdefault(key, len(self._numbers)) for key in distinct.tolist()]
        numbers = np.array(found, dtype=np.int32)
        return numbers[codes] if found else numbers, rows[numbers >= known]


class Vocabulary:
    """Every written form once, numbered in the order of first appearance."""

    def __init__(self, index: Index | None = None) -> None:
        self._index = index or Index()
        self._folded: dict[str, int] = {}
        self.forms: list[str] = []
        self.folds: list[str] = []
        self.folded_nos: list[int] = []
        self.shapes: list[str] = []

    def number(self, batch: Batch, starts: Positions, ends: Positions, hashes: Hashes) -> Numbers:
        """Number of each span's form, int32; new forms are added. ``hashes`` are those of the spans."""
        for row in np.flatnonzero(ends - starts > _LONGEST_HASHED):
            hashes[row] = xxhash.xxh3_64_intdigest(batch.joined[starts[row] : ends[row]].encode())
        numbers, fresh = self._index.number(hashes)
        for start, end in zip(starts[fresh].tolist(), ends[fresh].tolist(), strict=True):
            self._add(batch.joined[start:end])
        return numbers

    def table(self) -> pd.DataFrame:
        """The vocabulary table, one row a form."""
        hashes = {folded: xxhash.xxh64_intdigest(folded.encode()) for folded in self._folded}
        return pd.DataFrame(
            {
                "form": self.forms,
                "folded": self.folds,
                "folded_no": np.array(self.folded_nos, np.int32),
                "fold_hash": np.array([hashes[folded] for folded in self.folds], np.uint64),
                "shape": self.shapes,
            }
        )

    def masked_hashes(self, first: int) -> npt.NDArray[np.uint64]:
        """Hash of each form from number ``first`` on, folded, digits masked; equal in every run."""
        masked = [mask_digits(folded).encode() for folded in self.folds[first:]]
        return np.array([xxhash.xxh64_intdigest(form) for form in masked], np.uint64)

    def _add(self, form: str) -> None:
        folded = fold(form)
        self.forms.append(form)
        self.folds.append(folded)
        self.shapes.append(shape(form))
        self.folded_nos.append(self._folded.setdefault(folded, len(self._folded)))


def shape(form: str) -> str:
    """How ``form`` is written: lower, title, upper, mixed, digits or other."""
    if form.islower():
        return "lower"
    if form[0].isdigit():
        return "digits"
    if form.isupper():
        return "upper" if len(form) > 1 else "title"
    if form[0].isupper():
        return "title" if form[1:].islower() or form.istitle() else "mixed"
    return "mixed" if any(c.isupper() for c in form) else "other"


def join_vocabularies(tables: Sequence[pd.DataFrame]) -> tuple[pd.DataFrame, list[Numbers]]:
    """One vocabulary of several, and for each of them the new number of every form.

    Forms are numbered by first appearance, table after table: as if the texts had been cut in one go.
    """
    every = pd.concat(tables, ignore_index=True)
    numbers, _ = pd.factorize(every["form"])
    joined = every[~every["form"].duplicated()].reset_index(drop=True)
    joined["folded_no"] = pd.factorize(joined["folded"])[0].astype(np.int32)
    bounds = np.cumsum([0, *map(len, tables)])
    return joined, [numbers[first:last].astype(np.int32) for first, last in pairwise(bounds.tolist())]
