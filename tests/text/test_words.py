"""Words, their hashes, and the vocabulary."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.text.words import hash_spans, mix, runs

quick = settings(max_examples=80, derandomize=True, deadline=None)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Don't stop.", ["Don't", "stop"]),
        ("the mayor’s “plan”", ["the", "mayor’s", "plan"]),
        ("'quoted' rock 'n' roll", ["quoted", "rock", "n", "roll"]),
        ("1,234.5 crowns at 12:30, 3. May", ["1,234.5", "crowns", "at", "12:30", "3", "May"]),
        ("a state-of-the-art U.S. plan", ["a", "state", "of", "the", "art", "U", "S", "plan"]),
        ("snake_case e-mail@post.example", ["snake_case", "e", "mail", "post", "example"]),
        ("COVID-19 H2O 5G", ["COVID", "19", "H2O", "5G"]),
        ("über Ёлка ἄλφα", ["über", "Ёлка", "ἄλφα"]),
        ("soft\u00adhyphen zero\u200bwidth", ["soft\u00adhyphen", "zero\u200bwidth"]),
        ("cafe\u0301 noir", ["cafe\u0301", "noir"]),
        ("… — !!! ***", []),
    ],
)
def test_words_as_written(cut, text, words):
    assert cut(text).printed("words") == words


def test_every_character_of_an_unspaced_script_is_a_word(cut):
    assert cut("港は再開").printed("words") == list("港は再開")
    assert cut("第3回A案").printed("words") == ["第", "3", "回", "A", "案"]
    assert cut("𠀀港").printed("words") == ["𠀀", "港"]


def test_a_mark_belongs_to_the_unspaced_character_before_it(cut):
    assert cut("か\u3099き").printed("words") == ["か\u3099", "き"]


def test_korean_is_written_with_spaces(cut):
    assert cut("항구가 다시").printed("words") == ["항구가", "다시"]


@pytest.mark.parametrize("lone", ["\u0301", "\u200d\ufe0f", "\u0301\u0302", "\u00ad"])
def test_a_mark_that_stands_alone_is_no_word(cut, lone):
    assert cut(f"one {lone} two").printed("words") == ["one", "two"]


def test_astral_characters_count_as_one_code_point(cut):
    done = cut("😀 𝒜𝓫c 😀 end")
    assert done.printed("words") == ["𝒜𝓫c", "end"]
    assert done.words["start"].tolist() == [2, 8]


@pytest.mark.parametrize(
    ("form", "shape"),
    [
        ("pier", "lower"),
        ("Pier", "title"),
        ("NATO", "upper"),
        ("A", "title"),
        ("iPhone", "mixed"),
        ("McKay", "mixed"),
        ("5G", "digits"),
        ("港", "other"),
        ("O'Neil", "title"),
    ],
)
def test_shape(cut, form, shape):
    assert cut(form).vocabulary["shape"].tolist() == [shape]


def test_forms_that_fold_alike_share_a_number_and_a_hash_in_every_run(cut):
    first = cut("Pier PIER pier other").vocabulary.set_index("form")
    second = cut("something else first: pier").vocabulary.set_index("form")
    assert first.loc[["Pier", "PIER", "pier"], "folded_no"].nunique() == 1
    assert first.loc["other", "folded_no"] != first.loc["pier", "folded_no"]
    assert first.loc["Pier", "fold_hash"] == second.loc["pier", "fold_hash"]


def test_long_forms_are_told_apart_by_their_text(cut):
    a, b = _thue_morse(11), _thue_morse(11).translate(str.maketrans("ab", "ba"))
    done = cut(f"{a} {b} {a}")
    assert done.printed("words") == [a, b, a]
    assert done.words["word_no"].tolist() == [0, 1, 0]


def _thue_morse(doublings: int) -> str:
    word = "a"
    for _ in range(doublings):
        word += word.translate(str.maketrans("ab", "ba"))
    return word


@quick
@given(st.lists(st.integers(0, 0x10FFFF), min_size=1, max_size=60), st.data())
def test_spans_hash_alike_exactly_when_they_are_equal(codes, data):
    codes = np.array(codes * 2, np.uint32)  # every span occurs twice, at different places
    bound = st.integers(0, len(codes) - 1)
    starts = np.array(data.draw(st.lists(bound, min_size=1, max_size=20)))
    ends = np.array([data.draw(st.integers(start + 1, len(codes))) for start in starts.tolist()])
    hashes = hash_spans(codes, starts, ends)
    spans = [tuple(codes[start:end].tolist()) for start, end in zip(starts, ends, strict=True)]
    assert [a == b for a in hashes.tolist() for b in hashes.tolist()] == [a == b for a in spans for b in spans]


def test_leading_zero_codes_change_the_hash():
    codes = np.array([0, 0, 0, 65], np.uint32)
    hashes = hash_spans(codes, np.array([0, 1, 2, 3, 0, 0]), np.array([4, 4, 4, 4, 1, 2]))
    assert len(set(hashes.tolist())) == 6


def test_no_spans_no_hashes():
    assert hash_spans(np.zeros(0, np.uint32), np.zeros(0, int), np.zeros(0, int)).tolist() == []


@quick
@given(st.lists(st.booleans(), max_size=30))
def test_runs_are_the_maximal_stretches_of_true(flags):
    starts, ends = runs(np.array(flags, bool))
    rebuilt = np.zeros(len(flags), bool)
    for start, end in zip(starts, ends, strict=True):
        rebuilt[start:end] = True
        assert start == 0 or not flags[start - 1]
        assert end == len(flags) or not flags[end]
    assert rebuilt.tolist() == flags


def test_mix_is_the_published_finaliser_but_for_its_last_shift():
    def fmix64(k: int) -> int:
        k ^= k >> 33
        k = k * 0xFF51AFD7ED558CCD % 2**64
        k ^= k >> 33
        return k * 0xC4CEB9FE1A85EC53 % 2**64

    values = [0, 1, 2, 2**63, 2**64 - 1, 0x9E3779B97F4A7C15]
    assert mix(np.array(values, np.uint64)).tolist() == [fmix64(value) for value in values]
