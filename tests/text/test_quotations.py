"""Quotations: the marks of many languages, line by line, and the words inside them."""

from __future__ import annotations

from importlib import import_module

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.text import quotations, words_inside
from copydesk.text import quotations as quotations_function

quick = settings(max_examples=80, derandomize=True, deadline=None)


@pytest.fixture(scope="module")
def quoted(articles):
    """Every quotation of the texts as (text number, words between the marks, closed)."""

    def call(*texts: str) -> list[tuple[int, str, bool]]:
        found = quotations_function(articles(*texts))
        return [
            (doc, texts[doc][start:end], bool(closed))
            for doc, start, end, closed in found.itertuples(index=False, name=None)
        ]

    return call


@pytest.mark.parametrize(
    "text",
    [
        "She said “we will stay” today.",
        'She said "we will stay" today.',
        "Sie sagte „we will stay“ heute.",
        "Sie sagte „we will stay” heute.",
        "Elle dit «we will stay» hier.",
        "Hun sagde »we will stay« i dag.",
        "彼女は「we will stay」と言った。",
        "彼女は『we will stay』と言った。",
        "Sie sagte ›we will stay‹ heute.",
        "Elle dit ‹we will stay› hier.",
        "She said ＂we will stay＂ today.",
    ],
)
def test_every_style_of_marks(quoted, text):
    assert quoted(text) == [(0, "we will stay", True)]


def test_several_on_a_line_and_in_several_articles(quoted):
    assert quoted("“One,” he said. “Two.”", "nothing", '"Three" and "four"') == [
        (0, "One,", True),
        (0, "Two.", True),
        (2, "Three", True),
        (2, "four", True),
    ]


def test_a_quotation_left_open_runs_to_the_end_of_its_line(quoted):
    assert quoted("“First paragraph.\n“Second paragraph.”\nNot quoted.") == [
        (0, "First paragraph.", False),
        (0, "Second paragraph.", True),
    ]


def test_a_typewriter_quotation_left_open_counts_only_from_the_start_of_a_line(quoted):
    assert quoted('"First paragraph.\nA board 3.5" wide.\nLast.') == [(0, "First paragraph.", False)]


def test_marks_inside_another_style_do_not_close_it(quoted):
    assert quoted("“He said 'no' and \"never\" to it”") == [(0, "He said 'no' and \"never\" to it", True)]


@pytest.mark.parametrize("text", ["“He wrote “never” twice”", "«Il a dit «jamais» deux fois»"])
def test_a_quotation_within_a_quotation_of_its_style_does_not_end_it(quoted, text):
    assert quoted(text) == [(0, text[1:-1], True)]


@pytest.mark.parametrize("text", ["no marks", "he isn’t, she’s", "”closing first", "", "don't 'single' quote"])
def test_nothing_is_opened(quoted, text):
    assert quoted(text) == []


def test_empty_frames_keep_their_types(articles):
    found = quotations(articles())
    assert found.dtypes.astype(str).to_dict() == {"doc_no": "int32", "start": "int32", "end": "int32", "closed": "bool"}


@quick
@given(st.lists(st.text(st.sampled_from('ab “”„«»「」"\n.'), max_size=30), max_size=4))
def test_spans_lie_inside_one_line_and_in_order(articles, texts):
    found = quotations(articles(*texts))
    last = (0, -1)
    for doc, start, end, _ in found.itertuples(index=False, name=None):
        assert (doc, start) > last
        assert start <= end <= len(texts[doc])
        assert "\n" not in texts[doc][start:end]
        last = (doc, end - 1)


@quick
@given(st.lists(st.text(st.sampled_from('ab “”"\n'), max_size=30), max_size=4))
def test_words_inside_are_those_that_a_search_finds(cut, articles, texts):
    done, spans = cut(*texts), quotations(articles(*texts))
    wanted = [
        any(doc == s.doc_no and s.start <= start < s.end for s in spans.itertuples())
        for doc, start in done.words[["doc_no", "start"]].itertuples(index=False, name=None)
    ]
    assert words_inside(done.words, spans).tolist() == wanted


def test_words_inside_without_spans(cut):
    done = cut("Two words")
    empty = pd.DataFrame({"doc_no": [], "start": [], "end": []}, dtype="int32")
    assert words_inside(done.words, empty).tolist() == [False, False]


@pytest.mark.parametrize(
    ("text", "post"),
    [
        ("Our lamp is lit again. — Harbour Light (@harbour_light) May 3", "Our lamp is lit again."),
        ("Before.\nOur lamp is lit -- Light (@light)\nAfter.", "Our lamp is lit"),
        ("Our lamp is lit.\n— Light (@light)", "Our lamp is lit."),
        ("A – B (@no!) then C — D (@yes) and on", "A – B (@no!) then C"),
    ],
)
def test_an_embedded_post_is_quoted_up_to_its_signature(quoted, text, post):
    assert quoted(text) == [(0, post, True)]


@pytest.mark.parametrize(
    "text", [f"lit — {'x' * 61} (@light)", "lit — (@light)", "lit (@light)", f"a — bb (@{'l' * 31})"]
)
def test_what_is_no_signature_ends_no_post(quoted, text):
    assert quoted(text) == []


def test_quotations_are_the_same_compiled(articles, monkeypatch):
    @settings(max_examples=200, derandomize=True, deadline=None)
    @given(st.lists(st.text(st.sampled_from('ab “”„‟«»‹›「」『』＂"\n\u2028\x85é😀—(@)_'), max_size=40), max_size=4))
    def check(texts):
        found = []
        for repays in (0, 10_000):
            monkeypatch.setattr(import_module("copydesk.text.quotations"), "REPAYS_COMPILER", repays)
            found.append(quotations(articles(*texts)))
        pd.testing.assert_frame_equal(*found)

    check()
