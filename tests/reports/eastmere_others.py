"""Rows of the other tables."""

from __future__ import annotations

import pandas as pd
from eastmere_texts import LEAD, NOTICE, QUOTE, QUOTE_CHANGED, SOURCES, TEXTS, TITLES, VAGUE, Rows, span


def others() -> dict[str, Rows]:
    wordings = [QUOTE.split("”")[0] + "”", QUOTE_CHANGED.split("”")[0] + "”"]
    return {
        "clusters": [
            {
                "cluster_id": "c1",
                "title": TITLES["d1"],
                "documents": 3,
                "sources": 2,
                "origin_doc_id": "d1",
                "source_names": "Eastmere Courier; The Pier",
                "origin_source": "Northwater",
                "first_published": pd.Timestamp("2026-03-01 08:30", tz="UTC"),
                "origin_basis": "credit_line",
                "last_published": pd.Timestamp("2026-03-03 08:30", tz="UTC"),
                "origin_confidence": 0.9,
                "independent_sources": 1,
                "credited": 1,
                "uncredited": 1,
            }
        ],
        "members": [
            {"cluster_id": "c1", "doc_id": doc, "role": "copy", "credit": "unknown"} for doc in ("d3", "d1", "d2")
        ],
        "quotes": [
            {
                "quote_id": "q1",
                "text": wordings[0],
                "words": 11,
                "speaker": "Ida Brandt",
                "documents": 3,
                "sources": 2,
                "source_names": "Eastmere Courier; The Pier",
                "doc_ids": "d1; d2; d3",
                "wordings": 2,
                "wording_texts": " | ".join(wordings),
                "first_doc_id": "d1",
                "first_start": span("d1", QUOTE)["start"],
                "first_end": span("d1", "swim,”")["end"],
            }
        ],
        "notices": [
            {
                "doc_id": "d2",
                "class": "syndication_notice",
                **span("d2", NOTICE),
                "provider": "Northwater",
                "scope": "article",
                "scope_share": 0.5,
                "rule": "en.supplied_by",
                "language": "en",
                "confidence": 0.9,
                "origin": "text",
                "text": NOTICE,
            },
            {
                "doc_id": "d4",
                "class": "sponsored_notice",
                "scope": "site",
                "rule": "metadata",
                "origin": "metadata",
                "text": "sponsored",
                "automation": "generated",
                "confidence": 0.8,
            },
        ],
        "attributions": [
            {
                "doc_id": "d3",
                "sentence_no": 2,
                **span("d3", QUOTE_CHANGED),
                "kind": "named_person",
                "source_text": "Ida Brandt",
                "quoted": True,
                "text": QUOTE_CHANGED,
            },
            {
                "doc_id": "d3",
                "sentence_no": 3,
                **span("d3", VAGUE),
                "kind": "vague",
                "source_text": "Reports",
                "second_hand": True,
                "second_hand_outlet": "<b>Courier</b>",
                "text": VAGUE,
            },
            {
                "doc_id": "d4",
                "sentence_no": 2,
                **span("d4", VAGUE),
                "kind": "vague",
                "source_text": "Reports",
                "text": VAGUE,
            },
        ],
        "outlets": [
            {
                "source": "Eastmere Courier",
                "documents": 1200,
                "body_words": 54321,
                "reused": 0.25,
                "reused_low": 0.2,
                "reused_high": 0.31,
                "template_share": 0.0005,
                "named_sources_per_1000": 3.25,
            },
            {
                "source": SOURCES["d3"],
                "documents": 1,
                "body_words": 60,
                "small_sample": True,
                "reused": 1.0,
                "reused_low": 0.2065,
                "reused_high": 1.0,
            },
        ],
        "rejects": [
            {
                "input_file": "-in/empty.txt",
                "record_no": 0,
                "input_id": '=cmd|"/c calc"!A1',
                "reason": "empty",
                "detail": "The file\r\nholds nothing.",
                "bytes": 0,
            },
            {"input_file": "x" * 400 + "a", "record_no": 0, "reason": "unreadable", "detail": "It could not be read."},
            {"input_file": "x" * 400 + "b", "record_no": 0, "reason": "unreadable", "detail": "It could not be read."},
        ],
        "checks": [
            {
                "check_id": "documents.doc_id.unique",
                "table": "documents",
                "expectation": "unique",
                "rows": 4,
                "severity": "critical",
                "success": True,
                "unexpected": 0,
                "meaning": "Every article has one id.",
            },
            {
                "check_id": "documents.title.present",
                "table": "documents",
                "expectation": "not_null",
                "rows": 4,
                "severity": "warning",
                "success": False,
                "unexpected": 1,
                "failing_ids": "d4",
                "meaning": "Every article has a headline.",
            },
        ],
        "summary": [
            {
                "name": "pairs_uncredited",
                "value": 1.0,
                "unit": "pairs",
                "text": "Pairs in which no credit was found.",
                "previous": 3.0,
                "delta": -2.0,
            },
            {"name": "documents", "value": 4.0, "unit": "articles", "text": "Articles read."},
            {"name": "reused_share", "value": 0.25, "unit": "share", "text": "Of the articles share copy."},
        ],
        "sentences": [{"doc_id": "d1", "sentence_no": 1, **span("d1", LEAD), "method": "rules"}],
        "template_lines": [
            {"source": "The Pier", "line_key": 2**64 - 1, "day": "2026-03-02", "clusters": 2, "source_clusters": 3}
        ],
        "signatures": [{"doc_id": doc, "shingles": 40} for doc in TEXTS],
    }
