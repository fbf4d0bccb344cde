"""The page of one pair: both texts side by side, what they share marked and numbered."""

from __future__ import annotations

from markupsafe import Markup

from copydesk.reports.html.article import notice_marks
from copydesk.reports.html.library import Library, Row
from copydesk.reports.html.marking import Mark, mark_text, quotations
from copydesk.reports.html.pages import render
from copydesk.reports.html.phrases import language_tag
from copydesk.settings.rooms import Reports

__all__ = ["pair_page"]


def pair_page(identifier: str, library: Library, settings: Reports) -> str:
    """The HTML of the pair ``identifier``."""
    pair = library.pairs[identifier]
    passages = library.passages.get(identifier, [])
    return render(
        "pair",
        root="../",
        most_chars=settings.cell_chars,
        pair=pair,
        passages=passages,
        sides=[_side(side, pair, passages, library, settings) for side in ("a", "b")],
        story=library.page(pair["cluster_id"]),
        findings=library.findings.get(identifier, []),
    )


def _side(side: str, pair: Row, passages: list[Row], library: Library, settings: Reports) -> Row:
    identifier = pair[f"doc_id_{side}"]
    document = library.documents[identifier]
    text = document["text"]
    marks = [
        *_passage_marks(side, passages, settings.html_chars),
        *notice_marks(library.notices.get(identifier, [])),
        *_credit_marks(identifier, pair),
        *quotations(text[: settings.html_chars]),
    ]
    return {
        "letter": side,
        "document": document,
        "page": library.page(identifier),
        "text": mark_text(text, library.lines.get(identifier, []), marks, settings.html_chars),
        "hidden_rest": max(0, len(text) - settings.html_chars),
        "tongue": language_tag(document["language"]),
    }


def _passage_marks(side: str, passages: list[Row], limit: int) -> list[Mark]:
    other = "b" if side == "a" else "a"
    return [
        Mark(row[f"start_{side}"], row[f"end_{side}"], "passage", _badge(number, side, other, _both_shown(row, limit)))
        for number, row in enumerate(passages, start=1)
    ]


def _both_shown(row: Row, limit: int) -> bool:
    return bool(row["start_a"] < limit and row["start_b"] < limit)


def _badge(number: int, side: str, other: str, both: bool) -> Markup:
    """The number before a passage; it leads to the same passage in the other text, where that is shown."""
    if not both:
        return Markup('<span class="number">{}</span>').format(number)
    return Markup(
        '<a class="number" id="{side}{n}" href="#{other}{n}" aria-label="Passage {n}: see it in the other text">{n}</a>'
    ).format(side=side, other=other, n=number)


def _credit_marks(identifier: str, pair: Row) -> list[Mark]:
    start, end = pair["credit_start"], pair["credit_end"]
    if pair["credit_doc_id"] != identifier or not isinstance(start, int) or not isinstance(end, int):
        return []
    return [Mark(start, end, "credit", Markup('<span class="tag">credit</span> '))]
