"""Fiction and shortcuts that the duplicates tests share."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from copydesk.duplicates import duplicates
from copydesk.duplicates.shingles import Stream, stream
from copydesk.settings import load
from copydesk.tables import TABLES
from copydesk.text import text, words_labelled

DEFAULTS = {"source": None, "published_at": None, "published_precision": "time", "title": "A title"}


def articles_of(records: list[dict[str, Any]]) -> pd.DataFrame:
    """The columns of articles that the stages read; an id is a hash of outlet and text, as in ingest."""
    rows = [{**DEFAULTS, **record} for record in records]
    for row in rows:
        row["doc_id"] = "d" + hashlib.sha256(f"{row['source']}\n{row['text']}".encode()).hexdigest()[:16]
    frame = pd.DataFrame(rows, columns=["doc_id", *DEFAULTS, "text"])
    frame["published_at"] = pd.to_datetime(frame["published_at"], utc=True).astype("datetime64[us, UTC]")
    return frame.assign(article_chars=frame["text"].str.len()).astype({"source": "str", "text": "str", "title": "str"})


def notices_of(articles: pd.DataFrame, records: list[dict[str, Any]]) -> pd.DataFrame:
    """Notices given as ``{"notices": [(class, provider, printed text)]}`` of each record."""
    rows = []
    for doc_id, body, record in zip(articles["doc_id"], articles["text"], records, strict=True):
        for kind, provider, printed in record.get("notices", []):
            start = body.index(printed)
            rows.append(
                dict.fromkeys(TABLES["notices"].names)
                | {
                    "doc_id": doc_id,
                    "class": kind,
                    "provider": provider,
                    "start": start,
                    "end": start + len(printed),
                    "scope": "article",
                    "rule": "made_up",
                    "origin": "text",
                    "text": printed,
                    "inline": False,
                }
            )
    return TABLES["notices"].conform(pd.DataFrame(rows, columns=TABLES["notices"].names))


@pytest.fixture(scope="session")
def limits() -> Any:
    # Fixed here, so that a measured threshold may move without a test.
    return replace(
        load().duplicates,
        seed=1,
        num_perm=128,
        bands=32,
        rows=4,
        shingle_words=5,
        max_shingle_documents=30,
        min_shared_shingles=8,
        min_containment=0.1,
        min_passage_words=12,
        max_passage_gap=8,
        set_phrase_words=20,
        passage_reach=50,
        long_run_words=30,
        same_copy_containment=0.8,
        same_text_containment=0.98,
        excerpt_containment=0.3,
        quoted_share=0.8,
        cluster_containment=0.4,
        min_quote_words=6,
        quote_similarity=0.6,
        quoted_run_words=75,
        unquoted_words=60,
        introduced_share=0.5,
        caption_share=0.5,
    )


@pytest.fixture(scope="session")
def make_articles() -> Callable[..., pd.DataFrame]:
    return lambda *records: articles_of(list(records))


@pytest.fixture(scope="session")
def stage(limits: Any) -> Callable[..., SimpleNamespace]:
    """The tables of the stage for articles given as records, all lines body but notices' own lines."""

    def call(*records: dict[str, Any], limits: Any = limits) -> SimpleNamespace:
        articles = articles_of(list(records))
        layout, segments, words, vocabulary = text(articles)
        notices = notices_of(articles, list(records))
        said = set(notices["text"])
        printed = [articles["text"][d][s:e] for d, s, e in layout[["doc_no", "start", "end"]].to_numpy()]
        lines = pd.DataFrame({"label": ["notice" if line in said else "body" for line in printed]}, dtype="str")
        names = ("pairs", "passages", "clusters", "members", "signatures", "templates")
        tables = duplicates(articles, layout, segments, words, vocabulary, lines, notices, limits)
        made = {name: TABLES[name].conform(frame) for name, frame in zip(names, tables, strict=True)}
        texts = dict(zip(articles["doc_id"], articles["text"], strict=True))
        return SimpleNamespace(articles=articles, texts=texts, **made)

    return call


@pytest.fixture(scope="session")
def streamed() -> Callable[..., tuple[Stream, pd.DataFrame]]:
    """The stream of all words of some texts, and their vocabulary."""

    def call(*texts: str, width: int = 5) -> tuple[Stream, pd.DataFrame]:
        articles = articles_of([{"text": each} for each in texts])
        layout, _, words, vocabulary = text(articles)
        keep = words_labelled(layout, pd.DataFrame({"label": ["body"] * len(layout)}), len(words))
        return stream(words, vocabulary, keep, len(articles), width), vocabulary

    return call
