"""Read every input and account for every record: an article or a reject, never neither."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path

import pandas as pd

from copydesk.ingest.accounting import list_inputs, list_rejects, reject_twice
from copydesk.ingest.article import find_html, judge_page
from copydesk.ingest.date_orders import settle_orders
from copydesk.ingest.extraction import Extraction
from copydesk.ingest.inputs import InputFile, find_files
from copydesk.ingest.judged import Judged, add_texts, fenced, gather, judge_batch, put_together, take_texts
from copydesk.ingest.judges import Judges
from copydesk.ingest.language import load_identifier
from copydesk.ingest.outlet_names import unify_names
from copydesk.ingest.page import Page
from copydesk.ingest.readers import read
from copydesk.ingest.record import Bundle, Fault, Item, Record, rejected
from copydesk.ingest.rows import Row
from copydesk.settings.rooms import Ingest
from copydesk.tables import TABLES

__all__ = ["ingest"]

_AT_ONCE = 128
"""Pages that are read before any is done with."""

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
    faults = [fault for each in judged for fault in each.faults]
    every, texts = put_together(judged)
    judged.clear()
    kept, twice = reject_twice(every, texts)
    rows = settle_orders(every).iloc[kept]
    text = pd.Series(take_texts(texts, rows["text_at"].to_numpy()), index=rows.index, dtype="str")
    articles = TABLES["articles"].conform(rows.assign(text=text, source=unify_names(rows["source"])))
    return articles, list_rejects(faults + twice), list_inputs(counts)


def _count(files: Sequence[InputFile], counts: dict[str, int], settings: Ingest) -> Iterator[Item]:
    for file in files:
        for item in read(file, settings):
            counts[file.name] += len(item) if isinstance(item, Bundle) else 1
            yield item


def _open_judges(pool: Extraction, settings: Ingest, workers: int) -> _Judges:
    # Nearly every large input has a text whose language only the model tells.
    return Judges(
        lambda batch: judge_batch(batch, settings), workers, lambda: not pool.started, add_texts, load_identifier
    )


def _judge(items: Iterator[Item], pool: Extraction, judges: _Judges, settings: Ingest) -> Iterator[Judged]:
    """Outcomes of ``items``; pages are read in the pool, a bounded number at a time."""
    others: list[Row | Fault] = []
    pages: list[tuple[Record, bytes | str]] = []
    for item in items:
        if isinstance(item, Bundle):
            judges.hold(item)
        elif isinstance(item, Fault):
            others.append(item)
        elif (html := find_html(item)) is None:
            yield from judges.hear(item)
        elif len(html) > settings.max_html_bytes:
            others.append(rejected(item, "too_large", f"The page is larger than {settings.max_html_bytes} bytes."))
        else:
            pages.append((item, html))
        if len(pages) >= _AT_ONCE:
            yield from _read_pages(pages, pool, judges, settings)
            pages.clear()
    yield from _read_pages(pages, pool, judges, settings)
    yield gather(others)


def _read_pages(
    pages: list[tuple[Record, bytes | str]], pool: Extraction, judges: _Judges, settings: Ingest
) -> Iterator[Judged]:
    """Outcomes of ``pages`` and of all that the judges hold."""
    judges.begin()  # forks are made before the pool has threads
    waiting = [(record, _submit(record, html, pool)) for record, html in pages]
    yield from judges.rest()
    yield gather(_finish(record, page, settings) for record, page in waiting)


def _submit(record: Record, html: bytes | str, pool: Extraction) -> Future[Page]:
    record.values["html"] = record.values["text"] = None  # the pool holds the page now
    url = record.values.get("url")
    return pool.submit(html, url if isinstance(url, str) else "")


def _finish(record: Record, page: Future[Page], settings: Ingest) -> Row | Fault:
    return fenced(lambda record, settings: judge_page(record, page.result(), settings), record, settings)
