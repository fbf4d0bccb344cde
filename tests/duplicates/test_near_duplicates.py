"""Near-duplicate pairs of a column: the compiled engine, the plain one, and arithmetic by hand agree."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xxhash
from datasketch import MinHash
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.duplicates import exact_sets, text_columns
from copydesk.duplicates import near_duplicates as module
from copydesk.duplicates.engines import CompiledEngine, PlainEngine
from copydesk.duplicates.near_duplicates import near_duplicates
from copydesk.duplicates.plain_words import folded_words
from copydesk.duplicates.text_columns import arrow_column, parquet_column
from copydesk.errors import UsageError

VOCABULARY = [first + second for first in "harbour wall pier crane mist gull tide rope".split() for second in "aeiouy"]
HOSTILE = [
    "",
    "word",
    "one two three four",
    "=cmd()",
    "\u200b",
    "x " * 200_000,
    "x" * 1_000_000,
    "\x00\x00",
    "e\u0301 " * 9,
]


def _texts(count: int, seed: int, words: int = 60) -> list[str]:
    """Articles of random words, each third one an edited copy of an earlier one."""
    draw = np.random.default_rng(seed)
    made: list[list[str]] = []
    for number in range(count):
        fresh = draw.choice(VOCABULARY, words).tolist()
        if number % 3 == 2:
            fresh = list(made[int(draw.integers(len(made)))])
            for place in draw.integers(0, len(fresh), int(draw.integers(0, 4))).tolist():
                fresh[place] = f"edit{number}"
        made.append(fresh)
    return [" ".join(each) for each in made]


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = next(folded_words([text]))
    return {tuple(words[at : at + 5]) for at in range(len(words) - 4)}


def _by_hand(texts: list[str], threshold: float) -> dict[tuple[int, int], float]:
    sets = [_shingles(text) for text in texts]
    found = {}
    for b in range(len(texts)):
        for a in range(b):
            if sets[a] and sets[b]:
                found[a, b] = len(sets[a] & sets[b]) / len(sets[a] | sets[b])
    return {pair: jaccard for pair, jaccard in found.items() if jaccard >= threshold}


def _pairs(done) -> dict[tuple[int, int], float]:
    rows = done.pairs
    return dict(zip(zip(rows["row_a"].tolist(), rows["row_b"].tolist(), strict=True), rows["jaccard"], strict=True))


@pytest.fixture(params=["compiled", "plain"])
def engine(request, monkeypatch):
    monkeypatch.setattr(module, "REPAYS_COMPILER", 0 if request.param == "compiled" else 1 << 60)
    return request.param


@pytest.mark.parametrize("kind", [CompiledEngine, PlainEngine])
def test_signatures_are_those_of_datasketch(kind, limits):
    texts = [*_texts(12, 1), "Ärger, don’t 3.5; Старый пирс. 港は五月", "e\u0301 a b c d e f", ""]
    made = kind(arrow_column(pa.array(texts)), limits, 2) if kind is CompiledEngine else kind(texts, limits)
    signed, sizes = made.sign()
    for row, text in enumerate(texts):
        own = MinHash(num_perm=128, seed=1, hashfunc=xxhash.xxh32_intdigest)
        own.update_batch([" ".join(each).encode() for each in _shingles(text)])
        assert signed[row].tolist() == own.hashvalues.tolist()
    assert sizes.tolist() == [56] * 12 + [5, 3, 0]


def test_another_seed_gives_other_signatures_and_the_same_pairs(engine, limits):
    texts = arrow_column(pa.array(_texts(60, 2)))
    one, two = (near_duplicates(texts, 0.7, replace(limits, seed=seed)) for seed in (1, 2))
    assert _pairs(one) == _pairs(two) != {}


@pytest.mark.parametrize("threshold", [0.5, 0.7, 0.9, 1.0])
def test_every_pair_is_found_with_its_exact_jaccard(engine, limits, threshold):
    texts = _texts(150, 3) + ["the same few words again and again"] * 3
    assert _pairs(near_duplicates(arrow_column(pa.array(texts)), threshold, limits)) == _by_hand(texts, threshold)


@settings(max_examples=30, derandomize=True, deadline=None)
@given(st.lists(st.lists(st.sampled_from("aÄbдсоc’1,\u00ad\u0301港 "), max_size=40).map("".join), max_size=6))
def test_compiled_and_plain_engines_agree_bit_for_bit(limits, texts):
    engines = CompiledEngine(arrow_column(pa.array(texts, pa.string())), limits, 2), PlainEngine(texts, limits)
    (one, sizes), (two, others) = (each.sign() for each in engines)
    assert np.array_equal(one, two)
    assert sizes.tolist() == others.tolist()
    buckets = [
        {frozenset(b.rows[s:e].tolist()) for b in each.buckets(one, np.flatnonzero(sizes), 32, 4) for s, e in _edges(b)}
        for each in engines
    ]
    assert buckets[0] == buckets[1]
    first, second = np.triu_indices(len(texts), 1)
    assert np.array_equal(*(each.agreeing(one, first, second) for each in engines))
    counts = [np.stack(each.common(first, second)) for each in engines]
    assert np.array_equal(*counts)


def _edges(buckets):
    return zip(buckets.bounds[:-1].tolist(), buckets.bounds[1:].tolist(), strict=True)


def test_hostile_texts_are_pairs_only_of_their_like(engine, limits):
    done = near_duplicates(arrow_column(pa.array(HOSTILE + HOSTILE)), 0.7, limits)
    repeats = [text for text in range(len(HOSTILE)) if _shingles(HOSTILE[text])]
    assert _pairs(done) == {(text, text + len(HOSTILE)): 1.0 for text in repeats} != {}
    assert (done.documents, done.signed) == (2 * len(HOSTILE), 2 * len(repeats))


@pytest.mark.parametrize("texts", [[], [None], ["", None, ""]])
def test_nothing_to_compare(engine, limits, texts):
    done = near_duplicates(arrow_column(pa.array(texts, pa.string())), 0.7, limits)
    assert (len(done.pairs), done.documents, done.signed, done.candidates) == (0, len(texts), 0, 0)
    assert done.pairs.columns.tolist() == ["row_a", "row_b", "jaccard"]


def test_the_order_of_the_texts_changes_nothing(engine, limits):
    texts = _texts(120, 4) + _pages(80)
    order = np.random.default_rng(5).permutation(len(texts)).tolist()
    plain = _pairs(near_duplicates(arrow_column(pa.array(texts)), 0.7, limits))
    mixed = _pairs(near_duplicates(arrow_column(pa.array([texts[n] for n in order])), 0.7, limits))
    assert {(min(order[a], order[b]), max(order[a], order[b])): j for (a, b), j in mixed.items()} == plain


def _pages(count: int) -> list[str]:
    """Pages of one template: many words the same, a few of their own."""
    template = " ".join(f"template{number}" for number in range(80))
    return [f"{template} {' '.join(f'own{page}x{number}' for number in range(4))}" for page in range(count)]


def test_a_template_is_linked_as_a_star(engine, limits):
    pages = _pages(400)
    done = near_duplicates(arrow_column(pa.array(pages)), 0.7, limits)
    assert done.large_buckets >= 16
    assert done.starred == len(pages)
    assert done.candidates <= 3 * len(pages)
    assert set(done.pairs["row_a"]) | set(done.pairs["row_b"]) == set(range(len(pages)))
    expected = _by_hand(pages[:2], 0.0)[0, 1]
    assert set(done.pairs["jaccard"]) == {expected}


def test_pages_that_match_no_hub_still_find_each_other(engine, limits):
    template = " ".join(f"template{number}" for number in range(60))
    pages = [f"{template} {' '.join(f'own{page}x{number}' for number in range(20))}" for page in range(500)]
    pages[217] = pages[41] + " and a little more"
    done = near_duplicates(arrow_column(pa.array(pages)), 0.7, limits)
    assert done.large_buckets > 0
    assert list(_pairs(done)) == [(41, 217)]


def test_blocks_of_pairs_do_not_change_the_result(limits, monkeypatch):
    column = arrow_column(pa.array(_texts(150, 6)))
    monkeypatch.setattr(module, "REPAYS_COMPILER", 0)
    whole = near_duplicates(column, 0.7, limits)
    monkeypatch.setattr(exact_sets, "HELD_SHINGLES", 300)
    assert near_duplicates(column, 0.7, limits).pairs.equals(whole.pairs)
    assert len(whole.pairs) > 10


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_threads_do_not_change_the_result(limits, monkeypatch, threads):
    monkeypatch.setattr(module, "REPAYS_COMPILER", 0)
    texts = _texts(150, 7)
    monkeypatch.setattr(text_columns, "ROWS_AT_ONCE", 30)
    done = near_duplicates(arrow_column(pa.chunked_array([texts[:70], texts[70:]])), 0.7, limits, threads)
    assert _pairs(done) == _by_hand(texts, 0.7)


@pytest.mark.parametrize("rows", [7, 150])
def test_row_groups_do_not_change_the_result(limits, monkeypatch, tmp_path, rows):
    monkeypatch.setattr(module, "REPAYS_COMPILER", 0)
    monkeypatch.setattr(text_columns, "ROWS_AT_ONCE", 11)
    texts = _texts(150, 8)
    pq.write_table(pa.table({"text": texts}), tmp_path / "a.parquet", row_group_size=rows)
    done = near_duplicates(parquet_column([(tmp_path / "a.parquet", "text")]), 0.7, limits, 2)
    assert _pairs(done) == _by_hand(texts, 0.7)


@pytest.mark.parametrize("rows", [500, 4000])
def test_a_file_damaged_inside_stops_the_search_with_its_name(limits, monkeypatch, tmp_path, rows):
    monkeypatch.setattr(module, "REPAYS_COMPILER", 0)
    file = tmp_path / "a.parquet"
    texts = [f"{number} words of no import in a row" for number in range(4000)]
    pq.write_table(pa.table({"text": texts}), file, compression="zstd", row_group_size=rows)
    raw = bytearray(file.read_bytes())
    raw[40:400] = bytes(360)
    file.write_bytes(raw)
    with pytest.raises(UsageError, match=r"a\.parquet is not a readable Parquet file"):
        near_duplicates(parquet_column([(file, "text")]), 0.7, limits, 2)
