from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from copydesk.notices import hold_rules, notices
from copydesk.settings import load
from copydesk.tables import TABLES
from copydesk.text import text


def build_articles(texts: Sequence[str], **columns: Any) -> pd.DataFrame:
    fixed = {
        "source_origin": "unknown",
        "title_origin": "none",
        "published_origin": "none",
        "published_precision": "none",
        "language_origin": "none",
        "input_file": "x.txt",
        "record_no": 0,
        "format": "txt",
        "hidden_characters": 0,
        "whole_page": False,
    }
    frame = TABLES["articles"].empty().reindex(range(len(texts))).assign(**fixed)
    frame["doc_id"] = [f"doc{number}" for number in range(len(texts))]
    frame["text"] = list(texts)
    frame["article_chars"] = frame["page_chars"] = [len(each) for each in texts]
    return TABLES["articles"].conform(frame.assign(**columns))


def run(
    articles: pd.DataFrame, labels: dict[tuple[int, int], str] | None = None, clusters: Sequence[int] | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The stage on ``articles``; ``labels`` names lines (doc_no, line_no) that furniture labelled otherwise."""
    layout, _, words, vocabulary = (
        TABLES[name].conform(frame)
        for name, frame in zip(("layout", "segments", "words", "vocabulary"), text(articles), strict=True)
    )
    places = zip(layout["doc_no"], layout["line_no"], strict=True)
    label = [(labels or {}).get(place, "body") for place in places]
    furniture = TABLES["furniture"].conform(
        layout[["doc_no", "line_no"]].assign(label=label, reason="test", seen_clusters=1)
    )
    numbers = np.arange(len(articles))
    cluster = numbers if clusters is None else np.array(clusters)
    fingerprints = TABLES["fingerprints"].conform(pd.DataFrame({"doc_no": numbers, "coarse_cluster": cluster}))
    settings = load(None).notices
    told = hold_rules(articles, layout, words, vocabulary, furniture, settings)
    return notices(articles, layout, furniture, fingerprints, *told, settings)
