"""Relations: which rule decides, at its very threshold."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.duplicates.compared import Match
from copydesk.duplicates.passages import Passage
from copydesk.duplicates.presentation import Presentation
from copydesk.duplicates.relation import relate
from copydesk.duplicates.shingles import shingle_sets
from copydesk.duplicates.verify import verify
from copydesk.tables import TABLES


def match(a_in_b, b_in_a, words=400, longest=None):
    passage = Passage(0, words, 0, words, words, longest or words)
    return Match(0, 1, 0.2, a_in_b, b_in_a, (passage,), (0.0,), (0.0,))


def shown(quoted=0.0, cited=0.0, **more):
    return Presentation(quoted=quoted, cited=max(quoted, cited), **more)


@pytest.mark.parametrize(
    ("a_in_b", "b_in_a", "quoted", "same_outlet", "names", "relation"),
    [
        (1.0, 1.0, 0.0, False, False, "same_copy"),
        (0.8, 0.3, 0.0, False, True, "same_copy"),
        (0.79, 0.79, 0.0, False, False, "shared_wire"),
        (0.9, 0.29, 0.0, False, False, "shared_wire"),
        (0.5, 0.2, 0.8, False, False, "quoted_matter_only"),
        (0.5, 0.2, 0.79, False, False, "shared_wire"),
        (0.5, 0.2, 0.79, False, True, "credited_excerpt"),
        (0.97, 0.97, 0.0, True, False, "self_update"),
        (0.98, 0.98, 0.0, True, False, "same_copy"),
        (0.4, 0.4, 1.0, True, False, "self_update"),
    ],
)
def test_relation(limits, a_in_b, b_in_a, quoted, same_outlet, names, relation):
    found = relate(match(a_in_b, b_in_a), shown(quoted), same_outlet, names, False, limits)
    assert found.name == relation
    assert relate(match(a_in_b, b_in_a), shown(quoted), same_outlet, False, names, limits) == found


@pytest.mark.parametrize(("run", "relation"), [(74, "quoted_matter_only"), (75, "credited_excerpt")])
def test_a_long_quoted_run_of_an_outlet_that_is_named_is_an_excerpt(limits, run, relation):
    assert relate(match(0.5, 0.2, run), shown(1.0), False, True, False, limits).name == relation
    assert relate(match(0.5, 0.2, run), shown(1.0), False, False, False, limits).name == "quoted_matter_only"


@pytest.mark.parametrize(
    ("quoted", "words", "relation"),
    [
        (0.5, 118, "quoted_matter_only"),
        (0.5, 120, "shared_wire"),
        (0.49, 100, "shared_wire"),
    ],
)
def test_a_few_unquoted_words_around_a_quotation_are_no_reuse(limits, quoted, words, relation):
    assert relate(match(0.5, 0.2, words), shown(quoted), False, False, False, limits).name == relation


@pytest.mark.parametrize(
    ("presented", "a_names", "relation"),
    [
        # a quotes what b prints as its own words, and names b; naming alone, or quoting alone, is not enough
        (shown(1.0, a_quotes=0.8), True, "credited_excerpt"),
        (shown(1.0, a_quotes=0.8), False, "quoted_matter_only"),
        (shown(1.0, a_quotes=0.79), True, "quoted_matter_only"),
        (shown(1.0, b_quotes=1.0), True, "quoted_matter_only"),
        # a block quote, its marks lost with its indent
        (shown(0.0, a_introduces=0.5), False, "credited_excerpt"),
        (shown(0.0, b_introduces=0.5), False, "credited_excerpt"),
        (shown(0.0, a_introduces=0.49), False, "shared_wire"),
        # a document that one article quotes in pieces
        (shown(0.6, cited=0.8, a_introduces=0.2), False, "quoted_matter_only"),
        (shown(0.6, cited=0.79, a_introduces=0.2), False, "shared_wire"),
        (shown(0.3, captions=0.5, a_introduces=1.0), True, "furniture_only"),
        (shown(0.3, captions=0.49), False, "shared_wire"),
    ],
)
def test_what_the_articles_present_the_words_as(limits, presented, a_names, relation):
    assert relate(match(0.5, 0.2, longest=74), presented, False, a_names, False, limits).name == relation


def test_a_whole_copy_is_one_whatever_is_quoted_in_it(limits):
    whole = shown(1.0, captions=1.0, a_introduces=1.0)
    assert relate(match(1.0, 1.0), whole, False, False, False, limits).name == "same_copy"


share = st.integers(0, 100).map(lambda hundredths: hundredths / 100)


@settings(max_examples=100, derandomize=True, deadline=None)
@given(share, share, st.lists(share, min_size=7, max_size=7), st.booleans(), st.booleans(), st.booleans())
def test_every_match_has_a_declared_relation_a_confidence_and_evidence(limits, a, b, shares, same, a_names, b_names):
    quoted, cited, captions, *sides = shares
    turned_sides = [sides[1], sides[0], sides[3], sides[2]]
    found = relate(match(a, b), Presentation(quoted, cited, captions, *sides), same, a_names, b_names, limits)
    turned = Presentation(quoted, cited, captions, *turned_sides)
    assert found == relate(match(b, a), turned, same, b_names, a_names, limits)
    assert found.name in TABLES["pairs"].column("relation").values
    assert 0.5 <= found.confidence <= 1
    assert found.evidence.endswith(".")


words = st.lists(st.sampled_from("abc"), min_size=5, max_size=30)


@settings(max_examples=60, derandomize=True, deadline=None)
@given(words, words)
def test_exact_figures_are_those_of_the_sets_of_runs(streamed, one, two):
    body, _ = streamed(" ".join(one), " ".join(two))
    found = list(verify(np.array([[0, 1]]), body, shingle_sets(body), np.zeros(len(body.rows), bool), 8, 5))
    a, b = ({tuple(each[row : row + 5]) for row in range(len(each) - 4)} for each in (one, two))
    assert bool(found) == bool(a & b)
    for each in found:
        assert (each.jaccard, each.a_in_b, each.b_in_a) == (
            len(a & b) / len(a | b),
            len(a & b) / len(a),
            len(a & b) / len(b),
        )


def test_the_whole_part_is_contained_entirely(streamed):
    whole = [f"w{n}" for n in range(40)]
    body, _ = streamed(" ".join(whole[10:30]), " ".join(whole))
    (found,) = verify(np.array([[0, 1]]), body, shingle_sets(body), np.zeros(len(body.rows), bool), 8, 12)
    assert (found.a_in_b, found.b_in_a) == (1.0, 16 / 36)


def test_quoted_share_is_of_words_that_either_quotes(streamed):
    said = " ".join(f"w{n}" for n in range(20))
    body, _ = streamed(said, said)
    quoted = np.array([True] * 10 + [False] * 10 + [True] * 4 + [False] * 16)
    (found,) = verify(np.array([[0, 1]]), body, shingle_sets(body), quoted, 8, 12)
    assert (found.words, found.quoted_share) == (20, 0.5)
    assert (found.quoted_a, found.quoted_b) == ((0.5,), (0.2,))
