"""A small report of fiction in which every rule of every suite holds, and has rows to hold for."""

from __future__ import annotations

from typing import Any

import pandas as pd

from copydesk.tables import PUBLISHED, TABLES

STORY = "The harbour ferry stopped at noon. “It will sail again on Friday,” Mara Quill said.\nRead more in the Gazette."
SPEECH = (35, 83)
WORDING = "It will sail again on Friday,"
NOTICE = (84, 109)
RATES = [name.removesuffix("_low") for name in TABLES["outlets"].names if name.endswith("_low")]


def filled(table: str, *rows: dict[str, Any]) -> pd.DataFrame:
    """``rows`` as the table: a column that a row lacks is empty, false, or the least value it may have."""
    declared = TABLES[table].columns
    default = {"flag": False, "bytes": b"\0" * 512}
    frame = pd.DataFrame(
        [
            {c.name: row.get(c.name, default.get(c.kind, c.minimum if "int" in c.dtype else None)) for c in declared}
            for row in rows
        ],
        columns=TABLES[table].names,
    )
    return TABLES[table].conform(frame)


def document(name: str, day: str | None, source: str | None, **more: Any) -> dict[str, Any]:
    origin = {"source_origin": "field" if source else "unknown", "published_origin": "field" if day else "none"}
    return {
        "doc_id": name,
        "source": source,
        "title": "Ferry stops",
        "title_origin": "field",
        "language": "en",
        "language_origin": "detected",
        "published_at": pd.Timestamp(day, tz="UTC") if day else pd.NaT,
        "published_precision": "time" if day else "none",
        "input_file": "harbour.csv",
        "format": "csv",
        "chars": len(STORY),
        "text": STORY,
        "notice_count": 1,
        "readability_reason": "too_short",
        "body_sentences": 2,
        "template_share": 0.1,
        "furniture_share": 0.2,
        "named_sources": 1,
        "named_persons": 1,
        "distinct_sources": 1,
        "attributed_sentence_share": 0.5,
        "attributed_any_share": 0.5,
        "longest_unattributed_run": 1,
        "pair_count": 0,
        "cluster_role": "",
        "credit": "",
        **origin,
        **more,
    }


def tables_of_report() -> dict[str, pd.DataFrame]:
    pair = {"pair_id": "p1", "doc_id_a": "d1", "doc_id_b": "d2"}
    speech = {"sentence_no": 1, "start": SPEECH[0], "end": SPEECH[1]}
    story = {"cluster_id": "c1", "pair_count": 1}
    docs = ("d1", "d2", "d3")
    rates = {f"{rate}{end}": value for rate in RATES for end, value in (("", 0.5), ("_low", 0.2), ("_high", 0.8))}
    outlet = {"documents": 1, "template_share": 0.1, "furniture_share": 0.2, **rates}
    frames = {
        "documents": (
            document("d1", "2024-05-01T09:00", "Harbour Herald", cluster_role="origin", credit="not_needed", **story),
            document("d2", "2024-05-01T10:00", "Quay Courier", cluster_role="copy", credit="uncredited", **story),
            document("d3", None, None),
        ),
        "lines": [
            line
            for doc in docs
            for line in (
                {
                    "doc_id": doc,
                    "line_no": 0,
                    "start": 0,
                    "end": 83,
                    "label": "body",
                    "reason": "story",
                    "region": "article",
                },
                {
                    "doc_id": doc,
                    "line_no": 1,
                    "start": NOTICE[0],
                    "end": NOTICE[1],
                    "label": "notice",
                    "reason": "rule",
                    "region": "article",
                },
            )
        ],
        "sentences": [
            {"doc_id": doc, "method": "rules", **place}
            for doc in docs
            for place in ({"sentence_no": 0, "start": 0, "end": 34}, speech)
        ],
        "attributions": [
            {
                "doc_id": doc,
                **speech,
                "kind": "named_person",
                "text": STORY[slice(*SPEECH)],
                "source_text": "Mara Quill",
                "source_start": 67,
                "source_end": 77,
                "cue": "said",
                "cue_start": 78,
                "cue_end": 82,
            }
            for doc in docs
        ],
        "notices": [
            {
                "doc_id": doc,
                "class": "chrome",
                "start": NOTICE[0],
                "end": NOTICE[1],
                "scope": "article",
                "rule": "read_more",
                "origin": "text",
                "text": STORY[slice(*NOTICE)],
            }
            for doc in docs
        ],
        "pairs": [
            {
                **pair,
                "source_a": "Harbour Herald",
                "source_b": "Quay Courier",
                "relation": "same_copy",
                "jaccard": 0.8,
                "containment_a_in_b": 0.9,
                "containment_b_in_a": 0.85,
                "passages": 1,
                "credit": "uncredited",
                "credit_doc_id": "d2",
                "credit_start": 0,
                "credit_end": 4,
                "evidence": "Most words match.",
                "cluster_id": "c1",
            }
        ],
        "passages": [{**pair, "start_a": 0, "end_a": 34, "start_b": 0, "end_b": 34, "words": 6, "text": STORY[:34]}],
        "clusters": [
            {
                "cluster_id": "c1",
                "documents": 2,
                "sources": 2,
                "origin_doc_id": "d1",
                "origin_basis": "time",
                "first_published": pd.Timestamp("2024-05-01T09:00", tz="UTC"),
                "last_published": pd.Timestamp("2024-05-01T10:00", tz="UTC"),
                "independent_sources": 1,
                "uncredited": 1,
            }
        ],
        "members": [
            {"cluster_id": "c1", "doc_id": "d1", "role": "origin", "credit": "not_needed"},
            {"cluster_id": "c1", "doc_id": "d2", "role": "copy", "credit": "uncredited"},
        ],
        "quotes": [
            {
                "quote_id": "q1",
                "text": WORDING,
                "words": 6,
                "documents": 3,
                "sources": 2,
                "doc_ids": "d1; d2; d3",
                "wordings": 1,
                "first_doc_id": "d1",
                "first_start": 36,
                "first_end": 36 + len(WORDING),
            }
        ],
        "outlets": [{"source": name, **outlet} for name in ("Harbour Herald", "Quay Courier")],
        "findings": [
            {
                "finding_id": "f1",
                "priority": 1,
                "rule": "uncredited_copy",
                "state": "new",
                "source": "Quay Courier",
                "doc_id": "d2",
                "other_doc_id": "d1",
                "pair_id": "p1",
                "cluster_id": "c1",
                "message": "No credit found.",
                "start": 0,
                "end": 34,
                "editor_label": "",
            }
        ],
        "rejects": [{"input_file": "quay.csv", "record_no": 3, "reason": "empty", "detail": "The text is empty."}],
        "checks": [
            {
                "check_id": "k1",
                "table": "pairs",
                "expectation": "expect_column_to_exist",
                "severity": "info",
                "success": True,
                "rows": 1,
                "unexpected": 0,
                "meaning": "It is there.",
            }
        ],
        "summary": [
            {
                "name": "documents",
                "value": 3.0,
                "unit": "articles",
                "previous": 2.0,
                "delta": 1.0,
                "text": "3 articles were read.",
            }
        ],
        "template_lines": [{"source": "Quay Courier", "line_key": 7, "clusters": 1, "source_clusters": 2}],
        "signatures": [{"doc_id": doc} for doc in docs],
    }
    return {name: filled(name, *frames[name]) for name in PUBLISHED}


def intake_of(**records: int) -> pd.DataFrame:
    frame = pd.DataFrame({"input_file": [f"{name}.csv" for name in records], "records": list(records.values())})
    return TABLES["intake"].conform(frame)
