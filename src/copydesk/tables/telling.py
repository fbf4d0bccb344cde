"""Which notices tell something of the article they stand beside, and not of its site or of others."""

from __future__ import annotations

import pandas as pd

__all__ = ["telling"]

_OF_PAGE = ("syndication_notice", "aggregator_notice", "sponsored_notice", "press_release_notice")
_BEFORE = " *_([—–-"


def telling(notices: pd.DataFrame, articles: pd.DataFrame, least: float) -> pd.DataFrame:
    """The ``notices`` that are of their article, with a confidence of ``least`` and more.

    A page's menus and footers offer 'Press releases', 'About us' and 'Sponsored content' beside any article: what
    stands behind the article's own text, or on so many pages that it is the site's, says nothing of the article.
    A notice of the metadata has no place and speaks for the article.
    """
    sure = notices[(notices["scope"] == "article") & (notices["confidence"] >= least)]
    chars = dict(zip(articles["doc_id"].tolist(), articles["article_chars"].tolist(), strict=True))
    inside = sure["start"].isna() | (sure["start"].fillna(0) < sure["doc_id"].map(chars).astype("float64"))
    return sure[inside & ~_are_clauses(sure, articles)]


def _are_clauses(notices: pd.DataFrame, articles: pd.DataFrame) -> pd.Series:
    """Which of ``notices`` stand within a line of story and tell of others ('in a press release issued by his office').

    What a page says of itself is a line of its own, or opens one.
    """
    within = notices["class"].isin(_OF_PAGE) & notices["inline"] & (notices["start"].fillna(0) > 0)
    near = articles[articles["doc_id"].isin(notices.loc[within, "doc_id"])]
    texts = dict(zip(near["doc_id"].tolist(), near["text"].tolist(), strict=True))
    rows = zip(within.tolist(), notices["doc_id"].tolist(), notices["start"].tolist(), strict=True)
    clause = [inside and not _opens_line(texts[doc], int(start)) for inside, doc, start in rows]
    return pd.Series(clause, index=notices.index, dtype=bool)


def _opens_line(text: str, start: int) -> bool:
    return text[:start].rstrip(_BEFORE)[-1:] in ("", "\n")
