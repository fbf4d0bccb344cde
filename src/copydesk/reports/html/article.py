"""The page of one article: its text with every line labelled, its notices, its attributed sentences."""

from __future__ import annotations

from collections import Counter

from markupsafe import Markup

from copydesk.reports.html.library import Library, Row
from copydesk.reports.html.marking import Mark, mark_text
from copydesk.reports.html.pages import render
from copydesk.reports.html.phrases import language_tag, words
from copydesk.settings.rooms import Reports

__all__ = ["article_page", "notice_label", "notice_marks"]

_BYLINE, _LIKELY = "byline.", "likely."
"""How ``rule`` begins where a line of names is a byline (its class is credit_line), and where no rule knows a line."""


def article_page(identifier: str, library: Library, settings: Reports) -> str:
    """The HTML of the article ``identifier``."""
    document = library.documents[identifier]
    notices = library.notices.get(identifier, [])
    attributions = library.attributions.get(identifier, [])
    findings = _placed(library.findings.get(identifier, []), document, settings.html_chars)
    marks = [*_evidence_marks(findings), *notice_marks(notices), *_attribution_marks(attributions)]
    return render(
        "article",
        root="../",
        most_chars=settings.cell_chars,
        document=document,
        text=mark_text(document["text"], library.lines.get(identifier, []), marks, settings.html_chars),
        hidden_rest=max(0, len(document["text"]) - settings.html_chars),
        notices=[row | {"label": notice_label(row)} for row in notices],
        sources=_sources(attributions),
        pairs=[_other(identifier, pair, library) for pair in library.article_pairs.get(identifier, [])],
        story=library.page(document["cluster_id"]),
        findings=findings,
        tongue=language_tag(document["language"]),
    )


def _placed(findings: list[Row], document: Row, limit: int) -> list[Row]:
    """``findings`` with the number under which their words are marked in the text, where they can be shown."""
    return [
        row | {"place": number if _shows(row, document, limit) else None}
        for number, row in enumerate(findings, start=1)
    ]


def _shows(row: Row, document: Row, limit: int) -> bool:
    here = row["doc_id"] == document["doc_id"] and row["start"] is not None and row["end"] is not None
    return here and bool(document["text"][row["start"] : min(row["end"], limit)].strip())


def _evidence_marks(findings: list[Row]) -> list[Mark]:
    badge = Markup('<a class="number" id="words{n}" href="#found" aria-label="Words of finding {n}">{n}</a>')
    return [
        Mark(row["start"], row["end"], "evidence", badge.format(n=row["place"])) for row in findings if row["place"]
    ]


def notice_marks(notices: list[Row]) -> list[Mark]:
    """Marks of the ``notices`` that stand in the text, each named by its class."""
    return [
        Mark(int(row["start"]), int(row["end"]), "notice", Markup('<span class="tag">{}</span> ').format(_named(row)))
        for row in notices
        if isinstance(row["start"], int) and isinstance(row["end"], int)
    ]


def notice_label(row: Row) -> str:
    """What a notice is called: its class, but an outlet's own byline is no credit to anybody else; likely ones so."""
    if row["rule"].startswith(_BYLINE) and not isinstance(row["provider"], str):
        return "byline"
    return f"likely {words(row['class'])}" if row["rule"].startswith(_LIKELY) else words(row["class"])


def _named(row: Row) -> str:
    return f"{notice_label(row)}: {row['provider']}" if isinstance(row["provider"], str) else notice_label(row)


def _attribution_marks(attributions: list[Row]) -> list[Mark]:
    return [
        Mark(row["start"], row["end"], "attributed", after=Markup('<span class="tag">{}</span>').format(_kind(row)))
        for row in attributions
    ]


def _kind(row: Row) -> str:
    if row["second_hand"]:
        outlet = row["second_hand_outlet"]
        return f"second-hand: {outlet}" if isinstance(outlet, str) else "second-hand"
    return words(row["kind"])


def _sources(attributions: list[Row]) -> list[Row]:
    """How many attributed sentences rest on each source, most used first."""
    named = Counter(
        (row["kind"], row["source_name"] if isinstance(row["source_name"], str) else row["source_text"])
        for row in attributions
        if isinstance(row["source_text"], str) or isinstance(row["source_name"], str)
    )
    ranked = sorted(named.items(), key=lambda item: (-item[1], item[0]))
    return [{"kind": kind, "name": name, "sentences": count} for (kind, name), count in ranked]


def _other(identifier: str, pair: Row, library: Library) -> Row:
    other = pair["doc_id_b"] if pair["doc_id_a"] == identifier else pair["doc_id_a"]
    return pair | {"other": library.documents[other], "page": library.page(pair["pair_id"])}
