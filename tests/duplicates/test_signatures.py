"""Signatures: datasketch's own, bit for bit, plain and compiled."""

from __future__ import annotations

import numpy as np
import pytest
import xxhash
from datasketch import MinHash
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.duplicates import signatures as module
from copydesk.duplicates.signatures import permutations, shingle_hashes, signatures
from copydesk.text.folding import fold

TEXTS = (
    "The old pier at Brackwell will reopen in May, the council said on Monday.",
    "THE OLD PIER at Brackwell will re\u00adopen in May, officials said; nobody else did so far.",
    "Старый пирс откроют в мае, сообщили в совете города. 港は五月に再開する。",
    "four words are here",
    "",
    "one two three four five " * 30,
    "an_extraordinarily_long_word_that_alone_is_longer_than_sixteen_bytes is followed by some other words",
)


def _reference(text: str, words: list[str]) -> MinHash:
    """datasketch over the same shingles, the slow way."""
    sketch = MinHash(num_perm=128, seed=1, hashfunc=xxhash.xxh32_intdigest)
    for row in range(len(words) - 4):
        sketch.update(" ".join(words[row : row + 5]).encode())
    return sketch


def _words(body, vocabulary, number):
    folds = dict(zip(vocabulary["folded_no"], vocabulary["folded"], strict=True))
    return [folds[each] for each in body.folded[body.doc(number)].tolist()]


def _signed(streamed, *texts):
    body, vocabulary = streamed(*texts)
    return signatures(body, shingle_hashes(body, vocabulary), permutations(128, 1)), body, vocabulary


def test_equal_to_datasketch_bit_for_bit(streamed):
    signed, body, vocabulary = _signed(streamed, *TEXTS)
    for number, text in enumerate(TEXTS):
        words = _words(body, vocabulary, number)
        if len(words) >= 5:
            assert signed[number].tolist() == _reference(text, words).hashvalues.tolist()


@given(st.integers(1, 256), st.integers(0, 2**32 - 1))
def test_parameters_are_those_of_datasketch(num_perm, seed):
    theirs = MinHash(num_perm=num_perm, seed=seed).permutations
    assert permutations(num_perm, seed).tolist() == theirs.tolist()
    assert permutations(num_perm, seed).dtype == np.uint32


def test_a_row_loads_as_a_datasketch_object(streamed):
    signed, body, vocabulary = _signed(streamed, *TEXTS)
    loaded = [
        MinHash(num_perm=128, seed=1, hashfunc=xxhash.xxh32_intdigest, hashvalues=row, scheme="affine32")
        for row in signed[:2]
    ]
    built = [_reference(TEXTS[n], _words(body, vocabulary, n)) for n in (0, 1)]
    assert loaded[0].jaccard(loaded[1]) == built[0].jaccard(built[1])
    assert loaded[0].jaccard(built[0]) == 1.0


def test_the_stored_bytes_are_little_endian_uint32(stage):
    done = stage({"text": TEXTS[0]}, {"text": TEXTS[5]})
    rows = [np.frombuffer(each, "<u4") for each in done.signatures["signature"]]
    words = [fold(word.strip(".,")) for word in TEXTS[0].split()]
    assert rows[0].tolist() == _reference(TEXTS[0], words).hashvalues.tolist()
    assert done.signatures["shingles"].tolist() == [len(words) - 4, 5]


def test_an_article_without_a_shingle_has_all_ones(streamed):
    signed, *_ = _signed(streamed, "four words are here", "")
    assert (signed == 0xFFFFFFFF).all()


@settings(max_examples=25, derandomize=True, deadline=None)
@given(st.lists(st.lists(st.text("abcdeБ港é", min_size=1, max_size=9), max_size=14).map(" ".join), max_size=5))
def test_compiled_and_plain_paths_agree_bit_for_bit(streamed, texts):
    body, vocabulary = streamed(*texts)
    plain, compiled = module._hash_plain(body, vocabulary), module._hash_compiled(body, vocabulary)
    assert plain.tolist() == compiled.tolist()
    results = [np.full((len(texts), 128), 0xFFFFFFFF, np.uint32) for _ in range(2)]
    for sign, result in zip((module._sign_plain, module._sign_compiled), results, strict=True):
        sign(body, plain, permutations(128, 1), result)
    assert np.array_equal(*results)


def test_the_compiled_hash_does_not_depend_on_its_chunks(streamed):
    body, vocabulary = streamed(*TEXTS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_CHUNK", 7)
        assert module._hash_compiled(body, vocabulary).tolist() == module._hash_plain(body, vocabulary).tolist()


def test_the_plain_minimum_does_not_depend_on_its_blocks(streamed):
    whole, *_ = _signed(streamed, *TEXTS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_BLOCK", 3)
        assert np.array_equal(_signed(streamed, *TEXTS)[0], whole)


def test_another_seed_gives_other_signatures(streamed):
    body, vocabulary = streamed(TEXTS[0])
    hashes = shingle_hashes(body, vocabulary)
    one, two = (signatures(body, hashes, permutations(128, seed)) for seed in (1, 2))
    assert not np.array_equal(one, two)
