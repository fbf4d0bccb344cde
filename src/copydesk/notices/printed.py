"""What is printed between two places of a text."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.text.compiling import REPAYS_COMPILER
from copydesk.text.strings import read_utf8

__all__ = ["choose_reader", "locate_spans", "read_lines", "read_lines_fast", "repays_compiler"]

Places = npt.NDArray[np.int64]


def repays_compiler(layout: pd.DataFrame) -> bool:
    """Whether the lines of ``layout`` have so many words that compiled loops repay loading them."""
    return int(layout["last_word"].max() if len(layout) else 0) >= REPAYS_COMPILER


def choose_reader(layout: pd.DataFrame) -> Callable[[pd.Series, pd.DataFrame], list[str]]:
    """What reads lines of texts that have the lines of ``layout``: of the two functions below, the faster."""
    return read_lines_fast if repays_compiler(layout) else read_lines


def read_lines(texts: pd.Series, lines: pd.DataFrame) -> list[str]:
    """What stands between ``start`` and ``end`` of each row of ``lines`` in the text of its ``doc_no``."""
    known, numbers = np.unique(lines["doc_no"].to_numpy(), return_inverse=True)
    read = texts.iloc[known].tolist()
    spans = zip(numbers.tolist(), lines["start"].tolist(), lines["end"].tolist(), strict=True)
    return [read[number][start:end] for number, start, end in spans]


def read_lines_fast(texts: pd.Series, lines: pd.DataFrame) -> list[str]:
    """The same, by the compiled loop, where texts ascend: only that much of a text is read."""
    data, firsts, lasts = locate_spans(texts, lines)
    return [str(data.data[first:last], "utf-8") for first, last in zip(firsts.tolist(), lasts.tolist(), strict=True)]


def locate_spans(texts: pd.Series, lines: pd.DataFrame) -> tuple[npt.NDArray[np.uint8], Places, Places]:
    """The UTF-8 of ``texts``, and where each of ``lines`` begins and ends in it; compiled."""
    from copydesk.notices.byte_kernels import locate

    data, bounds = read_utf8(texts)
    docs, starts, ends = (lines[name].to_numpy() for name in ("doc_no", "start", "end"))
    firsts, lasts = np.empty(len(lines), np.int64), np.empty(len(lines), np.int64)
    locate(data, bounds, docs, starts, ends, firsts, lasts)
    return data, firsts, lasts
