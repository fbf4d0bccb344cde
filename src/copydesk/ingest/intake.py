"""Read every input and account for every record: an article or a reject, never neither."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path

import pandas as pd
import pyarrow as pa

from copydesk.ingest.article import Row, find_html, judge_page, judge_text
from copydesk.ingest.extraction import Extraction
from copydesk.ingest.inputs import InputFile, find_files
from copydesk.ingest.judges import Judges
from copydesk.ingest.page import Page
from copydesk.ingest.parquet_records import text_column, unbundle
from copydesk.ingest.readers import read
from copydesk.ingest.record import Bundle, Fault, Item, Record, rejected
from copydesk.settings.rooms import Ingest
from copydesk.tables import TABLES

__all__ = ["ingest"]

_AHEAD = 256
_OWN = {"own_id": "bool", "text_at": "int64"}
"""Columns that rows have until they are articles."""

_Waiting = deque[tuple[Record, "Future[Page]"]]


@dataclass
class Judged:
    """What became of records: rows of articles, in columns and with ``own_id``, and faults.

    In place of its text a row has ``text_at``, its place in ``texts``. Where the records came as a bundle its texts
    are the first of these, and are left out until the bundle is at hand again: they are not sent back and forth.
    """

    rows: pd.DataFrame
    texts: list[pa.Array]
    faults: list[Fault]


_Judges = Judges[Record, Judged]


def ingest(
    inputs: Sequence[str | Path], settings: Ingest, workers: int = 1
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Read ``inputs`` (files, folders, globs) into the tables articles, rejects and intake.

    ``intake`` counts the records of each input file before any is judged; its sum is that of the rows of
    ``articles`` (sorted by doc_id) and ``rejects`` (sorted by file and record). The order of ``inputs``
    changes nothing, nor does the number of processes, ``workers``. Raises UsageError when an input does not exist.
    """
    files = find_files(inputs)
    counts = {file.name: 0 for file in files}
    with Extraction(settings) as pool, _open_judges(pool, settings, workers) as judges:
        judged = list(_judge(_count(files, counts, settings), pool, judges, settings))
    every, texts = _put_together(judged)
    faults = [fault for each in judged for fault in each.faults]
    judged.clear()
    kept, twice = _reject_twice(every, texts)
    rows = every.iloc[kept]
    text = pd.Series(texts.take(pa.array(rows["text_at"])), index=rows.index, dtype="str")
    articles = TABLES["articles"].conform(rows.assign(text=text))
    return articles, _rejects(faults + twice), _intake(counts)


def _count(files: Sequence[InputFile], counts: dict[str, int], settings: Ingest) -> Iterator[Item]:
    for file in files:
        for item in read(file, settings):
            counts[file.name] += len(item) if isinstance(item, Bundle) else 1
            yield item


def _open_judges(pool: Extraction, settings: Ingest, workers: int) -> _Judges:
    return Judges(lambda batch: _judge_texts(batch, settings), workers, lambda: not pool.started, _with_texts)


def _judge_texts(batch: list[Record] | Bundle, settings: Ingest) -> Judged:
    if not isinstance(batch, Bundle):
        return _gather(_fenced(judge_text, record, settings) for record in batch)
    records = unbundle(batch)
    given = [record.values.get("text") for record in records] if text_column(batch) else []
    return _gather((_fenced(judge_text, record, settings) for record in records), given)


def _with_texts(batch: list[Record] | Bundle, judged: Judged) -> Judged:
    """``judged`` with the texts of the ``batch`` it left out."""
    name = text_column(batch) if isinstance(batch, Bundle) else ""
    if isinstance(batch, Bundle) and name:
        judged.texts.insert(0, batch.columns.column(name).cast(pa.large_string()))
    return judged


def _gather(outcomes: Iterable[Row | Fault], given: Sequence[object] = ()) -> Judged:
    """The ``outcomes`` by kind; a text that is as it was ``given``, outcome by outcome, is left out."""
    rows: list[Row] = []
    faults: list[Fault] = []
    own: list[str] = []
    for number, outcome in enumerate(outcomes):
        if isinstance(outcome, Fault):
            faults.append(outcome)
        elif given and outcome["text"] is given[number]:
            rows.append(outcome | {"text_at": number})
        else:
            rows.append(outcome | {"text_at": len(given) + len(own)})
            own.append(outcome["text"])
    return Judged(_columns(rows), [pa.array(own, pa.large_string())], faults)


def _judge(items: Iterator[Item], pool: Extraction, judges: _Judges, settings: Ingest) -> Iterator[Judged]:
    """Outcomes of ``items``; pages are read in the pool, a bounded number ahead."""
    waiting: _Waiting = deque()
    others: list[Row | Fault] = []
    for item in items:
        if isinstance(item, Bundle):
            yield from judges.hear_all(item)
            continue
        html = find_html(item) if isinstance(item, Record) else None
        if isinstance(item, Fault):
            others.append(item)
        elif html is None:
            yield from judges.hear(item)
        elif len(html) > settings.max_html_bytes:
            others.append(rejected(item, "too_large", f"The page is larger than {settings.max_html_bytes} bytes."))
        else:
            waiting.append((item, _submit(item, html, pool)))
        while len(waiting) > _AHEAD:
            others.append(_finish(waiting, settings))
    yield from judges.rest()
    while waiting:
        others.append(_finish(waiting, settings))
    yield _gather(others)


def _submit(record: Record, html: bytes | str, pool: Extraction) -> Future[Page]:
    record.values["html"] = record.values["text"] = None  # the pool holds the page now
    url = record.values.get("url")
    return pool.submit(html, url if isinstance(url, str) else "")


def _finish(waiting: _Waiting, settings: Ingest) -> Row | Fault:
    record, page = waiting.popleft()
    return _fenced(lambda *given: judge_page(given[0], page.result(), given[1]), record, settings)


def _fenced(judge: Callable[[Record, Ingest], Row | Fault], record: Record, settings: Ingest) -> Row | Fault:
    """What ``judge`` says; values that nobody foresaw cost one record, not the run."""
    try:
        return judge(record, settings)
    except Exception as error:
        detail = f"Its values cannot be read ({type(error).__name__})."
        return rejected(record, "malformed_record", detail)


def _put_together(judged: Sequence[Judged]) -> tuple[pd.DataFrame, pa.ChunkedArray]:
    """All rows, and all texts."""
    sizes = [sum(map(len, each.texts)) for each in judged]
    starts = [sum(sizes[:number]) for number in range(len(sizes))]
    rows = [each.rows.assign(text_at=each.rows["text_at"] + start) for each, start in zip(judged, starts, strict=True)]
    texts = [text for each in judged for text in each.texts]
    return pd.concat(rows or [_columns([])], ignore_index=True), pa.chunked_array(texts, pa.large_string())


def _reject_twice(every: pd.DataFrame, texts: pa.ChunkedArray) -> tuple[list[int], list[Fault]]:
    """Rows of ``every`` whose id and content are new in the order of file and record, sorted by doc_id; faults of
    the others.
    """
    names = ("input_file", "record_no", "input_id", "source", "own_id", "doc_id")
    rows = list(zip(*(every[name].tolist() for name in names), range(len(every)), strict=True))
    faults: list[Fault] = []
    ids: set[tuple[str, str, str]] = set()
    doc_ids: dict[str, int] = {}
    for file, number, given, source, own_id, doc_id, row in sorted(rows, key=itemgetter(0, 1)):
        input_id = given if isinstance(given, str) else ""
        # A number that is one outlet's own says nothing of another outlet's articles.
        own = (file, input_id, source if own_id and isinstance(source, str) else "")
        if own in ids:
            detail = "An earlier record of the file has the same id."
        elif doc_id in doc_ids:
            detail = "An earlier record has the same source, address, title and text."
        else:
            doc_ids[doc_id] = row
            if input_id:
                ids.add(own)
            continue
        size = len(texts[int(every["text_at"].iat[row])].as_py())
        faults.append(Fault(file, number, "duplicate_id", detail, size, input_id))
    return [row for _, row in sorted(doc_ids.items())], faults


def _columns(rows: list[Row]) -> pd.DataFrame:
    names = [name for name in TABLES["articles"].names if name != "text"]
    return pd.DataFrame({name: _series([row[name] for row in rows], name) for name in (*names, *_OWN)}, copy=False)


def _series(values: list[object], name: str) -> pd.Series:
    # The dtype is told, not guessed: guessing reads every text once more.
    return pd.Series(values, dtype=_OWN.get(name) or TABLES["articles"].column(name).storage)


def _rejects(faults: list[Fault]) -> pd.DataFrame:
    table = TABLES["rejects"]
    ordered = sorted(faults, key=lambda fault: (fault.input_file, fault.record_no))
    rows = [(f.input_file, f.record_no, f.input_id or None, f.reason, f.detail, f.bytes) for f in ordered]
    return table.conform(pd.DataFrame(rows, columns=table.names)) if rows else table.empty()


def _intake(counts: dict[str, int]) -> pd.DataFrame:
    frame = pd.DataFrame({"input_file": list(counts), "records": list(counts.values())})
    return TABLES["intake"].conform(frame)
