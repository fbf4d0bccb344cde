"""The sample corpus audited exactly: the default search misses nothing of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd

from copydesk.pipeline import STAGES, read_tables
from copydesk.settings import load

ROOT = Path(__file__).resolve().parents[2]


def test_on_the_sample_the_exact_and_the_default_run_agree():
    default = load(ROOT / "copydesk.toml")
    exact = replace(default, duplicates=replace(default.duplicates, exact=True))
    tables = read_tables([str(ROOT / "corpus" / "sample")], default)
    for stage in STAGES:
        if stage.name == "duplicates":
            break
        tables |= stage.run(tables, default)
    one, two = stage.run(tables, default), stage.run(tables, exact)
    assert len(one["pairs"]) > 5
    for name in stage.writes:
        pd.testing.assert_frame_equal(one[name], two[name])
