"""Rules that say whether a sentence is attributed: for languages without a model, and as explanation.

A cue outside quotation marks, or quoted words, attribute a sentence. The scores are ranks of evidence, not
probabilities: at least one half means attributed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from copydesk.attribution.marks import CLOSE, OPEN
from copydesk.attribution.tokens import Tokens

__all__ = ["Scores", "score"]

Values = npt.NDArray[np.float64]

_STRONG, _WEAK, _PREPOSITION, _INSIDE = 0.9, 0.6, 0.9, 0.3
_QUOTED, _SCARE = 0.85, 0.4
_QUOTED_WORDS = 5


@dataclass(frozen=True)
class Scores:
    """Scores in [0, 1], one a sentence; and one a word for being a cue."""

    speech: Values
    any: Values
    cue: Values
    word_cue: Values


def score(tokens: Tokens) -> Scores:
    """Score every sentence by rules."""
    word_cue = score_words(tokens)
    cue = _highest(tokens, word_cue)
    strong = _highest(tokens, np.where(tokens.has("strong", "prepositions"), word_cue, 0.0))
    quoted = tokens.count(tokens.marks.inside)
    turned = tokens.count((tokens.marks.after & (OPEN | CLOSE)) != 0)
    quote = np.where(quoted >= _QUOTED_WORDS, _QUOTED, np.where((quoted > 0) | (turned > 0), _SCARE, 0.0))
    speech = np.maximum(strong, quote)
    return Scores(speech, np.maximum(speech, cue), cue, word_cue)


def score_words(tokens: Tokens) -> Values:
    """How strongly each word speaks for being a cue."""
    scores = np.select(
        [tokens.has("strong"), tokens.has("prepositions"), tokens.has("weak")], [_STRONG, _PREPOSITION, _WEAK], 0.0
    )
    # A headline's or a name's word is no verb.
    scores = np.where(tokens.has("title") & ~tokens.has("prepositions"), 0.0, scores)
    # "per cent" and "according" without "to" are told apart by the word that follows, in ``sources``.
    return np.where(tokens.marks.inside, np.minimum(scores, _INSIDE), scores)


def _highest(tokens: Tokens, values: Values) -> Values:
    """The highest of ``values`` in each sentence; 0 for a sentence without words."""
    full = np.flatnonzero(tokens.last > tokens.first)
    highest = np.zeros(len(tokens.first))
    if len(full):
        highest[full] = np.maximum.reduceat(values, tokens.first[full])
    return highest
