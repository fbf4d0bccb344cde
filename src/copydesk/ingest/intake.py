"""Read every input and account for every record: an article or a reject, never neither."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path

import pandas as pd

from copydesk.ingest.article import Row, find_html, judge_page, judge_text
from copydesk.ingest.extraction import Extraction
from copydesk.ingest.inputs import InputFile, find_files
from copydesk.ingest.judges import Judges
from copydesk.ingest.page import Page
from copydesk.ingest.readers import read
from copydesk.ingest.record import Fault, Item, Record, rejected
from copydesk.settings.rooms import Ingest
from copydesk.tables import TABLES

__all__ = ["ingest"]

_AHEAD = 256
_Waiting = deque[tuple[Record, "Future[Page]"]]
_Judges = Judges[Record, "Row | Fault"]


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
    rows: list[Row] = []
    faults: list[Fault] = []
    with Extraction(settings) as pool, _open_judges(pool, settings, workers) as judges:
        for outcome in _judge(_count(files, counts, settings), pool, judges, settings):
            (faults if isinstance(outcome, Fault) else rows).append(outcome)  # type: ignore[arg-type]
    kept, twice = _reject_twice(rows)
    return _articles(kept), _rejects(faults + twice), _intake(counts)


def _count(files: Sequence[InputFile], counts: dict[str, int], settings: Ingest) -> Iterator[Item]:
    for file in files:
        for item in read(file, settings):
            counts[file.name] += 1
            yield item


def _open_judges(pool: Extraction, settings: Ingest, workers: int) -> Judges[Record, Row | Fault]:
    return Judges(lambda record: _fenced(judge_text, record, settings), workers, lambda: not pool.started)


def _judge(items: Iterator[Item], pool: Extraction, judges: _Judges, settings: Ingest) -> Iterator[Row | Fault]:
    """Outcomes of ``items``; pages are read in the pool, a bounded number ahead."""
    waiting: _Waiting = deque()
    for item in items:
        html = find_html(item) if isinstance(item, Record) else None
        if isinstance(item, Fault):
            yield item
        elif html is None:
            yield from judges.hear(item)
        elif len(html) > settings.max_html_bytes:
            yield rejected(item, "too_large", f"The page is larger than {settings.max_html_bytes} bytes.")
        else:
            waiting.append((item, _submit(item, html, pool)))
        while len(waiting) > _AHEAD:
            yield _finish(waiting, settings)
    yield from judges.rest()
    while waiting:
        yield _finish(waiting, settings)


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


def _reject_twice(rows: list[Row]) -> tuple[list[Row], list[Fault]]:
    """Rows whose id and content are new, in the order of file and record; faults for the others."""
    kept: list[Row] = []
    faults: list[Fault] = []
    ids: set[tuple[str, str, str]] = set()
    doc_ids: set[str] = set()
    for row in sorted(rows, key=lambda row: (row["input_file"], row["record_no"])):
        # A number that is one outlet's own says nothing of another outlet's articles.
        outlet = (row["source"] or "") if row["own_id"] else ""
        own = (row["input_file"], row["input_id"], outlet)
        if own in ids:
            faults.append(_twice(row, "An earlier record of the file has the same id."))
        elif row["doc_id"] in doc_ids:
            faults.append(_twice(row, "An earlier record has the same source, address, title and text."))
        else:
            kept.append(row)
            doc_ids.add(row["doc_id"])
            if row["input_id"]:
                ids.add(own)
    return kept, faults


def _twice(row: Row, detail: str) -> Fault:
    return Fault(row["input_file"], row["record_no"], "duplicate_id", detail, len(row["text"]), row["input_id"] or "")


def _articles(rows: list[Row]) -> pd.DataFrame:
    table = TABLES["articles"]
    ordered = sorted(rows, key=lambda row: row["doc_id"])
    return table.conform(pd.DataFrame({name: _series([row[name] for row in ordered], name) for name in table.names}))


def _series(values: list[object], name: str) -> pd.Series:
    # The dtype is told, not guessed: guessing reads every text once more.
    return pd.Series(values, dtype=TABLES["articles"].column(name).storage)


def _rejects(faults: list[Fault]) -> pd.DataFrame:
    table = TABLES["rejects"]
    ordered = sorted(faults, key=lambda fault: (fault.input_file, fault.record_no))
    rows = [(f.input_file, f.record_no, f.input_id or None, f.reason, f.detail, f.bytes) for f in ordered]
    return table.conform(pd.DataFrame(rows, columns=table.names)) if rows else table.empty()


def _intake(counts: dict[str, int]) -> pd.DataFrame:
    frame = pd.DataFrame({"input_file": list(counts), "records": list(counts.values())})
    return TABLES["intake"].conform(frame)
