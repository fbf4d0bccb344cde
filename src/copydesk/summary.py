"""The summary stage: the key figures of a run, each with a plain sentence."""

from __future__ import annotations

import pandas as pd

from copydesk.tables import PUBLISHED, TABLES

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
        ("records_read", read, "records", f"{read:,} records were read."),
        ("documents", documents, "articles", f"{documents:,} of them are articles."),
        ("rejects", rejects, "records", f"{rejects:,} could not be analysed; rejects.csv says why."),
        ("sources", known.nunique(), "outlets", f"{known.nunique():,} outlets are known by name."),
        (
            "without_source",
            int(known.isna().sum()),
            "articles",
            f"{int(known.isna().sum()):,} articles have no known outlet.",
        ),
        (
            "undated",
            int(tables["documents"]["published_at"].isna().sum()),
            "articles",
            f"{int(tables['documents']['published_at'].isna().sum()):,} articles have no usable date.",
        ),
    ]


def _reuse(tables: dict[str, pd.DataFrame]) -> list[Row]:
    pairs, clusters = tables["pairs"], tables["clusters"]
    rows: list[Row] = [("pairs", len(pairs), "pairs", f"{len(pairs):,} pairs of articles share text.")]
    for relation in TABLES["pairs"].column("relation").values:
        count = int((pairs["relation"] == relation).sum())
        rows.append((f"pairs_{relation}", count, "pairs", f"{count:,} of the pairs are {relation.replace('_', ' ')}."))
    reuse = pairs[pairs["relation"].isin(["same_copy", "shared_wire", "credited_excerpt"])]
    uncredited = int((reuse["credit"] == "uncredited").sum())
    quotes = tables["quotes"]
    changed = int((quotes["wordings"] > 1).sum())
    return [
        *rows,
        ("pairs_uncredited", uncredited, "pairs", f"In {uncredited:,} pairs with reused copy no credit was found."),
        ("clusters", len(clusters), "stories", f"{len(clusters):,} stories were run by more than one article."),
        (
            "quotes",
            len(quotes),
            "quotations",
            f"{len(quotes):,} quotations stand in more than one outlet; {changed:,} of them in different wordings.",
        ),
    ]


def _copy(tables: dict[str, pd.DataFrame]) -> list[Row]:
    notices, documents = tables["notices"], tables["documents"]
    rows: list[Row] = [("notices", len(notices), "notices", f"{len(notices):,} notices were labelled.")]
    for name in ("syndication_notice", "automation_disclosure", "sponsored_notice"):
        count = int(notices.loc[notices["class"] == name, "doc_id"].nunique())
        rows.append(
            (f"articles_with_{name}", count, "articles", f"{count:,} articles carry a {name.replace('_', ' ')}.")
        )
    sentences = documents["body_sentences"].fillna(0).astype(float)
    attributed = (documents["attributed_sentence_share"].fillna(0) * sentences).sum()
    share = float(attributed / sentences.sum()) if sentences.sum() else float("nan")
    told = (
        f"{share:.1%} of all body sentences are attributed by speech or quotation; this is no score of reliability."
        if sentences.sum()
        else "No body sentence was read, so no share of attributed ones can be given."
    )
    return [*rows, ("attributed_sentence_share", share, "share", told)]


def _outcome(tables: dict[str, pd.DataFrame]) -> list[Row]:
    findings, checks = tables["findings"], tables["checks"]
    failed = int((~checks["success"]).sum())
    return [
        ("findings", len(findings), "findings", f"{len(findings):,} findings may be acted on."),
        ("checks", len(checks), "checks", f"{len(checks):,} data-quality checks were made; {failed:,} failed."),
    ]
