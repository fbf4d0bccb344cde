"""Bodies read plain and compiled give the same bits: signatures, sizes, candidates and what pairs share."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pandas as pd
import pytest

from copydesk.duplicates import bodies
from copydesk.duplicates.bodies import read_bodies
from copydesk.duplicates.kept_words import keep_words
from copydesk.text import doc_bounds, text

NAMES = (
    "anna ben carla daniel eva frank gerda hans ingrid jan ł東京タワーのみ an_extraordinarily_long_surname_here".split()
)


def printed(random: np.random.Generator) -> list[str]:
    """Articles that share sentences, one that repeats itself, one without words, one too short for a shingle."""
    said = [" ".join(random.choice(NAMES, 40)) + "." for _ in range(12)]
    texts = [" ".join(random.choice(said, 3)) for _ in range(40)]
    return [*texts, said[0] * 5, "", "three short words", " ".join(random.choice(NAMES, 5000))]


@pytest.fixture(scope="module")
def read():
    texts = printed(np.random.default_rng(3))
    articles = pd.DataFrame({"text": texts, "title": "", "doc_id": "", "article_chars": [len(each) for each in texts]})
    _, _, words, vocabulary = text(articles)
    return words, vocabulary, len(texts)


@pytest.fixture(scope="module")
def both(read, limits):
    words, vocabulary, articles = read
    keep = np.random.default_rng(4).random(len(words)) < 0.98
    plain = read_bodies(words, vocabulary, keep, articles, limits)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bodies, "REPAYS_COMPILER", 0)
        return plain, read_bodies(words, vocabulary, keep, articles, limits)


def test_signatures_and_sizes_are_the_same(both):
    plain, compiled = both
    assert type(plain) is not type(compiled)
    np.testing.assert_array_equal(plain.signatures, compiled.signatures)
    np.testing.assert_array_equal(plain.sizes, compiled.sizes)
    assert plain.sizes[40] < np.diff(plain.body.bounds)[40] / 2
    assert plain.sizes[41] == plain.sizes[42] == 0


def test_shingles_and_their_first_places_are_the_same(both):
    plain, compiled = both
    np.testing.assert_array_equal(plain.body.shingles, compiled.shingles)
    np.testing.assert_array_equal(plain.body.bounds, compiled.bounds)
    flat, bounds = plain.sets
    for doc in range(len(bounds) - 1):
        rows = plain.body.doc(doc)
        first = compiled.shingles[rows][compiled.first[rows]]
        assert sorted(first.tolist()) == flat[bounds[doc] : bounds[doc + 1]].tolist()


def test_candidates_and_what_they_share_are_the_same(both):
    candidates = [each.candidates() for each in both]
    np.testing.assert_array_equal(candidates[0].pairs, candidates[1].pairs)
    assert candidates[0].stars == candidates[1].stars
    shared = [each.compare(found.pairs) for each, found in zip(both, candidates, strict=True)]
    for name in fields(shared[0]):
        np.testing.assert_array_equal(getattr(shared[0], name.name), getattr(shared[1], name.name))
    assert len(shared[0].pairs) > 50


def test_kept_words_are_those_of_the_articles_asked_for(read):
    words, _, articles = read
    keep = np.random.default_rng(5).random(len(words)) < 0.5
    kept, places = (
        keep_words(words, keep, np.array([2, 3, 7]), articles),
        doc_bounds(words["doc_no"].to_numpy(), articles),
    )
    for doc in range(articles):
        wanted = [row for row in range(places[doc], places[doc + 1]) if keep[row]] if doc in (2, 3, 7) else []
        assert kept.doc(doc).tolist() == wanted


def test_no_articles_asked_for_leave_no_words(read):
    words, _, articles = read
    kept = keep_words(words, np.ones(len(words), bool), np.zeros(0, np.int64), articles)
    assert len(kept.rows) == 0
    assert kept.bounds.tolist() == [0] * (articles + 1)
