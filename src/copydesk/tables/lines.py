"""Tables of lines: as they are laid out, labelled, and counted over the articles of an outlet."""

from dataclasses import replace

from copydesk.tables.columns import DOC_ID, DOC_NO, LINE_NO, offsets
from copydesk.tables.schema import Column, Table

__all__ = [
    "FINGERPRINTS",
    "FURNITURE",
    "KNOWN_LINES",
    "LAYOUT",
    "LINES",
    "TEMPLATE_LINES",
]

LINE_LABELS = ("headline", "body", "template", "chrome", "notice")

LAYOUT = Table(
    "layout",
    "One line of an article, not yet labelled.",
    (
        DOC_NO,
        LINE_NO,
        *offsets("line"),
        Column(
            "region",
            "text",
            "Whether the line is of the extracted article, of the page around it, or of the page's links and menus",
            values=("article", "page", "navigation"),
            required=True,
        ),
        Column("first_word", "integer", "Row of words where the line begins", minimum=0, dtype="int64"),
        Column("last_word", "integer", "Row of words after the line's last", minimum=0, dtype="int64"),
        Column(
            "line_key", "integer", "Hash of the folded line, digits masked; 0 for a line without words", dtype="uint64"
        ),
    ),
    key=("doc_no", "line_no"),
    published=False,
)

FURNITURE = Table(
    "furniture",
    "What furniture detection says of each row of layout, in the same order.",
    (
        DOC_NO,
        LINE_NO,
        Column(
            "label",
            "text",
            "Label before notices are known",
            values=("headline", "body", "template", "chrome"),
            required=True,
        ),
        Column("reason", "text", "The rule that decided", required=True),
        Column(
            "seen_clusters",
            "integer",
            "Near-duplicate clusters of the outlet that carry the line",
            "clusters",
            0,
            dtype="int32",
        ),
    ),
    key=("doc_no", "line_no"),
    published=False,
)

LINES = Table(
    "lines",
    "One line of an article with its label.",
    (
        DOC_ID,
        LINE_NO,
        *offsets("line"),
        Column("label", "text", "What the line is", values=LINE_LABELS, required=True),
        Column("reason", "text", "The rule that decided", required=True),
        Column(
            "region",
            "text",
            "Whether the line is of the extracted article, of the page around it, or of the page's links and menus",
            values=("article", "page", "navigation"),
            required=True,
        ),
    ),
    key=("doc_id", "line_no"),
    data_only=True,
    references=(("doc_id", "documents", "doc_id"),),
)

FINGERPRINTS = Table(
    "fingerprints",
    "The coarse near-duplicate cluster of each article over its whole text.",
    (
        DOC_NO,
        Column("coarse_cluster", "integer", "Number of the coarse cluster", minimum=0, dtype="int32"),
    ),
    key=("doc_no",),
    published=False,
)

TEMPLATE_LINES = Table(
    "template_lines",
    "How many near-duplicate clusters of an outlet carry a line, per day; merges by addition.",
    (
        Column("source", "text", "The outlet", required=True),
        Column(
            "line_key",
            "integer",
            "Hash of the folded line, digits masked; 0 in the row that counts all clusters",
            dtype="uint64",
        ),
        Column("day", "text", "ISO date of the newest article of the clusters counted; empty when undated"),
        Column(
            "clusters", "integer", "Distinct near-duplicate clusters that carry the line", "clusters", 1, dtype="int32"
        ),
        Column(
            "source_clusters", "integer", "Distinct near-duplicate clusters of the outlet", "clusters", 1, dtype="int32"
        ),
    ),
    key=("source", "line_key", "day"),
    data_only=True,
)

KNOWN_LINES = replace(
    TEMPLATE_LINES,
    name="known_lines",
    meaning="Template lines of earlier runs that this run starts from.",
    published=False,
)
