from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
import pytest
from fictional_report import intake_of, tables_of_report

from copydesk.quality.expectations import Desk
from copydesk.settings import packaged
from copydesk.settings.rooms import Quality


@pytest.fixture
def tables() -> dict[str, pd.DataFrame]:
    return tables_of_report()


@pytest.fixture
def intake() -> pd.DataFrame:
    return intake_of(harbour=3, quay=1)


@pytest.fixture(scope="session")
def quality() -> Quality:
    return Quality(checks=packaged("checks"))


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    with Desk() as held:
        yield held
