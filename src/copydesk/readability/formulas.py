"""The formulas, over arrays, in textstat's order of operations: results are equal to the last bit."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from copydesk.readability.consensus import consensus
from copydesk.readability.counts import Counts
from copydesk.readability.languages import Flesch

__all__ = ["apply_formulas"]

Values = npt.NDArray[np.float64]

_MS_A_CHARACTER = 14.69


def apply_formulas(counts: Counts, flesch: Flesch) -> dict[str, Values]:
    """Every formula for each text of ``counts``: shape (texts,), NaN where a formula is undefined.

    A formula is undefined without words, and those that divide by them also without syllables; textstat
    then returns 0. The sources are named in docs/readability.md.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        scores = {name: formula(counts) for name, formula in _FORMULAS.items()}
        scores["flesch_reading_ease"] = _flesch_reading_ease(counts, flesch)
    worded, voiced = counts.words > 0, (counts.words > 0) & (counts.syllables > 0)
    needs = {"flesch_reading_ease": voiced, "flesch_kincaid_grade": voiced}
    scores = {name: np.where(needs.get(name, worded), score, 0.0) for name, score in scores.items()}
    scores["text_standard"] = consensus(scores)
    needs["text_standard"] = voiced
    return {name: np.where(needs.get(name, worded), score, np.nan) for name, score in scores.items()} | {
        "difficult_words": np.where(counts.tokens > 0, counts.difficult_words, np.nan),
        "reading_time": np.where(counts.tokens > 0, _MS_A_CHARACTER * counts.chars / 1000, np.nan),
    }


def _flesch_reading_ease(counts: Counts, flesch: Flesch) -> Values:
    """Flesch 1948, with the constants of the language."""
    words_a_sentence, syllables_a_word = counts.words / counts.sentences, counts.syllables / counts.words
    return flesch.base - flesch.sentence_length * words_a_sentence - flesch.syllables_per_word * syllables_a_word


def _flesch_kincaid_grade(counts: Counts) -> Values:
    """Kincaid et al. 1975."""
    return (0.39 * (counts.words / counts.sentences)) + (11.8 * (counts.syllables / counts.words)) - 15.59


def _gunning_fog(counts: Counts) -> Values:
    """Gunning 1952; a complex word is one that is not easy and has the language's number of syllables."""
    return 0.4 * (counts.words / counts.sentences + 100 * counts.complex_words / counts.words)


def _smog_index(counts: Counts) -> Values:
    """McLaughlin 1969."""
    # Python's power and NumPy's can differ in the last bit; textstat uses Python's.
    roots = np.array([each**0.5 for each in (30 * (counts.polysyllables / counts.sentences)).tolist()], np.float64)
    return (1.043 * roots) + 3.1291


def _coleman_liau_index(counts: Counts) -> Values:
    """Coleman and Liau 1975."""
    letters, sentences = counts.letters / counts.words * 100, counts.sentences / counts.words * 100
    return (0.058 * letters) - (0.296 * sentences) - 15.8


def _automated_readability_index(counts: Counts) -> Values:
    """Smith and Senter 1967; characters are shared among all tokens, bare punctuation included."""
    return (4.71 * (counts.chars / counts.tokens)) + (0.5 * (counts.words / counts.sentences)) - 21.43


def _dale_chall_readability_score(counts: Counts) -> Values:
    """Dale and Chall 1948."""
    hard = 100 * counts.hard_words / counts.words
    score = (0.1579 * hard) + (0.0496 * (counts.words / counts.sentences))
    return np.where(hard > 5, score + 3.6365, score)


def _linsear_write_formula(counts: Counts) -> Values:
    """Linsear Write, over the first hundred words."""
    number = counts.linsear_weight / counts.linsear_sentences
    return np.where(number <= 20, number - 2, number) / 2


def _mcalpine_eflaw(counts: Counts) -> Values:
    """McAlpine 2006."""
    return (counts.words + counts.mini_words) / counts.sentences


_FORMULAS: dict[str, Callable[[Counts], Values]] = {
    "flesch_kincaid_grade": _flesch_kincaid_grade,
    "gunning_fog": _gunning_fog,
    "smog_index": _smog_index,
    "coleman_liau_index": _coleman_liau_index,
    "automated_readability_index": _automated_readability_index,
    "dale_chall_readability_score": _dale_chall_readability_score,
    "linsear_write_formula": _linsear_write_formula,
    "mcalpine_eflaw": _mcalpine_eflaw,
}
