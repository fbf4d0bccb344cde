"""Tables of sentences and words: where they stand, and what is known of each written form."""

from copydesk.tables.columns import DOC_ID, DOC_NO, LINE_NO, SENTENCE_NO, offsets
from copydesk.tables.schema import Column, Table

__all__ = [
    "SEGMENTS",
    "SENTENCES",
    "VOCABULARY",
    "WORDS",
]

SEGMENTS = Table(
    "segments",
    "One sentence of an article, every line included; a sentence never crosses a line.",
    (
        DOC_NO,
        SENTENCE_NO,
        LINE_NO,
        *offsets("sentence"),
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
        *offsets("sentence"),
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
        *offsets("word"),
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
