"""Findings on the page an article was read from."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

import pandas as pd

from copydesk.findings.draft import Draft
from copydesk.findings.rows import rows_of
from copydesk.settings import rooms

__all__ = ["page_findings"]

_HIDDEN = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_LETTERS = "\u0370-\u052f"  # Greek and Cyrillic
_FIRST = re.compile(f"[^\\s{_HIDDEN}]*(?:[{_HIDDEN}]|(?<=[A-Za-z])[{_LETTERS}]|[{_LETTERS}](?=[A-Za-z]))\\S*")
_UNSEEN = re.compile(f"[{_HIDDEN}]")
_KINDS = 3


def page_findings(documents: pd.DataFrame, settings: rooms.Findings) -> Iterator[Draft]:
    """Hidden characters, and pages that are mostly furniture."""
    hiding = documents[documents["hidden_characters"] >= settings.min_hidden_characters]
    for doc_id, source, text, count in rows_of(hiding, "doc_id", "source", "text", "hidden_characters"):
        word = _FIRST.search(text)
        yield Draft(
            "hidden_characters",
            doc_id,
            f"{count} invisible or look-alike characters stand in an article{_of(source)}{_kinds(text)}.",
            float(count),
            doc_id,
            evidence=word[0] if word else None,
            start=word.start() if word else None,
            end=word.end() if word else None,
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


def _kinds(text: str) -> str:
    """The invisible characters of ``text`` by name, the most frequent first."""
    found = sorted(Counter(_UNSEEN.findall(text)).items(), key=lambda item: (-item[1], item[0]))
    named = [f"{count} {unicodedata.name(mark, f'U+{ord(mark):04X}').lower()}" for mark, count in found[:_KINDS]]
    return f" ({', '.join(named)})" if named else ""
