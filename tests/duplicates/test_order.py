"""Who was first, and how sure that is."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from copydesk.duplicates.order import certain, days_between, first_of, ordered, time_rank

DAY, HOUR = 86_400_000_000, 3_600_000_000
UNDATED = np.iinfo(np.int64).max


def test_ranks_are_microseconds_and_undated_articles_come_last():
    times = pd.Series(pd.to_datetime(["1970-01-02T00:00:01Z", None, "1969-12-31T23:59:59Z"], utc=True))
    articles = pd.DataFrame({"published_at": times.astype("datetime64[us, UTC]")})
    assert time_rank(articles).tolist() == [DAY + 1_000_000, UNDATED, -1_000_000]


def test_pairs_name_the_earlier_article_first():
    ranks = np.array([5, 3, 3, UNDATED])
    pairs = np.array([[0, 1], [1, 2], [0, 3], [2, 3]])
    assert ordered(pairs, ranks).tolist() == [[1, 0], [1, 2], [0, 3], [2, 3]]


@pytest.mark.parametrize(("a", "b", "days"), [(0, DAY, 1.0), (DAY, 0, 1.0), (0, HOUR, 1 / 24), (7, 7, 0.0)])
def test_days_between(a, b, days):
    assert days_between(a, b) == pytest.approx(days)


def test_days_between_is_unknown_when_one_is_undated():
    assert math.isnan(days_between(0, UNDATED))
    assert math.isnan(days_between(UNDATED, UNDATED))


@pytest.mark.parametrize(
    ("a", "b", "day_only", "sure"),
    [
        (0, 1, False, True),
        (5, 5, False, False),
        (0, UNDATED, False, False),
        (UNDATED, UNDATED, False, False),
        (0, 23 * HOUR, True, False),
        (0, 25 * HOUR, True, True),
        (23 * HOUR, DAY, True, True),
        (-HOUR, HOUR, True, True),
    ],
)
def test_certain(a, b, day_only, sure):
    assert certain(a, b, day_only) is certain(b, a, day_only) is sure


@pytest.mark.parametrize(
    ("ranks", "day_only", "first"),
    [
        ({1: 10, 2: 20, 3: 30}, set(), 1),
        ({1: 20, 2: 10}, set(), 2),
        ({1: 10, 2: 10, 3: 30}, set(), None),
        ({1: 10, 2: 20, 3: UNDATED}, set(), None),
        ({1: 0, 2: HOUR}, {1}, None),
        ({1: 0, 2: HOUR}, {2}, None),
        ({1: 0, 2: DAY + HOUR}, {1, 2}, 1),
        ({1: HOUR, 2: 2 * HOUR, 3: 3 * HOUR}, {3}, None),
        ({1: HOUR, 2: 2 * HOUR, 3: 2 * DAY}, {3}, 1),
        ({1: 10}, set(), None),
        ({}, set(), None),
    ],
)
def test_first_of(ranks, day_only, first):
    assert first_of(ranks, day_only) == first
