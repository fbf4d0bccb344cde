from __future__ import annotations

from pathlib import Path

import pytest

from copydesk.notices import Rulebook, load_rulebook

RULES = Path(__file__).parents[2] / "checks" / "notices"


@pytest.fixture(scope="session")
def book() -> Rulebook:
    return load_rulebook(RULES)
