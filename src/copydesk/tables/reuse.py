"""Tables of what is repeated: pairs, passages, stories, quotations."""

import pandas as pd

from copydesk.tables.columns import DOC_ID
from copydesk.tables.schema import Column, Table

__all__ = [
    "CLUSTERS",
    "MEMBERS",
    "PAIRS",
    "PASSAGES",
    "QUOTES",
    "REUSE",
    "SIGNATURES",
    "TEMPLATES",
    "main_stories",
    "reused",
]

RELATIONS = ("same_copy", "shared_wire", "credited_excerpt", "quoted_matter_only", "self_update", "furniture_only")
REUSE = ("same_copy", "shared_wire", "credited_excerpt")
"""Relations that are reuse of another outlet's copy."""
CREDIT = ("credited", "uncredited", "not_needed", "unknown")
ORIGIN_BASES = ("credit_line", "time", "containment", "undecided")

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
CLUSTERS = Table(
    "clusters",
    "One story: articles that share their text.",
    (
        Column("cluster_id", "text", "Story id", required=True),
        Column("title", "text", "Headline of its origin or earliest article"),
        Column("documents", "integer", "Articles in the story", "articles", 2, dtype="int32"),
        Column("sources", "integer", "Known outlets in the story", "outlets", 0, dtype="int32"),
        Column("source_names", "text", "The outlets, joined by '; '"),
        Column("first_published", "time", "Earliest known time"),
        Column("last_published", "time", "Latest known time"),
        Column(
            "origin_doc_id",
            "text",
            "The article the others come from, or the first known copy of it, when it can be told",
        ),
        Column("origin_source", "text", "Outlet or agency the text comes from, when it can be told"),
        Column("origin_basis", "text", "What tells the origin", values=ORIGIN_BASES, required=True),
        Column("origin_confidence", "number", "Confidence in the origin", "share", 0, 1),
        Column(
            "independent_sources", "integer", "Origins that are not copies of one another", "origins", 1, dtype="int32"
        ),
        Column("credited", "integer", "Copies that give credit", "articles", 0, dtype="int32"),
        Column("uncredited", "integer", "Copies in which no credit was found", "articles", 0, dtype="int32"),
    ),
    key=("cluster_id",),
    references=(("origin_doc_id", "documents", "doc_id"),),
)
MEMBERS = Table(
    "members",
    "One article's part in one story; an article that merges stories is in several.",
    (
        Column("cluster_id", "text", "The story", required=True),
        DOC_ID,
        Column("role", "text", "Its part in the story", values=("origin", "copy", "member"), required=True),
        Column("credit", "text", "Whether it credits the origin", values=CREDIT, required=True),
    ),
    key=("cluster_id", "doc_id"),
    data_only=True,
    references=(("doc_id", "documents", "doc_id"), ("cluster_id", "clusters", "cluster_id")),
)
QUOTES = Table(
    "quotes",
    "One quotation that several articles print, with its outlets and wordings.",
    (
        Column("quote_id", "text", "Quotation id: a hash of its first wording", required=True),
        Column("text", "text", "The quotation as first printed", required=True),
        Column("words", "integer", "Words of that wording", "words", 1, dtype="int32"),
        Column("speaker", "text", "Who is quoted, where the text says so"),
        Column("documents", "integer", "Articles that print it", "articles", 2, dtype="int32"),
        Column("sources", "integer", "Known outlets that print it", "outlets", 0, dtype="int32"),
        Column("source_names", "text", "The outlets, joined by '; '"),
        Column("doc_ids", "text", "The articles, joined by '; ', earliest first", required=True),
        Column("wordings", "integer", "Different wordings", "wordings", 1, dtype="int32"),
        Column("wording_texts", "text", "The different wordings, joined by ' | '"),
        Column("first_doc_id", "text", "The earliest article that prints it", required=True),
        Column("first_start", "integer", "Where it begins there", "code points", 0, dtype="int32"),
        Column("first_end", "integer", "Where it ends there, exclusive", "code points", 0, dtype="int32"),
    ),
    key=("quote_id",),
    references=(("first_doc_id", "documents", "doc_id"),),
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


def main_stories(members: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """The row of ``members`` for the story that most of each article's body stands in, one row an article.

    An article may merge several stories; how much of it a story has is the largest share that one of its other
    members has. Of two with the same share, the first by id.
    """
    sides = [("doc_id_a", "containment_a_in_b"), ("doc_id_b", "containment_b_in_a")]
    shares = pd.concat(
        [pairs[["cluster_id", *side]].set_axis(["cluster_id", "doc_id", "share"], axis=1) for side in sides]
    ).dropna(subset=["cluster_id"])
    largest = shares.groupby(["cluster_id", "doc_id"], as_index=False)["share"].max()
    ranked = members.merge(largest, on=["cluster_id", "doc_id"], how="left").fillna({"share": 0.0})
    ranked = ranked.sort_values(["doc_id", "share", "cluster_id"], ascending=[True, False, True])
    return ranked.drop_duplicates("doc_id")[members.columns.tolist()].reset_index(drop=True)
