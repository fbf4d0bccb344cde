"""What became of records: rows of articles in columns, their texts beside them, and faults."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from copydesk.ingest.article import judge_text
from copydesk.ingest.parquet_records import text_column, unbundle
from copydesk.ingest.plain_texts import mark_plain
from copydesk.ingest.record import Bundle, Fault, Record, rejected
from copydesk.ingest.rows import Row
from copydesk.settings.rooms import Ingest
from copydesk.tables import TABLES
from copydesk.text.strings import read_utf8

__all__ = ["Judged", "add_texts", "fenced", "gather", "judge_batch", "put_together", "take_texts"]

_OWN = {"own_id": "bool", "text_at": "int64", "date_order": "int8", "turned_at": "datetime64[us, UTC]"}
"""Columns that rows have until they are articles."""


@dataclass
class Judged:
    """What became of records: rows of articles, in columns and with ``own_id``, and faults.

    In place of its text a row has ``text_at``, its place in ``texts``. Where the records came as a bundle its texts
    are the first of these, and are left out until the bundle is at hand again: they are not sent from fork to process.
    """

    rows: pd.DataFrame
    texts: list[pa.Array]
    faults: list[Fault]


def judge_batch(batch: Sequence[Record] | Bundle, settings: Ingest) -> Judged:
    """What becomes of records whose text is given; the texts of a bundle are left out."""
    if isinstance(batch, Bundle):
        return gather(_judge_bundle(batch, settings), len(batch) if text_column(batch) else 0)
    mark_plain(batch)
    return gather(fenced(judge_text, record, settings) for record in batch)


def _judge_bundle(bundle: Bundle, settings: Ingest) -> Iterator[Row | Fault]:
    """The outcome of each record; a row whose text is as it was given tells its place."""
    kept = text_column(bundle)
    for number, record in enumerate(unbundle(bundle)):
        outcome = fenced(judge_text, record, settings)
        if kept and not isinstance(outcome, Fault) and outcome["text"] is record.values["text"]:
            outcome["text_at"] = number
        yield outcome


def fenced(judge: Callable[[Record, Ingest], Row | Fault], record: Record, settings: Ingest) -> Row | Fault:
    """What ``judge`` says; values that nobody foresaw cost one record, not the run."""
    try:
        return judge(record, settings)
    except Exception as error:
        detail = f"Its values cannot be read ({type(error).__name__})."
        return rejected(record, "malformed_record", detail)


def gather(outcomes: Iterable[Row | Fault], given: int = 0) -> Judged:
    """The ``outcomes`` by kind; texts that are not among the ``given`` ones come after those."""
    rows: list[Row] = []
    faults: list[Fault] = []
    own: list[str] = []
    for outcome in outcomes:
        if isinstance(outcome, Fault):
            faults.append(outcome)
            continue
        text = outcome.pop("text")
        if "text_at" not in outcome:
            outcome["text_at"] = given + len(own)
            own.append(text)
        rows.append(outcome)
    return Judged(_columns(rows), [pa.array(own, pa.large_string())], faults)


def add_texts(batch: Sequence[Record] | Bundle, judged: Judged) -> Judged:
    """``judged`` with the texts of its ``batch`` that it left out."""
    name = text_column(batch) if isinstance(batch, Bundle) else ""
    if isinstance(batch, Bundle) and name:
        judged.texts.insert(0, batch.columns.column(name).cast(pa.large_string()))
    return judged


def put_together(judged: Sequence[Judged]) -> tuple[pd.DataFrame, list[pa.Array]]:
    """All rows, and all texts, in as many arrays as there are."""
    sizes = [sum(map(len, each.texts)) for each in judged]
    starts = accumulate(sizes, initial=0)
    rows = [each.rows.assign(text_at=each.rows["text_at"] + start) for each, start in zip(judged, starts, strict=False)]
    return pd.concat(rows or [_columns([])], ignore_index=True), [text for each in judged for text in each.texts]


def take_texts(texts: Sequence[pa.Array], places: npt.NDArray[np.int64]) -> pa.Array:
    """The texts at ``places`` of all ``texts``, one after the other, in one array: each is copied once."""
    ends = np.cumsum([0, *map(len, texts)])
    views = [(data.data, bounds.tolist()) for data, bounds in map(read_utf8, texts)]
    parts = (np.searchsorted(ends, places, side="right") - 1).tolist()
    spans = []
    for part, row in zip(parts, (places - ends[parts]).tolist(), strict=True):
        view, bounds = views[part]
        spans.append(view[bounds[row] : bounds[row + 1]])
    offsets = np.cumsum([0, *map(len, spans)], dtype=np.int64)
    return pa.LargeStringArray.from_buffers(len(spans), pa.py_buffer(offsets), pa.py_buffer(b"".join(spans)))


def _columns(rows: list[Row]) -> pd.DataFrame:
    names = [name for name in TABLES["articles"].names if name != "text"]
    return pd.DataFrame({name: _series([row[name] for row in rows], name) for name in (*names, *_OWN)}, copy=False)


def _series(values: list[object], name: str) -> pd.Series:
    # The dtype is told, not guessed: guessing reads every text once more.
    dtype = _OWN.get(name) or TABLES["articles"].column(name).storage
    return pd.Series(
        pd.array(pa.array(values, pa.large_string()), dtype="str") if dtype == "str" else values, dtype=dtype
    )
