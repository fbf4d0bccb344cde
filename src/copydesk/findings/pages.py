"""Findings on the page an article was read from."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from copydesk.findings.draft import Draft
from copydesk.settings import rooms

__all__ = ["page_findings"]


def page_findings(documents: pd.DataFrame, settings: rooms.Findings) -> Iterator[Draft]:
    """Hidden characters, and pages that are mostly furniture."""
    for row in documents[documents["hidden_characters"] >= settings.min_hidden_characters].itertuples():
        yield Draft(
            "hidden_characters",
            row.doc_id,
            f"{row.hidden_characters} invisible or look-alike characters stand in an article{_of(row.source)}.",
            float(row.hidden_characters),
            row.doc_id,
            value=float(row.hidden_characters),
            threshold=settings.min_hidden_characters,
            unit="characters",
        )
    shares = documents["furniture_share"].fillna(0)
    for row in documents[(shares >= settings.high_furniture_share) & (documents["format"] != "html")].itertuples():
        yield Draft(
            "mostly_furniture",
            row.doc_id,
            f"{row.furniture_share:.0%} of the words of an article{_of(row.source)} are page furniture.",
            row.furniture_share,
            row.doc_id,
            value=row.furniture_share,
            threshold=settings.high_furniture_share,
            unit="share",
        )


def _of(source: object) -> str:
    return f" of {source}" if isinstance(source, str) else ""
