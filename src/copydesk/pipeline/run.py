"""Run every stage, side by side where they may be: what ``copydesk audit`` does, and the oracle of the flow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from copydesk.errors import NothingReadableError, TableError, UsageError
from copydesk.pipeline.engines import run_stages
from copydesk.pipeline.stages import STAGES, Stage
from copydesk.processes import free_memory
from copydesk.settings import Settings
from copydesk.tables import PUBLISHED, TABLES

__all__ = ["Audit", "audit", "publish", "read_tables", "require_articles", "require_out"]

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Audit:
    """What a run left: where the report is, its summary, and the tables by name."""

    folder: Path
    tables: dict[str, pd.DataFrame]


def audit(
    inputs: Sequence[str],
    out: Path,
    settings: Settings,
    progress: Progress | None = None,
    lines: Path | None = None,
    workers: int = 1,
) -> Audit:
    """Audit ``inputs`` (files, folders, globs) and publish the report as the folder ``out``.

    ``progress`` is told (stage name, stages done, stages in all); ``lines`` is a template_lines table of an
    earlier report; ``workers`` processes share the work of a large input and change nothing of the result.
    The tables returned are the published ones and the intake. Raises NothingReadableError when no record can be
    read and WithheldError when a critical check fails; ``out`` is then left as it was.
    """
    from copydesk.reports import publishing

    require_out(out)
    tell, steps = progress or (lambda _name, _done, _all: None), len(STAGES) + 2
    with _checkers(workers):
        tell("ingest", 0, steps)
        tables = read_tables(inputs, settings, lines, workers)
        require_articles(tables)
        rounds = closing(run_stages(STAGES, tables, settings, workers))
        with publishing(out, settings.reports, beside=workers > 1) as press, rounds as begun:
            for left in begun:
                tell(left[0].name, 1 + len(STAGES) - len(left), steps)
                press.begin(tables)
                _let_go(tables, left)
            tell("reports", steps - 1, steps)
            press.finish(tables)
    return Audit(out, tables)


def _checkers(workers: int) -> AbstractContextManager[None]:
    """With several processes, the library that holds the checks is loaded in some of its own, from the start."""
    if workers == 1:
        return nullcontext()
    from copydesk.quality import desks_beside

    return desks_beside()


def _let_go(tables: dict[str, pd.DataFrame], left: Sequence[Stage]) -> None:
    """Drop every table that is not published and that none of the stages ``left`` reads; free their memory."""
    wanted = {*PUBLISHED, "intake", *(name for stage in left for name in stage.reads)}
    for name in set(tables) - wanted:
        del tables[name]
    free_memory()


def read_tables(
    inputs: Sequence[str], settings: Settings, lines: Path | None = None, workers: int = 1
) -> dict[str, pd.DataFrame]:
    """What the first stage needs: articles, rejects and intake of ``inputs``, and the known template lines."""
    from copydesk.ingest import ingest

    tables = dict(zip(("articles", "rejects", "intake"), ingest(inputs, settings.ingest, workers), strict=True))
    return tables | {"known_lines": _read_lines(lines) if lines else TABLES["known_lines"].empty()}


def _read_lines(file: Path) -> pd.DataFrame:
    if not file.is_file():
        raise UsageError(f"there is no file {file}")
    try:
        return TABLES["known_lines"].conform(pd.read_parquet(file))
    except (OSError, ValueError, TableError) as error:
        raise UsageError(f"{file} cannot be read as a table of template lines: {error}") from error


def require_out(out: Path) -> None:
    """Raise UsageError when no report can be published as the folder ``out``: before anything takes long."""
    from copydesk.reports import require_replaceable

    require_replaceable(out)


def require_articles(tables: dict[str, pd.DataFrame]) -> None:
    """Raise NothingReadableError, with the reasons counted and the first in a sentence, when no article was read."""
    if len(tables["articles"]):
        return
    rejects = tables["rejects"]
    reasons = rejects["reason"].str.replace("_", " ").value_counts().sort_index()
    told = (
        ", ".join(f"{count} {reason}" for reason, count in reasons.items())
        or "no file that copydesk reads, or no record in any"
    )
    first = "".join(f"; {row.input_file}: {row.detail}" for row in rejects.head(1).itertuples())
    raise NothingReadableError(f"nothing readable in the input ({told}){first}")


def publish(tables: dict[str, pd.DataFrame], out: Path, settings: Settings) -> Path:
    """Publish ``tables`` as the report folder ``out``, whole or not at all; returns ``out``."""
    from copydesk.reports import publish as publish_report

    return publish_report(tables, out, settings.reports)
