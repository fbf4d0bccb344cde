"""Shingles and the exact figures taken from their sets."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.duplicates import shingles
from copydesk.duplicates.shingles import shared, shared_counts, shingle_sets

quick = settings(max_examples=80, derandomize=True, deadline=None)
sets = st.sets(st.integers(1, 40), max_size=25)
words = st.lists(st.sampled_from(["ash", "Birch", "cedar", "elm"]), max_size=25)
WIDTH = 5


def _sorted(found):
    return np.array(sorted(found), np.uint64)


def _flat(every):
    bounds = np.concatenate([[0], np.cumsum([len(each) for each in every])]).astype(np.int64)
    return np.concatenate([np.zeros(0, np.uint64), *(_sorted(each) for each in every)]), bounds


def _windows(found):
    lowered = [word.lower() for word in found]
    return {tuple(lowered[row : row + WIDTH]) for row in range(len(lowered) - WIDTH + 1)}


@quick
@given(sets, sets)
def test_shared_is_the_size_of_the_intersection_both_ways(a, b):
    assert shared(_sorted(a), _sorted(b)) == shared(_sorted(b), _sorted(a)) == len(a & b)


@settings(max_examples=30, derandomize=True, deadline=None)
@given(st.lists(sets, min_size=2, max_size=6))
def test_shared_counts_are_the_intersections(every):
    flat, bounds = _flat(every)
    pairs = np.array([(a, b) for a in range(len(every)) for b in range(len(every))], np.int64)
    assert shared_counts(pairs, flat, bounds).tolist() == [len(every[a] & every[b]) for a, b in pairs.tolist()]


@quick
@given(st.lists(words, min_size=1, max_size=4))
def test_sets_are_the_distinct_runs_of_five_folded_words(streamed, every):
    body, _ = streamed(*map(" ".join, every))
    flat, bounds = shingle_sets(body)
    own = [flat[bounds[d] : bounds[d + 1]] for d in range(len(every))]
    wanted = [_windows(each) for each in every]
    assert [len(each) for each in own] == [len(each) for each in wanted]
    assert [shared(a, b) for a in own for b in own] == [len(a & b) for a in wanted for b in wanted]
    assert all((np.diff(each.astype(object)) > 0).all() for each in own)


@quick
@given(words, words)
def test_a_shingle_begins_at_each_word_that_four_more_follow(streamed, a, b):
    body, _ = streamed(" ".join(a), " ".join(b))
    assert (body.shingles != 0).tolist() == [row < len(each) - WIDTH + 1 for each in (a, b) for row in range(len(each))]


def test_a_shingle_is_equal_wherever_it_stands_and_however_it_is_printed(streamed):
    body, _ = streamed("The old pier was closed", "They said: THE OLD PIER, was “closed”!")
    assert body.shingles[0] == body.shingles[body.bounds[1] + 2]


def test_order_of_words_counts(streamed):
    body, _ = streamed("one two three four five", "two one three four five")
    assert body.shingles[0] != body.shingles[5]


def test_no_articles_and_articles_without_words(streamed):
    for texts in ((), ("", "…")):
        flat, bounds = shingle_sets(streamed(*texts)[0])
        assert (len(flat), bounds.tolist()) == (0, [0] * (len(texts) + 1))


@pytest.mark.parametrize("few", [0, 10_000])
def test_sets_of_large_corpora_are_those_of_small_ones(monkeypatch, few):
    draw = np.random.default_rng(7)
    sizes = [0, 3, 900, 5, 40, 0]
    bounds = np.cumsum([0, *sizes])
    texts = [draw.integers(1, 60, size).astype(np.uint64) for size in sizes]
    parts = [np.append(each[: max(len(each) - 4, 0)], np.zeros(min(len(each), 4), np.uint64)) for each in texts]
    flat = np.concatenate(parts).astype(np.uint64)
    source = shingles.Stream(bounds, np.arange(len(flat)), np.zeros(len(flat), np.int32), flat, 5)
    oracle = shingles.shingle_sets(source)
    monkeypatch.setattr(shingles, "REPAYS_COMPILER_WORDS", 1)
    monkeypatch.setattr(shingles, "_FEW_WORDS", few)
    for ours, expected in zip(shingles.shingle_sets(source), oracle, strict=True):
        np.testing.assert_array_equal(ours, expected)
    np.testing.assert_array_equal(source.shingles, np.concatenate(parts))
