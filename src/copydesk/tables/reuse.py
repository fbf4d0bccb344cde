"""Tables of what two articles share: pairs, passages, and what they are found by."""

import pandas as pd

from copydesk.tables.columns import DOC_ID
from copydesk.tables.schema import Column, Table

__all__ = ["CREDIT", "PAIRS", "PASSAGES", "REUSE", "SIGNATURES", "TEMPLATES", "reused"]

RELATIONS = ("same_copy", "shared_wire", "credited_excerpt", "quoted_matter_only", "self_update", "furniture_only")
REUSE = ("same_copy", "shared_wire", "credited_excerpt")
"""Relations that are reuse of another outlet's copy."""
CREDIT = ("credited", "uncredited", "not_needed", "unknown")

PAIR_IDS = (
    Column("doc_id_a", "text", "The earlier article of the pair", required=True),
    Column("doc_id_b", "text", "The later article of the pair", required=True),
)
_BOTH = (("doc_id_a", "documents", "doc_id"), ("doc_id_b", "documents", "doc_id"))

PAIRS = Table(
    "pairs",
    "One verified pair of articles that share text.",
    (
        Column("pair_id", "text", "Pair id: a hash of both article ids", required=True),
        *PAIR_IDS,
        Column("source_a", "text", "Outlet of the earlier article"),
        Column("source_b", "text", "Outlet of the later article"),
        Column("relation", "text", "What the match is", values=RELATIONS, required=True),
        Column("jaccard", "number", "Shared share of all distinct body shingles, exact", "share", 0, 1),
        Column("containment_a_in_b", "number", "Share of a's body shingles that b has, exact", "share", 0, 1),
        Column("containment_b_in_a", "number", "Share of b's body shingles that a has, exact", "share", 0, 1),
        Column("shared_words", "integer", "Words of a that lie in shared passages", "words", 0, dtype="int32"),
        Column("longest_run_words", "integer", "Longest run of equal words", "words", 0, dtype="int32"),
        Column(
            "quoted_share",
            "number",
            "Share of the shared words that one of the two prints in quotation marks",
            "share",
            0,
            1,
        ),
        Column("passages", "integer", "Shared passages", "passages", 0, dtype="int32"),
        Column("credit", "text", "Whether the later article credits the text", values=CREDIT, required=True),
        Column("credit_doc_id", "text", "The article that gives the credit"),
        Column("credit_start", "integer", "Where the credit begins in that article", "code points", 0),
        Column("credit_end", "integer", "Where the credit ends, exclusive", "code points", 0),
        Column("credit_to", "text", "Whom the credit names"),
        Column("confidence", "number", "Confidence in the relation", "share", 0, 1),
        Column("evidence", "text", "What decided the relation, in a sentence", required=True),
        Column("days_apart", "number", "Time between the two; empty when either is undated", "days", 0),
        Column("cluster_id", "text", "The story both belong to, if any"),
    ),
    key=("pair_id",),
    references=_BOTH,
)
PASSAGES = Table(
    "passages",
    "One passage that two articles share.",
    (
        Column("pair_id", "text", "The pair", required=True),
        *PAIR_IDS,
        Column("start_a", "integer", "Where it begins in a's text", "code points", 0, dtype="int32"),
        Column("end_a", "integer", "Where it ends in a's text, exclusive", "code points", 0, dtype="int32"),
        Column("start_b", "integer", "Where it begins in b's text", "code points", 0, dtype="int32"),
        Column("end_b", "integer", "Where it ends in b's text, exclusive", "code points", 0, dtype="int32"),
        Column("words", "integer", "Equal words in the passage", "words", 1, dtype="int32"),
        Column(
            "quoted_share", "number", "Share of its words that one of the two prints in quotation marks", "share", 0, 1
        ),
        Column("text", "text", "The passage as a has it", required=True),
    ),
    key=("pair_id", "start_a", "start_b"),
    references=(*_BOTH, ("pair_id", "pairs", "pair_id")),
)
SIGNATURES = Table(
    "signatures",
    "The MinHash signature of each article's body: 128 little-endian uint32.",
    (
        DOC_ID,
        Column("signature", "bytes", "128 permutation minima as 512 bytes, datasketch scheme affine32"),
        Column("shingles", "integer", "Distinct shingles of the body", "shingles", 0, dtype="int32"),
    ),
    key=("doc_id",),
    data_only=True,
    references=(("doc_id", "documents", "doc_id"),),
)
TEMPLATES = Table(
    "templates",
    "One article of a group so large that not all of it need have been compared: a template, or a text run widely.",
    (
        Column("template_id", "text", "The group: the article that all others were compared with", required=True),
        DOC_ID,
        Column("compared", "flag", "Every two articles of the group were compared, by their rare shingles"),
    ),
    key=("template_id", "doc_id"),
    published=False,
)


def reused(pairs: pd.DataFrame) -> pd.DataFrame:
    """The rows of ``pairs`` that are reuse between outlets; a source that is unknown is never one's own."""
    between = pairs["source_a"].isna() | (pairs["source_a"] != pairs["source_b"])
    return pairs[pairs["relation"].isin(REUSE) & between]
