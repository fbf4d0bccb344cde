"""The text that readability is measured on."""

from __future__ import annotations

import numpy as np
import pandas as pd

__all__ = ["body_text"]


def body_text(articles: pd.DataFrame, layout: pd.DataFrame, lines: pd.DataFrame) -> list[str]:
    """The body of each article: its lines with label body, without the spaces around them, joined by newlines.

    ``layout`` and ``lines`` hold the same lines in the same order; an article without body has "".
    """
    rows = np.flatnonzero((lines["label"] == "body").to_numpy())
    starts, ends = layout["start"].to_numpy()[rows].tolist(), layout["end"].to_numpy()[rows].tolist()
    bounds = np.searchsorted(layout["doc_no"].to_numpy()[rows], np.arange(len(articles) + 1)).tolist()
    return [
        "\n".join([text[start:end] for start, end in zip(starts[first:last], ends[first:last], strict=True)])
        for text, first, last in zip(articles["text"].tolist(), bounds[:-1], bounds[1:], strict=True)
    ]
