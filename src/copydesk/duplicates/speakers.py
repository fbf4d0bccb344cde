"""Who is quoted where: the named sources of quoted sentences, looked up by place."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pandas as pd

__all__ = ["Speakers"]

_NAMED = ("named_person", "named_organisation")


class Speakers:
    """The named sources of the quoted sentences of some articles."""

    def __init__(self, attributions: pd.DataFrame, doc_ids: Sequence[str]) -> None:
        """Take the table of ``attributions``; only what is said in the articles ``doc_ids`` is kept."""
        rows = np.flatnonzero(attributions["quoted"].to_numpy())
        for column, wanted in (("kind", list(_NAMED)), ("doc_id", list(doc_ids))):
            rows = rows[attributions[column].iloc[rows].isin(wanted).to_numpy()]
        docs, names = pd.factorize(attributions["doc_id"].iloc[rows])
        rows = rows[np.argsort(docs, kind="stable")]
        bounds = np.cumsum([0, *np.bincount(docs, minlength=len(names))]).tolist()
        self._rows = dict(zip(names, pairwise(bounds), strict=True))
        self._starts, self._ends = (attributions[name].to_numpy()[rows].tolist() for name in ("start", "end"))
        name, text = (attributions[f"source_{each}"].iloc[rows].fillna("") for each in ("name", "text"))
        self._names = name.where(name != "", text).tolist()

    def of(self, doc_id: str, start: int, end: int) -> str | None:
        """The source of the first attributed sentence that reaches into ``start`` to ``end`` of the article."""
        own = range(*self._rows.get(doc_id, (0, 0)))
        said = (row for row in own if self._starts[row] < end and self._ends[row] > start)
        return next((name for row in said if (name := self._names[row])), None)
