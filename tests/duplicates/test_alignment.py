"""The compiled twins give what the plain functions give, whatever is repeated."""

from __future__ import annotations

from itertools import pairwise, permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.duplicates import shingles
from copydesk.duplicates import verify as way
from copydesk.duplicates.likenesses import likenesses, mark_wordings
from copydesk.duplicates.shingles import shingle_sets
from copydesk.duplicates.verify import compare
from copydesk.duplicates.wordings import distinct_wordings, likeness

few = settings(max_examples=60, derandomize=True, deadline=None)
# Few different words: repeats, overlaps and ties on every diagonal.
poor = st.lists(st.sampled_from("abc"), max_size=60)
texts = st.lists(st.one_of(poor, st.lists(st.sampled_from("abcdefghijklm"), max_size=60)), min_size=2, max_size=5)


@pytest.fixture
def both(streamed, monkeypatch):
    """What all ordered pairs of some lists of words share, compiled and plain."""

    def call(lists, gap, least):
        body, _ = streamed(*(" ".join(each) for each in lists))
        pairs = np.array(list(permutations(range(len(lists)), 2)), np.int64)
        found = []
        for repays in (0, len(pairs) + 1):
            monkeypatch.setattr(way, "REPAYS_COMPILER", repays)
            found.append(compare(pairs, body, shingle_sets(body), gap, least))
        return found

    return call


def test_compiled_and_plain_are_equal(both):
    @few
    @given(texts, st.integers(0, 9), st.integers(0, 14))
    def check(lists, gap, least):
        compiled, plain = both(lists, gap, least)
        for name in ("pairs", "common", "sizes", "ends", "found"):
            np.testing.assert_array_equal(getattr(compiled, name), getattr(plain, name))

    check()


def test_many_passages_and_many_runs_fit(both):
    # More passages and runs than the kernel has room for at first.
    pieces = [[f"w{piece}x{place}" for place in range(6)] for piece in range(1500)]
    one = [word for piece in pieces for word in (*piece, "one", "and", "only")]
    two = [word for piece in reversed(pieces) for word in (*piece, "other")]
    compiled, plain = both([one, two], 0, 6)
    assert len(plain.found) == 2 * len(pieces)
    np.testing.assert_array_equal(compiled.found, plain.found)


def test_runs_and_their_distinct_ones_are_the_same_compiled(streamed, monkeypatch):
    @few
    @given(st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=70), min_size=1, max_size=6), st.integers(1, 6))
    def check(lists, width):
        made = []
        for repays in (0, 10_000):
            monkeypatch.setattr(shingles, "REPAYS_COMPILER_WORDS", repays)
            body, _ = streamed(*(" ".join(each) for each in lists), width=width)
            made.append((body.shingles, *shingle_sets(body)))
        for compiled, plain in zip(*made, strict=True):
            np.testing.assert_array_equal(compiled, plain)

    check()


def test_likeness_is_the_same_compiled():
    @few
    @given(st.lists(st.lists(st.integers(0, 3), max_size=30), min_size=2, max_size=5), st.integers(0, 2))
    def check(lists, more):
        # Few different words, or many, so that blocks of every kind and order come up.
        lists = [[word + (more * place) % 7 for place, word in enumerate(each)] for each in lists]
        pairs = np.array(list(permutations(range(len(lists)), 2)), np.int64)
        bounds = np.cumsum([0, *map(len, lists)])
        shares = np.full(len(pairs), np.nan)
        likenesses(pairs, np.array([word for each in lists for word in each], np.int32), bounds, shares)
        assert shares.tolist() == [likeness(lists[a], lists[b]) for a, b in pairs.tolist()]

    check()


def test_wordings_are_the_same_compiled():
    @few
    @given(st.lists(st.lists(st.lists(st.integers(0, 2), min_size=1, max_size=14), min_size=1, max_size=6), max_size=3))
    def check(groups):
        lists = [words for group in groups for words in group]
        bounds, words = np.cumsum([0, *map(len, lists)]), np.array([word for each in lists for word in each], np.int32)
        distinct = np.zeros(len(lists), bool)
        ends = np.cumsum([0, *map(len, groups)])
        mark_wordings(np.arange(len(lists)), ends, words, bounds, distinct)
        found = [np.flatnonzero(distinct[a:b]).tolist() for a, b in pairwise(ends)]
        assert found == [distinct_wordings(group) for group in groups]

    check()
