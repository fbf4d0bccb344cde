"""Line keys: equal for what a reader sees as the same line."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.text.folding import mask_digits

quick = settings(max_examples=60, derandomize=True, deadline=None)
line = st.lists(st.from_regex(r"[a-z]{1,8}", fullmatch=True), min_size=1, max_size=8).map(" ".join)


def _keys(cut, *lines):
    return cut(*lines).layout["line_key"].tolist()


@pytest.mark.parametrize(
    "other",
    [
        "SHARE THIS STORY (4 COMMENTS)",
        "Share  this\tstory — 12 comments",
        "Ｓｈａｒｅ this story: 1,200 comments",
        "Share this st\u00adory, 7 comments!",
        "   share this story 09 comments   ",
    ],
)
def test_case_numbers_spacing_and_marks_do_not_tell_lines_apart(cut, other):
    one, two = _keys(cut, "Share this story 4 comments", other)
    assert one == two


@pytest.mark.parametrize(
    "other",
    [
        "Share this story",
        "this Share story 4 comments",
        "Share this story comments",
        "Share this story 4 4 comments",
        "Share this story 4 comment s",
    ],
)
def test_other_words_or_another_order_do(cut, other):
    one, two = _keys(cut, "Share this story 4 comments", other)
    assert one != two


@quick
@given(line, st.lists(line, max_size=4), st.lists(line, max_size=4))
def test_a_key_does_not_depend_on_where_the_line_stands(cut, wanted, before, after):
    done = cut(*before, "\n".join([*before, wanted, *after]))
    assert done.layout["line_key"].tolist()[2 * len(before)] == _keys(cut, wanted)[0]


@quick
@given(st.lists(line, min_size=2, max_size=8, unique=True))
def test_different_lines_have_different_keys(cut, lines):
    assert len(set(_keys(cut, "\n".join(lines)))) == len(lines)


def test_a_line_without_words_has_key_zero(cut):
    assert _keys(cut, "***\nwords\n— —") == [0, _keys(cut, "words")[0], 0]


@pytest.mark.parametrize("mark", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_line_break_ends_a_line(cut, mark):
    assert cut(f"First line{mark}second line").printed("layout") == ["First line", "second line"]


@pytest.mark.parametrize(
    ("word", "masked"),
    [
        ("covid", "covid"),
        ("1,234.5", "0"),
        ("12:30", "0"),
        ("5g", "0g"),
        ("h2o", "h0o"),
        ("2024", "0"),
        ("a1b22", "a0b0"),
    ],
)
def test_every_number_is_masked_alike(word, masked):
    assert mask_digits(word) == masked
