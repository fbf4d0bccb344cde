"""A small report in fiction: every table filled, hostile strings included."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from eastmere_others import others
from eastmere_rows import documents, findings, lines, pairs, passages
from eastmere_texts import Rows, filled

from copydesk.reports import publish
from copydesk.settings import load
from copydesk.settings.rooms import Reports
from copydesk.tables import PUBLISHED


@pytest.fixture(scope="session")
def tables() -> dict[str, pd.DataFrame]:
    rows = {
        "documents": documents(),
        "lines": lines(),
        "pairs": pairs(),
        "passages": passages(),
        "findings": findings(),
        **others(),
    }
    return {name: filled(name, rows[name]) for name in PUBLISHED}


@pytest.fixture(scope="session")
def fill() -> Callable[[str, Rows], pd.DataFrame]:
    return filled


@pytest.fixture(scope="session")
def settings() -> Reports:
    return load().reports


@pytest.fixture(scope="session")
def report(tables: dict[str, pd.DataFrame], settings: Reports, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish(tables, tmp_path_factory.mktemp("reports") / "report", settings)
