"""What textstat counts in a text, for many texts at once: look words up, then add along arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.readability.body import BodyWords
from copydesk.readability.lexicon import Lexicon, Trait, Traits
from copydesk.readability.tokens import cut
from copydesk.text.batches import Batch, Positions, batches

__all__ = ["Counts", "count", "join_counts"]

_BATCH_CHARACTERS = 1_500_000  # the arrays of a batch stay in the cache
_LINSEAR_WORDS = 100
_POLY = 3  # syllables
_MINI = 3  # letters
_DISTINCT = 1 << 32


@dataclass(frozen=True)
class Counts:
    """Counts of each text, shape (texts,), int64, by textstat's rules.

    ``chars`` leave white space out; ``tokens`` are separated by it; ``words`` have a letter or digit.
    ``sentences`` is at least 1 unless the text is empty. ``hard_words`` are not easy, ``complex_words`` are
    those of the fog index, ``difficult_words`` counts each once. The Linsear counts are of the text up to
    its hundredth word; ``linsear_weight`` is 1 for a word, 3 for one of three syllables or more.
    """

    chars: Positions
    tokens: Positions
    letters: Positions
    words: Positions
    mini_words: Positions
    syllables: Positions
    polysyllables: Positions
    hard_words: Positions
    complex_words: Positions
    difficult_words: Positions
    sentences: Positions
    linsear_weight: Positions
    linsear_sentences: Positions


def count(texts: Sequence[str], lexicon: Lexicon, known: BodyWords | None = None) -> Counts:
    """Counts of ``texts`` in the language of ``lexicon``.

    ``known`` are words of the texts numbered as in the lexicon's vocabulary: it spares reading them again.
    """
    return join_counts([_count(batch, lexicon, known) for batch in batches(texts, _BATCH_CHARACTERS)])


def join_counts(parts: Sequence[Counts]) -> Counts:
    """The counts of ``parts``, one after another."""
    none = [np.zeros(0, np.int64)]
    return Counts(
        **{
            field.name: np.concatenate([getattr(part, field.name) for part in parts] or none)
            for field in fields(Counts)
        }
    )


def _count(batch: Batch, lexicon: Lexicon, known: BodyWords | None) -> Counts:
    spans, texts = cut(batch), batch.doc_starts
    forms = spans.form_starts, spans.form_ends
    numbers = known.match(batch, *forms) if known else np.full(len(spans.words), -1)
    traits = lexicon.look_up(batch, *forms, numbers)
    tokens = np.searchsorted(spans.starts, texts)
    words = np.searchsorted(spans.words, tokens)
    syllables = traits[:, Trait.SYLLABLES]
    weight = _running((syllables > 0) + 2 * (syllables >= _POLY))
    hundredth = np.minimum(words[:-1] + _LINSEAR_WORDS, words[1:])
    end = np.append(spans.ends[spans.words], 0)[hundredth - 1]
    thirds, worded = np.searchsorted(spans.thirds, texts), np.diff(tokens) > 0
    return Counts(
        chars=_total(spans.ends - spans.starts, tokens),
        tokens=np.diff(tokens),
        letters=_total(spans.letters, tokens),
        words=np.diff(words),
        mini_words=_total(spans.letters[spans.words] <= _MINI, words),
        syllables=_total(syllables, words),
        polysyllables=_total(syllables >= _POLY, words),
        hard_words=_total(traits[:, Trait.HARD], words),
        complex_words=_total(traits[:, Trait.COMPLEX], words),
        difficult_words=_distinct(traits, words),
        sentences=np.where(worded, np.maximum(1, np.diff(thirds)), 0),
        linsear_weight=weight[hundredth] - weight[words[:-1]],
        linsear_sentences=np.where(worded, np.maximum(1, np.searchsorted(spans.thirds, end) - thirds[:-1]), 0),
    )


def _distinct(traits: Traits, bounds: Positions) -> Positions:
    """Different difficult words of each text; words that differ in case are different, as in textstat."""
    rows = np.flatnonzero(traits[:, Trait.DIFFICULT])
    texts = np.repeat(np.arange(len(bounds) - 1), np.diff(np.searchsorted(rows, bounds)))
    keys = pd.unique(texts * _DISTINCT + traits[rows, Trait.WORD])
    return np.bincount(keys // _DISTINCT, minlength=len(bounds) - 1)


def _total(values: npt.NDArray[np.generic], bounds: Positions) -> Positions:
    """Sum of ``values[bounds[i]:bounds[i + 1]]`` for each i."""
    sums = _running(values)
    return sums[bounds[1:]] - sums[bounds[:-1]]


def _running(values: npt.NDArray[np.generic]) -> Positions:
    """0 and the running sums of ``values``: one entry more."""
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(values, dtype=np.int64)])
