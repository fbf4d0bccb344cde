"""Tables of what lines are: hits of rules, notices that no rule knows, and all notices."""

from copydesk.tables.columns import DOC_ID, DOC_NO, LINE_NO, share
from copydesk.tables.schema import Column, Table

__all__ = ["HITS", "LINE_NOTICES", "NOTICES", "NOTICE_CLASSES"]

NOTICE_CLASSES = (
    "syndication_notice",
    "credit_line",
    "automation_disclosure",
    "translation_notice",
    "press_release_notice",
    "sponsored_notice",
    "affiliate_disclosure",
    "republication_notice",
    "aggregator_notice",
    "correction_note",
    "update_note",
    "opinion_disclaimer",
    "advice_disclaimer",
    "funding_disclosure",
    "rights_notice",
    "contact_line",
    "author_bio",
    "helpline",
    "photo_credit",
    "chrome",
)

HITS = Table(
    "hits",
    "One notice rule that hits one line; of several rules on one place the one that says most.",
    (
        DOC_NO,
        LINE_NO,
        Column("rule_no", "integer", "Number of the rule in the rule book", minimum=0, dtype="int32"),
        Column("start", "integer", "Where the hit begins in the text", "code points", 0, dtype="int32"),
        Column("end", "integer", "Where it ends, exclusive", "code points", 0, dtype="int32"),
        Column("whole", "flag", "The line is the notice, not only a part of it"),
        Column("provider", "text", "Whom the rule's pattern names"),
    ),
    published=False,
)
LINE_NOTICES = Table(
    "line_notices",
    "One notice that is a line, told by what stands around it or by its looks: no rule hits it.",
    (
        DOC_NO,
        LINE_NO,
        Column("start", "integer", "Where it begins in the text", "code points", 0, dtype="int32"),
        Column("end", "integer", "Where it ends, exclusive", "code points", 0, dtype="int32"),
        Column("class", "text", "Class of the notice", values=NOTICE_CLASSES, required=True),
        Column("rule", "text", "What tells, as notices have it", required=True),
        share("confidence", "Confidence in the class"),
        Column("inline", "flag", "The line holds more than the notice"),
    ),
    published=False,
)
NOTICES = Table(
    "notices",
    "One labelled block: a notice, a credit, a disclaimer.",
    (
        DOC_ID,
        Column("class", "text", "Class of the notice", values=NOTICE_CLASSES, required=True),
        Column("start", "integer", "Where it begins in the text; empty when only metadata says so", "code points", 0),
        Column("end", "integer", "Where it ends, exclusive", "code points", 0),
        Column("provider", "text", "Agency or outlet it names"),
        Column(
            "automation", "text", "What was automated", values=("", "generated", "assisted", "summarised", "translated")
        ),
        Column("reviewed", "text", "Whether it says a person reviewed the text", values=("", "yes", "no", "unstated")),
        Column(
            "scope",
            "text",
            "Whether it speaks for the article, a section or the site",
            values=("article", "section", "site"),
            required=True,
        ),
        share("scope_share", "Share of the outlet's near-duplicate clusters that carry it"),
        Column("rule", "text", "Id of the rule that matched", required=True),
        Column("language", "text", "Language of the rule"),
        share("confidence", "Confidence in the class"),
        Column("origin", "text", "Where it was found", values=("text", "page", "metadata"), required=True),
        Column("inline", "flag", "It stands inside a line of story text, which stays body"),
        Column("text", "text", "The notice as printed", required=True),
    ),
    key=("doc_id", "class", "start", "rule"),
    references=(("doc_id", "documents", "doc_id"),),
)
