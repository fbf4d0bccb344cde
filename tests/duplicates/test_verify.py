"""What is left of compared pairs: set phrases dropped, rows chosen, long passages told."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.duplicates.compared import Compared
from copydesk.duplicates.judging import tells


def compared(*pairs, size=1000, common=50):
    """One pair for each list of passages (start_a, start_b, equal words), each one run."""
    rows = [(a, a + n, b, b + n, n, n) for passages in pairs for a, b, n in passages]
    ends = np.cumsum([len(passages) for passages in pairs], dtype=np.int64)
    numbers = np.arange(2 * len(pairs)).reshape(-1, 2)
    shares = np.full(len(pairs), common)
    return Compared(numbers, shares, np.full((len(pairs), 2), size), ends, np.array(rows, np.int64).reshape(-1, 6))


def kept(*pairs):
    done = compared(*pairs).without_set_phrases(20, 50)
    return [done.found[first:end, [0, 2, 4]].tolist() for first, end in pairwise([0, *done.ends])]


LARGE = (100, 300, 20)


@pytest.mark.parametrize("short", [(0, 280, 19), (0, 329, 19), (171, 321, 19), (121, 371, 19), (121, 230, 19)])
def test_a_short_passage_far_from_the_others_is_a_set_phrase(short):
    passages = sorted([LARGE, short])
    assert kept(passages) == [[list(LARGE)]]


@pytest.mark.parametrize("near", [(31, 320, 19), (170, 320, 19), (120, 370, 19), (120, 231, 19), (500, 900, 20)])
def test_a_short_passage_near_another_and_a_larger_one_anywhere_are_kept(near):
    passages = sorted([LARGE, near])
    assert kept(passages) == [list(map(list, passages))]


def test_short_passages_are_kept_where_there_is_nothing_larger_and_pairs_do_not_mix():
    assert kept([(0, 0, 12), (500, 700, 12)], [(0, 0, 30)]) == [[[0, 0, 12], [500, 700, 12]], [[0, 0, 30]]]


def test_no_pairs():
    done = compared().without_set_phrases(20, 50)
    assert (len(done.pairs), len(done.found), done.longest.tolist()) == (0, 0, [])
    assert done.where(np.zeros(0, bool)).documents.tolist() == []


passage = st.tuples(st.integers(0, 300), st.integers(0, 300), st.integers(12, 40))


@settings(max_examples=60, derandomize=True, deadline=None)
@given(st.lists(st.lists(passage, min_size=1, max_size=4), min_size=1, max_size=4), st.data())
def test_each_pair_keeps_its_largest_passage_and_its_own_rows(pairs, data):
    whole = compared(*pairs)
    done = whole.without_set_phrases(20, 50)
    assert done.largest.tolist() == whole.largest.tolist() == [max(n for _, _, n in each) for each in pairs]
    wanted = np.array(data.draw(st.lists(st.booleans(), min_size=len(pairs), max_size=len(pairs))))
    part = whole.where(wanted)
    assert part.found.tolist() == [
        row for row, owner in zip(whole.found.tolist(), whole.owners, strict=True) if wanted[owner]
    ]
    assert part.longest.tolist() == whole.longest[wanted].tolist()


@pytest.mark.parametrize(
    ("passages", "common", "sources", "told"),
    [
        ([(0, 0, 29)], 99, ("Harbour Courier", "Coast Post"), False),
        ([(0, 0, 29)], 100, ("Harbour Courier", "Coast Post"), True),
        ([(0, 0, 30)], 26, ("Harbour Courier", "Coast Post"), True),
        ([(0, 0, 30)], 299, ("Coast Post", "Coast Post"), False),
        ([(0, 0, 30)], 300, ("Coast Post", "Coast Post"), True),
        ([(0, 0, 29)], 299, (None, None), True),
        ([(0, 0, 30)], 26, ("Coast Post", None), True),
    ],
)
def test_what_is_worth_a_row(limits, passages, common, sources, told):
    done = tells(compared(passages, common=common), pd.Series(sources, dtype="str"), limits)
    assert done.tolist() == [told]


@pytest.mark.parametrize(("equal", "told"), [(44, False), (45, True)])
def test_a_long_passage_with_small_edits_is_worth_a_row(limits, equal, told):
    done = compared([(0, 0, equal)], common=26)
    done.found[:, 5] = 20
    assert tells(done, pd.Series(["Harbour Courier", "Coast Post"]), limits).tolist() == [told]
