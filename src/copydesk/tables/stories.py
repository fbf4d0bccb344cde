"""Tables of what many articles share: stories, their members, quotations."""

import pandas as pd

from copydesk.tables.columns import DOC_ID, DOC_NO, offsets
from copydesk.tables.reuse import CREDIT
from copydesk.tables.schema import Column, Table

__all__ = ["CLUSTERS", "MEMBERS", "QUOTATIONS", "QUOTES", "main_stories"]

ORIGIN_BASES = ("credit_line", "time", "containment", "undecided")

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
QUOTATIONS = Table(
    "quotations",
    "One printed quotation of those that several outlets print; of each quotation the earliest first.",
    (
        Column("quote_no", "integer", "Number of the quotation, from 0", minimum=0, dtype="int32"),
        DOC_NO,
        *offsets("quotation"),
        Column("words", "integer", "Words of its body", "words", 1, dtype="int32"),
        Column("wording", "flag", "Whether it is another wording than those before it"),
    ),
    published=False,
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
