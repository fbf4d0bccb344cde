"""Stories: groups without chains, whatever the order of what they are made from."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.duplicates import stories
from copydesk.duplicates.stories import group

quick = settings(max_examples=80, derandomize=True, deadline=None)
graphs = st.dictionaries(
    st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] < pair[1]),
    st.integers(1, 20).map(lambda twentieths: twentieths / 20),
    max_size=25,
)


def test_two_articles_are_one_story_from_the_threshold_on():
    assert group({(3, 7): 0.4}, 0.4) == [[3, 7]]
    assert group({(3, 7): 0.39}, 0.4) == []


def test_a_chain_is_not_one_story():
    found = group({(n, n + 1): 0.5 for n in range(9)}, 0.4)
    assert max(map(len, found)) == 2


def test_a_clique_is_one_story():
    assert group(dict.fromkeys(combinations(range(8), 2), 0.5), 0.4) == [list(range(8))]


def test_two_cliques_with_one_bridge_stay_two():
    links = dict.fromkeys([*combinations(range(4), 2), *combinations(range(4, 8), 2)], 0.9)
    assert group({**links, (3, 4): 0.9}, 0.4) == [[0, 1, 2, 3], [4, 5, 6, 7]]


def test_no_pairs_no_stories():
    assert group({}, 0.4) == []


@quick
@given(graphs)
def test_a_story_holds_together_on_average_and_no_article_is_in_two(similarity):
    found = group(similarity, 0.4)
    members = [doc for each in found for doc in each]
    assert len(members) == len(set(members))
    assert found == sorted(sorted(each) for each in found)
    strong = {pair: value for pair, value in similarity.items() if value >= 0.4}
    for each in found:
        assert len(each) >= 2
        assert {doc for pair in strong if set(pair) <= set(each) for doc in pair} == set(each)


@quick
@given(graphs, st.randoms(use_true_random=False))
def test_the_order_of_the_pairs_changes_nothing(similarity, random):
    shuffled = list(similarity.items())
    random.shuffle(shuffled)
    assert group(dict(shuffled), 0.4) == group(similarity, 0.4)


@quick
@given(graphs, graphs)
def test_unconnected_pairs_change_no_other_story(similarity, others):
    moved = {(a + 100, b + 100): value for (a, b), value in others.items()}
    together = group({**similarity, **moved}, 0.4)
    assert [each for each in together if each[0] < 100] == group(similarity, 0.4)


@quick
@given(graphs)
def test_a_part_too_large_for_a_matrix_is_grouped_around_verified_centres(similarity):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stories, "_LARGEST_MATRIX", 0)
        found = group(similarity, 0.4)
    strong = {pair for pair, value in similarity.items() if value >= 0.4}
    for each in found:
        assert any(all((min(c, doc), max(c, doc)) in strong for doc in each if doc != c) for c in each)
    assert len(np.concatenate([*map(np.array, found), []])) == len({doc for each in found for doc in each})
