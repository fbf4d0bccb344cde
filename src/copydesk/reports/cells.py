"""Cells of the CSV files: one line, at most so many characters, and nothing a spreadsheet would run.

Formula escaping follows OWASP ASVS 5.0, requirement 1.2.10, with the full-width, small and minus-sign
variants that spreadsheets fold to the same signs.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from copydesk.reports.unseen import SUSPECT, one_line
from copydesk.tables import Column

__all__ = ["Look", "cell_column", "clean_text", "cut", "look_through", "number_text"]

DECIMALS = 6
TRIGGERS = "=+-@＝＋－＠−﹢﹣﹦﹫"
HASH_DIGITS = 8
_PLAIN = 1e6
"""Numbers under this in millionths are off by less than ``_UNSURE`` (53 bits hold them to 1e-4)."""
_UNSURE = 1e-3
Look = Callable[[pa.Array, int], tuple[np.ndarray, np.ndarray]]
_SUSPECT = f"^[{TRIGGERS.replace('-', '')}-]|{SUSPECT}"


def cell_column(
    values: pd.Series, column: Column, limit: int, keyed: bool = False, look: Look | None = None
) -> pa.Array:
    """``values`` of ``column`` as CSV cells: an Arrow string array, null where a value is missing.

    Text has at most ``limit`` characters; numbers have at most six decimals and no exponent; flags are
    true or false; times are ISO 8601 in UTC. In a ``keyed`` column texts that differ stay different.
    ``look`` tells which texts are to be cleaned, as ``look_through`` does.
    """
    if column.kind == "text":
        return _text_cells(values, limit, keyed, look or look_through)
    if column.kind == "flag":
        return pc.if_else(pa.array(values.to_numpy(dtype=bool)), "true", "false").cast(pa.large_string())
    if column.kind == "time":
        return pa.array(values.dt.strftime("%Y-%m-%dT%H:%M:%SZ").tolist(), pa.large_string(), from_pandas=True)
    if column.kind == "number":
        return _number_cells(values.to_numpy(dtype="float64"))
    return pa.array(values).cast(pa.large_string())


def clean_text(text: str, limit: int) -> str:
    """``text`` as one harmless cell of at most ``limit`` characters.

    Line breaks become a pilcrow, unseen characters their code point in brackets, and a cell that a
    spreadsheet would take for a formula gets a leading apostrophe.
    """
    line = one_line(text[: 4 * limit])  # mostly enough: a cell begins as its text does
    if len(line) <= limit and len(text) > 4 * limit:
        line = one_line(text)
    return cut(f"'{line}" if line.startswith(tuple(TRIGGERS)) else line, limit)


def cut(text: str, limit: int) -> str:
    """``text``, cut at a word with an ellipsis when it is longer than ``limit`` characters."""
    if len(text) <= limit:
        return text
    end = limit - 1
    while end > 0 and unicodedata.combining(text[end]):
        end -= 1
    space = text.rfind(" ", end // 2, end + 1)
    return text[: space if space > 0 else end].rstrip() + "…"


def number_text(value: float) -> str:
    """``value`` with at most six decimals, no exponent and no trailing zeros; empty when it is not finite."""
    if not np.isfinite(value):
        return ""
    text = f"{value:.{DECIMALS}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _number_cells(values: np.ndarray) -> pa.Array:
    """As ``number_text`` for each value, which is asked only for those whose last decimal takes exact arithmetic."""
    plain = np.abs(values) < _PLAIN  # and no NaN
    scaled = np.where(plain, values, 0.0) * 10**DECIMALS
    plain &= np.abs(np.abs(scaled - np.trunc(scaled)) - 0.5) > _UNSURE
    whole, part = np.divmod(np.abs(np.rint(scaled)).astype(np.int64), 10**DECIMALS)
    sign = pc.if_else(pa.array(np.rint(scaled) < 0), "-", "")
    decimals = pc.ascii_lpad(pa.array(part).cast(pa.string()), DECIMALS, "0")
    digits = pc.binary_join_element_wise(pa.array(whole).cast(pa.string()), decimals, ".")
    texts = pc.binary_join_element_wise(sign, pc.ascii_rtrim(pc.ascii_rtrim(digits, "0"), "."), "")
    others = [number_text(value) or None for value in values[~plain].tolist()]
    return pc.replace_with_mask(texts, pa.array(~plain), pa.array(others, pa.string())).cast(pa.large_string())


def look_through(cells: pa.Array, limit: int) -> tuple[np.ndarray, np.ndarray]:
    """Which ``cells`` cleaning may change, and which are longer than ``limit`` characters."""
    suspect = pc.fill_null(pc.match_substring_regex(cells, _SUSPECT), False)
    long = pc.fill_null(pc.greater(pc.utf8_length(cells), limit), False)
    return suspect.to_numpy(zero_copy_only=False), long.to_numpy(zero_copy_only=False)


def _text_cells(values: pd.Series, limit: int, keyed: bool, look: Look) -> pa.Array:
    whole = pa.array(values, pa.large_string(), from_pandas=True)
    array = whole.combine_chunks() if isinstance(whole, pa.ChunkedArray) else whole
    suspect, long = look(array, limit)
    odd = suspect | long
    rows = np.flatnonzero(odd)
    if not len(rows):
        return array
    before = array.take(pa.array(rows)).to_pylist()
    unclean = suspect[rows].tolist()
    after = [(clean_text if foul else cut)(text, limit) for text, foul in zip(before, unclean, strict=True)]
    if keyed:
        after = _told_apart(array, before, after, limit)
    return pc.replace_with_mask(array, pa.array(odd), pa.array(after, pa.large_string()))


def _told_apart(array: pa.Array, before: list[str], after: list[str], limit: int) -> list[str]:
    """``after``, with a hash of the whole text wherever cleaning made different keys alike."""
    origins: dict[str, set[str]] = {text: {text} for text in set(array.unique().to_pylist()) - {None, *before}}
    for old, new in zip(before, after, strict=True):
        origins.setdefault(new, set()).add(old)
    return [_tagged(old, new, limit) if len(origins[new]) > 1 else new for old, new in zip(before, after, strict=True)]


def _tagged(old: str, new: str, limit: int) -> str:
    digest = hashlib.sha256(old.encode("utf-8", "surrogatepass")).hexdigest()[:HASH_DIGITS]
    return f"{cut(new, limit - HASH_DIGITS - 2)} #{digest}"
