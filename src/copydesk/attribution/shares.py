"""Measures of each article from its sentences and sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.attribution.kinds import KINDS, ORGANISATION, PERSON, UNNAMED, VAGUE
from copydesk.attribution.sources import KEY_BITS

__all__ = ["Judged", "join_judged", "measure"]

Flags = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.int64]
Values = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Judged:
    """What the measures are made of: one entry a body sentence, then one an attributed sentence."""

    doc: Rows
    speech: Flags
    any: Flags
    words: Rows
    quoted_words: Rows
    source_doc: Rows
    kind: Rows
    key: Rows
    second_hand: Flags
    outlets: list[str | None]
    reasons: list[str | None]


def join_judged(parts: Sequence[tuple[int, Judged]]) -> Judged:
    """What ``parts`` hold, one after another; each comes with the number of its first article."""
    arrays: dict[str, Any] = {
        name: np.concatenate([getattr(judged, name) for _, judged in parts])
        for name in ("speech", "any", "words", "quoted_words", "kind", "second_hand")
    }
    return Judged(
        doc=np.concatenate([judged.doc + first for first, judged in parts]),
        source_doc=np.concatenate([judged.source_doc + first for first, judged in parts]),
        key=np.concatenate([np.where(each.key >= 0, each.key + (first << KEY_BITS), -1) for first, each in parts]),
        outlets=[name for _, judged in parts for name in judged.outlets],
        reasons=[reason for _, judged in parts for reason in judged.reasons],
        **arrays,
    )


def measure(judged: Judged, documents: int) -> pd.DataFrame:
    """The attribution table, one row an article; what has nothing to be a share of is missing."""
    doc, source_doc = judged.doc, judged.source_doc

    def tally(docs: Rows, weights: npt.NDArray[np.generic]) -> Values:
        return np.bincount(docs, weights=weights, minlength=documents).astype(np.float64)

    sentences = tally(doc, np.ones(len(doc)))
    sourced = tally(source_doc, judged.key >= 0)
    frame: dict[str, Any] = {"doc_no": np.arange(documents, dtype=np.int32)}
    frame["body_sentences"] = sentences.astype(np.int64)
    frame["attributed_sentence_share"] = _divide(tally(doc, judged.speech), sentences)
    frame["attributed_any_share"] = _divide(tally(doc, judged.any), sentences)
    frame["quoted_word_share"] = _divide(tally(doc, judged.quoted_words), tally(doc, judged.words))
    keys, firsts, counts = np.unique(judged.key, return_index=True, return_counts=True)
    real = keys >= 0
    owners, kinds, counts = source_doc[firsts[real]], judged.kind[firsts[real]], counts[real]
    frame["named_sources"] = tally(owners, np.isin(kinds, (PERSON, ORGANISATION))).astype(np.int64)
    frame["named_persons"] = tally(owners, kinds == PERSON).astype(np.int64)
    frame["unnamed_sources"] = tally(source_doc, judged.kind == UNNAMED).astype(np.int64)
    frame["vague_sources"] = tally(source_doc, judged.kind == VAGUE).astype(np.int64)
    frame["distinct_sources"] = tally(owners, np.ones(len(owners))).astype(np.int64)
    most = np.zeros(documents)
    np.maximum.at(most, owners, counts)
    frame["source_concentration"] = _divide(most, sourced)
    told = tally(source_doc, np.ones(len(source_doc)))
    frame["second_hand_share"] = _divide(tally(source_doc, judged.second_hand), told)
    frame["second_hand_outlets"] = _join(source_doc, judged.outlets, documents)
    runs = pd.array(_longest_run(doc, judged.any, documents), dtype="Int64")
    runs[sentences == 0] = pd.NA
    frame["longest_unattributed_run"] = runs
    given = np.array([reason is not None for reason in judged.reasons], bool)
    frame["anonymity_reason_given"] = tally(source_doc, given & (judged.kind == UNNAMED)) > 0
    return pd.DataFrame(frame)


def _divide(part: Values, whole: Values) -> Values:
    """Shares; NaN where there is nothing to be a share of."""
    return np.divide(part, whole, out=np.full(len(whole), np.nan), where=whole > 0)


def _longest_run(docs: Rows, attributed: Flags, documents: int) -> Rows:
    """Longest run of body sentences without attribution, by article."""
    longest = np.zeros(documents, np.int64)
    edge = attributed | (np.diff(docs, prepend=-1) != 0)
    group = np.cumsum(edge)
    lengths = np.bincount(group, weights=~attributed)
    np.maximum.at(longest, docs, lengths[group].astype(np.int64))
    return longest


def _join(docs: Rows, names: list[str | None], documents: int) -> list[str | None]:
    found: dict[int, set[str]] = {}
    for row, name in enumerate(names):
        if name:
            found.setdefault(int(docs[row]), set()).add(name)
    return ["; ".join(sorted(found[doc])) if doc in found else None for doc in range(documents)]


assert len(KINDS) == 6
