"""textstat's text standard: the grade that the formulas name most often."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

__all__ = ["consensus"]

Values = npt.NDArray[np.float64]

_GRADES = (
    "smog_index",
    "coleman_liau_index",
    "automated_readability_index",
    "dale_chall_readability_score",
    "linsear_write_formula",
    "gunning_fog",
)
_EASE_FROM = np.array([30, 40, 50, 60, 70, 80, 90, 100], np.float64)
_EASE_GRADES = np.array([13, 12, 11, 10, 8, 7, 6, 5, 13], np.float64)
_LOWEST, _HIGHEST = 1, 18


def consensus(scores: Mapping[str, Values]) -> Values:
    """The most frequent of the grades that eight ``scores`` vote for, 1 to 18, shape as theirs.

    Each grade votes thrice, rounded down, up and to the nearest; reading ease votes for one grade, or for
    two. Of grades with equal votes the first wins, in textstat's order of formulas. No score may be NaN.
    """
    votes = np.column_stack(
        [
            *_roundings(scores["flesch_kincaid_grade"]),
            *_ease_grades(scores["flesch_reading_ease"]),
            *(vote for name in _GRADES for vote in _roundings(scores[name])),
        ]
    )
    tally = np.zeros(votes.shape, np.int8)
    for column in votes.T:
        tally += votes == column[:, None]
    winner = np.argmax(tally, axis=1)
    return np.clip(votes[np.arange(len(votes)), winner], _LOWEST, _HIGHEST)


def _roundings(score: Values) -> tuple[Values, Values, Values]:
    return np.floor(score), np.ceil(score), np.rint(score)


def _ease_grades(ease: Values) -> tuple[Values, Values]:
    """The grade of a reading ease, and the second one where it has two: NaN, which equals no vote, elsewhere."""
    grade = _EASE_GRADES[np.searchsorted(_EASE_FROM, ease, side="right")]
    return grade, np.where((ease >= 60) & (ease < 70), 9.0, np.nan)
