"""A small report in fiction: every table filled, hostile strings included."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from copydesk.reports import publish
from copydesk.settings import load
from copydesk.settings.rooms import Reports
from copydesk.tables import PUBLISHED, TABLES, Column

Rows = list[dict[str, Any]]

LEAD = (
    "The harbour board of Eastmere voted on Tuesday to close the old ferry slip after engineers found "
    "cracks in three of its seven piles."
)
QUOTE = "“Nobody will be stranded, and nobody will be asked to swim,” said Ida Brandt, who chairs the board."
QUOTE_CHANGED = "“Nobody will be stranded and no one will be asked to swim,” said Ida Brandt, who chairs the board."
VAGUE = "Reports indicate that the repair could take two winters."
NOTICE = "This story was supplied by the Northwater News Agency and has not been edited by our desk."
FOOTER = "Sign up for our morning letter"
SCRIPT = "<script>alert('x')</script><img src=x onerror=alert(1)>"
TEXTS = {
    "d1": f"Old ferry slip to close\n{LEAD}\n{QUOTE}\nA second vote is due in the spring.",
    "d2": f"Ferry slip closes\n{LEAD}\n{QUOTE}\n{NOTICE}\n{FOOTER}",
    "d3": f"{SCRIPT}\n{LEAD}\n{QUOTE_CHANGED}\n{VAGUE}\nBuy\u200bnow \u202egnp.exe\u202c today\x07.\n{FOOTER}",
    "d4": f"שלום עולם\nA quiet day at the pier & the “<b>market</b>”.\n{VAGUE}\n{FOOTER}",
}
SOURCES = {"d1": "Eastmere Courier", "d2": "The Pier", "d3": '=HYPERLINK("http://evil.example","Pier")', "d4": None}
TITLES = {"d1": "Old ferry slip to close", "d2": "Ferry slip closes", "d3": SCRIPT, "d4": "\u202eשלום\u202c עולם"}
URLS = {
    "d1": "https://courier.example/ferry?a=1&b=2",
    "d2": "http://pier.example/slip",
    "d3": "javascript:alert(1)",
    "d4": 'https://bad.example/"onmouseover="alert(1)',
}


def span(doc: str, part: str) -> dict[str, int]:
    start = TEXTS[doc].index(part)
    return {"start": start, "end": start + len(part)}


def filled(name: str, rows: Rows) -> pd.DataFrame:
    """A conformed frame of ``rows``: columns they do not name are missing, or 0 and false where nothing can be."""
    table = TABLES[name]
    return table.conform(pd.DataFrame({c.name: [_value(row, c) for row in rows] for c in table.columns}))


def _value(row: dict[str, Any], column: Column) -> Any:
    if column.name in row:
        return row[column.name]
    if column.kind == "flag":
        return False
    if column.values and column.required:
        return column.values[0]
    if column.kind == "integer":
        return int(column.minimum or 0) if column.dtype else pd.NA
    blank = {"text": "-" if column.required else None, "number": np.nan, "time": pd.NaT, "bytes": b"\0" * 512}
    return blank[column.kind]


def _documents() -> Rows:
    return [
        {
            "doc_id": doc,
            "input_id": f"@{doc}",
            "source": SOURCES[doc],
            "url": URLS[doc],
            "title": TITLES[doc],
            "authors": "Mara Voss; +Tom Reed",
            "published_precision": "time" if doc != "d4" else "none",
            "published_at": pd.Timestamp(f"2026-03-0{n} 08:30", tz="UTC") if doc != "d4" else pd.NaT,
            "language": "en" if doc != "d4" else 'en" onload="alert(1)',
            "input_file": "-in/*.txt",
            "record_no": n,
            "format": "txt",
            "chars": len(text),
            "body_words": len(text.split()),
            "template_share": 0.1 / 3,
            "furniture_share": 0.25,
            "notice_count": 0,
            "hidden_characters": 4 if doc == "d3" else 0,
            "cluster_id": "c1" if doc != "d4" else None,
            "cluster_role": "copy" if doc != "d4" else None,
            "credit": "uncredited",
            "pair_count": 2,
            "reused_share": 1e-9,
            "flesch_reading_ease": -12.3456789,
            "readability_valid": doc == "d1",
            "readability_reason": "too_short",
            "distinct_sources": 2,
            "named_sources": 1,
            "unnamed_sources": 0,
            "vague_sources": 1,
            "attributed_sentence_share": 0.5,
            "text": text,
        }
        for n, (doc, text) in enumerate(TEXTS.items(), start=1)
    ]


def _lines() -> Rows:
    rows: Rows = []
    for doc, text in TEXTS.items():
        at = 0
        for number, line in enumerate(text.split("\n")):
            label = "headline" if number == 0 else {NOTICE: "notice", FOOTER: "template"}.get(line, "body")
            rows.append({"doc_id": doc, "line_no": number, "start": at, "end": at + len(line), "label": label})
            at += len(line) + 1
    return rows


def _pairs() -> Rows:
    both = {"p1": ("d1", "d2"), "p2": ("d1", "d3")}
    return [
        {
            "pair_id": pair,
            "doc_id_a": a,
            "doc_id_b": b,
            "source_a": SOURCES[a],
            "source_b": SOURCES[b],
            "relation": "same_copy",
            "jaccard": 0.8,
            "containment_a_in_b": 0.9,
            "containment_b_in_a": 0.85,
            "shared_words": 41,
            "longest_run_words": 41,
            "quoted_share": 0.4,
            "passages": 2,
            "confidence": 0.97,
            "credit": "credited" if pair == "p1" else "uncredited",
            "days_apart": 1.0 if pair == "p1" else np.nan,
            "evidence": "90% of the first text stands in the second.",
            "cluster_id": "c1",
        }
        | (
            {
                "credit_doc_id": "d2",
                "credit_start": span("d2", NOTICE)["start"],
                "credit_end": span("d2", NOTICE)["end"],
                "credit_to": "Northwater",
            }
            if pair == "p1"
            else {}
        )
        for pair, (a, b) in both.items()
    ]


def _passages() -> Rows:
    found = [("p1", "d1", "d2", LEAD), ("p1", "d1", "d2", QUOTE), ("p2", "d1", "d3", LEAD)]
    return [
        {
            "pair_id": pair,
            "doc_id_a": a,
            "doc_id_b": b,
            "text": part,
            "words": len(part.split()),
            "start_a": span(a, part)["start"],
            "end_a": span(a, part)["end"],
            "start_b": span(b, part)["start"],
            "end_b": span(b, part)["end"],
            "quoted_share": 0.0,
        }
        for pair, a, b, part in found
    ]


def _findings() -> Rows:
    about = [
        ("f3", 3, 2, "vague_attribution", "d4", "pages/d4.html", f"Rests on a vague source: {SCRIPT}", VAGUE),
        ("f1", 1, 1, "uncredited_copy", "d3", "pages/p2.html", "Matches the Courier; no credit found.", LEAD * 4),
        ("f2", 2, 1, "changed_quote", "d3", "pages/d3.html", "=1+1 the quotation was changed.", "\t=cmd|' /C calc'!A0"),
        ("f4", 4, 3, "story", "d1", "pages/c1.html", "Three outlets share one text.\nLook.", None),
        ("f5", 5, 5, "dead", "d2", "pages/nothing.html", "Its page does not exist.", "＝1+1"),
        ("f6", 6, 5, "escape", "d2", "pages/../../../etc/passwd.html", "Its link leads out.", "-5"),
    ]
    return [
        {
            "finding_id": f,
            "rank": place,
            "priority": priority,
            "rule": rule,
            "state": "new",
            "source": SOURCES[doc],
            "doc_id": doc,
            "pair_id": "p2" if f == "f1" else None,
            "cluster_id": "c1" if f == "f4" else None,
            "title": TITLES[doc],
            "message": message,
            "evidence": evidence,
            "link": link,
            "start": span("d4", VAGUE)["start"] if f == "f3" else pd.NA,
            "end": span("d4", VAGUE)["end"] if f == "f3" else pd.NA,
            "value": 0.123456789,
            "threshold": 0.1,
            "unit": "share",
        }
        for f, place, priority, rule, doc, link, message, evidence in about
    ]


def _others() -> dict[str, Rows]:
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


@pytest.fixture(scope="session")
def tables() -> dict[str, pd.DataFrame]:
    rows = {
        "documents": _documents(),
        "lines": _lines(),
        "pairs": _pairs(),
        "passages": _passages(),
        "findings": _findings(),
        **_others(),
    }
    return {name: filled(name, rows[name]) for name in PUBLISHED}


@pytest.fixture(scope="session")
def fill() -> Callable[[str, Rows], pd.DataFrame]:
    return filled


@pytest.fixture(scope="session")
def settings() -> Reports:
    return load().reports


@pytest.fixture(scope="session")
def report(tables: dict[str, pd.DataFrame], settings: Reports, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish(tables, tmp_path_factory.mktemp("reports") / "report", settings)
