"""Texts with nothing to mend and nothing hidden, told from their bytes, a column at a time."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from copydesk.ingest.mending import LEADS, looked_for
from copydesk.ingest.record import Record
from copydesk.text.strings import read_utf8

__all__ = ["find_plain", "mark_plain"]

Bytes = npt.NDArray[np.uint8]
_ODD, _HARMLESS, _LEAD = range(3)


def find_plain(texts: Any) -> npt.NDArray[np.bool_]:
    """For each of ``texts`` (an Arrow array of strings), whether ``mend`` would return it as it is and
    ``find_hidden`` find nothing: True is certain, False means that it has to be looked at.

    Every character is ASCII but NUL, or one that neither function looks for, or a letter that may lead mojibake with
    an ASCII character behind it.
    """
    data, bounds = read_utf8(texts)
    first, last = int(bounds[0]), int(bounds[-1])
    if first == last:
        return np.ones(len(texts), bool)
    found = np.concatenate([_odd(data[first:last]), np.flatnonzero(data[first:last] == 0)]) + first
    plain = np.ones(len(texts), bool)
    plain[np.searchsorted(bounds, found, side="right") - 1] = False
    return plain


def mark_plain(records: Sequence[Record]) -> None:
    """Give each of ``records`` whose text is plain its UTF-8."""
    texts = [record.values.get("text") for record in records]
    try:
        column = pa.array([text if isinstance(text, str) else None for text in texts], pa.large_string())
    except UnicodeEncodeError:  # halves of characters, which have no UTF-8
        return
    data, bounds = read_utf8(column)
    for row in np.flatnonzero(find_plain(column)).tolist():
        if isinstance(texts[row], str):
            records[row].plain = data[bounds[row] : bounds[row + 1]].data


def _odd(data: Bytes) -> npt.NDArray[np.int64]:
    """Where in ``data`` a character begins that is not known to be harmless where it stands."""
    at = np.flatnonzero(data >= 0xC0)
    padded = np.append(data, np.zeros(3, np.uint8))
    one, two, three = (padded[at + place].astype(np.uint16) for place in range(3))
    wide = one >= 0xE0
    code = np.where(wide, (one & 0x0F) << 12 | (two & 0x3F) << 6 | three & 0x3F, (one & 0x1F) << 6 | two & 0x3F)
    kind = _kinds()[code]
    told = (kind == _HARMLESS) | ((kind == _LEAD) & ~wide & (three < 0x80))
    return at[~told | (one >= 0xF0)]


@cache
def _kinds() -> Bytes:
    """What to think of each code point of the basic plane, shape (0x10000,)."""
    kinds = np.full(0x10000, _HARMLESS, np.uint8)
    kinds[list(LEADS)] = _LEAD
    kinds[[code for code in looked_for() if code < len(kinds)]] = _ODD
    return kinds
