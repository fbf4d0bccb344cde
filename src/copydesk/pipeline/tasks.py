"""What may be done by itself: stages on all articles, or on a range of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from copydesk.pipeline.parts import Tables, cut, ranges
from copydesk.pipeline.stages import Stage
from copydesk.settings import Settings

__all__ = ["ALONE", "ARTICLES_A_PART", "Frames", "Tables", "Task", "divide"]

ARTICLES_A_PART = 8_000
"""Articles of a part: enough for what is done once a part to cost little, few enough for its memory to stay small."""

ALONE = 2_000
"""Articles that are not worth another process."""

Frames = dict[str, pd.DataFrame]


@dataclass(frozen=True)
class Task:
    """Stages, one after the other, on the articles ``first`` to ``last``; all of them where ``last`` is None.

    The tables are cut once for all of its stages; each may read what those before it write.
    """

    stages: tuple[Stage, ...]
    first: int = 0
    last: int | None = None

    def run(self, tables: Tables, settings: Settings) -> Frames:
        """The stages' tables of these articles."""
        read = {name: tables[name] for stage in self.stages for name in stage.reads if name in tables}
        own = read if self.last is None else cut(read, self.first, self.last)
        found: Frames = {}
        for stage in self.stages:
            found |= stage.run(own | found, settings)
        return found


def divide(stages: Sequence[Stage], articles: int, workers: int) -> list[Task]:
    """Each stage that needs all articles by itself, then the others together, a range of articles at a time: as many
    ranges for each of the ``workers``.

    Where some stages need all articles, processes come to the ranges at different times, so that they are given halves
    in the end: then they end at nearly the same time.
    """
    whole = [Task((stage,)) for stage in stages if not stage.in_parts]
    parted = Task(tuple(stage for stage in stages if stage.in_parts))
    if not parted.stages:
        return whole
    rounds = max(-(-articles // (workers * ARTICLES_A_PART)), 1)
    size = max(-(-articles // (workers * rounds)), ALONE)
    parts = ranges(articles, size)
    if whole and rounds > 1:
        parts[-workers:] = [half for first, last in parts[-workers:] for half in _halve(first, last)]
    return [*whole, *(Task(parted.stages, *each) for each in parts)]


def _halve(first: int, last: int) -> list[tuple[int, int]]:
    middle = (first + last) // 2
    return [(first, middle), (middle, last)] if first < middle else [(first, last)]
