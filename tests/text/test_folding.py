"""Folding: what a reader sees as the same word is the same word."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.text.folding import fold


@pytest.mark.parametrize(
    "form",
    [
        "HARBOUR",
        "Ｈａｒｂｏｕｒ",
        "har\u00adbour",
        "\u200bharbour\ufeff",
        "ha\u2060rb\u200dour",
        "hаrbоur",
        "𝐡𝐚𝐫𝐛𝐨𝐮𝐫",
        "ha\u115frbour",
        "h\U000e0061arbour",
        "ha\u0336r\u0338bour",
        "har\u034fbour",
        "harb\u20d2our\u0335",
    ],
)
def test_disguises_of_a_word_fold_to_it(form):
    assert fold(form) == "harbour"


@pytest.mark.parametrize(
    ("form", "plain"),
    [
        ("Bаnk", "bank"),
        ("Βank", "bank"),
        ("bаnк", "bank"),
        ("Ηarbour", "harbour"),
        ("ΝEWS", "news"),
        ("CITΥ", "city"),
        ("соре", "cope"),
        ("СОРЕ", "cope"),
        ("а", "a"),
        ("ѕο", "so"),
    ],
)
def test_a_letter_drawn_like_a_latin_one_is_latin_in_a_latin_word(form, plain):
    assert fold(form) == plain


@pytest.mark.parametrize(
    ("form", "folded"),
    [
        ("Москва", "москва"),
        ("Ростов", "ростов"),
        ("ρητό", "ρητό"),
        ("Ёлка", "ёлка"),
        ("ԱՐԵՎ", "արեվ"),
        ("Не", "не"),
        ("НАТО", "нато"),
    ],
)
def test_a_word_of_another_script_keeps_its_letters(form, folded):
    assert fold(form) == folded


@pytest.mark.parametrize(
    ("form", "folded"),
    [
        ("Straße", "strasse"),
        ("ﬁnance", "finance"),
        ("Café", "café"),
        ("Cafe\u0301", "café"),
        ("①", "1"),
        ("mayor’s", "mayor's"),
        ("K", "k"),
        ("ǅ", "dž"),
        ("İzmir", "izmir"),
    ],
)
def test_compatible_forms_are_one(form, folded):
    assert fold(form) == folded


@settings(max_examples=200, derandomize=True, deadline=None)
@given(st.text(st.characters(categories=["L", "N", "M", "Cf"]), max_size=12))
def test_folding_twice_changes_nothing_more(form):
    assert fold(fold(form)) == fold(form)


@settings(max_examples=100, derandomize=True, deadline=None)
@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=12))
def test_ascii_is_only_lowered(form):
    assert fold(form) == form.lower()
