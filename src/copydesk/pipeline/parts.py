"""Ranges of articles: what a stage that works article by article can be run on, one range at a time.

Tables between stages name articles by row (doc_no) and words by row (first_word, last_word). A part's tables
count both from its own first article, and its vocabulary has its own forms only, so that a stage cannot tell a part
from a small corpus. (Folded forms keep their numbers, which say no more than which forms match.)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from copydesk.tables import TABLES

__all__ = ["Tables", "cut", "join", "ranges"]

Tables = Mapping[str, pd.DataFrame]
_WORD_ROWS = ("first_word", "last_word")
_AT_A_TIME = 1 << 16
_AT_ONCE = 2


def ranges(articles: int, size: int) -> list[tuple[int, int]]:
    """Ranges (first, last exclusive) of at most ``size`` articles; one empty range when there are none."""
    return [(first, min(first + size, articles)) for first in range(0, max(articles, 1), size)]


def cut(tables: Tables, first: int, last: int) -> dict[str, pd.DataFrame]:
    """``tables`` of the articles ``first`` to ``last`` (exclusive); tables that are not of articles stay whole."""
    if first == 0 and last == len(tables["articles"]):
        return dict(tables)
    words = _rows(tables["words"], first, last)[0] if "words" in tables else 0
    lines = _rows(tables["layout"], first, last) if "layout" in tables else (0, 0)
    found = {}
    for name, frame in tables.items():
        if "doc_no" in frame.columns:
            found[name] = _shift(frame.iloc[slice(*_rows(frame, first, last))], -first, -words)
        elif name == "articles":
            found[name] = frame.iloc[first:last].reset_index(drop=True)
        elif name == "lines":  # row by row the lines of layout
            found[name] = frame.iloc[slice(*lines)].reset_index(drop=True)
        else:
            found[name] = frame
    if "vocabulary" in found and "words" in found:
        found["words"], found["vocabulary"] = _forms_used(found["words"], found["vocabulary"])
    return found


def _forms_used(words: pd.DataFrame, vocabulary: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The forms that ``words`` has, numbered anew in the same order: what is asked of every form costs less."""
    held, used = words["word_no"].to_numpy(), np.zeros(len(vocabulary), bool)
    for some in _chunks(len(held)):
        used[held[some]] = True
    numbers = np.empty(len(held), held.dtype)
    _look_up((np.cumsum(used) - 1).astype(held.dtype), held, numbers)
    columns = {name: numbers if name == "word_no" else words[name].array for name in words.columns}
    return pd.DataFrame(columns, copy=False), vocabulary[used].reset_index(drop=True)


def _chunks(rows: int) -> Iterator[slice]:
    """All ``rows``, some at a time: NumPy copies the numbers it looks up by, and such a copy stays in the cache."""
    return (slice(first, first + _AT_A_TIME) for first in range(0, rows, _AT_A_TIME))


def _look_up(table: npt.NDArray[Any], rows: npt.NDArray[Any], out: npt.NDArray[Any]) -> None:
    """``table[rows]`` into ``out``."""
    for some in _chunks(len(rows)):
        np.take(table, rows[some], out=out[some], mode="clip")  # "raise" would fill a copy first


def join(parts: Sequence[dict[str, pd.DataFrame]], firsts: Sequence[int]) -> dict[str, pd.DataFrame]:
    """The tables that a stage gave for parts beginning at the articles ``firsts``, as if it had seen them all.

    ``parts`` are emptied, so that a large table is never held twice.
    """
    with ThreadPoolExecutor(_AT_ONCE) as pool:  # copying lets go of the interpreter
        return {name: _concat(name, [part.pop(name) for part in parts], firsts, pool) for name in list(parts[0])}


def _rows(frame: pd.DataFrame, first: int, last: int) -> tuple[int, int]:
    docs = frame["doc_no"].to_numpy()
    begin, end = np.searchsorted(docs, np.array([first, last], docs.dtype)).tolist()  # another type would copy all
    return begin, end


def _shift(frame: pd.DataFrame, docs: int, words: int) -> pd.DataFrame:
    """``frame`` with article and word numbers moved; other columns are shared, not copied."""
    moved: dict[str, Any] = {"doc_no": docs, **dict.fromkeys(_WORD_ROWS, words)}
    columns = {name: _moved(frame[name].array, moved.get(name, 0)) for name in frame.columns}
    return pd.DataFrame(columns, index=pd.RangeIndex(len(frame)), copy=False)


def _moved(values: Any, by: int) -> Any:
    return values + values.dtype.type(by) if by else values


def _concat(name: str, parts: Sequence[pd.DataFrame], firsts: Sequence[int], pool: ThreadPoolExecutor) -> pd.DataFrame:
    """Column by column, each let go of as it is joined; articles are counted from the first of all."""
    held = {column: [part.pop(column) for part in parts] for column in TABLES[name].names}

    def joined(column: str) -> Any:
        pieces = held.pop(column)
        if isinstance(pieces[0].dtype, np.dtype) and pieces[0].dtype != object:
            return _fill(pieces, firsts if column == "doc_no" else [0] * len(pieces))
        return _own_memory(pd.concat(pieces, ignore_index=True))

    return pd.DataFrame(dict(zip(TABLES[name].names, pool.map(joined, TABLES[name].names), strict=True)), copy=False)


def _own_memory(joined: pd.Series) -> pd.Series:
    """``joined`` in one piece: strings put together are still the parts' strings, and would keep all of a part's
    memory.
    """
    if joined.dtype != "str":
        return joined
    chunks = pa.chunked_array(pa.array(joined.array))
    whole = pa.concat_arrays([*chunks.chunks, pa.array([], chunks.type)])
    return pd.Series(pd.array(whole, dtype="str"))


def _fill(pieces: Sequence[pd.Series], moves: Sequence[int]) -> npt.NDArray[Any]:
    """``pieces`` one after the other, each moved by a number."""
    ends = np.cumsum([len(piece) for piece in pieces])
    filled = np.empty(int(ends[-1]), pieces[0].dtype)
    for piece, end, move in zip(pieces, ends.tolist(), moves, strict=True):
        part, values = filled[end - len(piece) : end], piece.to_numpy()
        if move:
            np.add(values, values.dtype.type(move), out=part)
        else:
            part[:] = values
    return filled
