"""For which languages textstat has rules of its own, and which formulas those rules define.

The constants are those of textstat 0.7.13 (``textstat.backend.utils.constants.LANG_CONFIGS``; a test holds
them equal). textstat computes every formula in every language, with English constants and the English list
of easy words where it has none; such a number means nothing, so the formula is left empty.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["FORMULAS", "LANGUAGES", "Flesch", "Language"]

FORMULAS = (
    "flesch_reading_ease",
    "flesch_kincaid_grade",
    "gunning_fog",
    "smog_index",
    "coleman_liau_index",
    "automated_readability_index",
    "dale_chall_readability_score",
    "linsear_write_formula",
    "mcalpine_eflaw",
    "difficult_words",
    "reading_time",
    "text_standard",
)


@dataclass(frozen=True)
class Flesch:
    """Constants of a language's Flesch reading ease: base, weight of words a sentence, of syllables a word."""

    base: float
    sentence_length: float
    syllables_per_word: float


@dataclass(frozen=True)
class Language:
    """How textstat treats a language.

    ``locale`` is what textstat is told (its default for English is en_US; a bare ``en`` would hyphenate the
    British way). ``complex_syllables`` makes a word complex for Gunning fog. ``easy_words`` names the list
    of easy words. ``formulas`` are those that textstat has rules for.
    """

    locale: str
    flesch: Flesch
    complex_syllables: int
    easy_words: str
    formulas: tuple[str, ...]


_ENGLISH = Flesch(206.835, 1.015, 84.6)
_EASE = ("flesch_reading_ease", "reading_time")
_FOG = ("gunning_fog", "reading_time")

LANGUAGES: dict[str, Language] = {
    "en": Language("en_US", _ENGLISH, 3, "en", FORMULAS),
    "de": Language("de", Flesch(180, 1, 58.5), 3, "en", _EASE),  # Amstad 1978
    "es": Language(
        "es",
        Flesch(206.84, 1.02, 60.0),
        3,
        "es",  # Fernández Huerta 1959
        (*_EASE, "difficult_words", "dale_chall_readability_score"),
    ),
    "fr": Language("fr", Flesch(207, 1.015, 73.6), 3, "en", _EASE),  # Kandel and Moles 1958
    "it": Language("it", Flesch(217, 1.3, 60.0), 3, "en", _EASE),  # Flesch-Vacca 1972
    "nl": Language("nl", Flesch(206.835, 0.93, 77), 3, "en", _EASE),  # Douma 1960
    "ru": Language("ru", Flesch(206.835, 1.3, 60.1), 3, "en", _EASE),
    "hu": Language("hu", Flesch(206.835, 1.015, 58.5), 5, "en", ("flesch_reading_ease", *_FOG)),
    "pl": Language("pl", _ENGLISH, 4, "en", _FOG),
}
"""By ISO 639-1 code. Languages that are not here are unsupported."""
