"""Columns that several tables have: what an article, a line, a sentence or a place in a text is called."""

from copydesk.tables.schema import Column

__all__ = [
    "DOC_ID",
    "DOC_NO",
    "LINE_NO",
    "SENTENCE_NO",
    "offsets",
    "share",
]

DOC_ID = Column("doc_id", "text", "Article id: a hash of content and source, stable between runs", required=True)

DOC_NO = Column("doc_no", "integer", "Row number of the article in articles", minimum=0, dtype="int32")

LINE_NO = Column("line_no", "integer", "Number of the line in the article, from 0", minimum=0, dtype="int32")

SENTENCE_NO = Column(
    "sentence_no", "integer", "Number of the sentence in the article, from 0", minimum=0, dtype="int32"
)


def offsets(what: str) -> tuple[Column, Column]:
    """Where a ``what`` begins and ends in its article."""
    return (
        Column("start", "integer", f"Where the {what} begins in the article's text", "code points", 0, dtype="int32"),
        Column("end", "integer", f"Where the {what} ends, exclusive", "code points", 0, dtype="int32"),
    )


def share(name: str, meaning: str) -> Column:
    """A column of shares, 0 to 1."""
    return Column(name, "number", meaning, "share", 0, 1)
