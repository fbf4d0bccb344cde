"""Annotated articles in the form of PolNeAR, as labels of our words and sentences."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.tables import TABLES

__all__ = ["Annotated", "label_spans", "label_words", "make_articles", "read_annotated"]

Flags = npt.NDArray[np.bool_]
_PARTS = ("source", "cue", "content")
_QUOTATION = re.compile('["“”]')
_WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True)
class Annotated:
    """One article: text, id, publisher, attributions of its first annotator, given sentences (empty: none)."""

    identifier: str
    publisher: str
    text: str
    attributions: tuple[dict[str, Any], ...]
    sentences: tuple[tuple[int, int], ...]


def read_annotated(file: Path) -> list[Annotated]:
    """Articles of a gzipped JSON Lines file with text and annotations[annotator] = [{source, cue, content}]."""
    found = []
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            first: list[dict[str, Any]] = next(iter(row["annotations"].values()), [])
            given = tuple((a, b) for a, b in row.get("sentences") or ())
            found.append(Annotated(row["id"], row["publisher"] or "", row["text"], tuple(first), given))
    return found


def make_articles(rows: Sequence[Annotated]) -> pd.DataFrame:
    """The articles table over annotated articles, all of them English."""
    count = len(rows)
    frame = pd.DataFrame({name: [None] * count for name in TABLES["articles"].names})
    frame["doc_id"] = [row.identifier for row in rows]
    frame["source"], frame["text"] = [row.publisher for row in rows], [row.text for row in rows]
    frame["article_chars"] = frame["page_chars"] = [len(row.text) for row in rows]
    frame["published_at"] = pd.Series([pd.NaT] * count, dtype="datetime64[us, UTC]")
    for name in ("record_no", "hidden_characters"):
        frame[name] = 0
    return TABLES["articles"].conform(frame.assign(language="en", whole_page=False))


def label_spans(row: Annotated, starts: npt.NDArray[Any], ends: npt.NDArray[Any], speech: frozenset[str]) -> Flags:
    """Whether each span is attributed in speech, in any way, and holds a cue: shape (spans, 3).

    An attribution is speech when its cue has a word of ``speech`` or is a colon, or its content holds a
    quotation mark.
    """
    labels = np.zeros((len(starts), 3), bool)
    for each in row.attributions:
        spoken = _spoken(row.text, each, speech)
        for part in _PARTS:
            for start, end in each[part]:
                hit = (starts < end) & (ends > start)
                labels[hit, 1] = True
                labels[hit, 0] |= spoken
                labels[hit, 2] |= part == "cue"
    return labels


def label_words(row: Annotated, starts: npt.NDArray[Any], ends: npt.NDArray[Any], part: str) -> Flags:
    """Whether each word (sorted spans) lies in a ``part`` span: source, cue or content."""
    labels = np.zeros(len(starts), bool)
    for each in row.attributions:
        for start, end in each[part]:
            labels[np.searchsorted(ends, start, side="right") : np.searchsorted(starts, end)] = True
    return labels


def _spoken(text: str, attribution: dict[str, Any], speech: frozenset[str]) -> bool:
    cue = " ".join(text[a:b] for a, b in attribution["cue"]).lower()
    quoted = any(_QUOTATION.search(text[a:b]) for a, b in attribution["content"])
    return quoted or cue.strip() == ":" or not speech.isdisjoint(_WORD.findall(cue))
