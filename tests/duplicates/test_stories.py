"""Stories: groups without chains, whatever the order of what they are made from."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.cluster.hierarchy import fcluster, linkage

from copydesk.duplicates import stories
from copydesk.duplicates.stories import group, joining

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


def test_an_article_that_merges_stories_joins_each_of_them():
    one, two = dict.fromkeys(combinations(range(3), 2), 0.9), dict.fromkeys(combinations(range(3, 6), 2), 0.9)
    digest = {(0, 9): 0.35, (1, 9): 0.2, (3, 9): 0.3, (4, 9): 0.3, (5, 9): 0.3}
    links = {**one, **two, **digest}
    groups = group(links, 0.4)
    assert groups == [[0, 1, 2], [3, 4, 5]]
    assert joining(groups, links, 0.3) == [[9], [9]]
    assert joining(groups, links, 0.36) == [[], []]
    assert joining(groups, {**links, (0, 9): 0.0, (1, 9): 0.0}, 0.3) == [[], [9]]


@pytest.mark.parametrize(("met", "joins"), [([0], []), ([0, 1], []), ([0, 1, 2], [9])])
def test_only_who_shares_text_with_more_than_half_of_a_story_joins_it(met, joins):
    links = {**dict.fromkeys(combinations(range(4), 2), 0.9), **{(doc, 9): 0.39 for doc in met}}
    assert joining([[0, 1, 2, 3]], links, 0.3) == [joins]


@quick
@given(graphs)
def test_who_joins_is_outside_and_no_story_loses_a_member(similarity):
    groups = group(similarity, 0.4)
    for members, more in zip(groups, joining(groups, similarity, 0.3), strict=True):
        assert not set(members) & set(more)
        assert more == sorted(set(more))


def test_articles_compared_with_one_of_them_only_stay_one_story():
    star = {(0, doc): 0.95 for doc in range(1, 40)}
    assert max(map(len, group(star, 0.4))) < 5  # by average linkage what was not compared is unlike
    assert group(star, 0.4, [list(range(40))]) == [list(range(40))]


@quick
@given(st.integers(3, 9), st.sampled_from([0.3, 0.5, 0.6]), st.data())
def test_articles_that_are_each_alike_with_each_are_one_story(size, least, data):
    similarity = {pair: data.draw(st.floats(least, 1.0)) for pair in combinations(range(size), 2)}
    assert group(similarity, least) == [list(range(size))]


def test_groups_are_those_that_scipy_cuts_from_its_tree():
    random = np.random.default_rng(9)
    several = 0
    for size in [*range(3, 13)] * 20:
        square = np.triu(np.round(random.uniform(0.4, 1, (size, size)), 1) * (random.random((size, size)) < 0.7), 1)
        square[0, 1:] = 0.4  # one part
        square[1, 2] = 0.0  # not each alike with each
        tree = linkage(1 - square[np.triu_indices(size, 1)], "average")
        labels = fcluster(tree, 1 - 0.4, criterion="distance")
        wanted = [np.flatnonzero(labels == each).tolist() for each in set(labels.tolist())]
        near = {pair: float(square[pair]) for pair in combinations(range(size), 2)}
        assert group(near, 0.4) == sorted(each for each in wanted if len(each) > 1)
        several += len(wanted) > 2
    assert several > 50
