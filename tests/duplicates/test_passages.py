"""Passages: equal words on both sides, found where they were planted."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.duplicates.passages import Passage, align

quick = settings(max_examples=100, derandomize=True, deadline=None)
OWN = [f"own{n}" for n in range(60)]
THEIRS = [f"their{n}" for n in range(60)]
COPY = [f"copy{n}" for n in range(40)]


@pytest.fixture(scope="module")
def aligned(streamed):
    """Passages of two lists of words."""

    def call(a, b, gap=8, least=12):
        body, _ = streamed(" ".join(a), " ".join(b))
        return align(body.shingles[body.doc(0)], body.shingles[body.doc(1)], body.width, gap, least)

    return call


@quick
@given(st.integers(0, 20), st.integers(0, 20), st.integers(12, 40))
def test_a_planted_passage_is_found_at_its_exact_place(aligned, before, behind, size):
    a = OWN[:before] + COPY[:size] + OWN[before : before + 10]
    b = THEIRS[:behind] + COPY[:size] + THEIRS[behind : behind + 10]
    assert aligned(a, b) == [Passage(before, before + size, behind, behind + size, size, size)]


@pytest.mark.parametrize(("size", "found"), [(11, 0), (12, 1)])
def test_the_least_length_is_exact(aligned, size, found):
    assert len(aligned(OWN[:9] + COPY[:size] + OWN[9:20], THEIRS[:3] + COPY[:size] + THEIRS[3:9])) == found


@pytest.mark.parametrize("edit", [[], ["changed"], ["changed"] * 8])
def test_a_small_edit_is_bridged(aligned, edit):
    b = COPY[:15] + edit + COPY[16:]
    assert aligned(COPY, b) == [Passage(0, 40, 0, len(b), 39, 24)]


def test_a_longer_edit_parts_two_passages(aligned):
    found = aligned(COPY, COPY[:15] + ["changed"] * 9 + COPY[16:])
    assert [(p.start_a, p.end_a, p.start_b) for p in found] == [(0, 15, 0), (16, 40, 24)]


def test_a_stray_phrase_does_not_part_a_passage(aligned):
    # The six words in the middle stand elsewhere in b, so their run lies between the two in the order of a.
    stray = [f"stray{n}" for n in range(6)]
    (found,) = aligned(COPY[:15] + stray + COPY[15:], stray + THEIRS[:20] + COPY)
    assert found == Passage(0, 46, 26, 66, 40, 25)


def test_passages_in_another_order_are_all_found(aligned):
    found = aligned(COPY[:20] + OWN[:10] + COPY[20:], COPY[20:] + THEIRS[:10] + COPY[:20])
    assert [(p.start_a, p.end_a, p.start_b, p.end_b) for p in found] == [(0, 20, 30, 50), (30, 50, 0, 20)]


def test_a_text_said_twice_in_b_is_matched_once(aligned):
    found = aligned(COPY, COPY + THEIRS[:20] + COPY)
    assert [(p.start_a, p.end_a, p.equal) for p in found] == [(0, 40, 40)]


words = st.lists(st.sampled_from("abcd"), min_size=0, max_size=40)


@quick
@given(words, words, st.integers(0, 6), st.integers(5, 10))
def test_whatever_is_found_is_equal_in_both_and_overlaps_nowhere(aligned, a, b, gap, least):
    found = aligned(a, b, gap, least)
    for p in found:
        assert p.equal >= least
        assert p.longest <= p.equal <= min(p.end_a - p.start_a, p.end_b - p.start_b)
        assert _matched(a[p.start_a : p.end_a], b[p.start_b : p.end_b]) >= p.equal
    for before, after in pairwise(found):
        assert before.end_a <= after.start_a
    by_b = sorted(found, key=lambda p: p.start_b)
    assert all(before.end_b <= after.start_b for before, after in pairwise(by_b))


def _matched(a, b):
    """Length of the longest common subsequence: no more words can be equal in order."""
    row = [0] * (len(b) + 1)
    for x in a:
        above = row[:]
        for column, y in enumerate(b, start=1):
            row[column] = above[column - 1] + 1 if x == y else max(above[column], row[column - 1])
    return row[-1]


@quick
@given(st.lists(st.sampled_from("abcdefgh"), min_size=12, max_size=40))
def test_a_text_matches_itself_whole(aligned, a):
    found = aligned(a, a)
    assert [(p.start_a, p.end_a, p.start_b, p.end_b, p.longest) for p in found] == [(0, len(a), 0, len(a), len(a))]


def test_nothing_shared_nothing_found(aligned):
    assert aligned(OWN, THEIRS) == aligned([], OWN) == aligned(["a"], ["a"]) == []
