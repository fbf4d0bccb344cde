"""Texts cut by the text stage, and what every such cut must satisfy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import pandas as pd
import pytest

from copydesk.text import text


class Cut(NamedTuple):
    """The four tables of the text stage, and the texts they are of."""

    texts: list[str]
    layout: pd.DataFrame
    segments: pd.DataFrame
    words: pd.DataFrame
    vocabulary: pd.DataFrame

    def printed(self, table: str) -> list[str]:
        """What each span of ``table`` covers, as its article prints it."""
        rows = getattr(self, table)[["doc_no", "start", "end"]].itertuples(index=False, name=None)
        return [self.texts[doc][start:end] for doc, start, end in rows]


def articles_of(texts: Sequence[str], article_chars: Sequence[int] | None = None) -> pd.DataFrame:
    """The columns of articles that the text stage reads."""
    chars = [len(each) for each in texts] if article_chars is None else list(article_chars)
    return pd.DataFrame({"text": pd.Series(list(texts), dtype="str"), "article_chars": pd.Series(chars, dtype="int32")})


@pytest.fixture(scope="session")
def cut() -> Callable[..., Cut]:
    def call(*texts: str, article_chars: Sequence[int] | None = None) -> Cut:
        return Cut(list(texts), *text(articles_of(texts, article_chars)))

    return call


@pytest.fixture(scope="session")
def articles() -> Callable[..., pd.DataFrame]:
    return lambda *texts: articles_of(texts)
