"""Tables of what comes of it: outlets, findings, checks, the summary."""

from dataclasses import replace

from copydesk.tables.schema import Column, Table

__all__ = ["CHECKS", "FINDINGS", "HELD", "OUTLETS", "SUMMARY"]

SEVERITIES = ("critical", "warning", "info")
STATES = ("new", "open", "resolved", "muted")


def _rate(name: str, what: str) -> tuple[Column, ...]:
    """A share with its 95 % Wilson interval."""
    return (
        Column(name, "number", what, "share", 0, 1),
        Column(f"{name}_low", "number", f"{what}: lower end of the 95 % Wilson interval", "share", 0, 1),
        Column(f"{name}_high", "number", f"{what}: upper end of the 95 % Wilson interval", "share", 0, 1),
    )


OUTLETS = Table(
    "outlets",
    "One source: measures with their uncertainty, and no verdict.",
    (
        Column("source", "text", "The outlet", required=True),
        Column("documents", "integer", "Articles read", "articles", 1),
        Column("body_words", "integer", "Words of their bodies", "words", 0),
        Column("small_sample", "flag", "Too few articles for the shares to be relied on"),
        *_rate("reused", "Share of articles that share copy with an earlier article of another outlet"),
        *_rate("uncredited", "Share of articles with reused copy in which no credit was found"),
        *_rate("syndication_notice", "Share of articles with a syndication notice"),
        *_rate("automation_disclosure", "Share of articles with an automation disclosure"),
        *_rate("sponsored_or_release", "Share of articles marked as sponsored or as a press release"),
        *_rate("correction", "Share of articles with a correction or update note"),
        *_rate("attributed_sentences", "Share of body sentences attributed by speech or quotation"),
        *_rate("second_hand", "Share of attributed sentences credited to another outlet's reporting"),
        Column("template_share", "number", "Share of words in lines the outlet repeats", "share", 0, 1),
        Column("furniture_share", "number", "Share of words outside body, headline and notices", "share", 0, 1),
        Column("named_sources_per_1000", "number", "Named sources per 1,000 body words", "per 1,000 words", 0),
        Column("unnamed_sources_per_1000", "number", "Unnamed sources per 1,000 body words", "per 1,000 words", 0),
        Column("vague_sources_per_1000", "number", "Vague attributions per 1,000 body words", "per 1,000 words", 0),
        Column("quoted_word_share", "number", "Share of body words in quotation marks", "share", 0, 1),
        Column("median_flesch_reading_ease", "number", "Median Flesch reading ease of its valid articles", "points"),
        Column(
            "median_flesch_kincaid_grade", "number", "Median Flesch-Kincaid grade of its valid articles", "US grade"
        ),
    ),
    key=("source",),
)
FINDINGS = Table(
    "findings",
    "One thing an editor may act on, with its proof.",
    (
        Column("finding_id", "text", "Finding id, stable between runs", required=True),
        Column("rank", "integer", "Place in the list, 1 is first", "rank", 1, dtype="int32"),
        Column("priority", "integer", "1 is most urgent", "rank", 1, 5, dtype="int32"),
        Column("rule", "text", "The rule that raised it", required=True),
        Column("state", "text", "Its state since the last run", values=STATES, required=True),
        Column("source", "text", "Outlet concerned"),
        Column("doc_id", "text", "Article concerned"),
        Column("other_doc_id", "text", "The other article, if two are concerned"),
        Column("pair_id", "text", "The pair that proves it, if any"),
        Column("cluster_id", "text", "The story, if any"),
        Column("title", "text", "Headline of the article concerned"),
        Column("message", "text", "The finding in a plain sentence", required=True),
        Column("evidence", "text", "The words that prove it"),
        Column("start", "integer", "Where the evidence begins in the article's text", "code points", 0),
        Column("end", "integer", "Where the evidence ends, exclusive", "code points", 0),
        Column("value", "number", "Measured value"),
        Column("threshold", "number", "Threshold it crossed"),
        Column("unit", "text", "Unit of value and threshold"),
        Column("link", "text", "Page of the report that shows the proof"),
        Column("editor_label", "text", "For the editor: right, wrong or mute", values=("", "right", "wrong", "mute")),
        Column("editor_note", "text", "For the editor: a note"),
    ),
    key=("finding_id",),
    references=(
        ("doc_id", "documents", "doc_id"),
        ("pair_id", "pairs", "pair_id"),
        ("cluster_id", "clusters", "cluster_id"),
    ),
)
CHECKS = Table(
    "checks",
    "One expectation held against one table.",
    (
        Column("check_id", "text", "Table, column and expectation", required=True),
        Column("table", "text", "The table checked", required=True),
        Column("expectation", "text", "The Great Expectations type", required=True),
        Column(
            "severity",
            "text",
            "What a failure means: a critical one withholds the report",
            values=SEVERITIES,
            required=True,
        ),
        Column("success", "flag", "Whether it holds"),
        Column("rows", "integer", "Rows checked", "rows", 0),
        Column("unexpected", "integer", "Rows that break it", "rows", 0),
        Column("failing_ids", "text", "Keys of the rows that break it, joined by '; '"),
        Column("meaning", "text", "What it guards, in a sentence", required=True),
        Column("error", "text", "The exception, when the check itself could not run"),
    ),
    key=("check_id",),
)
HELD = replace(
    CHECKS, name="held", meaning="One expectation held against a table that is known early.", published=False
)
SUMMARY = Table(
    "summary",
    "One key figure of the run.",
    (
        Column("name", "text", "Name of the figure", required=True),
        Column("value", "number", "Its value"),
        Column("unit", "text", "Its unit", required=True),
        Column("previous", "number", "Its value in the last run, if there was one"),
        Column("delta", "number", "Change since the last run"),
        Column("text", "text", "The figure in plain words", required=True),
    ),
    key=("name",),
)
