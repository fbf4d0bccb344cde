"""Matches as rows of the tables pairs and passages."""

from __future__ import annotations

import hashlib

import numpy as np

from copydesk.duplicates.compared import Match
from copydesk.duplicates.credit import common_provider
from copydesk.duplicates.judging import Desk, Given
from copydesk.duplicates.kept_words import KeptWords
from copydesk.duplicates.order import days_between
from copydesk.duplicates.relation import Relation

__all__ = ["pair_id", "pair_row", "passage_rows", "passage_spans"]

Span = tuple[int, int]


def pair_row(match: Match, relation: Relation, given: Given, desk: Desk) -> dict[str, object]:
    """The row of pairs for one judged match."""
    a, b = desk.doc_ids[match.a], desk.doc_ids[match.b]
    credit = given.credit
    to = (credit.to if credit else "") or common_provider(desk.credits.get(a, []), desk.credits.get(b, []))
    return {
        "pair_id": pair_id(a, b),
        "doc_id_a": a,
        "doc_id_b": b,
        "source_a": desk.sources[match.a],
        "source_b": desk.sources[match.b],
        "relation": relation.name,
        "jaccard": match.jaccard,
        "containment_a_in_b": match.a_in_b,
        "containment_b_in_a": match.b_in_a,
        "shared_words": match.words,
        "longest_run_words": match.longest,
        "quoted_share": match.quoted_share,
        "passages": len(match.passages),
        "credit": given.status,
        "credit_doc_id": given.by,
        "credit_start": credit.start if credit else None,
        "credit_end": credit.end if credit else None,
        "credit_to": to or None,
        "confidence": relation.confidence,
        "evidence": relation.evidence,
        "days_apart": days_between(desk.ranks[match.a], desk.ranks[match.b]),
        "cluster_id": None,
    }


def passage_spans(match: Match, kept: KeptWords, starts: np.ndarray, ends: np.ndarray) -> tuple[list[Span], list[Span]]:
    """Where the passages of one match stand in both texts; ``starts`` and ``ends`` are the offsets of all words."""
    rows_a, rows_b = kept.doc(match.a), kept.doc(match.b)
    return (
        [(int(starts[rows_a[p.start_a]]), int(ends[rows_a[p.end_a - 1]])) for p in match.passages],
        [(int(starts[rows_b[p.start_b]]), int(ends[rows_b[p.end_b - 1]])) for p in match.passages],
    )


def passage_rows(match: Match, desk: Desk, spans: tuple[list[Span], list[Span]]) -> list[dict[str, object]]:
    """The rows of passages for one match that stand at ``spans``."""
    a, b = desk.doc_ids[match.a], desk.doc_ids[match.b]
    pair, text = pair_id(a, b), desk.texts[match.a]
    return [
        {
            "pair_id": pair,
            "doc_id_a": a,
            "doc_id_b": b,
            "start_a": start_a,
            "end_a": end_a,
            "start_b": start_b,
            "end_b": end_b,
            "words": passage.equal,
            "quoted_share": quoted,
            "text": text[start_a:end_a],
        }
        for passage, quoted, (start_a, end_a), (start_b, end_b) in zip(
            match.passages, match.quoted, *spans, strict=True
        )
    ]


def pair_id(a: str, b: str) -> str:
    """Id of a pair, the same whichever article is named first."""
    return "p" + hashlib.blake2b("\n".join(sorted((a, b))).encode(), digest_size=8).hexdigest()
