"""Words cut by kernels out of UTF-8: those of the text stage, whatever the text."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.duplicates.arrow_words import NEEDS_PYTHON, cut_any_words
from copydesk.duplicates.latin_words import cut_words
from copydesk.duplicates.letters import HARD, LOOKALIKE, letters
from copydesk.duplicates.plain_words import encoded_words, folded_words

TEXTS = (
    "The old pier at Brackwell will reopen in May; the council said so — on Monday.",
    "Don't, won’t, o'clock' 'tis rock'n'roll 3.5 10,000.50 12:30 3., .5 1,,2 snake_case _ __a",
    "Ärger über Straße, NAÏVE façade, ŒUVRE Łódź ﬁnance ½ and ǅ",
    "Старый пирс откроют в мае, сообщили в совете; Москва. λιμένας άνοιξε ξανά.",
    "港は五月に再開する。港5月 a港b 한국어 문장입니다",
    "re\u00adopen zero\u200bwidth \u200b \u200balone 1\u200b,2 a\u200d’b 港\u200b港\ufe0fx \u00ad",
    "emoji 👍🏽 and 🇬🇧 and 𝔉𝔯𝔞𝔨𝔱𝔲𝔯 𠀀𠀁 tag\U000e0041s",
    "fullwidth ＡＢＣ １２３ ａ＇ｂ and ⅣⅤ №5 µm Ω ﷺ",
    "no-break\u00a0space\u2009thin\u2028line\u0085next\ttab\x00nul\x1cfs",
    "",
    " ",
    "a",
    "’",
    "é",
    "x" * 100_000,
    "ü" * 5_000 + " " + "ü" * 5_000,
)
HARD_TEXTS = (
    "cafe\u0301 with a combining accent",
    "a раге of mixed scripts: pаypal",  # Cyrillic letters among Latin ones
    "a word of twins alone: сосо",
    "aῶ",
    "Ο λιμένας",
    "港со港",
    "हिन्दी में एक वाक्य",
    "\u1112\u1161\u11ab in parts",
    "\u0301 alone",
)


def _words(text: bytes, cut) -> list[str] | None:
    """The words that ``cut`` finds, None where it leaves the text to Python."""
    data, room = np.frombuffer(text, np.uint8), 2 * len(text) + 64
    flat, kept, joined = (np.zeros(room, np.uint8) for _ in range(3))
    starts = np.zeros(room, np.uint32)
    table = tuple(letters())
    buffers = (flat, kept, joined, starts) if cut is cut_words else (joined, starts)
    count = cut(data, table, *buffers)
    if count == NEEDS_PYTHON:
        return None
    assert all(joined[starts[each + 1] - 1] == 32 for each in range(count))
    return [joined[starts[each] : starts[each + 1] - 1].tobytes().decode() for each in range(count)]


@pytest.mark.parametrize("cut", [cut_words, cut_any_words])
@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_words_are_those_of_the_text_stage(text, cut):
    assert _words(text.encode(), cut) == next(folded_words([text]))


@pytest.mark.parametrize("cut", [cut_words, cut_any_words])
@pytest.mark.parametrize("text", HARD_TEXTS, ids=range(len(HARD_TEXTS)))
def test_what_folds_by_its_neighbours_is_left_to_python(text, cut):
    assert _words(text.encode(), cut) is None


@pytest.mark.parametrize("cut", [cut_words, cut_any_words])
@settings(max_examples=300, derandomize=True, deadline=None)
@given(
    st.text(st.sampled_from("aZé ’'.,:19_ßÉдλΟсоῶ港한\u200b\u00ad\u0301½ｱ\n “#👍ﷺŉ\u0600"), max_size=24)
    | st.text(max_size=12)
)
def test_no_text_gives_other_words(cut, text):
    words = _words(text.encode(), cut)
    if words is not None:
        assert words == next(folded_words([text]))


@settings(max_examples=300, derandomize=True, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [b"a", b" ", b"\xc3", b"\xa9", b"\xe2\x80", b"\x99", b"\xed\xa0\x80", b"\xf4\x90", b"\xc0\xaf", b"9,"]
        )
    )
)
def test_broken_utf8_is_cut_as_if_replaced(parts):
    raw = b"".join(parts)
    expected = next(folded_words([raw.decode("utf-8", "replace")]))
    assert _words(raw, cut_words) == expected
    assert _words(raw, cut_any_words) == expected


def test_more_accented_letters_than_bytes_can_name():
    text = " ".join(chr(code) * 3 for code in range(0x100, 0x180))
    assert _words(text.encode(), cut_words) == next(folded_words([text]))


def test_every_letter_folds_alone_as_the_stage_folds_it():
    kinds = letters().kinds
    odd = []
    for code in [each for each in range(128, 0x3400) if kinds[each] and not kinds[each] & HARD]:
        word = f"щ{chr(code)}щ"
        found = _words(word.encode(), cut_any_words)
        if found is None:
            odd.append(code)
        else:
            assert found == next(folded_words([word]))
    assert all(kinds[code] & LOOKALIKE for code in odd)
    assert len(odd) < 20


def test_encoded_words_are_laid_out_as_the_kernels_lay_them_out():
    joined, starts = encoded_words("Cafe\u0301 at the Pier")
    assert joined.tobytes() == "café at the pier ".encode() + bytes(16)
    assert starts.tolist() == [0, 6, 9, 13, 18]
