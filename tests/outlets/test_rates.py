"""Wilson's interval against published values and its own mathematics."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.outlets import wilson

counts = st.integers(0, 5000).flatmap(lambda trials: st.tuples(st.integers(0, trials), st.just(trials)))
quick = settings(max_examples=150, derandomize=True, deadline=None)


# 81/263, 15/148, 0/20 and 1/29: Newcombe (1998), Statistics in Medicine 17, table I, method 3.
@pytest.mark.parametrize(
    ("hits", "trials", "low", "high"),
    [
        (10, 20, 0.2993, 0.7007),
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_published_values(hits, trials, low, high):
    share, below, above = wilson(hits, trials)
    assert (float(share), float(below), float(above)) == (
        pytest.approx(hits / trials),
        pytest.approx(low, abs=5e-5),
        pytest.approx(high, abs=5e-5),
    )


@quick
@given(counts)
def test_the_interval_holds_the_share_and_stays_between_0_and_1(count):
    share, low, high = (float(each) for each in wilson(*count))
    if count[1] == 0:
        assert math.isnan(share)
        assert math.isnan(low)
        assert math.isnan(high)
    else:
        assert 0 <= low <= share <= high <= 1


@quick
@given(counts.filter(lambda count: count[1] > 0))
def test_the_interval_of_the_rest_is_its_mirror(count):
    hits, trials = count
    _, low, high = wilson(hits, trials)
    _, rest_low, rest_high = wilson(trials - hits, trials)
    assert (float(rest_low), float(rest_high)) == (pytest.approx(1 - float(high)), pytest.approx(1 - float(low)))


def test_more_trials_make_it_narrower():
    _, low, high = wilson([1, 10, 100, 1000], [4, 40, 400, 4000])
    assert (np.diff(high - low) < 0).all()
