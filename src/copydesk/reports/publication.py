"""Publish a report: every file into a new folder, then the folder into its place; or nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

import pandas as pd

from copydesk.errors import WithheldError
from copydesk.processes import Aside
from copydesk.reports.draft import Draft
from copydesk.reports.order import published
from copydesk.reports.swap import require_replaceable, staging
from copydesk.reports.withheld import clear_withheld, critical_failures, withhold
from copydesk.settings.rooms import Reports
from copydesk.tables import LATE

__all__ = ["publish", "publishing"]

Tables = Mapping[str, pd.DataFrame]


def publish(tables: Tables, out: Path, settings: Reports) -> Path:
    """Publish ``tables`` as the report folder ``out``, whole or not at all; returns ``out``.

    ``tables`` holds every published table by name; others are ignored. The same tables give the same
    bytes. Raises UsageError when ``out`` holds something that is not a report, TableError when a table
    is missing or breaks its schema, and WithheldError when a critical check failed: ``out`` is then left
    as it was, and ``<out>.withheld`` says why.
    """
    require_replaceable(out)
    _require_held(tables, out, settings)
    with staging(out) as folder:
        Draft(tables, folder, settings).finish(tables)
    clear_withheld(out)
    return out


@contextmanager
def publishing(tables: Tables, out: Path, settings: Reports) -> Iterator[Callable[[Tables], None]]:
    """As ``publish``, begun in a process beside this one while the checks are still to be held.

    ``tables`` lack the tables ``LATE``. The function that is given takes all of them, and must be called once; ``out``
    changes when the context ends, and not at all when an error leaves it. Raises as ``publish`` does.
    """
    require_replaceable(out)
    with staging(out) as folder, closing(Aside(partial(_begin, tables, folder, settings))) as aside:
        finished: list[Path] = []

        def finish(tables: Tables) -> None:
            _require_held(tables, out, settings)
            late = {name: tables[name] for name in LATE}
            try:
                list(aside.map([late]))
            except (EOFError, OSError):  # it died: all of it here, once more
                aside.close()
                _empty(folder)
                Draft(tables, folder, settings).finish(tables)
            finished.append(folder)

        yield finish
        if not finished:
            raise RuntimeError("the report was not finished")
    clear_withheld(out)


def _begin(tables: Tables, folder: Path, settings: Reports) -> Callable[[Tables], None]:
    return Draft(tables, folder, settings).finish


def _require_held(tables: Tables, out: Path, settings: Reports) -> None:
    """Raise WithheldError, and say why beside ``out``, when a critical check failed."""
    frames = published(tables, ("checks", "rejects"))
    failed = critical_failures(frames["checks"])
    if len(failed):
        raise WithheldError(withhold(frames, failed, out, settings.cell_chars))


def _empty(folder: Path) -> None:
    for each in folder.iterdir():
        shutil.rmtree(each) if each.is_dir() else each.unlink()
