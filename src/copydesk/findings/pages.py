"""Findings on the page an article was read from."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd

from copydesk.findings.draft import Draft
from copydesk.findings.rows import rows_of
from copydesk.settings import rooms

__all__ = ["page_findings"]

_SPACE = re.compile(r"\s")
_REACH = 40  # code points of a word on either side of a hidden character


def page_findings(documents: pd.DataFrame, articles: pd.DataFrame, settings: rooms.Findings) -> Iterator[Draft]:
    """Hidden characters, and pages that are mostly furniture."""
    hiding = articles[articles["hidden_characters"] >= settings.min_hidden_characters]
    for doc_id, source, text, count, at, kinds in rows_of(
        hiding, "doc_id", "source", "text", "hidden_characters", "hidden_at", "hidden_kinds"
    ):
        start, end = _word_at(text, at)
        yield Draft(
            "hidden_characters",
            doc_id,
            f"{count} invisible or look-alike characters stand in an article{_of(source)} ({kinds}).",
            float(count),
            doc_id,
            evidence=text[start:end],
            start=start,
            end=end,
            value=float(count),
            threshold=settings.min_hidden_characters,
            unit="characters",
        )
    shares = documents["furniture_share"].fillna(0)
    full = documents[(shares >= settings.high_furniture_share) & (documents["format"] != "html")]
    for doc_id, source, share in rows_of(full, "doc_id", "source", "furniture_share"):
        yield Draft(
            "mostly_furniture",
            doc_id,
            f"{share:.0%} of the words of an article{_of(source)} are page furniture.",
            share,
            doc_id,
            value=share,
            threshold=settings.high_furniture_share,
            unit="share",
        )


def _of(source: object) -> str:
    return f" of {source}" if isinstance(source, str) else ""


def _word_at(text: str, at: int) -> tuple[int, int]:
    """Where the word around ``at`` begins and ends."""
    before, after = text[max(at - _REACH, 0) : at], text[at : at + _REACH]
    return at - len(_SPACE.split(before)[-1]), at + len(_SPACE.split(after)[0])
