"""Which articles may hold a text: told from their signatures and sizes, or from a few of its words."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

__all__ = ["count_probes", "is_doubtful", "may_hold"]

Numbers = npt.NDArray[np.int64]
_DOUBT = 0.001  # a chance of missing from which articles are searched for the words themselves
_PROBES, _PROBE_WORDS = 3, 5


def may_hold(agreeing: Numbers, sizes: Numbers, size: int, contained: float, num_perm: int) -> list[int]:
    """Rows that may hold ``contained`` of a text of ``size`` shingles: not 3.5 deviations short of it.

    ``agreeing`` is how many of ``num_perm`` minima each article shares with the text, ``sizes`` its shingles.
    """
    shared = contained * size
    jaccard = np.minimum(shared / np.maximum(size + sizes - shared, 1), 1.0)
    expected = num_perm * jaccard
    least = np.maximum(expected - 3.5 * np.sqrt(expected * (1 - jaccard)), 1.0)
    rows: list[int] = np.flatnonzero(agreeing >= least).tolist()
    return rows


def is_doubtful(sizes: Numbers, size: int, num_perm: int) -> bool:
    """Whether one in twenty articles is so long that it may hold a text of ``size`` shingles unnoticed."""
    long = np.quantile(sizes, 0.95) if len(sizes) else 0
    return bool((1 - min(size / max(long, 1), 1)) ** num_perm > _DOUBT)


def count_probes(asked: str, texts: Iterable[str]) -> Numbers:
    """How many of up to three five-word runs of ``asked`` each of ``texts`` prints, letter for letter."""
    words = asked.split()
    last = max(len(words) - _PROBE_WORDS, 0)
    probes = {" ".join(words[at : at + _PROBE_WORDS]) for at in np.linspace(0, last, _PROBES).astype(int)}
    return np.array([sum(probe in text for probe in probes) for text in texts], np.int64)
