"""Body masks: which words and sentences stand in lines of a label."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.text import doc_bounds, segments_labelled, words_labelled

LABELS = ("body", "template", "chrome", "notice", "headline")
PAGE = ("Home News Sport", "Pier reopens. At last.", "***", "The pier reopened. Crowds came.", "Share")


def _lines(*labels: str) -> pd.DataFrame:
    return pd.DataFrame({"label": pd.Series(labels, dtype="str")})


@pytest.fixture(scope="module")
def page(cut):
    return cut("\n".join(PAGE), "Second article.\nShare")


GIVEN = _lines("chrome", "headline", "template", "body", "chrome", "body", "chrome")


def test_words_of_the_body(page):
    inside = words_labelled(page.layout, GIVEN, len(page.words))
    printed = np.array(page.printed("words"), dtype=object)[inside].tolist()
    assert printed == ["The", "pier", "reopened", "Crowds", "came", "Second", "article"]


def test_sentences_of_the_body(page):
    inside = segments_labelled(page.segments, page.layout, GIVEN)
    printed = np.array(page.printed("segments"), dtype=object)[inside].tolist()
    assert printed == ["The pier reopened.", "Crowds came.", "Second article."]


def test_other_labels_may_be_asked_for(page):
    inside = words_labelled(page.layout, GIVEN, len(page.words), "headline", "template")
    assert np.array(page.printed("words"), dtype=object)[inside].tolist() == ["Pier", "reopens", "At", "last"]
    assert segments_labelled(page.segments, page.layout, GIVEN, "template").sum() == 1


LINE = st.tuples(st.sampled_from(["one two", "three.", "…", "four five. Six"]), st.sampled_from(LABELS))


@settings(max_examples=60, derandomize=True, deadline=None)
@given(st.lists(st.lists(LINE, max_size=5), max_size=4))
def test_masks_agree_with_the_line_of_each_word(cut, articles_lines):
    done = cut(*("\n".join(line for line, _ in lines) for lines in articles_lines))
    given_labels = _lines(*(label for lines in articles_lines for _, label in lines))
    sizes = done.layout["last_word"] - done.layout["first_word"]
    labels = np.repeat(given_labels["label"].to_numpy(), sizes)  # no word stands outside the lines
    assert len(labels) == len(done.words)
    for label in LABELS:
        assert words_labelled(done.layout, given_labels, len(done.words), label).tolist() == (labels == label).tolist()
        inside = segments_labelled(done.segments, done.layout, given_labels, label)
        first = done.segments["first_word"].to_numpy()
        with_words = (done.segments["last_word"] > done.segments["first_word"]).to_numpy()
        assert inside[with_words].tolist() == (labels[first[with_words]] == label).tolist()


def test_no_lines_at_all(cut):
    done = cut("", "")
    assert words_labelled(done.layout, _lines(), 0).tolist() == []
    assert segments_labelled(done.segments, done.layout, _lines()).tolist() == []


def test_doc_bounds_count_articles_without_rows():
    assert doc_bounds(np.array([0, 0, 2, 2, 2], np.int32), 4).tolist() == [0, 2, 2, 5, 5]
    assert doc_bounds(np.array([], np.int32), 2).tolist() == [0, 0, 0]
