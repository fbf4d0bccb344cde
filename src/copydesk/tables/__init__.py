"""The one truth of every table: column, dtype, unit, range and meaning.

CSV files, Parquet files, suites, the data dictionary and the docs are generated from these
declarations or checked against them.
"""

from copydesk.tables.judgement import ATTRIBUTION, ATTRIBUTIONS, DOCUMENTS, READABILITY
from copydesk.tables.labels import HITS, LINE_NOTICES, NOTICES
from copydesk.tables.lines import FINGERPRINTS, FURNITURE, KNOWN_LINES, LAYOUT, LINES, TEMPLATE_LINES
from copydesk.tables.outcome import CHECKS, FINDINGS, HELD, OUTLETS, SUMMARY
from copydesk.tables.reading import ARTICLES, INTAKE, REJECTS
from copydesk.tables.reuse import PAIRS, PASSAGES, REUSE, SIGNATURES, TEMPLATES, reused
from copydesk.tables.schema import Column, Table
from copydesk.tables.stories import CLUSTERS, MEMBERS, QUOTATIONS, QUOTES, main_stories
from copydesk.tables.telling import telling
from copydesk.tables.words import SEGMENTS, SENTENCES, VOCABULARY, WORDS

__all__ = [
    "CSV_TABLES",
    "DATA_TABLES",
    "EVIDENCE",
    "LATE",
    "PUBLISHED",
    "REUSE",
    "TABLES",
    "Column",
    "Table",
    "main_stories",
    "reused",
    "telling",
]

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        FINDINGS,
        DOCUMENTS,
        PAIRS,
        PASSAGES,
        CLUSTERS,
        QUOTES,
        NOTICES,
        ATTRIBUTIONS,
        OUTLETS,
        REJECTS,
        CHECKS,
        SUMMARY,
        LINES,
        SENTENCES,
        MEMBERS,
        TEMPLATE_LINES,
        SIGNATURES,
        ARTICLES,
        KNOWN_LINES,
        INTAKE,
        LAYOUT,
        FURNITURE,
        HITS,
        LINE_NOTICES,
        SEGMENTS,
        WORDS,
        VOCABULARY,
        FINGERPRINTS,
        TEMPLATES,
        QUOTATIONS,
        READABILITY,
        ATTRIBUTION,
        HELD,
    )
}
PUBLISHED: tuple[str, ...] = tuple(name for name, table in TABLES.items() if table.published)
"""Tables of the report, each a Parquet file under data/."""
CSV_TABLES: tuple[str, ...] = tuple(name for name in PUBLISHED if not TABLES[name].data_only)
"""Tables that editors read, each a CSV file as well."""
DATA_TABLES: tuple[str, ...] = tuple(name for name in PUBLISHED if TABLES[name].data_only)
"""Tables for machines only."""
EVIDENCE: tuple[str, ...] = (
    "pairs",
    "passages",
    "clusters",
    "notices",
    "attributions",
    "lines",
    "sentences",
    "members",
    "template_lines",
    "signatures",
)
"""Published tables whose rows name nothing but one another and articles: they can be checked before the others."""
LATE = (CHECKS.name, SUMMARY.name)
"""Tables that tell of all the others, and so are known last."""
