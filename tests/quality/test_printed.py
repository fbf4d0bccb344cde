from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.quality import spans
from copydesk.quality.report import Report

TEXTS = ["Fähre 🚢 fährt ab.", "", "Plain words, plain words.", "„Ja“, rief sie. ‚Nein‘, rief er."]
TEXTS += ["".join(TEXTS) * 3, "🚢" * 70]


def test_texts_are_compared_alike_compiled() -> None:
    report = Report({"documents": pd.DataFrame({"text": pd.Series(TEXTS, dtype="str")})})
    row = st.integers(0, len(TEXTS) - 1)
    place = row.flatmap(
        lambda n: st.tuples(st.just(n), st.integers(0, len(TEXTS[n])), st.integers(0, len(TEXTS[n])), st.integers(0, 2))
    )

    @settings(max_examples=300, derandomize=True, deadline=None)
    @given(st.lists(place, min_size=1, max_size=8))
    def check(places: list[tuple[int, int, int, int]]) -> None:
        # The words there, or cut short, or those of another place.
        rows = np.array([p[0] for p in places])
        first = np.array([min(p[1], p[2]) for p in places])
        last = np.array([max(p[1], p[2]) for p in places])
        said = [TEXTS[r][a : b - c if c < 2 else None] for (r, *_, c), a, b in zip(places, first, last, strict=True)]
        words = pd.Series(said, dtype="str")
        plain = spans._stands(report, rows, first, last, words)
        assert spans._stands_compiled(report, rows, first, last, words).tolist() == plain

    check()
