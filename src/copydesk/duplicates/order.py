"""Who was first: articles in time order, and how sure that order is."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

__all__ = ["certain", "days_between", "first_of", "ordered", "time_rank"]

_DAY = 86_400_000_000


def time_rank(articles: pd.DataFrame) -> npt.NDArray[np.int64]:
    """Microseconds since 1970 of each article; undated ones come last."""
    times = articles["published_at"].dt.tz_localize(None).to_numpy().astype("datetime64[us]")
    return np.where(np.isnat(times), np.iinfo(np.int64).max, times.astype(np.int64))


def ordered(pairs: npt.NDArray[np.int64], ranks: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """``pairs`` with the earlier article first; of two at one time the lower number."""
    swap = ranks[pairs[:, 1]] < ranks[pairs[:, 0]]
    return np.where(swap[:, None], pairs[:, ::-1], pairs)


def days_between(a: int, b: int) -> float:
    """Days between two ranks; NaN when one is undated."""
    undated = np.iinfo(np.int64).max
    return float("nan") if undated in (a, b) else abs(b - a) / _DAY


def certain(a: int, b: int, day_only: bool) -> bool:
    """Whether it is certain which of two ranks is earlier; with ``day_only`` only different days tell."""
    if np.iinfo(np.int64).max in (a, b):
        return False
    return a // _DAY != b // _DAY if day_only else a != b


def first_of(ranks: dict[int, int], day_only: set[int]) -> int | None:
    """The one article that is certainly the earliest; None when two may be.

    Two articles of one day are only told apart when both times of day are known.
    """
    undated = np.iinfo(np.int64).max
    dated = sorted((rank, doc) for doc, rank in ranks.items())
    if len(dated) < 2 or dated[0][0] == undated or any(rank == undated for rank, _ in dated):
        return None
    (first, doc), (second, other) = dated[0], dated[1]
    # A day without a time may still be the earliest of its day, so every article of that day is held against it.
    rivals = {rival for rank, rival in dated if rank // _DAY == first // _DAY}
    return doc if certain(first, second, bool(day_only & (rivals | {other}))) else None
