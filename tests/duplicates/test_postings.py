"""Posting lists and their counting: compiled and plain paths against brute force, bit for bit."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.duplicates import posting_kernels, postings
from copydesk.duplicates.postings import Postings, count_pairs, posting_lists, set_sizes
from copydesk.errors import UsageError

quick = settings(max_examples=60, derandomize=True, deadline=None)
# Top bits choose the part, the next ones the slot: both few, so that parts and slots are shared.
shingles = st.builds(lambda top, slot, low: (top << 52) | (slot << 37) | (low << 24), *[st.integers(1, 4)] * 3)
corpora = st.lists(st.sets(shingles, max_size=15), max_size=9)


def _flat(sets):
    values = [np.array(sorted(each), np.uint64) for each in sets]
    bounds = np.concatenate([[0], np.cumsum([len(each) for each in sets])]).astype(np.int64)
    return np.concatenate([np.zeros(0, np.uint64), *values]), bounds


@pytest.fixture
def compile_all(monkeypatch):
    return lambda: monkeypatch.setattr(postings, "REPAYS_COMPILER", 0)


def _both(sets, most, needed):
    lists = posting_lists(*_flat(sets), most)
    return lists, count_pairs(lists, np.array(needed, np.int32))


@quick
@given(corpora, st.integers(2, 9))
def test_lists_hold_the_articles_of_every_shared_shingle(sets, most):
    lists = posting_lists(*_flat(sets), most)
    wanted = []
    for shingle in sorted({value for each in sets for value in each}):
        docs = [number for number, each in enumerate(sets) if shingle in each]
        if 2 <= len(docs) <= most:
            wanted += [(doc, len(wanted) + len(docs)) for doc in docs]
    assert list(zip(lists.docs.tolist(), lists.ends.tolist(), strict=True)) == wanted
    assert lists.events() == sum(end - at - 1 for at, (_, end) in enumerate(wanted))


@quick
@given(corpora, st.integers(2, 9), st.lists(st.integers(1, 5), min_size=9, max_size=9))
def test_pairs_are_counted_exactly(sets, most, needed):
    often = {value for each in sets for value in each if sum(value in other for other in sets) > most}
    wanted = {
        (a, b): len((sets[a] & sets[b]) - often)
        for a, b in combinations(range(len(sets)), 2)
        if len((sets[a] & sets[b]) - often) >= min(needed[a], needed[b])
    }
    pairs, counts = _both(sets, most, needed[: len(sets)])[1]
    assert dict(zip(map(tuple, pairs.tolist()), counts.tolist(), strict=True)) == wanted
    assert pairs.tolist() == sorted(pairs.tolist())


@quick
@given(corpora.filter(lambda sets: any(sets)), st.integers(2, 9), st.lists(st.integers(1, 5), min_size=9, max_size=9))
def test_the_compiled_path_gives_the_same_bits(sets, most, needed):
    plain = _both(sets, most, needed[: len(sets)])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postings, "REPAYS_COMPILER", 0)
        compiled = _both(sets, most, needed[: len(sets)])
    for one, two in zip(
        (plain[0].docs, plain[0].ends, *plain[1]), (compiled[0].docs, compiled[0].ends, *compiled[1]), strict=True
    ):
        np.testing.assert_array_equal(one, two)
        assert one.dtype == two.dtype


def test_many_shingles_of_many_articles_give_the_same_bits(monkeypatch):
    random = np.random.default_rng(5)
    sets = [random.integers(1, 9000, size).tolist() for size in random.integers(0, 120, 400)]
    flat, bounds = _flat([{value * 0x9E3779B97F4A7C15 % (1 << 64) for value in each} for each in sets])
    needed = np.full(len(sets), 2, np.int32)
    plain = posting_lists(flat, bounds, 50)
    counted = count_pairs(plain, needed)
    monkeypatch.setattr(postings, "REPAYS_COMPILER", 0)
    compiled = posting_lists(flat, bounds, 50)
    np.testing.assert_array_equal(plain.docs, compiled.docs)
    np.testing.assert_array_equal(plain.ends, compiled.ends)
    for one, two in zip(counted, count_pairs(compiled, needed), strict=True):
        np.testing.assert_array_equal(one, two)
    assert len(counted[0]) > 500


def test_rounds_and_marked_shingles_give_the_same_bits(monkeypatch):
    random = np.random.default_rng(6)
    spread = np.uint64(0x9E3779B97F4A7C15)
    rows = [random.integers(1, 900, size).astype(np.uint64) * spread for size in random.integers(0, 120, 60)]
    whole = np.concatenate(rows)
    places = np.concatenate([[0], np.cumsum([len(each) for each in rows])])
    first = np.concatenate([np.isin(np.arange(len(each)), np.unique(each, return_index=True)[1]) for each in rows])
    flat, bounds = _flat([set(each.tolist()) for each in rows])
    plain = posting_lists(flat, bounds, 20)
    monkeypatch.setattr(posting_kernels, "_AT_ONCE", 500)
    marked = posting_lists(whole, places, 20, first)
    np.testing.assert_array_equal(plain.docs, marked.docs)
    np.testing.assert_array_equal(plain.ends, marked.ends)
    assert set_sizes(places, first).tolist() == np.diff(bounds).tolist() == set_sizes(bounds).tolist()
    assert len(plain.docs) > 2000


def test_a_chance_meeting_of_two_shingles_of_one_article_makes_no_pair_with_itself():
    lists = Postings(np.array([3, 3], np.int32), np.array([2, 2]))
    assert len(count_pairs(lists, np.ones(4, np.int32))[0]) == 0


def test_more_pairs_than_memory_holds_are_refused(monkeypatch, compile_all):
    compile_all()
    monkeypatch.setattr(postings, "MOST_PAIRS", 5)
    with pytest.raises(UsageError, match="more than 5 pairs of articles share text"):
        _both([{1 << 40}] * 9, 9, [1] * 9)


def test_more_articles_than_their_numbers_have_bits_are_refused(monkeypatch):
    monkeypatch.setattr(postings, "DOC_BITS", 2)
    with pytest.raises(UsageError, match="5 articles are too many"):
        posting_lists(np.zeros(0, np.uint64), np.zeros(6, np.int64), 3)
