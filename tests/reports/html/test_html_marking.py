from __future__ import annotations

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from copydesk.reports.html.marking import Line, Mark, mark_text, quotations

KINDS = st.sampled_from(["passage", "notice", "credit", "attributed", "quoted"])


def plain(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html))


def test_every_line_is_a_paragraph_of_its_label() -> None:
    html = mark_text(
        "Head\nBody\nMenu\nMore",
        [Line(0, 4, "headline"), Line(5, 9, "body"), Line(10, 14, "chrome"), Line(15, 19, "chrome")],
        [],
        100,
    )
    assert html == (
        '<p class="l headline" dir="auto"><span class="tag">headline</span> Head</p>\n'
        '<p class="l body" dir="auto">Body</p>\n'
        '<p class="l chrome" dir="auto"><span class="tag">page furniture</span> Menu</p>\n'
        '<p class="l chrome" dir="auto">More</p>\n'
    )


def test_text_outside_every_line_is_still_shown() -> None:
    assert plain(mark_text("a\n\nb\nc", [Line(3, 4, "body")], [], 100)).split() == ["a", "b", "c"]


def test_marks_nest_where_they_overlap() -> None:
    marks = [Mark(0, 6, "passage", "<i>1</i>"), Mark(3, 9, "quoted", after="<i>!</i>")]
    assert mark_text("abcdefghi", [], marks, 100) == (
        '<p class="l body" dir="auto"><i>1</i><mark class="passage">abc</mark>'
        '<mark class="passage"><span class="quoted">def</span></mark>'
        '<span class="quoted">ghi</span><i>!</i></p>\n'
    )


def test_a_mark_goes_on_over_the_lines_and_is_numbered_once() -> None:
    html = mark_text("ab\ncd", [Line(0, 2, "body"), Line(3, 5, "body")], [Mark(0, 5, "passage", "<i>1</i>")], 100)
    assert html.count('<mark class="passage">') == 2
    assert html.count("<i>1</i>") == 1


def test_a_mark_that_begins_or_ends_between_lines_is_still_numbered() -> None:
    lines = [Line(0, 2, "body"), Line(4, 6, "body"), Line(8, 10, "body")]
    html = mark_text("ab\n\ncd\n\nef", lines, [Mark(2, 8, "passage", "<i>1</i>", "<i>!</i>")], 100)
    assert '<i>1</i><mark class="passage">cd</mark><i>!</i>' in html
    assert html.count("<mark") == 1


def test_lines_that_overlap_show_no_word_twice() -> None:
    assert plain(mark_text("abcdef", [Line(0, 4, "body"), Line(2, 6, "body")], [], 100)).split() == ["abcd", "ef"]


def test_many_marks_on_one_line_take_no_square_of_the_time() -> None:
    text = "“a” " * 10_000
    assert mark_text(text, [Line(0, len(text), "body")], quotations(text), len(text)).count("quoted") == 10_000


def test_text_is_cut_at_the_limit() -> None:
    assert plain(mark_text("abcdef", [Line(0, 6, "body")], [Mark(1, 5, "passage")], 3)).strip() == "abc"


def test_markup_in_a_text_is_text() -> None:
    html = mark_text("<script>&", [], [Mark(0, 3, "passage")], 100)
    assert "<script" not in html
    assert plain(html).strip() == "<script>&"


def test_unseen_characters_are_named() -> None:
    html = mark_text("a\u200bb\u202ec\u00add", [], [], 100)
    assert 'title="U+200B ZERO WIDTH SPACE"' in html
    assert 'title="U+202E RIGHT-TO-LEFT OVERRIDE"' in html
    assert 'title="U+00AD SOFT HYPHEN"' in html
    assert not re.search("[\u200b\u202e\u00ad]", html)


def test_look_alike_letters_are_named_in_a_latin_word_only() -> None:
    assert 'title="U+0430 CYRILLIC SMALL LETTER A">а U+0430</span>y' in mark_text("pаy", [], [], 100)
    assert "title" not in mark_text("платить", [], [], 100)


def test_a_notice_line_is_named_once() -> None:
    line, mark = Line(0, 4, "notice"), Mark(0, 4, "notice", '<span class="tag">credit line</span> ')
    assert mark_text("By A", [line], [mark], 100).count("tag") == 1
    assert mark_text("By A", [line], [], 100).count("tag") == 1


def test_joiners_stay_where_a_script_needs_them() -> None:
    assert "क्\u200dष" in mark_text("क्\u200dष", [], [], 100)
    assert "\u200d" not in mark_text("pa\u200dy", [], [], 100)


@given(
    st.text(alphabet="ab <&\n“”\u200b", max_size=40),
    st.lists(st.tuples(st.integers(0, 45), st.integers(0, 45), KINDS), max_size=6),
)
def test_no_marks_change_the_words(text: str, spans: list[tuple[int, int, str]]) -> None:
    marks = [Mark(min(a, b), max(a, b), kind) for a, b, kind in spans]
    shown = plain(mark_text(text, [], marks, 1000)).replace("U+200B", "\u200b")
    assert [line.strip() for line in shown.split("\n") if line.strip()] == [
        line.strip() for line in text.split("\n") if line.strip()
    ]


def test_quotations_are_found_in_every_style() -> None:
    text = 'He said “one”, „zwei“, «trois», "four", 「五」 and no “more.\n”'
    assert [text[m.start : m.end] for m in quotations(text)] == ["“one”", "„zwei“", "«trois»", '"four"', "「五」"]
