"""Fiction and shortcuts that the ingest tests share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from copydesk.ingest import ingest
from copydesk.settings import load
from copydesk.settings.rooms import Ingest

STORY = (
    "The harbour wall at Brackwell was repaired on Monday, the council said, after a long winter of storms.\n"
    "Nobody had expected the work to be finished before the spring tides, an engineer added.\n"
    "The bill came to four million crowns, a third more than the first estimate."
)
Tables = tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]


@pytest.fixture
def settings() -> Ingest:
    return load().ingest


@pytest.fixture
def story() -> str:
    return STORY


@pytest.fixture
def run(settings: Ingest) -> Callable[..., Tables]:
    """Ingest and hold the accounting: every record is an article or a reject."""

    def call(*inputs: str | Path) -> Tables:
        articles, rejects, intake = ingest(inputs, settings)
        counted = pd.concat([articles["input_file"], rejects["input_file"]]).value_counts()
        expected = intake.set_index("input_file")["records"]
        assert counted.sort_index().to_dict() == expected[expected > 0].sort_index().to_dict()
        assert articles["doc_id"].is_monotonic_increasing
        assert articles["doc_id"].is_unique
        return articles, rejects, intake

    return call
