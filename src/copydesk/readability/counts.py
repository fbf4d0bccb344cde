"""What textstat counts in a text, for many texts at once: look tokens up, then add along arrays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import chain

import numpy as np
import numpy.typing as npt

from copydesk.readability.lexicon import Lexicon, Numbers, Trait, Traits

__all__ = ["Counts", "count"]

_BATCH = 512  # texts: a few hundred thousand tokens, so that the columns stay in the cache
_LINSEAR_WORDS = 100
_SHORTEST_SENTENCE = 3  # words: textstat drops shorter ones
_DISTINCT = 1 << 32


@dataclass(frozen=True)
class Counts:
    """Counts of each text, shape (texts,), int64, by textstat's rules.

    ``tokens`` are separated by white space; ``words`` have a letter or digit. ``sentences`` is at least 1
    unless the text is empty. ``hard_words`` are not easy; ``complex_words`` are those of the fog index;
    ``difficult_words`` counts each once. The last two are of the text up to its hundredth word.
    """

    chars: Numbers
    tokens: Numbers
    letters: Numbers
    words: Numbers
    mini_words: Numbers
    syllables: Numbers
    polysyllables: Numbers
    hard_words: Numbers
    complex_words: Numbers
    difficult_words: Numbers
    sentences: Numbers
    linsear_weight: Numbers
    linsear_sentences: Numbers


def count(texts: Sequence[str], lexicon: Lexicon) -> Counts:
    """Counts of ``texts`` in the language of ``lexicon``."""
    parts = list(_parts(texts, lexicon)) or [_count(np.zeros((0, len(Trait)), np.int32), np.zeros(1, np.int64))]
    return Counts(**{
        field.name: np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(Counts)
    })  # fmt: skip


def _parts(texts: Sequence[str], lexicon: Lexicon) -> Iterator[Counts]:
    for first in range(0, len(texts), _BATCH):
        tokens = [text.split() for text in texts[first : first + _BATCH]]
        bounds = np.cumsum([0, *map(len, tokens)])
        rows = np.fromiter(map(lexicon.__getitem__, chain.from_iterable(tokens)), np.int64, bounds[-1])
        yield _count(lexicon.traits(rows), bounds)


def _count(traits: Traits, bounds: Numbers) -> Counts:
    """Counts of the texts whose tokens are ``traits[bounds[i]:bounds[i + 1]]``."""
    starts, ends = bounds[:-1], bounds[1:]
    sums = {trait: _running(traits[:, trait]) for trait in Trait if trait is not Trait.WORD_NO}
    total = {trait: values[ends] - values[starts] for trait, values in sums.items()}
    words = sums[Trait.WORD]
    cut = np.minimum(np.searchsorted(words, words[starts] + _LINSEAR_WORDS), ends)
    sentences = _Sentences(traits, sums[Trait.HEAD])
    return Counts(
        chars=total[Trait.CHARS], tokens=ends - starts, letters=total[Trait.LETTERS], words=total[Trait.WORD],
        mini_words=total[Trait.MINI], syllables=total[Trait.SYLLABLES], polysyllables=total[Trait.POLY],
        hard_words=total[Trait.HARD], complex_words=total[Trait.COMPLEX],
        difficult_words=_distinct(traits, bounds), sentences=sentences.count(starts, ends),
        linsear_weight=sums[Trait.LINSEAR][cut] - sums[Trait.LINSEAR][starts],
        linsear_sentences=sentences.count(starts, cut),
    )  # fmt: skip


class _Sentences:
    r"""textstat's sentences, ``\b[^.!?]+[.!?]*`` of three words or more, without searching the text again.

    Marks cut a text into chunks, and a chunk with a letter or digit is one match. Its words are the pieces
    between white space and marks, so each token adds what it has before its first mark to the chunk that
    ends there, and what it has after its last to the next; between its marks there is one piece at most.
    """

    def __init__(self, traits: Traits, heads: Numbers) -> None:
        self._heads = heads
        self._marks = np.flatnonzero(traits[:, Trait.ENDS])
        self._after = heads[self._marks + 1] - traits[self._marks, Trait.TAIL]

    def count(self, starts: Numbers, ends: Numbers) -> Numbers:
        """Sentences of each run of tokens ``starts`` to ``ends``; the runs are in order and do not overlap."""
        first, last = np.searchsorted(self._marks, starts), np.searchsorted(self._marks, ends)
        base = np.concatenate([[0], self._after])[: len(self._marks)]
        opening = first[last > first]
        base[opening] = self._heads[starts[last > first]]
        long = _running(self._heads[self._marks + 1] - base >= _SHORTEST_SENTENCE)
        rest = np.where(last > first, np.append(self._after, 0)[last - 1], self._heads[starts])
        unclosed = self._heads[ends] - rest >= _SHORTEST_SENTENCE
        return np.where(ends > starts, np.maximum(1, long[last] - long[first] + unclosed), 0)


def _distinct(traits: Traits, bounds: Numbers) -> Numbers:
    """Different difficult words of each text; words that differ in case are different, as in textstat."""
    rows = np.flatnonzero(traits[:, Trait.DIFFICULT])
    text = np.searchsorted(bounds, rows, side="right") - 1
    keys = np.sort(text * _DISTINCT + traits[rows, Trait.WORD_NO])
    new = np.concatenate([keys[:1] >= 0, np.diff(keys) > 0])
    return np.bincount(keys[new] // _DISTINCT, minlength=len(bounds) - 1)


def _running(values: npt.NDArray[np.generic]) -> Numbers:
    """0 and the running sums of ``values``: one entry more."""
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(values, dtype=np.int64)])
