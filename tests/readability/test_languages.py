from __future__ import annotations

import warnings

import pytest

from copydesk.readability.languages import FORMULAS, LANGUAGES
from copydesk.readability.lexicon import easy_words, strip_punctuation
from copydesk.tables import TABLES


def test_languages_are_those_textstat_has_constants_for() -> None:
    from textstat.backend.utils.constants import LANG_CONFIGS

    assert set(LANGUAGES) == set(LANG_CONFIGS)


@pytest.mark.parametrize("code", LANGUAGES)
def test_constants_are_textstats(code: str) -> None:
    from textstat.backend.utils import get_lang_cfg

    ours = LANGUAGES[code]
    keys = ("fre_base", "fre_sentence_length", "fre_syll_per_word", "syllable_threshold")
    flesch = (ours.flesch.base, ours.flesch.sentence_length, ours.flesch.syllables_per_word)
    assert (*flesch, ours.complex_syllables) == tuple(get_lang_cfg(ours.locale, key) for key in keys)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_formula_is_given_only_where_textstat_has_a_rule_for_it(code: str) -> None:
    from textstat.backend.utils.constants import LANG_CONFIGS

    formulas = LANGUAGES[code].formulas
    if code != "en":
        assert ("flesch_reading_ease" in formulas) == ("fre_base" in LANG_CONFIGS[code])
        assert ("gunning_fog" in formulas) == ("syllable_threshold" in LANG_CONFIGS[code])
        assert ("difficult_words" in formulas) == (LANGUAGES[code].easy_words == code)
    assert set(formulas) <= set(FORMULAS)


@pytest.mark.parametrize("code", LANGUAGES)
def test_easy_words_are_textstats(code: str) -> None:
    from textstat.backend.utils import get_lang_easy_words

    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="There is no easy words vocabulary")
        assert easy_words(LANGUAGES[code].easy_words) == get_lang_easy_words(LANGUAGES[code].locale)


def test_formulas_are_the_columns_of_the_table() -> None:
    assert tuple(TABLES["readability"].names[1:-2]) == FORMULAS


@pytest.mark.parametrize(
    "text", ["don't", "'twas", "rock'n'roll", "dogs'", "O'Neil's", '"\'s"', "it''s", "well-known", "½ – x_y", ""]
)
def test_punctuation_is_stripped_as_textstat_strips_it(text: str) -> None:
    from textstat.backend.transformations import remove_punctuation

    assert strip_punctuation(text) == remove_punctuation(text, rm_apostrophe=False)
