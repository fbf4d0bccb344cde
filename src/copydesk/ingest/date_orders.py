"""Whether the day or the month stands first in the dates of an input: 03/04/2024."""

from __future__ import annotations

import re
from enum import IntEnum

import numpy as np
import pandas as pd

__all__ = ["Order", "settle_orders", "tell_order"]

_NUMERIC = re.compile(r"(?<![\d/-])(\d{1,2})([/-])(\d{1,2})\2(?:\d{4}|\d\d)(?![\d/-])")
_MONTHS = 12


class Order(IntEnum):
    """What a date shows of its order: nothing, month or day first, or that it may be either."""

    NONE = 0
    MONTH = 1
    DAY = 2
    OPEN = 3


def tell_order(text: str) -> Order:
    """The order of the numeric date in ``text``; 05/05/2024 has none."""
    found = _NUMERIC.search(text)
    if not found:
        return Order.NONE
    first, second = int(found[1]), int(found[3])
    if first == second:
        return Order.NONE
    if max(first, second) <= _MONTHS:
        return Order.OPEN
    return Order.DAY if first > second else Order.MONTH


def settle_orders(rows: pd.DataFrame) -> pd.DataFrame:
    """``rows`` of articles with the open dates of each input file read in the order that its other dates show.

    ``date_order`` is the Order of each date and ``turned_at`` an open date read day first; ``published_at`` has it
    read month first. It stays so where nothing tells, or both orders are shown, and ``published_origin`` says guess.
    """
    order = rows["date_order"].to_numpy()
    still = order == Order.OPEN
    if not still.any():
        return rows
    files = rows["input_file"]
    month, day = (files.isin(set(files[order == shown])).to_numpy() for shown in (Order.MONTH, Order.DAY))
    turned = still & day & ~month
    guessed = still & (day == month)
    published = rows["published_at"].mask(turned, rows["turned_at"])
    origin = rows["published_origin"].astype(object).mask(guessed, "guess")
    return rows.assign(published_at=published, published_origin=np.asarray(origin, dtype=object))
