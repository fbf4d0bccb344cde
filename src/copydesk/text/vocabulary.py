"""Every written form once: numbered, folded, hashed; what is known of a word is looked up, not computed again."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
import xxhash

from copydesk.text.batches import Batch, Positions
from copydesk.text.folding import fold, mask_digits
from copydesk.text.traits import Traits, word_traits
from copydesk.text.words import Hashes

__all__ = ["Index", "Numbers", "Vocabulary"]

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
    """Every written form once, numbered in the order of first appearance.

    By form: ``traits`` for the rules of sentences, and ``hashes``, those of the folded forms, equal in every run;
    ``masked`` are the same with the digits masked.
    """

    def __init__(self, index: Index | None = None) -> None:
        self._index = index or Index()
        self._forms: list[str] = []
        self._folds: list[str] = []
        self._shapes: list[str] = []
        self._traits: Traits = np.zeros(0, np.uint8)
        self.hashes = np.zeros(0, np.uint64)
        self.masked = np.zeros(0, np.uint64)

    def number(self, batch: Batch, starts: Positions, ends: Positions, hashes: Hashes) -> Numbers:
        """Number of each span's form, int32; new forms are added. ``hashes`` are those of the spans."""
        long = np.flatnonzero(ends - starts > _LONGEST_HASHED)
        for row, form in zip(long.tolist(), batch.forms(starts[long], ends[long]), strict=True):
            hashes[row] = xxhash.xxh3_64_intdigest(form.encode())
        numbers, fresh = self._index.number(hashes)
        self._add(batch.forms(starts[fresh], ends[fresh]))
        return numbers

    @property
    def traits(self) -> Traits:
        """The traits of all forms; those of new ones are told when they are asked for."""
        known = len(self._traits)
        more = word_traits(self._folds[known:], self._told_shapes()[known:])
        self._traits = np.concatenate([self._traits, more])
        return self._traits

    def table(self) -> pd.DataFrame:
        """The vocabulary table, one row a form."""
        folded = pd.array(self._folds, dtype="str")
        return pd.DataFrame(
            {
                "form": pd.array(self._forms, dtype="str"),
                "folded": folded,
                "folded_no": pd.factorize(folded)[0].astype(np.int32),
                "fold_hash": self.hashes,
                "shape": pd.array(self._told_shapes(), dtype="str"),
            },
            copy=False,
        )

    def _told_shapes(self) -> list[str]:
        self._shapes += map(shape, self._forms[len(self._shapes) :])
        return self._shapes

    def _add(self, forms: list[str]) -> None:
        folds = list(map(fold, forms))
        hashes = _digests(folds)
        masked = hashes.copy()
        numeric = [row for row, folded in enumerate(folds) if not folded.isalpha()]  # most forms are letters
        masked[numeric] = _digests([mask_digits(folds[row]) for row in numeric])
        self._forms += forms
        self._folds += folds
        self.hashes = np.concatenate([self.hashes, hashes])
        self.masked = np.concatenate([self.masked, masked])


def _digests(forms: list[str]) -> Hashes:
    return np.array([xxhash.xxh64_intdigest(form.encode()) for form in forms], np.uint64)


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
