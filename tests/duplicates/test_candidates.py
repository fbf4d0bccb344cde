"""Candidates against brute force."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.duplicates.banded_pairs import banded, merge_pairs
from copydesk.duplicates.candidates import exact_pairs, find_candidates, rare_pairs
from copydesk.errors import UsageError

quick = settings(max_examples=80, derandomize=True, deadline=None)
ONES = 0xFFFFFFFF
_WHOLE = 32


def _tuples(pairs):
    return [tuple(pair) for pair in pairs.tolist()]


@quick
@given(st.lists(st.lists(st.sampled_from([0, 1, 2, ONES]), min_size=6, max_size=6), max_size=12))
def test_bands_find_exactly_the_pairs_that_agree_in_a_whole_band(rows):
    signed = np.array(rows, np.uint32).reshape(-1, 6)
    wanted = [
        (a, b)
        for a, b in combinations(range(len(rows)), 2)
        if min(rows[a]) < ONES
        and min(rows[b]) < ONES
        and any(rows[a][k : k + 2] == rows[b][k : k + 2] for k in (0, 2, 4))
    ]
    assert _tuples(banded(signed, 3, 2, _WHOLE)[0]) == wanted


def test_one_value_in_two_bands_is_no_agreement():
    assert _tuples(banded(np.array([[1, 2, 3, 4], [3, 4, 1, 2]], np.uint32), 2, 2, _WHOLE)[0]) == []


@quick
@given(
    st.lists(st.sets(st.integers(1, 15), max_size=12), max_size=8),
    st.integers(2, 5),
    st.integers(1, 4),
    st.sampled_from([0.1, 0.25, 0.5, 1.0]),
)
def test_rare_pairs_share_enough_rare_shingles(sets, most, least, part):
    values = [np.array(sorted(each), np.uint64) << np.uint64(30) for each in sets]
    bounds = np.concatenate([[0], np.cumsum([len(each) for each in sets])]).astype(np.int64)
    often = {v for each in sets for v in each if sum(v in other for other in sets) > most}
    needed = [min(least, max(2, math.ceil(part * len(each)))) for each in sets]
    wanted = [
        (a, b)
        for a, b in combinations(range(len(sets)), 2)
        if len((sets[a] & sets[b]) - often) >= min(needed[a], needed[b])
    ]
    found = rare_pairs(np.concatenate([np.zeros(0, np.uint64), *values]), bounds, most, least, part)
    assert _tuples(found) == wanted


def test_a_bucket_is_paired_whole_up_to_its_limit_and_a_larger_one_as_a_star():
    signed = np.tile(np.array([5, 6, 7, 8], np.uint32), (33, 1))
    assert len(banded(signed[:32], 1, 4, _WHOLE)[0]) == 32 * 31 // 2
    assert _tuples(banded(signed, 1, 4, _WHOLE)[0]) == [(0, row) for row in range(1, 33)]


def test_a_template_of_many_pages_costs_its_number_of_pages():
    signed = np.tile(np.arange(128, dtype=np.uint32), (5000, 1))
    assert len(banded(signed, 32, 4, _WHOLE)[0]) == 4999


@quick
@given(
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=15),
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=15),
)
def test_merged_pairs_are_distinct_sorted_and_in_order(one, two):
    merged = merge_pairs(*(np.array(each, np.int64).reshape(-1, 2) for each in (one, two)))
    assert _tuples(merged) == sorted({(min(p), max(p)) for p in one + two if p[0] != p[1]})


def test_nothing_gives_no_pairs():
    assert banded(np.zeros((0, 128), np.uint32), 32, 4, _WHOLE)[0].shape == (0, 2)
    assert rare_pairs(np.zeros(0, np.uint64), np.zeros(1, np.int64), 30, 8).shape == (0, 2)


def _sets(*each):
    values = [np.array(sorted(one), np.uint64) << np.uint64(30) for one in each]
    return np.concatenate(values), np.concatenate([[0], np.cumsum([len(one) for one in each])]).astype(np.int64)


def test_an_exact_audit_needs_a_tenth_of_the_shorter_or_a_long_run(limits):
    short, long = set(range(1, 21)), set(range(100, 500))
    sets = _sets(short, long | {1, 2}, long | {1, *range(600, 900)}, set(range(124, 150)) | set(range(1000, 1990)))
    assert _tuples(exact_pairs(*sets, limits)) == [(0, 1), (1, 2), (1, 3), (2, 3)]
    assert (1, 3) not in _tuples(exact_pairs(*sets, replace(limits, long_run_words=31)))


def test_an_exact_audit_has_no_limit_to_how_common_a_shingle_is(limits):
    many = _sets(*[{1, 2, 3}] * 40)
    assert len(exact_pairs(*many, limits)) == 40 * 39 // 2
    assert len(rare_pairs(*many, 30, 3)) == 0


def test_an_exact_audit_is_refused_above_its_limit(limits):
    with pytest.raises(UsageError, match=r"up to 100,000 articles; these are 100,001"):
        exact_pairs(np.zeros(0, np.uint64), np.zeros(100_002, np.int64), limits)


def test_candidates_are_bands_and_rare_shingles_or_exact(limits):
    sets, signed = _sets({1, 2, 3}, {1, 2, 3}, {7, 8, 9}), np.array([[1] * 128, [2] * 128, [1] * 128], np.uint32)
    assert _tuples(find_candidates(signed, sets, limits).pairs) == [(0, 1), (0, 2)]
    assert _tuples(find_candidates(signed, sets, replace(limits, exact=True)).pairs) == [(0, 1)]


def test_buckets_linked_as_stars_are_told_once_and_joined_where_they_share_an_article():
    signed = np.arange(40, dtype=np.uint32)[:, None] * np.ones(4, np.uint32)
    signed[:10, 0], signed[6:20, 1], signed[30:36, 3] = 100, 200, 300
    pairs, stars = banded(signed, 4, 1, 5)
    assert stars == [list(range(20)), list(range(30, 36))]
    assert len(pairs) == 9 + 13 + 5
