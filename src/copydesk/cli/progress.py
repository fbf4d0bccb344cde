"""A progress bar for people; nothing at all when the output is not a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

__all__ = ["bar"]

Progress = Callable[[str, int, int], None]


@contextmanager
def bar(stream: TextIO, quiet: bool = False) -> Iterator[Progress | None]:
    """A function that is told (stage, stages done, stages in all) and draws a bar on ``stream``."""
    if quiet or not stream.isatty():
        yield None
        return
    from tqdm import tqdm

    with tqdm(
        total=1, file=stream, leave=False, bar_format="{desc:<14}{bar:30} {n_fmt}/{total_fmt} {elapsed}"
    ) as drawn:

        def show(stage: str, done: int, stages: int) -> None:
            drawn.total = stages
            drawn.set_description_str(stage, refresh=False)
            drawn.update(done - drawn.n)
            drawn.refresh()

        yield show
