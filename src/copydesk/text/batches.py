"""Texts as arrays of code points, a batch at a time, so that memory stays small and caches warm."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from copydesk.text.characters import Classes, Codes, classes

__all__ = ["BATCH_CHARACTERS", "Batch", "batches"]

BATCH_CHARACTERS = 1_500_000
Positions = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Batch:
    """Consecutive texts joined by newlines; positions count code points of ``joined``.

    ``first_doc`` is the row of the first text; ``doc_starts`` has one more entry than there are texts.
    """

    first_doc: int
    joined: str
    doc_starts: Positions

    @cached_property
    def codes(self) -> Codes:
        """Code points, uint32."""
        return np.frombuffer(self.joined.encode("utf-32-le"), dtype=np.uint32)

    @cached_property
    def classes(self) -> Classes:
        """Class of each code point, uint8."""
        return classes(self.codes)

    def forms(self, starts: Positions, ends: Positions) -> list[str]:
        """What stands in each span."""
        return [self.joined[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]

    def docs(self, positions: Positions) -> npt.NDArray[np.int64]:
        """Row in this batch of the text that holds each of the ascending ``positions``."""
        firsts = np.searchsorted(positions, self.doc_starts)
        return np.repeat(np.arange(len(firsts) - 1), np.diff(firsts))


def batches(texts: Sequence[str], size: int = BATCH_CHARACTERS) -> Iterator[Batch]:
    """Cut ``texts`` into batches of about ``size`` code points; a text is never cut."""
    held: list[str] = []
    first, length = 0, 0
    for number, text in enumerate(texts):
        if held and length + len(text) > size:
            yield _batch(first, held)
            first, held, length = number, [], 0
        held.append(text)
        length += len(text)
    if held:
        yield _batch(first, held)


def _batch(first: int, texts: list[str]) -> Batch:
    lengths = np.fromiter((len(text) + 1 for text in texts), dtype=np.int64, count=len(texts))
    return Batch(first, "\n".join(texts) + "\n", np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)]))
