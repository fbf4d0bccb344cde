"""Every written form once: numbered, folded, hashed; what is known of a word is looked up, not computed again."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
import xxhash

from copydesk.text.batches import Batch, Positions
from copydesk.text.folding import fold, mask_digits
from copydesk.text.words import hash_spans

__all__ = ["Vocabulary"]

_LONGEST_HASHED = 64


class Vocabulary:
    """Numbers forms in the order they first appear, batch after batch."""

    def __init__(self) -> None:
        self._numbers: dict[int, int] = {}
        self._folded: dict[str, int] = {}
        self.forms: list[str] = []
        self.folds: list[str] = []
        self.folded_nos: list[int] = []
        self.shapes: list[str] = []

    def number(self, batch: Batch, starts: Positions, ends: Positions) -> npt.NDArray[np.int32]:
        """Number of each span's form, int32; new forms are added."""
        hashes = hash_spans(batch.codes, starts, ends)
        for row in np.flatnonzero(ends - starts > _LONGEST_HASHED):
            hashes[row] = xxhash.xxh3_64_intdigest(batch.joined[starts[row] : ends[row]].encode())
        codes, distinct = pd.factorize(hashes)
        rows = np.zeros(len(distinct), np.int64)
        rows[codes[::-1]] = np.arange(len(codes))[::-1]
        known = [
            self._known(key, batch, starts[row], ends[row])
            for key, row in zip(distinct.tolist(), rows.tolist(), strict=True)
        ]
        return np.array(known, dtype=np.int32)[codes] if known else np.zeros(0, np.int32)

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

    def _known(self, key: int, batch: Batch, start: int, end: int) -> int:
        number = self._numbers.get(key)
        return self._add(key, batch.joined[start:end]) if number is None else number

    def _add(self, key: int, form: str) -> int:
        number = self._numbers[key] = len(self.forms)
        folded = fold(form)
        self.forms.append(form)
        self.folds.append(folded)
        self.shapes.append(shape(form))
        self.folded_nos.append(self._folded.setdefault(folded, len(self._folded)))
        return number


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
