"""Publish a report: every file into a new folder, then the folder into its place; or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

import pandas as pd

from copydesk.errors import WithheldError
from copydesk.reports.draft import Draft
from copydesk.reports.order import published
from copydesk.reports.swap import require_replaceable, staging
from copydesk.reports.withheld import clear_withheld, critical_failures, withhold
from copydesk.settings.rooms import Reports

__all__ = ["Press", "publish", "publishing"]

Tables = Mapping[str, pd.DataFrame]


def publish(tables: Tables, out: Path, settings: Reports) -> Path:
    """Publish ``tables`` as the report folder ``out``, whole or not at all; returns ``out``.

    ``tables`` holds every published table by name; others are ignored. The same tables give the same
    bytes. Raises UsageError when ``out`` holds something that is not a report, TableError when a table
    is missing or breaks its schema, and WithheldError when a critical check failed: ``out`` is then left
    as it was, and ``<out>.withheld`` says why.
    """
    with publishing(out, settings, beside=False) as press:
        press.finish(tables)
    return out


@contextmanager
def publishing(out: Path, settings: Reports, beside: bool = True) -> Iterator[Press]:
    """A report that is written while its tables are made, ``beside`` this process or here.

    ``out`` changes when the context ends, and not at all when an error leaves it. Raises as ``publish`` does.
    """
    require_replaceable(out)
    with staging(out) as folder, closing(Draft(folder, settings, beside)) as draft:
        press = Press(out, settings, draft)
        yield press
        if not press.finished:
            raise RuntimeError("the report was not finished")
    clear_withheld(out)


class Press:
    """What ``publishing`` gives: ``begin`` as often as tables are made, then ``finish`` once."""

    def __init__(self, out: Path, settings: Reports, draft: Draft) -> None:
        self._out, self._settings, self._draft = out, settings, draft
        self.finished = False

    def begin(self, tables: dict[str, pd.DataFrame]) -> None:
        """Begin to write those of ``tables`` that were not there before; ``tables`` may lack any."""
        self._draft.begin(tables)

    def finish(self, tables: Tables) -> None:
        """Write what is left; ``tables`` are all of them, and those that were begun have not changed."""
        _require_held(tables, self._out, self._settings)
        self._draft.finish(tables)
        self.finished = True


def _require_held(tables: Tables, out: Path, settings: Reports) -> None:
    """Raise WithheldError, and say why beside ``out``, when a critical check failed."""
    frames = published(tables, ("checks", "rejects"))
    failed = critical_failures(frames["checks"])
    if len(failed):
        raise WithheldError(withhold(frames, failed, out, settings.cell_chars))
