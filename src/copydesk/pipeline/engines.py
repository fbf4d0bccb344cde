"""Run stages side by side: each as soon as its tables are there, and those that work article by article in ranges.

The result does not depend on the engine: a part's tables are those of a small corpus, and they are joined in
the order of the articles, whoever finishes first.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from concurrent.futures import FIRST_COMPLETED, wait
from contextlib import ExitStack

import pandas as pd

from copydesk.pipeline.stages import Stage
from copydesk.pipeline.tasks import Frames, Tables
from copydesk.pipeline.waves import Wave
from copydesk.settings import Settings

__all__ = ["run_stages", "run_wave"]


def run_wave(stages: Sequence[Stage], tables: Tables, settings: Settings, workers: int = 1) -> Frames:
    """The tables that ``stages`` write; in ``workers`` processes."""
    found = dict(tables)
    for _ in run_stages(stages, found, settings, workers):
        pass
    return {name: found[name] for stage in stages for name in stage.writes}


def run_stages(
    stages: Sequence[Stage], tables: Frames, settings: Settings, workers: int = 1
) -> Generator[Sequence[Stage], None, None]:
    """Run ``stages`` in ``workers`` processes, each as soon as what it reads is there; add what they write to
    ``tables``.

    Whenever some are begun or done, those that are not done are told; what none of them reads may then be dropped.
    Raises what a stage raises, and ValueError when no stage writes what another one reads.
    """
    left, running, found = list(stages), list[Wave](), dict[str, pd.DataFrame]()
    heavy = next((stage for stage in stages if stage.load), None)
    with ExitStack() as opened:
        while left or running:
            ready, loaders = _next(left, tables, heavy)
            if ready:
                left = [stage for stage in left if stage not in ready]
                running.append(opened.enter_context(Wave(ready, tables, settings, workers, loaders)))
            elif not running:
                raise ValueError(f"no stage writes what {left[0].name} reads")
            if ready or found:
                yield [*(stage for wave in running for stage in wave.stages), *left]
            if ready:
                running[-1].run_here(tables)
            else:
                wait([each for wave in running for each in wave.waiting], return_when=FIRST_COMPLETED)
            found = {name: table for wave in running for name, table in wave.take(tables).items()}
            tables |= found
            running = [wave for wave in running if wave.stages]


def _next(left: Sequence[Stage], tables: Tables, heavy: Stage | None) -> tuple[list[Stage], list[Stage]]:
    """Those of ``left`` whose tables are there.

    Where that is one alone, all up to ``heavy``, the first that loads much, and all that do: they follow one another in
    a fork, while this process, which would be idle, loads.
    """
    ready = [stage for stage in left if tables.keys() >= set(stage.reads)]
    at = left.index(heavy) if heavy in left else 0
    loaders = [stage for stage in left if stage.load]
    if at and ready == left[:1] and tables.keys() >= {name for stage in loaders for name in stage.load_reads}:
        return list(left[:at]), loaders
    return ready, []
