"""Findings on copy: reuse without credit, changed quotations, one text under several addresses."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from copydesk.findings.draft import Draft
from copydesk.settings import rooms

__all__ = ["address_findings", "copy_findings", "quote_findings"]


def copy_findings(pairs: pd.DataFrame, passages: pd.DataFrame, settings: rooms.Findings) -> Iterator[Draft]:
    """The strongest uncredited pair of each article that runs another outlet's text."""
    wanted = pairs[
        pairs["relation"].isin(["same_copy", "shared_wire"])
        & (pairs["credit"] == "uncredited")
        & (pairs["shared_words"] >= settings.min_reused_words)
    ]
    best = wanted.sort_values(["shared_words", "pair_id"], ascending=[False, True]).drop_duplicates("doc_id_b")
    longest = passages.sort_values(["words", "start_a"], ascending=[False, True]).drop_duplicates("pair_id")
    for row in best.merge(longest[["pair_id", "start_b", "end_b", "text"]], on="pair_id").itertuples():
        copied = row.relation == "same_copy"
        later, earlier = _name(row.source_b, "An unknown outlet"), _name(row.source_a, "an unknown outlet")
        message = (
            f"{later} runs {row.shared_words:,} words that {earlier} had{_before(row.days_apart)}"
            if copied
            else f"{later} shares {row.shared_words:,} words with {earlier}, {_after(row.days_apart)}"
        )
        yield Draft(
            "uncredited_copy" if copied else "uncredited_wire",
            f"{row.doc_id_a} {row.doc_id_b}",
            f"{message}; no credit was found.",
            row.shared_words,
            row.doc_id_b,
            row.doc_id_a,
            row.pair_id,
            None if pd.isna(row.cluster_id) else row.cluster_id,
            row.text,
            row.start_b,
            row.end_b,
            row.shared_words,
            settings.min_reused_words,
            "words",
        )


def quote_findings(quotes: pd.DataFrame, settings: rooms.Findings) -> Iterator[Draft]:
    """Quotations that outlets print in different words."""
    for row in quotes[quotes["wordings"] > settings.changed_quote_words].itertuples():
        who = f" by {row.speaker}" if isinstance(row.speaker, str) and row.speaker else ""
        yield Draft(
            "changed_quote",
            row.quote_id,
            f"A quotation{who} stands in {row.documents} articles in {row.wordings} wordings.",
            row.wordings,
            row.first_doc_id,
            evidence=row.wording_texts,
            start=row.first_start,
            end=row.first_end,
            value=row.wordings,
            threshold=settings.changed_quote_words,
            unit="wordings",
        )


def address_findings(documents: pd.DataFrame) -> Iterator[Draft]:
    """One address with several texts, and one text of an outlet under several addresses."""
    placed = documents[["doc_id", "source", "url"]].assign(chars=documents["text"].str.len())
    placed = placed[placed["url"].notna() & placed["source"].notna()]
    several = placed[placed["url"].duplicated(keep=False)].join(documents["text"])
    for url, group in several.groupby("url", sort=True):
        if group["text"].nunique() > 1:
            docs = sorted(group["doc_id"])
            yield Draft(
                "one_url_many_bodies",
                str(url),
                f"{len(docs)} different texts were read from {url}.",
                len(docs),
                docs[0],
                docs[1],
                evidence=str(url),
                value=len(docs),
                threshold=1,
                unit="texts",
            )
    # Texts of one outlet and one length are few; only they are compared.
    twins = placed[placed.duplicated(["source", "chars"], keep=False)].join(documents["text"])
    twins = twins[twins.duplicated(["source", "text"], keep=False)]
    for (source, _), group in twins.groupby(["source", "text"], sort=True):
        urls = sorted(set(group["url"]))
        if len(urls) > 1:
            docs = sorted(group["doc_id"])
            yield Draft(
                "one_body_many_urls",
                " ".join(docs),
                f"{source} has one text under {len(urls)} addresses.",
                len(urls),
                docs[0],
                docs[1],
                evidence="; ".join(urls),
                value=len(urls),
                threshold=1,
                unit="addresses",
            )


def _name(source: object, unknown: str) -> str:
    return source if isinstance(source, str) and source else unknown


def _before(days: float) -> str:
    return "" if pd.isna(days) else f" {_span(days)} earlier" if days else " on the same day"


def _after(days: float) -> str:
    return "at an unknown time" if pd.isna(days) else f"{_span(days)} later" if days else "on the same day"


def _span(days: float) -> str:
    """Days where whole ones are known, as between two dates, or many; hours and minutes else."""
    if days < 1 / 24:
        return _counted(max(1, round(days * 24 * 60)), "minute")
    if days < 2 and days != int(days):
        return _counted(round(days * 24), "hour")
    return _counted(round(days), "day")


def _counted(count: int, unit: str) -> str:
    return f"{count:,} {unit}{'' if count == 1 else 's'}"
