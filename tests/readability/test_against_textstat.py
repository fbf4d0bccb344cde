from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.readability.languages import FORMULAS, LANGUAGES
from copydesk.readability.oracle import ask_textstat
from copydesk.readability.stage import measure

WORDS = (
    "the",
    "The",
    "harbour",
    "HARBOUR",
    "committee",
    "Committee's",
    "don't",
    "DON'T",
    "rock'n'roll",
    "'tis",
    "o'clock",
    "well-known",
    "e-mail",
    "U.S.",
    "U.S.-based",
    "p.m.",
    "3.5",
    "1,200",
    "2024",
    "$4.2m",
    "50%",
    "hmm",
    "shh",
    "İstanbul",
    "İ",
    "ΟΔΟΣ",
    "straße",
    "ﬁnance",
    "naïve",
    "cafe\u0301",
    "Фонтан",
    "水道",
    "مدرسة",
    "½",
    "²",
    "x_y",
    "_",
    "antidisestablishmentarianism",
    "qwrtpsdfgh",
    "a" * 70,
    "word" * 30,
    "ʼn",
    "people’s",
    "www.example.org/a?b=1!",
)
MARKS = (
    ".",
    "!",
    "?",
    "...",
    "?!",
    ",",
    ";",
    ":",
    "—",
    "–",
    "-",
    "'",
    '"',
    "“",
    "”",
    "’",
    "‘",
    "(",
    ")",
    "…",
    "''",
    "'s",
    "' t",
    "\u200b",
    "\u00ad",
    "\u0301",
    "#",
    "@",
    "*",
    "\x00",
)
SPACES = (" ", "  ", "\n", "\n\n", "\t", "\r\n", "\u00a0", "\u2003", "\u2028", "\x1c", "\x85", "\u3000", "")
NEWS = """The harbour authority said on Tuesday that 3.5 million tonnes had left the port since J. R. Olin took over.
“We don't expect another record,” Ms. Olin told reporters. "Not this year," she added, "and not at these prices."
No comment.
The U.S.-based shipping line, which employs approximately 1,200 people, declined to say whether it'd extend..."""

texts = st.lists(st.one_of(*map(st.sampled_from, (WORDS, WORDS, MARKS, SPACES))), max_size=30).map("".join)
anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


def expect(text: str, language: str) -> dict[str, float]:
    """textstat's values, NaN where it returns a stand-in because there is nothing to divide by."""
    from textstat.backend.counts import count_words

    values = ask_textstat(text, LANGUAGES[language].locale)
    voiced = values["flesch_kincaid_grade"] != 0.0
    needs_syllables = ("flesch_reading_ease", "flesch_kincaid_grade", "text_standard")
    needs_text = ("difficult_words", "reading_time")
    worded = count_words(text) > 0
    defined = {
        name: bool(text.split()) if name in needs_text else worded and (voiced or name not in needs_syllables)
        for name in FORMULAS
    }
    return {name: values[name] if defined[name] else math.nan for name in LANGUAGES[language].formulas}


def assert_equal(given_texts: list[str], language: str) -> None:
    ours = measure(given_texts, LANGUAGES[language])
    for row, text in enumerate(given_texts):
        for name, value in expect(text, language).items():
            got = float(ours[name].iloc[row])
            assert got == value or (math.isnan(got) and math.isnan(value)), (name, got, value, text)


@settings(max_examples=60, deadline=None)
@given(st.lists(texts, min_size=1, max_size=2))
def test_invented_texts_measure_as_textstat_measures_them(given_texts: list[str]) -> None:
    assert_equal(given_texts, "en")


@settings(max_examples=60, deadline=None)
@given(st.lists(anything, min_size=1, max_size=2))
def test_any_characters_measure_as_textstat_measures_them(given_texts: list[str]) -> None:
    assert_equal(given_texts, "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_textstats_numbers(language: str) -> None:
    assert_equal(
        [
            NEWS,
            "Die Wasserversorgung bleibt über Nacht unterbrochen, sagte die Bürgermeisterin. Mehr nicht.",
            "El ayuntamiento confirmó la reapertura del puente después de las inundaciones de abril.",
            "Администрация подтвердила, что мост откроют в апреле после ремонта.",
            "A városháza megerősítette, hogy a hidat áprilisban nyitják meg.",
        ],
        language,
    )


@pytest.mark.parametrize("words", [0, 1, 2, 3, 99, 100, 101, 150])
def test_linsear_takes_the_first_hundred_words_wherever_punctuation_stands(words: int) -> None:
    mixed = [("committee.", "—", "and", "went?", "...", "on")[number % 6] for number in range(words)]
    assert_equal([" ".join(mixed), " ".join(mixed) + " — !"], "en")


def test_a_text_measures_alike_alone_and_among_others() -> None:
    among = measure([NEWS, "", "one", NEWS[:70], "..."], LANGUAGES["en"])
    alone = [measure([text], LANGUAGES["en"]) for text in (NEWS, "", "one", NEWS[:70], "...")]
    for row, frame in enumerate(alone):
        assert among.iloc[row].equals(frame.iloc[0])


def test_batches_join_without_a_seam(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = measure([NEWS, NEWS[20:], NEWS[40:], "", "x"], LANGUAGES["en"])
    monkeypatch.setattr("copydesk.readability.counts._BATCH_CHARACTERS", 100)
    assert measure([NEWS, NEWS[20:], NEWS[40:], "", "x"], LANGUAGES["en"]).equals(whole)
