"""The outlets stage: documents rolled up per source."""

from __future__ import annotations

import numpy as np
import pandas as pd

from copydesk.outlets.rates import wilson
from copydesk.settings import rooms
from copydesk.tables import TABLES, reused, telling

__all__ = ["outlets"]

_NOTICE_RATES = {
    "syndication_notice": ("syndication_notice",),
    "automation_disclosure": ("automation_disclosure",),
    "sponsored_or_release": ("sponsored_notice", "press_release_notice"),
    "correction": ("correction_note", "update_note"),
}


def outlets(
    documents: pd.DataFrame,
    articles: pd.DataFrame,
    notices: pd.DataFrame,
    pairs: pd.DataFrame,
    attributions: pd.DataFrame,
    settings: rooms.Outlets,
) -> pd.DataFrame:
    """One row a known source: shares with 95 % Wilson intervals, rates per 1,000 words, no verdict."""
    told = documents.drop(columns="text", errors="ignore")  # most of the table, and no measure
    known = told[told["source"].notna()]
    if known.empty:
        return TABLES["outlets"].empty()
    of_kind = notices[notices["class"].isin([each for kinds in _NOTICE_RATES.values() for each in kinds])]
    told_of = telling(of_kind, articles, settings.min_notice_confidence)
    flags = pd.concat([known[["doc_id", "source"]], _flags(known, told_of, pairs)], axis=1)
    groups = known.groupby("source", sort=True)
    frame = pd.DataFrame({"documents": groups.size(), "body_words": groups["body_words"].sum().astype("int64")})
    frame["small_sample"] = frame["documents"] < settings.min_documents
    hits = flags.groupby("source", sort=True)
    for name in ("reused", *_NOTICE_RATES):
        _add_rate(frame, name, hits[name].sum(), frame["documents"])
    _add_rate(frame, "uncredited", hits["uncredited"].sum(), hits["reused"].sum())
    _add_sentences(frame, known, attributions)
    _add_words(frame, known)
    frame["median_flesch_reading_ease"] = _median(known, "flesch_reading_ease")
    frame["median_flesch_kincaid_grade"] = _median(known, "flesch_kincaid_grade")
    return TABLES["outlets"].conform(frame.reset_index())


def _flags(known: pd.DataFrame, notices: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """Whether each article has copy of another outlet, with no credit found, and notices of each kind."""
    later = reused(pairs).groupby("doc_id_b")["credit"].agg(set)
    credit = known["doc_id"].map(later)
    flags = {
        "reused": credit.notna(),
        "uncredited": [isinstance(c, set) and "uncredited" in c and "credited" not in c for c in credit],
    }
    for name, wanted in _NOTICE_RATES.items():
        flags[name] = known["doc_id"].isin(notices.loc[notices["class"].isin(wanted), "doc_id"])
    return pd.DataFrame(flags, index=known.index)


def _add_rate(frame: pd.DataFrame, name: str, hits: pd.Series, trials: pd.Series) -> None:
    share, low, high = wilson(hits.to_numpy(), trials.to_numpy())
    frame[name], frame[f"{name}_low"], frame[f"{name}_high"] = share, low, high


def _add_sentences(frame: pd.DataFrame, known: pd.DataFrame, attributions: pd.DataFrame) -> None:
    sentences = known["body_sentences"].fillna(0).astype(float)
    attributed = (known["attributed_sentence_share"].fillna(0) * sentences).round()
    source = known["source"]
    _add_rate(frame, "attributed_sentences", attributed.groupby(source).sum(), sentences.groupby(source).sum())
    rows = attributions[["doc_id", "second_hand"]].join(known.set_index("doc_id")["source"], on="doc_id")
    counted = rows.dropna(subset=["source"]).groupby("source")["second_hand"].agg(["sum", "size"])
    counted = counted.reindex(frame.index, fill_value=0)
    _add_rate(frame, "second_hand", counted["sum"], counted["size"])


def _add_words(frame: pd.DataFrame, known: pd.DataFrame) -> None:
    """Shares weighted by words, and sources per 1,000 body words."""
    source, words = known["source"], known["body_words"].astype(float)
    per = words.groupby(source).sum().replace(0, np.nan)
    for name in ("named", "unnamed", "vague"):
        frame[f"{name}_sources_per_1000"] = (
            1000 * known[f"{name}_sources"].fillna(0).astype(float).groupby(source).sum() / per
        )
    frame["quoted_word_share"] = (known["quoted_word_share"].fillna(0) * words).groupby(source).sum() / per
    body = words / (1 - known["furniture_share"].fillna(0)).clip(lower=1e-9)
    for name in ("template_share", "furniture_share"):
        frame[name] = (
            (known[name].fillna(0) * body).groupby(source).sum() / body.groupby(source).sum().replace(0, np.nan)
        ).clip(0, 1)


def _median(known: pd.DataFrame, name: str) -> pd.Series:
    return known.loc[known["readability_valid"], ["source", name]].groupby("source")[name].median()
