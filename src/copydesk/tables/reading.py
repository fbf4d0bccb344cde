"""Tables of what was read and how it is laid out: records, lines, sentences, words."""

from dataclasses import replace

from copydesk.tables.schema import Column, Table

__all__ = [
    "ARTICLES",
    "FINGERPRINTS",
    "FURNITURE",
    "INTAKE",
    "KNOWN_LINES",
    "LAYOUT",
    "LINES",
    "REJECTS",
    "SEGMENTS",
    "SENTENCES",
    "TEMPLATE_LINES",
    "VOCABULARY",
    "WORDS",
]

LINE_LABELS = ("headline", "body", "template", "chrome", "notice")
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

DOC_ID = Column("doc_id", "text", "Article id: a hash of content and source, stable between runs", required=True)
DOC_NO = Column("doc_no", "integer", "Row number of the article in articles", minimum=0, dtype="int32")
LINE_NO = Column("line_no", "integer", "Number of the line in the article, from 0", minimum=0, dtype="int32")
SENTENCE_NO = Column(
    "sentence_no", "integer", "Number of the sentence in the article, from 0", minimum=0, dtype="int32"
)


def _offsets(what: str) -> tuple[Column, Column]:
    return (
        Column("start", "integer", f"Where the {what} begins in the article's text", "code points", 0, dtype="int32"),
        Column("end", "integer", f"Where the {what} ends, exclusive", "code points", 0, dtype="int32"),
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
        "Where the time comes from",
        values=("field", "metadata", "url", "text", "file", "none"),
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
            "hidden_characters",
            "integer",
            "Invisible or look-alike characters in the text",
            "characters",
            0,
            dtype="int32",
        ),
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
LAYOUT = Table(
    "layout",
    "One line of an article, not yet labelled.",
    (
        DOC_NO,
        LINE_NO,
        *_offsets("line"),
        Column(
            "region",
            "text",
            "Whether the line is of the extracted article or of the page around it",
            values=("article", "page"),
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
        *_offsets("line"),
        Column("label", "text", "What the line is", values=LINE_LABELS, required=True),
        Column("reason", "text", "The rule that decided", required=True),
        Column(
            "region",
            "text",
            "Whether the line is of the extracted article or of the page around it",
            values=("article", "page"),
            required=True,
        ),
    ),
    key=("doc_id", "line_no"),
    data_only=True,
    references=(("doc_id", "documents", "doc_id"),),
)
SEGMENTS = Table(
    "segments",
    "One sentence of an article, every line included; a sentence never crosses a line.",
    (
        DOC_NO,
        SENTENCE_NO,
        LINE_NO,
        *_offsets("sentence"),
        Column("first_word", "integer", "Row of words where the sentence begins", minimum=0, dtype="int64"),
        Column("last_word", "integer", "Row of words after the sentence's last", minimum=0, dtype="int64"),
    ),
    key=("doc_no", "sentence_no"),
    published=False,
)
SENTENCES = Table(
    "sentences",
    "One sentence of an article's body with its attribution.",
    (
        DOC_ID,
        SENTENCE_NO,
        *_offsets("sentence"),
        Column("attributed_speech", "flag", "Attributed by a communication cue or a quotation"),
        Column("attributed_any", "flag", "Attributed in any way"),
        Column("has_cue", "flag", "Holds an attribution cue"),
        Column("speech_score", "number", "Score behind attributed_speech", "share", 0, 1),
        Column("any_score", "number", "Score behind attributed_any", "share", 0, 1),
        Column("cue_score", "number", "Score behind has_cue", "share", 0, 1),
        Column(
            "method", "text", "What decided: the linear model or the rules", values=("model", "rules"), required=True
        ),
    ),
    key=("doc_id", "sentence_no"),
    data_only=True,
    references=(("doc_id", "documents", "doc_id"),),
)
WORDS = Table(
    "words",
    "One word of an article; rows of one article are contiguous and in order.",
    (
        DOC_NO,
        *_offsets("word"),
        Column("word_no", "integer", "Row of vocabulary", minimum=0, dtype="int32"),
    ),
    published=False,
)
VOCABULARY = Table(
    "vocabulary",
    "One distinct written form; its row number is word_no.",
    (
        Column("form", "text", "The word as written", required=True),
        Column(
            "folded",
            "text",
            "The word for matching: NFKC, no format characters, look-alikes folded, casefolded",
            required=True,
        ),
        Column(
            "folded_no", "integer", "Number of the folded form: equal for forms that match", minimum=0, dtype="int32"
        ),
        Column("fold_hash", "integer", "Hash of the folded form, equal in every run", dtype="uint64"),
        Column(
            "shape",
            "text",
            "How the form is written",
            values=("lower", "title", "upper", "mixed", "digits", "other"),
            required=True,
        ),
    ),
    key=("form",),
    published=False,
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
