from __future__ import annotations

import math
from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from copydesk.readability.consensus import consensus

GRADES = (
    "smog_index",
    "coleman_liau_index",
    "automated_readability_index",
    "dale_chall_readability_score",
    "linsear_write_formula",
    "gunning_fog",
)
SCORES = st.one_of(st.floats(-5, 30), st.integers(-50, 300).map(lambda tenths: tenths / 10))


def count_votes(scores: dict[str, float]) -> float:
    """textstat's text_standard, with its loop: the most common vote, the first of equals, within 1 to 18."""

    def roundings(score: float) -> list[int]:
        return [math.floor(score), math.ceil(score), round(score)]

    ease = scores["flesch_reading_ease"]
    bands = {90: [5], 80: [6], 70: [7], 60: [8, 9], 50: [10], 40: [11], 30: [12]}
    votes = roundings(scores["flesch_kincaid_grade"])
    votes += next((grades for low, grades in bands.items() if low <= ease < low + 10), [13])
    votes += [vote for name in GRADES for vote in roundings(scores[name])]
    return float(max(1, min(Counter(votes).most_common(1)[0][0], 18)))


@given(st.lists(st.tuples(st.floats(-50, 130), *[SCORES] * 7), min_size=1, max_size=5))
def test_the_most_frequent_grade_wins_and_the_first_of_equals(rows: list[tuple[float, ...]]) -> None:
    names = ("flesch_reading_ease", "flesch_kincaid_grade", *GRADES)
    columns = {name: np.array([row[place] for row in rows]) for place, name in enumerate(names)}
    expected = [count_votes(dict(zip(names, row, strict=True))) for row in rows]
    assert consensus(columns).tolist() == expected
