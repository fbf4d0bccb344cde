"""Tables of what was read: records, articles, and what became of neither."""

from copydesk.tables.columns import DOC_ID
from copydesk.tables.schema import Column, Table

__all__ = [
    "ARTICLES",
    "INTAKE",
    "RECORD",
    "REJECTS",
]

REJECT_REASONS = (
    "unreadable",
    "empty",
    "too_short",
    "duplicate_id",
    "bad_encoding",
    "too_large",
    "extraction_failed",
    "unsupported_format",
    "malformed_record",
    "no_text",
    "binary_content",
    "timeout",
)

RECORD = (
    DOC_ID,
    Column("input_id", "text", "The id the input record carried"),
    Column("source", "text", "The outlet; empty when it is unknown"),
    Column(
        "source_origin",
        "text",
        "Where the outlet's name comes from",
        values=("field", "url", "folder", "page", "unknown"),
        required=True,
    ),
    Column("url", "text", "Address of the article"),
    Column("title", "text", "Headline"),
    Column(
        "title_origin",
        "text",
        "Where the headline comes from",
        values=("field", "metadata", "text", "none"),
        required=True,
    ),
    Column("authors", "text", "Byline; several names are joined by '; '"),
    Column("published_at", "time", "When the article was published, UTC"),
    Column(
        "published_origin",
        "text",
        "Where the time comes from; guess: from numbers that may begin with the day or the month, read month first",
        values=("field", "metadata", "url", "text", "file", "guess", "none"),
        required=True,
    ),
    Column(
        "published_precision", "text", "Whether the time of day is known", values=("time", "day", "none"), required=True
    ),
    Column("language", "text", "ISO 639-1 code of the article's language"),
    Column(
        "language_origin",
        "text",
        "Where the language comes from",
        values=("field", "metadata", "detected", "none"),
        required=True,
    ),
    Column("input_file", "text", "The input the record was read from, relative to the input root", required=True),
    Column("record_no", "integer", "Number of the record in its file, from 0", minimum=0, dtype="int32"),
    Column(
        "format", "text", "Format of the input", values=("txt", "html", "jsonl", "csv", "tsv", "parquet"), required=True
    ),
)

ARTICLES = Table(
    "articles",
    "One article as it was read.",
    (
        *RECORD,
        Column("text", "text", "Display text; every offset of the report points into it", required=True),
        Column(
            "article_chars",
            "integer",
            "How much of the text, from its start, is the article; page lines follow",
            "code points",
            0,
            dtype="int32",
        ),
        Column(
            "page_chars",
            "integer",
            "How much of the text, from its start, is the article and the page around it; lines of navigation follow",
            "code points",
            0,
            dtype="int32",
        ),
        Column(
            "hidden_characters",
            "integer",
            "Invisible or look-alike characters in the text",
            "characters",
            0,
            dtype="int32",
        ),
        Column("hidden_at", "integer", "Where the first of them stands in the text", "code points", 0),
        Column("hidden_kinds", "text", "What they are, with their numbers: '2 soft hyphen, 1 zero width space'"),
        Column("whole_page", "flag", "The text is a whole scraped page, furniture included"),
        Column("metadata_credit", "text", "Credit named by the page's metadata (isBasedOn, creditText, publisher)"),
        Column("metadata_flags", "text", "Notice classes that the page's metadata declares, joined by '; '"),
    ),
    key=("doc_id",),
    published=False,
)

REJECTS = Table(
    "rejects",
    "One input record that was not analysed, and why.",
    (
        Column("input_file", "text", "The input the record was read from, relative to the input root", required=True),
        Column("record_no", "integer", "Number of the record in its file, from 0", minimum=0, dtype="int32"),
        Column("input_id", "text", "The id the record carried, if it could be read"),
        Column("reason", "text", "Why it was not analysed", values=REJECT_REASONS, required=True),
        Column("detail", "text", "The reason in a sentence", required=True),
        Column("bytes", "integer", "Size of the record or file", "bytes", 0),
    ),
    key=("input_file", "record_no"),
)

INTAKE = Table(
    "intake",
    "How many records each input holds, counted before any is judged.",
    (
        Column("input_file", "text", "The input, relative to the input root", required=True),
        Column("records", "integer", "Records in it; an unreadable file counts as one", "records", 0),
    ),
    key=("input_file",),
    published=False,
)
