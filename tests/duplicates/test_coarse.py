from __future__ import annotations

import random
import time

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.duplicates import coarse
from copydesk.duplicates.coarse import Sketches, connect, fingerprints
from copydesk.settings import load
from copydesk.tables import TABLES
from copydesk.text import doc_bounds, text

SETTINGS = load().fingerprints
WORDS = [
    f"{a}{b}{c}"
    for a in ("ka", "mo", "ti", "re", "lu")
    for b in ("nal", "pex", "dor", "vim")
    for c in ("a", "ut", "is")
]


def passage(seed: int, words: int = 40) -> str:
    draw = random.Random(seed)
    return " ".join(draw.choice(WORDS) for _ in range(words))


def articles_of(texts: list[str], sources: list[str | None]) -> pd.DataFrame:
    frame = {column.name: [""] * len(texts) for column in TABLES["articles"].columns if column.kind == "text"}
    frame |= {"text": texts, "source": sources, "article_chars": [len(each) for each in texts]}
    return pd.DataFrame(frame)


def clusters(texts: list[str], sources: list[str | None] | str = "outlet.example") -> list[int]:
    names = [sources] * len(texts) if isinstance(sources, str) else sources
    articles = articles_of(texts, names)
    layout, _, words, vocabulary = text(articles)
    found = fingerprints(articles, layout, words, vocabulary, SETTINGS)
    assert found["doc_no"].tolist() == list(range(len(texts)))
    return found["coarse_cluster"].tolist()


def story(seed: int, paragraphs: int = 6) -> list[str]:
    return [passage(seed * 100 + number) for number in range(paragraphs)]


def test_versions_of_one_text_are_one_cluster_numbered_by_first_member() -> None:
    first, other = story(1), story(2)
    version = [*first[:4], passage(999), first[5]]
    assert clusters(["\n".join(each) for each in (other, first, version, first, story(3))]) == [0, 1, 1, 1, 2]


def test_a_shared_template_does_not_make_articles_versions() -> None:
    template = [passage(7000 + number, 30) for number in range(8)]
    pages = ["\n".join([*template, passage(seed, 60)]) for seed in range(6)]
    assert clusters(pages) == [0, 1, 2, 3, 4, 5]


def test_short_lines_do_not_make_articles_versions() -> None:
    menu = [passage(8000 + number, 3) for number in range(40)]
    assert clusters(["\n".join([*menu, *story(seed, 2)]) for seed in (1, 2)]) == [0, 1]


def test_copies_that_repeat_each_other_wholly_are_still_one_cluster() -> None:
    same = "\n".join(story(4))
    assert clusters([same] * 5) == [0] * 5


def test_unknown_and_different_outlets_are_never_joined() -> None:
    same = "\n".join(story(5))
    assert clusters([same] * 5, [None, None, "a.example", "b.example", "b.example"]) == [0, 1, 2, 3, 3]


def test_articles_without_words_and_no_articles() -> None:
    assert clusters(["...", "...", "\n".join(story(6))]) == [0, 1, 2]
    assert clusters([]) == []


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(9)))
def test_clusters_do_not_depend_on_the_order_of_articles(order: list[int]) -> None:
    texts = [
        "\n".join([*story(kind)[: 5 - change], *story(50 + 3 * kind + change, change)])
        for kind in range(3)
        for change in range(3)
    ]
    expected = clusters(texts)
    found = clusters([texts[at] for at in order])
    assert {(expected[a], found[order.index(a)]) for a in range(9)} == {
        (expected[a], found[order.index(a)]) for a in {expected.index(each): 0 for each in expected}
    }


def test_the_estimate_is_exact_for_short_articles() -> None:
    first, second = np.arange(1, 41), np.concatenate([np.arange(1, 31), np.arange(101, 111)])
    hashes = np.concatenate([first, second]).astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    sketches = Sketches(np.arange(80, dtype=np.int32), np.array([0, 40, 80]), hashes, SETTINGS)
    # 36 shingles each; 26 lie in the 30 shared words.
    assert sketches.jaccard(np.array([0]), np.array([1]))[0] == pytest.approx(26 / (36 + 36 - 26))


def test_the_estimate_is_close_for_long_articles() -> None:
    draw = np.random.default_rng(3)
    base = draw.integers(1, 1 << 63, 3000, dtype=np.uint64)
    other = np.concatenate([base[:2000], draw.integers(1, 1 << 63, 1000, dtype=np.uint64)])
    sketches = Sketches(
        np.arange(6000, dtype=np.int32), np.array([0, 3000, 6000]), np.concatenate([base, other]), SETTINGS
    )
    true = 1996 / (2996 * 2 - 1996)
    assert sketches.jaccard(np.array([0]), np.array([1]))[0] == pytest.approx(true, abs=0.2)


def test_links_of_a_template_are_linear() -> None:
    count = 2000
    template = [passage(7000 + number, 30) for number in range(8)]
    articles = articles_of(["\n".join([*template, passage(seed, 20)]) for seed in range(count)], ["o.example"] * count)
    layout, _, words, vocabulary = text(articles)
    begin = time.process_time()
    fingerprints(articles, layout, words, vocabulary, SETTINGS)
    assert time.process_time() - begin < 2
    bounds = doc_bounds(words["doc_no"].to_numpy(), count)
    sketches = Sketches(words["word_no"].to_numpy(), bounds, vocabulary["fold_hash"].to_numpy(), SETTINGS)
    assert len(sketches.stars(np.zeros(count, np.int64))[0]) < 4 * count


def test_connect_follows_paths() -> None:
    first, second = np.array([5, 3, 1]), np.array([3, 4, 2])
    assert connect(first, second, 7).tolist() == [0, 1, 1, 3, 3, 3, 6]


@settings(max_examples=40, derandomize=True, deadline=None)
@given(st.lists(st.lists(st.integers(0, 5), max_size=300), max_size=6), st.integers(0, 1 << 32))
def test_large_corpora_are_sketched_the_same(texts: list[list[int]], seed: int) -> None:
    numbers = np.array([number for each in texts for number in each], np.int32)
    bounds = np.cumsum([0, *map(len, texts)])
    hashes = np.random.default_rng(seed).integers(0, 1 << 64, 6, dtype=np.uint64)
    plain, limits = coarse._sketch_plain, [np.full(len(texts), coarse._VALUES) for _ in range(2)]
    ours, oracle = (
        way(numbers, bounds, hashes, limit, SETTINGS)
        for way, limit in zip((coarse._sketch_compiled, plain), limits, strict=True)
    )
    np.testing.assert_array_equal(ours, oracle)
    np.testing.assert_array_equal(*limits)
