"""The index: what to act on, then every table an editor reads."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from copydesk.findings import RULES
from copydesk.reports.html.intervals import interval
from copydesk.reports.html.library import Library, Row, records
from copydesk.reports.html.pages import render
from copydesk.settings.rooms import Reports
from copydesk.tables import CSV_TABLES, TABLES

__all__ = ["index_page"]

_COPY = {
    "reused": "Reused copy",
    "uncredited": "No credit found",
    "syndication_notice": "Syndication notice",
    "automation_disclosure": "Automation disclosure",
    "sponsored_or_release": "Sponsored or release",
    "correction": "Correction or update",
}
_SOURCING = {"attributed_sentences": "Attributed sentences", "second_hand": "Second-hand"}
"""Shares that are only shown beside the sources they are made of."""

_HEADLINES = {
    "documents": "articles read",
    "sources": "outlets known by name",
    "clusters": "stories in more than one article",
    "pairs_uncredited": "pairs of reused copy in which no credit was found",
    "quotes": "quotations in more than one outlet",
    "notices": "notices labelled",
    "rejects": "records not analysed",
    "findings": "findings to act on",
}


def index_page(library: Library, settings: Reports) -> str:
    """The HTML of the index; each listing has at most ``settings.html_findings`` rows and says what is left out."""
    frames, most = library.frames, settings.html_findings
    findings = frames["findings"]
    return render(
        "index",
        root="",
        **_accounting(frames, most),
        headlines=_headlines(frames["summary"]),
        summary=records(frames["summary"]),
        first=records(_different(findings).head(settings.html_first)),
        groups=_groups(findings.head(most)),
        findings_total=len(findings),
        findings_more=max(0, len(findings) - most),
        stories=_stories(library, most),
        stories_total=len(frames["clusters"]),
        outlets=[_outlet(row) for row in records(_by_name(frames["outlets"]).head(most))],
        outlets_total=len(frames["outlets"]),
        shares=_COPY,
        sourcing=_SOURCING,
        quotes=_quotes(frames["quotes"], most),
        quotes_total=len(frames["quotes"]),
        failed=_failed(frames["checks"]),
        checks=records(frames["checks"]),
        files=[(name, TABLES[name].meaning, len(frames[name])) for name in CSV_TABLES],
        most_chars=settings.cell_chars,
    )


def _headlines(summary: pd.DataFrame) -> list[Row]:
    """The key figures that stand at the head of the page, with a short label each."""
    rows = {row["name"]: row for row in records(summary)}
    return [rows[name] | {"label": label} for name, label in _HEADLINES.items() if name in rows]


def _different(findings: pd.DataFrame) -> pd.DataFrame:
    """``findings`` without those by which a rule tells again of one outlet and story, or else of one article."""
    about = findings["cluster_id"].fillna(findings["doc_id"])
    return findings[~findings.assign(about=about).duplicated(["rule", "about", "source"])]


def _groups(findings: pd.DataFrame) -> list[tuple[str, str, list[Row]]]:
    """Rule, what it means, and its findings; the most pressing rule first."""
    groups: dict[str, list[Row]] = {}
    for row in records(findings):
        groups.setdefault(row["rule"], []).append(row)
    return [(rule, RULES[rule].meaning if rule in RULES else "", rows) for rule, rows in groups.items()]


def _by_name(outlets: pd.DataFrame) -> pd.DataFrame:
    return outlets.sort_values("source", key=lambda names: names.str.casefold(), kind="stable")


def _stories(library: Library, most: int) -> list[Row]:
    frame = library.frames["clusters"].sort_values(["documents", "cluster_id"], ascending=[False, True]).head(most)
    return [row | {"page": library.page(row["cluster_id"], "pages/")} for row in records(frame)]


def _outlet(row: Row) -> Row:
    drawn = {name: interval(row[name], row[f"{name}_low"], row[f"{name}_high"]) for name in (*_COPY, *_SOURCING)}
    return row | {"drawn": drawn}


def _quotes(quotes: pd.DataFrame, most: int) -> list[Row]:
    """Quotations that outlets print differently first, then the most printed."""
    order = quotes.sort_values(["wordings", "sources", "documents", "quote_id"], ascending=[False, False, False, True])
    return [row | {"variants": _variants(row)} for row in records(order.head(most))]


def _variants(row: Row) -> list[str]:
    texts = row["wording_texts"]
    return [text for text in texts.split(" | ") if text != row["text"]] if isinstance(texts, str) else []


def _failed(checks: pd.DataFrame) -> list[Row]:
    rank = checks["severity"].map({"critical": 0, "warning": 1, "info": 2})
    ordered = checks.assign(rank=rank).sort_values(["rank", "check_id"], kind="stable")
    return records(ordered[~ordered["success"]])


def _accounting(frames: Mapping[str, pd.DataFrame], most: int) -> Row:
    rejects, documents = frames["rejects"], frames["documents"]
    published = documents["published_at"].dropna()
    return {
        "documents": len(documents),
        "rejects": records(rejects.head(most)),
        "rejects_total": len(rejects),
        "reasons": sorted(rejects["reason"].value_counts().items(), key=lambda item: (-item[1], item[0])),
        "span": (published.min(), published.max()) if len(published) else None,
        "undated": len(documents) - len(published),
    }
