from __future__ import annotations

from typing import Any

import pandas as pd

from copydesk.attribution import attribution
from copydesk.settings import load
from copydesk.tables import TABLES
from copydesk.text import text

NAMES = ("sentences", "attributions", "attribution")


def read(texts: list[str], furniture: tuple[str, ...] = (), **fields: Any) -> dict[str, pd.DataFrame]:
    """Tables of articles d0, d1, ...; lines in ``furniture`` are template, ``fields`` are columns of articles."""
    count = len(texts)
    frame = pd.DataFrame({name: pd.Series([None] * count, dtype=object) for name in TABLES["articles"].names})
    frame["doc_id"], frame["text"] = [f"d{number}" for number in range(count)], texts
    frame["published_at"] = pd.Series([pd.NaT] * count, dtype="datetime64[us, UTC]")
    frame = frame.assign(record_no=0, article_chars=0, page_chars=0, hidden_characters=0, whole_page=False)
    frame["language"] = "en"
    articles = TABLES["articles"].conform(frame.assign(**fields))
    layout, segments, words, vocabulary = text(articles)
    printed = [texts[doc][start:end] for doc, start, end in layout[["doc_no", "start", "end"]].to_numpy()]
    lines = layout.assign(
        doc_id=articles["doc_id"].to_numpy()[layout["doc_no"]],
        reason="given",
        label=["template" if line in furniture else "body" for line in printed],
    )
    return {
        "articles": articles,
        "layout": layout,
        "segments": segments,
        "words": words,
        "vocabulary": vocabulary,
        "lines": TABLES["lines"].conform(lines),
    }


def judge(*texts: str, furniture: tuple[str, ...] = (), **fields: Any) -> dict[str, pd.DataFrame]:
    """The stage's tables over ``texts``, conformed."""
    found = attribution(*read(list(texts), furniture, **fields).values(), load().attribution)
    return {name: TABLES[name].conform(frame) for name, frame in zip(NAMES, found, strict=True)}


def only(*texts: str, **fields: Any) -> pd.Series:
    """The single attributions row of one article."""
    rows = judge(*texts, **fields)["attributions"]
    assert len(rows) == 1, rows[["text", "kind", "cue"]]
    return rows.iloc[0]
