"""Shares with their uncertainty."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["wilson"]

_Z = 1.959963984540054  # the 97.5th percentile of the normal distribution
Floats = npt.NDArray[np.float64]


def wilson(hits: npt.ArrayLike, trials: npt.ArrayLike) -> tuple[Floats, Floats, Floats]:
    """Share and 95 % score interval of ``hits`` in ``trials``; NaN where there were no trials.

    Wilson (1927), "Probable inference, the law of succession, and statistical inference", JASA 22: holds its
    coverage for small samples and for shares near 0 and 1, where the normal interval does not.
    """
    found, n = np.asarray(hits, np.float64), np.asarray(trials, np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = found / n
        centre = (share + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
        half = _Z * np.sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2)) / (1 + _Z**2 / n)
    # Rounding must not push a bound past the share itself at 0 and 1.
    return share, np.minimum(np.clip(centre - half, 0, 1), share), np.maximum(np.clip(centre + half, 0, 1), share)
