"""Findings on addresses: one with several texts, and one text of an outlet under several of them."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from copydesk.findings.draft import Draft

__all__ = ["address_findings", "later_twins", "mixed_up", "same_texts"]


def same_texts(documents: pd.DataFrame) -> pd.DataFrame:
    """The articles whose text their outlet has more than once: doc_id, source, url, title, text, published_at."""
    known = documents[documents["source"].notna()]
    # Texts of one outlet and one length are few; only they are compared.
    sized = known[["source"]].assign(chars=known["text"].str.len())
    near = known.loc[sized.duplicated(keep=False), ["doc_id", "source", "url", "title", "text", "published_at"]]
    return near[near.duplicated(["source", "text"], keep=False)]


def later_twins(twins: pd.DataFrame) -> set[str]:
    """All articles of ``same_texts`` but the earliest of each text; undated ones come last."""
    ordered = twins.sort_values(["published_at", "doc_id"], kind="stable")
    return set(ordered.loc[ordered.duplicated(["source", "text"]), "doc_id"])


def mixed_up(twins: pd.DataFrame) -> set[str]:
    """Articles of ``same_texts`` whose text stands under different headlines: one of them at most is its own."""
    headlines = twins.groupby(["source", "text"])["title"].transform("nunique")
    return set(twins.loc[headlines > 1, "doc_id"])


def address_findings(twins: pd.DataFrame, documents: pd.DataFrame) -> Iterator[Draft]:
    """One address with several texts, and one text of an outlet under several addresses (of ``same_texts``)."""
    yield from _several_texts(documents)
    placed = twins[twins["url"].notna()]
    for (source, _), group in placed.groupby(["source", "text"], sort=True):
        urls = sorted(set(group["url"]))
        if len(urls) > 1:
            docs = sorted(group["doc_id"])
            yield Draft(
                "one_body_many_urls",
                " ".join(docs),
                f"{source} has one text under {len(urls)} addresses{_titles(group)}.",
                len(urls),
                docs[0],
                docs[1],
                evidence="; ".join(urls),
                value=len(urls),
                threshold=2,
                unit="addresses",
            )


def _several_texts(documents: pd.DataFrame) -> Iterator[Draft]:
    placed = documents[documents["url"].notna() & documents["source"].notna()]
    several = placed.loc[placed["url"].duplicated(keep=False), ["doc_id", "url", "text"]]
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
                threshold=2,
                unit="texts",
            )


def _titles(group: pd.DataFrame) -> str:
    """What different headlines over one text tell."""
    titles = group["title"].nunique()
    return f" and {titles} different headlines; the wrong text may have been scraped" if titles > 1 else ""
