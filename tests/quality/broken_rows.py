"""Report rows, each broken so that one domain rule fails: (table, rule, edits, key of the row)."""

from __future__ import annotations

from typing import Any

import pandas as pd
from fictional_report import RATES

PAIR = {
    "pair_id": "p2",
    "relation": "same_copy",
    "credit": "unknown",
    "evidence": "Words match.",
    "jaccard": 0.5,
    "containment_a_in_b": 0.5,
    "containment_b_in_a": 0.5,
}
LATER = pd.Timestamp("2024-05-02T09:00", tz="UTC")
GONE = "gone"

# (table, row, column, value); row "+" appends a row given as a dict
Edit = tuple[str, Any, Any, Any]
Case = tuple[str, str, list[Edit], str]


def cell(table: str, column: str, value: Any, row: int = 0) -> Edit:
    return (table, row, column, value)


def row_more(table: str, row: dict[str, Any]) -> Edit:
    return (table, "+", None, row)


LINKS: list[Case] = [
    ("lines", "doc_id_known", [cell("lines", "doc_id", GONE)], "gone/0"),
    ("sentences", "doc_id_known", [cell("sentences", "doc_id", GONE)], "gone/0"),
    ("attributions", "doc_id_known", [cell("attributions", "doc_id", GONE)], "gone/1"),
    ("attributions", "sentence_known", [cell("attributions", "sentence_no", 7)], "d1/7"),
    (
        "notices",
        "doc_id_known",
        [cell("notices", "doc_id", GONE), cell("documents", "notice_count", 0)],
        "gone/chrome/84/read_more",
    ),
    ("signatures", "doc_id_known", [cell("signatures", "doc_id", GONE)], GONE),
    (
        "documents",
        "cluster_id_known",
        [cell("documents", "cluster_id", "c9", 2), cell("documents", "cluster_role", "member", 2)],
        "d3",
    ),
    (
        "documents",
        "source_known",
        [cell("documents", "source", "Far Mail", 2), cell("documents", "source_origin", "url", 2)],
        "d3",
    ),
    (
        "pairs",
        "doc_id_a_known",
        [row_more("pairs", {**PAIR, "doc_id_a": GONE, "doc_id_b": "d3"}), cell("documents", "pair_count", 1, 2)],
        "p2",
    ),
    (
        "pairs",
        "doc_id_b_known",
        [row_more("pairs", {**PAIR, "doc_id_a": "d3", "doc_id_b": GONE}), cell("documents", "pair_count", 1, 2)],
        "p2",
    ),
    ("pairs", "credit_doc_id_known", [cell("pairs", "credit_doc_id", GONE)], "p1"),
    ("pairs", "credit_in_pair", [cell("pairs", "credit_doc_id", "d3")], "p1"),
    ("pairs", "cluster_id_known", [cell("pairs", "cluster_id", "c9")], "p1"),
    ("passages", "doc_id_a_known", [cell("passages", "doc_id_a", GONE)], "p1/0/0"),
    ("passages", "doc_id_b_known", [cell("passages", "doc_id_b", GONE)], "p1/0/0"),
    ("passages", "pair_id_known", [cell("passages", "pair_id", "p9"), cell("pairs", "passages", 0)], "p9/0/0"),
    ("passages", "articles_of_pair", [cell("passages", "doc_id_b", "d3")], "p1/0/0"),
    (
        "clusters",
        "origin_doc_id_known",
        [cell("clusters", "origin_doc_id", GONE), cell("members", "role", "member")],
        "c1",
    ),
    (
        "clusters",
        "origin_is_member",
        [cell("clusters", "origin_doc_id", "d3"), cell("members", "role", "member")],
        "c1",
    ),
    ("members", "doc_id_known", [cell("members", "doc_id", GONE, 1)], "c1/gone"),
    (
        "members",
        "cluster_id_known",
        [row_more("members", {"cluster_id": "c9", "doc_id": "d3", "role": "member", "credit": "unknown"})],
        "c9/d3",
    ),
    ("members", "role_fits_origin", [cell("members", "role", "origin", 1)], "c1/d2"),
    ("quotes", "first_doc_id_known", [cell("quotes", "first_doc_id", GONE)], "q1"),
    ("findings", "doc_id_known", [cell("findings", "doc_id", GONE)], "f1"),
    ("findings", "other_doc_id_known", [cell("findings", "other_doc_id", GONE)], "f1"),
    ("findings", "pair_id_known", [cell("findings", "pair_id", "p9")], "f1"),
    ("findings", "cluster_id_known", [cell("findings", "cluster_id", "c9")], "f1"),
    ("findings", "source_known", [cell("findings", "source", "Far Mail")], "f1"),
]
SPANS: list[Case] = [
    ("lines", "span_inside", [cell("lines", "end", 110, 1)], "d1/1"),
    ("lines", "follows_previous", [cell("lines", "start", 80, 1)], "d1/1"),
    ("sentences", "span_inside", [cell("sentences", "start", 30), cell("sentences", "end", 20)], "d1/0"),
    ("sentences", "follows_previous", [cell("sentences", "end", 40)], "d1/1"),
    ("notices", "span_inside", [cell("notices", "end", None)], "d1/chrome/84/read_more"),
    ("notices", "text_as_printed", [cell("notices", "text", "Read less.")], "d1/chrome/84/read_more"),
    ("attributions", "span_inside", [cell("attributions", "end", 110)], "d1/1"),
    ("attributions", "source_span_inside", [cell("attributions", "source_end", 66)], "d1/1"),
    ("attributions", "cue_span_inside", [cell("attributions", "cue_start", None)], "d1/1"),
    ("attributions", "text_as_printed", [cell("attributions", "start", 36)], "d1/1"),
    ("attributions", "source_text_as_printed", [cell("attributions", "source_text", "Nora Quill")], "d1/1"),
    ("attributions", "cue_as_printed", [cell("attributions", "cue_end", 81)], "d1/1"),
    ("passages", "span_a_inside", [cell("passages", "end_a", 110)], "p1/0/0"),
    ("passages", "span_b_inside", [cell("passages", "end_b", -1)], "p1/0/0"),
    ("passages", "text_as_printed", [cell("passages", "end_a", 33)], "p1/0/0"),
    ("pairs", "credit_span_inside", [cell("pairs", "credit_end", 110)], "p1"),
    ("quotes", "first_span_inside", [cell("quotes", "first_end", 110)], "q1"),
    ("quotes", "text_as_printed", [cell("quotes", "first_start", 35)], "q1"),
    ("findings", "span_inside", [cell("findings", "start", -1)], "f1"),
]
COUNTS: list[Case] = [
    ("documents", "chars_gap", [cell("documents", "chars", 5, 2)], "d3"),
    ("documents", "pair_count_gap", [cell("documents", "pair_count", 4, 2)], "d3"),
    ("documents", "notice_count_gap", [cell("documents", "notice_count", 2, 1)], "d2"),
    ("pairs", "passages_gap", [cell("pairs", "passages", 2)], "p1"),
    ("clusters", "documents_gap", [cell("clusters", "documents", 3)], "c1"),
    ("outlets", "documents_gap", [cell("outlets", "documents", 2, 1)], "Quay Courier"),
    ("summary", "value_gap", [cell("summary", "value", 2.0), cell("summary", "delta", 0.0)], "documents"),
    ("quotes", "documents_gap", [cell("quotes", "doc_ids", "d1; d2; gone")], "q1"),
]
AGREEMENTS: list[Case] = [
    ("documents", "origins_told", [cell("documents", "title_origin", "none")], "d1"),
    ("documents", "readability_told", [cell("documents", "readability_valid", True)], "d1"),
    ("documents", "role_in_story", [cell("documents", "cluster_role", "copy", 2)], "d3"),
    (
        "pairs",
        "distinct_articles",
        [row_more("pairs", {**PAIR, "doc_id_a": "d3", "doc_id_b": "d3"}), cell("documents", "pair_count", 2, 2)],
        "p2",
    ),
    ("pairs", "in_time_order", [cell("documents", "published_at", LATER)], "p1"),
    ("pairs", "update_of_one_outlet", [cell("pairs", "relation", "self_update")], "p1"),
    ("clusters", "first_before_last", [cell("clusters", "first_published", LATER)], "c1"),
    ("clusters", "undecided_without_origin", [cell("clusters", "origin_basis", "undecided")], "c1"),
    *(("outlets", f"{rate}_in_interval", [cell("outlets", f"{rate}_low", 0.6)], "Harbour Herald") for rate in RATES),
    ("signatures", "signature_whole", [cell("signatures", "signature", b"\0" * 508, 1)], "d2"),
    ("checks", "error_told", [cell("checks", "error", "it broke")], "k1"),
    ("summary", "delta_gap", [cell("summary", "delta", 2.0)], "documents"),
]
LARGER: list[Case] = [
    ("documents", "furniture_share+template_share", [cell("documents", "template_share", 0.3)], "d1"),
    (
        "documents",
        "attributed_any_share+attributed_sentence_share",
        [cell("documents", "attributed_sentence_share", 0.6, 1)],
        "d2",
    ),
    ("documents", "named_sources+named_persons", [cell("documents", "named_persons", 2, 2)], "d3"),
    ("documents", "distinct_sources+named_sources", [cell("documents", "named_sources", 2)], "d1"),
    ("documents", "body_sentences+longest_unattributed_run", [cell("documents", "longest_unattributed_run", 3)], "d1"),
    ("pairs", "smaller_containment+jaccard", [cell("pairs", "jaccard", 0.86)], "p1"),
    ("clusters", "documents+sources", [cell("clusters", "sources", 3)], "c1"),
    ("clusters", "documents+independent_sources", [cell("clusters", "independent_sources", 3)], "c1"),
    ("clusters", "documents+credited_or_not", [cell("clusters", "credited", 2)], "c1"),
    ("quotes", "documents+sources", [cell("quotes", "sources", 4)], "q1"),
    ("outlets", "furniture_share+template_share", [cell("outlets", "template_share", 0.3, 1)], "Quay Courier"),
    ("template_lines", "source_clusters+clusters", [cell("template_lines", "clusters", 3)], "Quay Courier/7/"),
    ("checks", "rows+unexpected", [cell("checks", "unexpected", 2)], "k1"),
]
CASES = [*LINKS, *SPANS, *COUNTS, *AGREEMENTS, *LARGER]
