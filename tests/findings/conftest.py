"""Small tables that raise one finding each, and the stage over them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from copydesk.findings import findings
from copydesk.settings import load
from copydesk.tables import TABLES

# Fixed here, so that a measured threshold may move without a test.
LIMITS = replace(
    load().findings,
    min_reused_words=40,
    min_wire_words=60,
    min_sentences=8,
    min_statement_chars=12,
    low_attribution_share=0.1,
    high_vague_share=0.3,
    high_second_hand_share=0.3,
    unattributed_run=12,
    high_furniture_share=0.5,
    changed_quote_words=1,
    min_vague=2,
    min_unnamed=2,
    min_second_hand=2,
    min_hidden_characters=3,
    min_notice_confidence=0.9,
    min_update_letters=10,
    linked=500,
)
READS = (
    *("documents", "articles", "pairs", "passages", "notices"),
    *("sentences", "attributions", "quotes", "templates"),
)
PLAIN: dict[str, dict[str, Any]] = {
    "documents": {
        "source": "Harbour Courier",
        "title": "Wall mended",
        "text": "A text of its own.",
        "format": "txt",
        "hidden_characters": 0,
        "furniture_share": 0.1,
        "body_sentences": 20,
        "attributed_any_share": 0.5,
        "attributed_sentence_share": 0.5,
        "longest_unattributed_run": 3,
        "readability_valid": False,
        "anonymity_reason_given": False,
        "record_no": 0,
    },
    "pairs": {
        "doc_id_a": "d0",
        "doc_id_b": "d1",
        "source_a": "Harbour Courier",
        "source_b": "Coast Post",
        "relation": "same_copy",
        "credit": "uncredited",
        "shared_words": 90,
        "longest_run_words": 90,
        "passages": 1,
        "days_apart": 1.0,
        "jaccard": 0.9,
        "evidence": "x",
    },
    "passages": {
        "doc_id_a": "d0",
        "doc_id_b": "d1",
        "start_a": 0,
        "end_a": 9,
        "start_b": 4,
        "end_b": 13,
        "words": 90,
        "text": "the words",
    },
    "articles": {
        "text": "A text of its own.",
        "article_chars": 12,
        "page_chars": 18,
        "record_no": 0,
        "hidden_characters": 0,
        "whole_page": False,
    },
    "sentences": {
        "doc_id": "d0",
        "sentence_no": 0,
        "start": 0,
        "end": 9,
        "method": "rules",
        "attributed_speech": False,
        "attributed_any": False,
        "has_cue": False,
    },
    "notices": {
        "doc_id": "d0",
        "start": 5,
        "end": 9,
        "rule": "r",
        "confidence": 0.9,
        "text": "Sponsored by a shop",
        "reviewed": "unstated",
        "automation": "",
        "inline": False,
        "scope": "article",
    },
    "attributions": {
        "doc_id": "d0",
        "sentence_no": 0,
        "start": 0,
        "end": 9,
        "kind": "named_person",
        "second_hand": False,
        "quoted": False,
        "text": "He said so.",
        "cue": "said",
        "source_text": "He",
        "source_start": 0,
    },
    "quotes": {
        "quote_id": "q1",
        "text": "we will",
        "words": 9,
        "documents": 2,
        "sources": 2,
        "wordings": 2,
        "wording_texts": "we will | we won't",
        "first_doc_id": "d0",
        "first_start": 2,
        "first_end": 9,
        "speaker": "Ada Voss",
    },
    "templates": {"template_id": "d0", "compared": True},
}


def table(name: str, rows: list[dict[str, Any]]) -> pd.DataFrame:
    filled = [dict.fromkeys(TABLES[name].names) | PLAIN[name] | row for row in rows]
    if name == "documents":
        filled = [
            {"doc_id": f"d{number}", **{k: v for k, v in row.items() if k != "doc_id" or v}}
            for number, row in enumerate(filled)
        ]
    return TABLES[name].conform(pd.DataFrame(filled, columns=TABLES[name].names))


@pytest.fixture(scope="session")
def raised() -> Callable[..., pd.DataFrame]:
    """The findings of tables given as lists of differing values; two plain documents unless given."""

    def call(**rows: list[dict[str, Any]]) -> pd.DataFrame:
        rows.setdefault("documents", [{}, {"source": "Coast Post", "text": "Another."}])
        rows.setdefault("articles", [{"doc_id": f"d{number}"} for number in range(len(rows["documents"]))])
        return findings(*(table(name, rows.get(name, [])) for name in READS), LIMITS)

    return call
