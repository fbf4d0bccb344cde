"""Near-duplicate pairs of a whole column of texts, at the speed of reading it.

Signatures (``signatures``), buckets of equal bands (``bands``), large buckets as stars (``stars``), then the exact
Jaccard index of every candidate over 5-word shingles. Candidates whose signatures rule out the threshold by more
than 4.5 standard errors are not looked at again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.duplicates.bands import Buckets, banding, pairs_within
from copydesk.duplicates.coarse import connect
from copydesk.duplicates.engines import CompiledEngine, Engine, PlainEngine
from copydesk.duplicates.signatures import Hashes32
from copydesk.duplicates.stars import star_links
from copydesk.duplicates.text_columns import TextColumn
from copydesk.processes import cores
from copydesk.settings import rooms

__all__ = ["NearDuplicates", "near_duplicates"]

REPAYS_COMPILER = 8_000_000
"""Bytes of text from which compiled kernels are worth loading."""
_STANDARD_ERRORS = 4.5
_AT_ONCE = 20_000_000

Rows = npt.NDArray[np.int64]


@dataclass(frozen=True)
class NearDuplicates:
    """``pairs``: row_a < row_b, jaccard, sorted; the rest counts how they were found.

    ``signed`` texts have a shingle. ``candidates`` pairs were compared by signature, ``verified`` of them by their
    sets. ``large_buckets`` were linked as stars: of the ``starred`` texts in them only the pairs with a hub are
    candidates when both match one template. ``index_bytes`` is the size of signatures and buckets.
    """

    pairs: pd.DataFrame
    documents: int
    signed: int
    candidates: int
    verified: int
    large_buckets: int
    starred: int
    index_bytes: int


def near_duplicates(
    column: TextColumn, threshold: float, settings: rooms.Duplicates, threads: int | None = None
) -> NearDuplicates:
    """All pairs of ``column`` whose 5-word shingles have a Jaccard index of at least ``threshold``.

    Bands follow from the threshold (``bands.banding``): at .7, with 128 permutations, 32 of 4 rows, and a pair at .7
    is a candidate with odds of .9998. Of ``settings`` only seed, num_perm and shingle_words count. The result does
    not depend on ``threads``, nor on the order of the rows but for which of equal texts is a hub.
    """
    engine = _engine(column, settings, threads)
    signatures, sizes = engine.sign()
    search = _Search(engine, signatures, threshold)
    bands = engine.buckets(signatures, np.flatnonzero(sizes > 0), *banding(threshold, settings.num_perm))
    large = [band.select(band.large()) for band in bands]
    stars = search.verify(*star_links(large, signatures))
    templates = _templates(stars, len(sizes))
    found = search.verify(*_split(_pairs([band.select(~band.large()) for band in bands], templates)))
    pairs = pd.concat([stars, found]).drop_duplicates(["row_a", "row_b"]).sort_values(["row_a", "row_b"])
    return NearDuplicates(
        pairs.reset_index(drop=True),
        len(sizes),
        int(np.count_nonzero(sizes > 0)),
        search.candidates,
        search.verified,
        sum(len(band.bounds) - 1 for band in large),
        len(np.unique(np.concatenate([band.rows for band in large]))),
        signatures.nbytes + sizes.nbytes + sum(band.rows.nbytes + band.bounds.nbytes for band in bands),
    )


class _Search:
    """Verifies candidates and counts them."""

    def __init__(self, engine: Engine, signatures: Hashes32, threshold: float) -> None:
        self._engine, self._signatures, self._threshold = engine, signatures, threshold
        self.candidates = self.verified = 0

    def verify(self, first: Rows, second: Rows) -> pd.DataFrame:
        """Those of the pairs that reach the threshold, with their Jaccard index; sorted by ``first``."""
        self.candidates += len(first)
        count = self._signatures.shape[1]
        spread = _STANDARD_ERRORS * np.sqrt(self._threshold * (1 - self._threshold) * count)
        likely = self._engine.agreeing(self._signatures, first, second) >= self._threshold * count - spread
        first, second = first[likely], second[likely]
        self.verified += len(first)
        common, one, two = self._engine.common(first, second)
        jaccard = common / np.maximum(one + two - common, 1)
        kept = jaccard >= self._threshold
        return pd.DataFrame({"row_a": first[kept], "row_b": second[kept], "jaccard": jaccard[kept]})


def _engine(column: TextColumn, settings: rooms.Duplicates, threads: int | None) -> Engine:
    if column.size >= REPAYS_COMPILER:
        return CompiledEngine(column, settings, threads or min(cores(), 8))
    texts = [
        chunk.text(n) for unit in range(len(column.units)) for chunk in column.read(unit) for n in range(chunk.rows)
    ]
    return PlainEngine(texts, settings)


def _templates(stars: pd.DataFrame, rows: int) -> Rows:
    """A number for each row that matches a hub, the same for all that are linked; -1 for every other."""
    first, second = stars["row_a"].to_numpy(), stars["row_b"].to_numpy()
    labels = np.full(rows, -1, np.int64)
    if len(stars):
        linked = np.unique(np.concatenate([first, second]))
        labels[linked] = connect(np.searchsorted(linked, first), np.searchsorted(linked, second), len(linked))
    return labels


def _pairs(buckets: Sequence[Buckets], templates: Rows) -> npt.NDArray[np.uint64]:
    """Distinct pairs of all ``buckets``, but for two that match one template."""
    found, held = [np.zeros(0, np.uint64)], 0
    for band in buckets:
        codes = pairs_within(band)
        first, second = _split(codes)
        found.append(codes[(templates[first] != templates[second]) | (templates[first] < 0)])
        held += len(found[-1])
        if held > _AT_ONCE:
            found, held = [_distinct(found)], 0
    return _distinct(found)


def _distinct(parts: Sequence[npt.NDArray[np.uint64]]) -> npt.NDArray[np.uint64]:
    codes = np.sort(np.concatenate(parts))
    return codes[np.append(True, codes[1:] != codes[:-1])[: len(codes)]]


def _split(codes: npt.NDArray[np.uint64]) -> tuple[Rows, Rows]:
    return (codes >> np.uint64(32)).astype(np.int64), (codes & np.uint64(0xFFFFFFFF)).astype(np.int64)
