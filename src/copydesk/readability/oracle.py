"""textstat itself on one text, offline: the oracle of the tests and the benchmark, never called in bulk."""

from __future__ import annotations

import warnings
from functools import cache
from importlib import import_module
from typing import Any
from unittest.mock import patch

from copydesk.readability.syllables import table

__all__ = ["ask_textstat"]


def ask_textstat(text: str, locale: str) -> dict[str, float]:
    """Every formula of textstat on ``text``, by column name; textstat's 0.0 where a formula is undefined.

    ``locale`` is what ``textstat.set_lang`` takes. The syllable table is ours, in the form of NLTK's cmudict,
    which textstat would otherwise download.
    """
    counting = import_module("textstat.backend.counts._count_syllables")
    with patch.object(counting, "get_cmudict", _cmudict), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="There is no easy words vocabulary")
        return _ask(_textstat(locale), text)


def _ask(textstat: Any, text: str) -> dict[str, float]:
    return {
        "flesch_reading_ease": textstat.flesch_reading_ease(text),
        "flesch_kincaid_grade": textstat.flesch_kincaid_grade(text),
        "gunning_fog": textstat.gunning_fog(text),
        "smog_index": textstat.smog_index(text),
        "coleman_liau_index": textstat.coleman_liau_index(text),
        "automated_readability_index": textstat.automated_readability_index(text),
        "dale_chall_readability_score": textstat.dale_chall_readability_score(text),
        "linsear_write_formula": textstat.linsear_write_formula(text),
        "mcalpine_eflaw": textstat.mcalpine_eflaw(text),
        "difficult_words": textstat.difficult_words(text),
        "reading_time": textstat.reading_time(text),
        "text_standard": textstat.text_standard(text, float_output=True),
    }


@cache
def _textstat(locale: str) -> Any:
    """An instance of its own: ``set_lang`` on the shared one would reach into the whole process."""
    from textstat.textstat import textstatistics

    instance = textstatistics()
    instance.set_lang(locale)
    return instance


def _cmudict(locale: str) -> dict[str, list[list[str]]] | None:
    return _pronunciations() if locale.startswith("en") else None


@cache
def _pronunciations() -> dict[str, list[list[str]]]:
    """One invented pronunciation a word, with as many vowels as it has syllables."""
    return {word: [["AH0"] * count] for word, count in table().items()}
