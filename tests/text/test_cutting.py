"""The compiled twins cut and number words as NumPy does."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.text import compiled_cutting, cutting, text
from copydesk.text.batches import Batch, batches
from copydesk.text.characters import class_table
from copydesk.text.compiled_cutting import CompiledCutter, CompiledIndex
from copydesk.text.cutting import Cutter, Words, open_cutter
from copydesk.text.decoding import decode_texts
from copydesk.text.strings import read_utf8
from copydesk.text.vocabulary import Index, Vocabulary

quick = settings(max_examples=80, derandomize=True, deadline=None)
ODD = "aZ0é中あ '’.,:-_\u0301\u200b\u00ad\n\t“”Ꙁ٣กж𝒜\U000e0041\u3164"


@quick
@given(st.lists(st.text(st.sampled_from(ODD), max_size=40), min_size=1, max_size=5))
def test_words_are_cut_and_hashed_the_same(texts: list[str]) -> None:
    for batch in batches(texts):
        for ours, oracle in zip(CompiledCutter().words(batch), Cutter().words(batch), strict=True):
            np.testing.assert_array_equal(ours, oracle)


@quick
@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=30), max_size=6), st.integers(0, 3))
def test_texts_are_decoded_where_they_lie(texts: list[str], first: int) -> None:
    data, bounds = read_utf8(pa.array(["left out"] * first + texts, pa.large_string()).slice(first))
    joined = "".join(f"{text}\n" for text in texts)
    codes, kinds = np.empty(len(joined.encode()), np.uint32), np.empty(len(joined.encode()), np.uint8)
    starts = np.empty(len(bounds), np.int64)
    length = decode_texts(data, bounds, class_table(), codes, kinds, starts)
    assert codes[:length].tobytes().decode("utf-32-le") == joined
    np.testing.assert_array_equal(kinds[:length], class_table()[codes[:length]])
    assert starts.tolist() == np.cumsum([0, *(len(text) + 1 for text in texts)]).tolist()


@quick
@given(st.lists(st.text(st.sampled_from(ODD), max_size=40), max_size=7), st.integers(1, 60))
def test_batches_read_ahead_are_those_read_at_once(texts: list[str], size: int) -> None:
    articles = pd.DataFrame({"text": pd.array(texts, dtype="str"), "article_chars": list(map(len, texts))})
    oracle = text(articles)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cutting, "REPAYS_COMPILER", 0)
        patch.setattr(compiled_cutting, "BATCH_CHARACTERS", size)
        for ours, expected in zip(text(articles), oracle, strict=True):
            pd.testing.assert_frame_equal(ours, expected)


PIECES = [*"Mr No Inc The the U S z 3 12 Mai x Ab 中 é … 。 !?".split(), *". . . .\n    \n\t“”\"')(’-"]


@quick
@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=25).map("".join), min_size=1, max_size=4))
def test_lines_and_sentences_are_cut_the_same(texts: list[str]) -> None:
    for batch in batches(texts):
        plain, compiled = Cutter(), CompiledCutter()
        starts, ends, hashes = plain.words(batch)
        vocabulary = Vocabulary()
        words = Words(starts, ends, vocabulary.number(batch, starts, ends, hashes))
        lines = plain.lines(batch, words)
        _same(vars(compiled.lines(batch, words)), vars(lines))
        np.testing.assert_array_equal(*(_placed(each, batch, words) for each in (compiled, plain)))
        keys = (each.keys(lines, words, vocabulary.masked) for each in (compiled, plain))
        np.testing.assert_array_equal(*keys)
        ours, oracle = (each.sentences(batch, lines, words, vocabulary.traits) for each in (compiled, plain))
        _same(vars(ours[0]) | {"line": ours[1]}, vars(oracle[0]) | {"line": oracle[1]})


def _placed(cutter: Cutter, batch: Batch, words: Words) -> np.ndarray:
    columns = np.empty((3, len(words.starts)), np.int32)
    cutter.place(batch, words, *columns)
    return columns


def _same(ours: dict[str, np.ndarray], oracle: dict[str, np.ndarray]) -> None:
    for name, column in oracle.items():
        np.testing.assert_array_equal(ours[name], column, err_msg=name)


@quick
@given(st.lists(st.lists(st.integers(0, 40), max_size=30), max_size=6), st.integers(1, 1 << 40))
def test_hashes_are_numbered_the_same(rounds: list[list[int]], factor: int) -> None:
    plain, compiled = Index(), CompiledIndex()
    for each in rounds:
        hashes = np.array(each, np.uint64) * np.uint64(factor)
        for ours, oracle in zip(compiled.number(hashes), plain.number(hashes), strict=True):
            np.testing.assert_array_equal(ours, oracle)


def test_a_table_that_grows_keeps_its_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled_cutting, "_SMALLEST_TABLE", 4)
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
    assert type(open_cutter(10)) is Cutter
    monkeypatch.setattr(cutting, "REPAYS_COMPILER", 1)
    assert type(open_cutter(10)) is CompiledCutter
    for ours, expected in zip(text(articles), oracle, strict=True):
        pd.testing.assert_frame_equal(ours, expected)
