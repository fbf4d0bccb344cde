"""The compiled twins cut and number words as NumPy does."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.text import cutting, text
from copydesk.text.batches import batches
from copydesk.text.cutting import CompiledIndex, cut_words, open_cutter, scan_words
from copydesk.text.vocabulary import Index

quick = settings(max_examples=80, derandomize=True, deadline=None)
ODD = "aZ0é中あ '’.,:-_\u0301\u200b\u00ad\n\t“”Ꙁ٣กж𝒜\U000e0041\u3164"


@quick
@given(st.lists(st.text(st.sampled_from(ODD), max_size=40), min_size=1, max_size=5))
def test_words_are_cut_and_hashed_the_same(texts: list[str]) -> None:
    for batch in batches(texts):
        for ours, oracle in zip(scan_words(batch), cut_words(batch), strict=True):
            np.testing.assert_array_equal(ours, oracle)


@quick
@given(st.lists(st.lists(st.integers(0, 40), max_size=30), max_size=6), st.integers(1, 1 << 40))
def test_hashes_are_numbered_the_same(rounds: list[list[int]], factor: int) -> None:
    plain, compiled = Index(), CompiledIndex()
    for each in rounds:
        hashes = np.array(each, np.uint64) * np.uint64(factor)
        for ours, oracle in zip(compiled.number(hashes), plain.number(hashes), strict=True):
            np.testing.assert_array_equal(ours, oracle)


def test_a_table_that_grows_keeps_its_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cutting, "_SMALLEST_TABLE", 4)
    index, hashes = CompiledIndex(), np.arange(100, dtype=np.uint64) * np.uint64(64)
    for start in range(0, 100, 7):
        index.number(hashes[start : start + 7])
    numbers, fresh = index.number(hashes)
    assert numbers.tolist() == list(range(100))
    assert len(fresh) == 0


def test_large_corpora_are_cut_by_kernels(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = pd.DataFrame({"text": ["The mayor, 41, didn’t say.\nNo more.", "中文 and " + "x" * 70, ""]})
    articles["article_chars"] = articles["text"].str.len()
    oracle = text(articles)
    assert open_cutter(10)[0] is cut_words
    monkeypatch.setattr(cutting, "REPAYS_COMPILER", 1)
    assert open_cutter(10)[0] is scan_words
    for ours, expected in zip(text(articles), oracle, strict=True):
        pd.testing.assert_frame_equal(ours, expected)
