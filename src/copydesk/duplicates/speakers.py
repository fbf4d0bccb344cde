"""Who is quoted where: the named sources of quoted sentences, looked up by place."""

from __future__ import annotations

from collections.abc import Sequence

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
        told = attributions[["doc_id", "start", "end", "source_name", "source_text"]].iloc[rows]
        self._said: dict[str, list[tuple[int, int, str]]] = {}
        for doc, start, end, name, text in zip(*(told[column].tolist() for column in told), strict=True):
            speaker = name if isinstance(name, str) and name else text
            if isinstance(speaker, str) and speaker:
                self._said.setdefault(doc, []).append((start, end, speaker))

    def of(self, doc_id: str, start: int, end: int) -> str | None:
        """The source of the first attributed sentence that reaches into ``start`` to ``end`` of the article."""
        said = self._said.get(doc_id, ())
        return next((name for first, last, name in said if first < end and last > start), None)
