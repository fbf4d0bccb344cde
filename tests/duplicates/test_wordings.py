"""Wordings: a cut is none, a changed word is one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.duplicates.wordings import changed_words, distinct_wordings, likeness, reworded

SAID = "we will mend the old pier before the next storm comes".split()
quick = settings(max_examples=80, derandomize=True, deadline=None)
words = st.lists(st.integers(0, 5), max_size=12)


def _changed(other: str) -> int:
    return changed_words(SAID, other.split())


@pytest.mark.parametrize(
    ("other", "changed"),
    [
        ("we will mend the old pier before the next storm comes", 0),
        ("mend the old pier before the next storm comes", 0),
        ("we will mend the old pier", 0),
        ("the old pier before the next", 0),
        ("we will paint the old pier before the next storm comes", 1),
        ("we will mend the pier before the next storm comes", 1),
        ("we will mend the very old pier before the next storm comes", 1),
        ("we shall mend the old pier before the worst storm comes", 2),
    ],
)
def test_changed_words(other, changed):
    assert _changed(other) == changed_words(other.split(), SAID) == changed


def test_a_cut_is_no_wording_and_each_change_is_one():
    printed = [SAID, SAID[2:], SAID[:6], [*SAID[:3], "a", *SAID[4:]], SAID, [*SAID[:3], "this", *SAID[4:]]]
    assert distinct_wordings(printed) == [0, 3, 5]


@quick
@given(st.lists(words, min_size=1, max_size=5))
def test_the_first_is_always_a_wording_and_kept_ones_are_alike_but_changed(printed):
    kept = distinct_wordings(printed)
    assert kept[0] == 0
    assert all(changed_words(printed[a], printed[b]) for a in kept for b in kept if a < b)
    assert all(reworded(printed[0], printed[row]) for row in kept[1:])


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ("we will paint the old pier before the next storm comes", True),
        ("he said we would mend the old pier before the next storm comes in", True),
        ("we have a boat to sell before the next storm comes", False),  # a turn of speech of five words
        ("we will mend the old pier", False),
        ("you will mend the old pier with paint before the next storm", True),
        ("they will mend the old pier with tar after the next storm", False),
    ],
)
def test_two_sentences_that_share_a_turn_of_speech_are_no_wordings_of_one(other, told):
    assert reworded(SAID, other.split()) == reworded(other.split(), SAID) == told


def test_another_quotation_is_no_wording_of_the_first():
    assert distinct_wordings([SAID, "nobody will ever ask the sea about that".split()]) == [0]


@quick
@given(words, words)
def test_likeness_is_a_share_and_one_for_equal_quotations(a, b):
    assert 0 <= likeness(a, b) <= 1
    assert likeness(a, a) == 1


@pytest.mark.parametrize(
    ("other", "share"),
    [
        ("well we will mend the old pier", 1.0),
        ("we will mend the old pier and before the next storm comes", 11 / 12),
        ("we will mend the new pier before the next storm comes", 10 / 11),
        ("we will mend the", 0.0),
        ("we will paint our old pier before a big storm comes", 0.0),
        ("we will mend the old houses of all who live on this street", 0.0),
    ],
)
def test_likeness_needs_a_run_of_five_and_most_of_the_shorter_one(other, share):
    assert likeness(SAID, other.split()) == likeness(other.split(), SAID) == pytest.approx(share)
