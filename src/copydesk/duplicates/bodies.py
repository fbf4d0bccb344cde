"""The bodies of all articles as later steps need them: shingles, how many are distinct, signatures.

Two ways that give the same bits: plain over a stream of words for few articles, compiled for many. The second holds
no array of all words but the shingles (8 bytes a word) and where each first stands in its article (1 byte).
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.duplicates.candidates import Candidates, find_candidates
from copydesk.duplicates.compared import Compared
from copydesk.duplicates.shingles import BASE, Hashes, Ints, Stream, shingle_sets, stream
from copydesk.duplicates.signatures import Hashes32, encoded_folds, permutations, shingle_hashes, signatures
from copydesk.duplicates.verify import compare, compare_many
from copydesk.settings import rooms
from copydesk.text import doc_bounds

__all__ = ["REPAYS_COMPILER", "Bodies", "read_bodies"]

Flags = npt.NDArray[np.bool_]
REPAYS_COMPILER = 2_000_000
"""Body words from which compiled kernels are worth their compilation."""


class Bodies(Protocol):
    """``signatures`` has shape (articles, num_perm), all ones without a shingle; ``sizes`` counts distinct shingles."""

    @property
    def signatures(self) -> Hashes32:
        """The MinHash signature of each article's body."""

    @property
    def sizes(self) -> Ints:
        """Distinct shingles of each article's body."""

    def candidates(self) -> Candidates:
        """Pairs worth verifying (``candidates.find_candidates``)."""

    def compare(self, pairs: Ints) -> Compared:
        """What ``pairs`` share, without those that share no passage (``verify.compare``)."""


def read_bodies(
    words: pd.DataFrame, vocabulary: pd.DataFrame, keep: Flags, articles: int, settings: rooms.Duplicates
) -> Bodies:
    """The bodies of ``articles`` articles: the rows of ``words`` where ``keep`` holds."""
    if np.count_nonzero(keep) >= REPAYS_COMPILER:
        return _read_compiled(words, vocabulary, keep, articles, settings)
    return _Plain(stream(words, vocabulary, keep, articles, settings.shingle_words), vocabulary, settings)


@dataclass
class _Plain:
    body: Stream
    vocabulary: pd.DataFrame
    settings: rooms.Duplicates
    sets: tuple[Hashes, Ints] = field(init=False)
    signatures: Hashes32 = field(init=False)

    def __post_init__(self) -> None:
        self.sets = shingle_sets(self.body)
        parameters = permutations(self.settings.num_perm, self.settings.seed)
        self.signatures = signatures(self.body, shingle_hashes(self.body, self.vocabulary), parameters)

    @property
    def sizes(self) -> Ints:
        return np.diff(self.sets[1])

    def candidates(self) -> Candidates:
        return find_candidates(self.signatures, self.sets, self.settings)

    def compare(self, pairs: Ints) -> Compared:
        own = self.settings
        return compare(pairs, self.body, self.sets, own.max_passage_gap, own.min_passage_words)


@dataclass
class _Compiled:
    bounds: Ints
    shingles: Hashes
    first: Flags
    sizes: Ints
    signatures: Hashes32
    settings: rooms.Duplicates

    def candidates(self) -> Candidates:
        return find_candidates(self.signatures, (self.shingles, self.bounds), self.settings, self.first)

    def compare(self, pairs: Ints) -> Compared:
        own = self.settings
        texts = (self.shingles, self.bounds, own.shingle_words)
        return compare_many(pairs, texts, self.sizes, own.max_passage_gap, own.min_passage_words)


def _read_compiled(
    words: pd.DataFrame, vocabulary: pd.DataFrame, keep: Flags, articles: int, settings: rooms.Duplicates
) -> _Compiled:
    """Two threads, each over half the words: the kernel lets go of the interpreter."""
    from copydesk.duplicates.body_kernels import count_flags, read_articles

    places, sizes = doc_bounds(words["doc_no"].to_numpy(), articles), np.zeros(articles, np.int64)
    count_flags(keep, places, sizes)
    bounds = np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)])
    shingles, first = np.empty(bounds[-1], np.uint64), np.empty(bounds[-1], bool)
    signed = np.full((articles, settings.num_perm), np.uint32(0xFFFFFFFF), np.uint32)
    forms = (vocabulary["fold_hash"].to_numpy(), vocabulary["folded_no"].to_numpy(), *encoded_folds(vocabulary))
    base = (BASE, np.uint64(pow(int(BASE), -1, 1 << 64)))
    parameters, out = permutations(settings.num_perm, settings.seed), (shingles, first, sizes, signed)
    half = int(np.searchsorted(bounds, bounds[-1] // 2))
    given = (words["word_no"].to_numpy(), keep, places, bounds, forms, settings.shingle_words, base, parameters)
    with ThreadPoolExecutor(2) as pool:
        for part in [pool.submit(read_articles, *given, part, out) for part in ((0, half), (half, articles))]:
            part.result()
    return _Compiled(bounds, shingles, first, sizes, signed, settings)
