"""The summary stage: the key figures of a run, each in plain words."""

from __future__ import annotations

import pandas as pd

from copydesk.tables import PUBLISHED, TABLES, reused

__all__ = ["summary"]

_TABLES = ("intake", *(name for name in PUBLISHED if name not in ("checks", "summary")), "checks")


def summary(*frames: pd.DataFrame) -> pd.DataFrame:
    """The summary table from ``intake`` and every other published table, in pipeline order."""
    tables = dict(zip(_TABLES, frames, strict=True))
    rows = [*_accounting(tables), *_reuse(tables), *_copy(tables), *_outcome(tables)]
    frame = pd.DataFrame(rows, columns=["name", "value", "unit", "text"])
    return TABLES["summary"].conform(frame.assign(previous=float("nan"), delta=float("nan")))


Row = tuple[str, float, str, str]


def _accounting(tables: dict[str, pd.DataFrame]) -> list[Row]:
    read = int(tables["intake"]["records"].sum())
    documents, rejects = len(tables["documents"]), len(tables["rejects"])
    known = tables["documents"]["source"]
    return [
        ("records_read", read, "records", f"Records read: {read:,}."),
        ("documents", documents, "articles", f"Articles among them: {documents:,}."),
        ("rejects", rejects, "records", f"Records that could not be analysed: {rejects:,}; rejects.csv says why."),
        ("sources", known.nunique(), "outlets", f"Outlets known by name: {known.nunique():,}."),
        (
            "without_source",
            int(known.isna().sum()),
            "articles",
            f"Articles without a known outlet: {int(known.isna().sum()):,}.",
        ),
        (
            "undated",
            int(tables["documents"]["published_at"].isna().sum()),
            "articles",
            f"Articles without a usable date: {int(tables['documents']['published_at'].isna().sum()):,}.",
        ),
    ]


def _reuse(tables: dict[str, pd.DataFrame]) -> list[Row]:
    pairs, clusters = tables["pairs"], tables["clusters"]
    rows: list[Row] = [("pairs", len(pairs), "pairs", f"Pairs of articles that share text: {len(pairs):,}.")]
    for relation in TABLES["pairs"].column("relation").values:
        count = int((pairs["relation"] == relation).sum())
        rows.append(
            (f"pairs_{relation}", count, "pairs", f"Pairs of the relation {relation.replace('_', ' ')}: {count:,}.")
        )
    uncredited = int((reused(pairs)["credit"] == "uncredited").sum())
    quotes = tables["quotes"]
    changed = int((quotes["wordings"] > 1).sum())
    return [
        *rows,
        (
            "pairs_uncredited",
            uncredited,
            "pairs",
            f"Pairs with reused copy in which no credit was found: {uncredited:,}.",
        ),
        ("clusters", len(clusters), "stories", f"Stories that more than one article runs: {len(clusters):,}."),
        (
            "quotes",
            len(quotes),
            "quotations",
            f"Quotations that more than one outlet prints: {len(quotes):,}; in different wordings: {changed:,}.",
        ),
    ]


def _copy(tables: dict[str, pd.DataFrame]) -> list[Row]:
    notices, documents = tables["notices"], tables["documents"]
    rows: list[Row] = [("notices", len(notices), "notices", f"Notices labelled: {len(notices):,}.")]
    for name in ("syndication_notice", "automation_disclosure", "sponsored_notice"):
        count = int(notices.loc[notices["class"] == name, "doc_id"].nunique())
        rows.append(
            (f"articles_with_{name}", count, "articles", f"Articles with {_a(name.replace('_', ' '))}: {count:,}.")
        )
    sentences = documents["body_sentences"].fillna(0).astype(float)
    attributed = (documents["attributed_sentence_share"].fillna(0) * sentences).sum()
    share = float(attributed / sentences.sum()) if sentences.sum() else float("nan")
    kinds = [f"{int(documents[f'{kind}_sources'].fillna(0).sum()):,} {kind}" for kind in ("named", "unnamed", "vague")]
    told = (
        f"{share:.1%} of all body sentences are attributed by speech or quotation, to {', '.join(kinds[:2])} and "
        f"{kinds[2]} sources, counted by article; this is no score of reliability."
        if sentences.sum()
        else "No body sentence was read, so no share of attributed ones can be given."
    )
    return [*rows, ("attributed_sentence_share", share, "share", told)]


def _outcome(tables: dict[str, pd.DataFrame]) -> list[Row]:
    findings, checks = tables["findings"], tables["checks"]
    failed = int((~checks["success"]).sum())
    return [
        ("findings", len(findings), "findings", f"Findings to act on: {len(findings):,}."),
        ("checks", len(checks), "checks", f"Data-quality checks: {len(checks):,}; failed: {failed:,}."),
    ]


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
