"""Tables of what copydesk measures of an article: readability, attribution, and all of it in one row."""

from copydesk.tables.columns import DOC_ID, DOC_NO, SENTENCE_NO, share
from copydesk.tables.reading import RECORD
from copydesk.tables.schema import Column, Table

__all__ = ["ATTRIBUTION", "ATTRIBUTIONS", "DOCUMENTS", "READABILITY"]

SOURCE_KINDS = ("named_person", "named_organisation", "document", "unnamed", "vague", "none")
_DOC = (("doc_id", "documents", "doc_id"),)


def _count(name: str, meaning: str, unit: str) -> Column:
    return Column(name, "integer", meaning, unit, 0)


_FORMULAS = (
    Column("flesch_reading_ease", "number", "Flesch reading ease", "points"),
    Column("flesch_kincaid_grade", "number", "Flesch-Kincaid grade", "US grade"),
    Column("gunning_fog", "number", "Gunning fog index", "US grade"),
    Column("smog_index", "number", "SMOG index", "US grade"),
    Column("coleman_liau_index", "number", "Coleman-Liau index", "US grade"),
    Column("automated_readability_index", "number", "Automated readability index", "US grade"),
    Column("dale_chall_readability_score", "number", "Dale-Chall score", "points"),
    Column("linsear_write_formula", "number", "Linsear Write formula", "US grade"),
    Column("mcalpine_eflaw", "number", "McAlpine EFLAW score", "points"),
    _count("difficult_words", "Difficult words", "words"),
    Column("reading_time", "number", "Reading time by textstat's rule", "seconds", 0),
    Column("text_standard", "number", "Consensus grade of the formulas", "US grade"),
    Column("readability_valid", "flag", "Enough text in a supported language for the formulas"),
    Column(
        "readability_reason",
        "text",
        "Why the formulas do not hold",
        values=("", "too_short", "unsupported_language", "sentence_rule_differs"),
    ),
)
READABILITY = Table(
    "readability", "Readability of each article's body.", (DOC_NO, *_FORMULAS), key=("doc_no",), published=False
)
_SHARES = (
    _count("body_sentences", "Sentences of the body", "sentences"),
    share("attributed_sentence_share", "Share of body sentences attributed by speech or quotation"),
    share("attributed_any_share", "Share of body sentences attributed in any way"),
    share("quoted_word_share", "Share of body words in quotation marks"),
    _count("named_sources", "Distinct named persons and organisations", "sources"),
    _count("named_persons", "Distinct named persons", "sources"),
    _count("unnamed_sources", "Attributions to unnamed sources", "attributions"),
    _count("vague_sources", "Attributions to nobody in particular", "attributions"),
    _count("distinct_sources", "Distinct sources of every kind", "sources"),
    share("source_concentration", "Share of the attributions that the most used source has"),
    share("second_hand_share", "Share of attributed sentences credited to another outlet's reporting"),
    Column("second_hand_outlets", "text", "Outlets whose reporting is cited, joined by '; '"),
    _count("longest_unattributed_run", "Longest run of body sentences without attribution", "sentences"),
    Column("anonymity_reason_given", "flag", "A reason is given for every or any unnamed source"),
)
ATTRIBUTION = Table(
    "attribution", "Attribution measures of each article.", (DOC_NO, *_SHARES), key=("doc_no",), published=False
)
ATTRIBUTIONS = Table(
    "attributions",
    "One attributed sentence, with its source.",
    (
        DOC_ID,
        SENTENCE_NO,
        Column("start", "integer", "Where the sentence begins in the text", "code points", 0, dtype="int32"),
        Column("end", "integer", "Where the sentence ends, exclusive", "code points", 0, dtype="int32"),
        Column("kind", "text", "Kind of source", values=SOURCE_KINDS, required=True),
        Column("source_text", "text", "The source as printed"),
        Column("source_start", "integer", "Where the source begins in the text", "code points", 0),
        Column("source_end", "integer", "Where the source ends, exclusive", "code points", 0),
        Column("source_name", "text", "The source a pronoun or short name stands for"),
        Column("cue", "text", "The cue as printed"),
        Column("cue_start", "integer", "Where the cue begins in the text", "code points", 0),
        Column("cue_end", "integer", "Where the cue ends, exclusive", "code points", 0),
        Column("quoted", "flag", "The sentence holds or lies in a quotation"),
        Column("second_hand", "flag", "The source is another outlet's reporting"),
        Column("second_hand_outlet", "text", "The outlet whose reporting is cited"),
        Column("anonymity_reason", "text", "The reason given for not naming the source"),
        Column("text", "text", "The sentence", required=True),
    ),
    key=("doc_id", "sentence_no"),
    references=_DOC,
)
DOCUMENTS = Table(
    "documents",
    "One article and its measures.",
    (
        *RECORD,
        _count("chars", "Length of the text", "code points"),
        _count("body_words", "Words of the body", "words"),
        share("template_share", "Share of the article's words in lines its outlet repeats"),
        share("furniture_share", "Share of the article's words outside body, headline and notices"),
        _count("notice_count", "Notices found", "notices"),
        Column("notice_classes", "text", "Their classes, joined by '; '"),
        _count("hidden_characters", "Invisible or look-alike characters in the text", "characters"),
        Column("cluster_id", "text", "The story the article belongs to, if any"),
        Column("cluster_role", "text", "Its part in that story", values=("", "origin", "copy", "member")),
        Column(
            "credit",
            "text",
            "Whether it credits the text it shares",
            values=("", "credited", "uncredited", "not_needed", "unknown"),
        ),
        _count("pair_count", "Pairs it is part of", "pairs"),
        share("reused_share", "Largest share of its body that one earlier article already had"),
        *_FORMULAS,
        *_SHARES,
        Column("text", "text", "Display text; every offset of the report points into it", required=True),
    ),
    key=("doc_id",),
    csv_omits=("text",),
)
