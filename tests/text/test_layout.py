"""Offsets: everything is arithmetic over them, so they must hold for any text."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.tables import TABLES
from copydesk.text import cutting, layout
from copydesk.text.batches import batches

TRICKY = " \n\r\t.!?…。“”\"„«»'’aAbBzé1290,:-\u00ad\u200b\u0301\ufeff\u2028字のก한\U0001f600\U00020000\U00016f00Жd"
texts = st.lists(st.text(st.one_of(st.sampled_from(TRICKY), st.characters(codec="utf-8")), max_size=40), max_size=5)
quick = settings(max_examples=40, derandomize=True, deadline=None)


def _ends_before_next(frame: pd.DataFrame) -> bool:
    same = np.diff(frame["doc_no"]) == 0
    return bool((frame["end"].to_numpy()[:-1][same] <= frame["start"].to_numpy()[1:][same]).all())


@quick
@given(texts)
def test_spans_are_inside_their_text_in_order_and_never_overlap(cut, found):
    done = cut(*found)
    for table in (done.layout, done.segments, done.words):
        assert table["doc_no"].is_monotonic_increasing
        assert (table["start"] >= 0).all()
        assert (table["start"] < table["end"]).all()
        assert all(end <= len(found[doc]) for doc, end in zip(table["doc_no"], table["end"], strict=True))
        assert _ends_before_next(table)


@quick
@given(texts)
def test_a_word_is_the_form_its_offsets_point_at(cut, found):
    done = cut(*found)
    assert done.vocabulary["form"].to_numpy()[done.words["word_no"]].tolist() == done.printed("words")
    assert done.vocabulary["form"].is_unique


@quick
@given(texts)
def test_lines_and_sentences_own_exactly_the_words_inside_them(cut, found):
    done = cut(*found)
    place = done.words["doc_no"].to_numpy().astype(np.int64) * 1_000_000 + done.words["start"].to_numpy()
    for table in (done.layout, done.segments):
        base = table["doc_no"].to_numpy().astype(np.int64) * 1_000_000
        assert np.array_equal(np.searchsorted(place, base + table["start"]), table["first_word"])
        assert np.array_equal(np.searchsorted(place, base + table["end"]), table["last_word"])
        assert (table["last_word"] - table["first_word"]).sum() == len(done.words)


@quick
@given(texts)
def test_a_sentence_stays_inside_its_line(cut, found):
    done = cut(*found)
    joined = done.segments.merge(done.layout, on=["doc_no", "line_no"], suffixes=("", "_line"), how="left")
    assert (joined["start"] >= joined["start_line"]).all()
    assert (joined["end"] <= joined["end_line"]).all()
    assert not any(set(printed) & set("\n\r\u2028\u2029") for printed in done.printed("segments"))


@quick
@given(texts)
def test_lines_are_not_blank_and_keep_no_space_around_them(cut, found):
    printed = cut(*found).printed("layout")
    assert all(line and not line[0].isspace() and not line[-1].isspace() for line in printed)


@quick
@given(texts, st.integers(1, 30))
def test_many_small_batches_give_the_same_tables_as_one(cut, found, size):
    whole = cut(*found)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cutting, "batches", lambda every: batches(every, size))
        small = cut(*found)
    for name in ("layout", "segments", "words", "vocabulary"):
        pd.testing.assert_frame_equal(getattr(whole, name), getattr(small, name))


@quick
@given(texts)
def test_an_article_is_cut_alike_whatever_stands_beside_it(cut, found):
    together, alone = cut("Before. It.", *found, "After it."), [cut(each) for each in found]
    for name in ("layout", "segments", "words"):
        for number, one in enumerate(alone, start=1):
            own = getattr(together, name)
            own = own[own["doc_no"] == number]
            assert own[["start", "end"]].to_numpy().tolist() == getattr(one, name)[["start", "end"]].to_numpy().tolist()


@pytest.mark.parametrize("nothing", ["", " ", "\n\n\r\n", "\t \u3000", "\u2028\u2029"])
def test_a_blank_text_has_no_rows(cut, nothing):
    done = cut(nothing, "One word.", nothing)
    assert done.layout["doc_no"].tolist() == [1]
    assert done.printed("words") == ["One", "word"]


def test_invisible_characters_alone_are_a_line_without_words(cut):
    done = cut("\u200b\u00ad\ufeff")
    assert (len(done.words), len(done.layout), done.layout["line_key"].tolist()) == (0, 1, [0])


@pytest.mark.parametrize("name", ["layout", "segments", "words", "vocabulary"])
def test_tables_have_their_declared_columns_with_or_without_articles(cut, name):
    wanted = {column.name: column.storage for column in TABLES[name].columns}
    for done in (cut(), cut("A line.")):
        assert TABLES[name].conform(getattr(done, name)).dtypes.astype(str).to_dict() == wanted


def test_lines_past_the_article_are_of_the_page(cut):
    article = "The pier closed.\nIt reopens in May."
    done = cut(f"{article}\nMost read\nShare", "Short one.", article_chars=[len(article), 10])
    assert done.layout["region"].tolist() == ["article", "article", "page", "page", "article"]


def test_lines_past_the_page_are_navigation():
    page = "The pier closed.\n\nMost read\nShare"
    articles = pd.DataFrame({"text": [page] * 2, "article_chars": [16, 16], "page_chars": [27, len(page)]})
    assert layout.text(articles)[0]["region"].tolist() == ["article", "page", "navigation", "article", "page", "page"]


def test_numbers_count_from_zero_in_each_article(cut):
    done = cut("One. Two.\nThree.", "Four.\nFive. Six.")
    assert done.layout["line_no"].tolist() == [0, 1, 0, 1]
    assert done.segments["sentence_no"].tolist() == [0, 1, 2, 0, 1, 2]
    assert done.segments["line_no"].tolist() == [0, 0, 1, 0, 1, 1]
