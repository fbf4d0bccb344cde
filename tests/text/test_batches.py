"""Batches: texts are never cut, and every position knows its text."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.text.batches import batches
from copydesk.text.characters import (
    CLOSER,
    DIGIT,
    EXTEND,
    IDEOGRAPH,
    LOWER,
    NEWLINE,
    OPENER,
    OTHER,
    POINT,
    QUOTE,
    SPACE,
    TERMINATOR,
    UPPER,
    WIDE_TERMINATOR,
    among,
    classes,
)


@settings(max_examples=80, derandomize=True, deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=12), max_size=8), st.integers(1, 30))
def test_batches_hold_every_text_whole_and_in_order(texts, size):
    found = []
    for batch in batches(texts, size):
        assert batch.first_doc == len(found)
        own = [batch.joined[start : end - 1] for start, end in pairwise(batch.doc_starts)]
        assert len(own) == 1 or sum(map(len, own)) <= size
        docs = batch.docs(np.arange(len(batch.joined)))
        assert docs.tolist() == np.repeat(np.arange(len(own)), np.diff(batch.doc_starts)).tolist()
        assert "".join(map(chr, batch.codes.tolist())) == batch.joined
        found += own
    assert found == texts


def test_what_each_character_is():
    wanted = {
        "a": LOWER,
        "Ж": UPPER,
        "٣": DIGIT,
        "港": IDEOGRAPH,
        "\u0301": EXTEND,
        "\u200b": EXTEND,
        " ": SPACE,
        "\u00a0": SPACE,
        "\n": NEWLINE,
        "\u2028": NEWLINE,
        ".": POINT,
        "!": TERMINATOR,
        "。": WIDE_TERMINATOR,
        "(": OPENER,
        ")": CLOSER,
        "”": QUOTE,
        "\U0001f600": OTHER,
        "\U000e0041": EXTEND,
    }
    codes = np.array([ord(character) for character in wanted], np.uint32)
    assert dict(zip(wanted, classes(codes).tolist(), strict=True)) == wanted


def test_among_is_membership():
    found = classes(np.array([ord(c) for c in "aB1 ."], np.uint32))
    assert among(found, LOWER, DIGIT).tolist() == [True, False, True, False, False]
