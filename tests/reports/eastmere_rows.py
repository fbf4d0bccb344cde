"""Rows of the tables that tell of articles: documents, lines, pairs, passages, findings."""

from __future__ import annotations

import numpy as np
import pandas as pd
from eastmere_texts import FOOTER, LEAD, NOTICE, QUOTE, SCRIPT, SOURCES, TEXTS, TITLES, URLS, VAGUE, Rows, span


def documents() -> Rows:
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


def lines() -> Rows:
    rows: Rows = []
    for doc, text in TEXTS.items():
        at = 0
        for number, line in enumerate(text.split("\n")):
            label = "headline" if number == 0 else {NOTICE: "notice", FOOTER: "template"}.get(line, "body")
            rows.append({"doc_id": doc, "line_no": number, "start": at, "end": at + len(line), "label": label})
            at += len(line) + 1
    return rows


def pairs() -> Rows:
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


def passages() -> Rows:
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


def findings() -> Rows:
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
