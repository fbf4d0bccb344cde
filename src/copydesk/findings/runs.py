"""Where the longest run of unattributed sentences of an article stands."""

from __future__ import annotations

import numpy as np
import pandas as pd

__all__ = ["longest_runs"]


def longest_runs(sentences: pd.DataFrame) -> dict[str, tuple[int, int, int]]:
    """Each article's longest run of unattributed sentences, of equal ones the first: start, end and how many.

    ``sentences`` are of the table sentences, with every attributed one of their articles.
    """
    if sentences.empty:
        return {}
    sentences = sentences.sort_values(["doc_id", "sentence_no"], kind="stable")
    docs = pd.factorize(sentences["doc_id"])[0]
    attributed = sentences["attributed_any"].to_numpy(bool)
    run = np.cumsum(attributed | (np.diff(docs, prepend=-1) != 0))  # an attributed sentence is the head of a run
    open_ = sentences.loc[~attributed, ["doc_id", "start", "end"]].assign(run=run[~attributed])
    spans = open_.groupby("run", sort=True).agg(
        doc_id=("doc_id", "first"), start=("start", "first"), end=("end", "last"), size=("start", "size")
    )
    longest = spans.sort_values("size", ascending=False, kind="stable").drop_duplicates("doc_id")
    places = zip(*(longest[name].tolist() for name in ("start", "end", "size")), strict=True)
    return dict(zip(longest["doc_id"].tolist(), places, strict=True))
