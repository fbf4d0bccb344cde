"""The model of sources applied: which word of a sentence names who says what it tells."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from copydesk.attribution.features import NO_CUE
from copydesk.attribution.forms import Forms
from copydesk.attribution.heads import HEAD_TEMPLATES, choose_heads, code_heads, code_phrases, find_candidates
from copydesk.attribution.model import Linear, Model
from copydesk.attribution.tokens import Rows, Tokens
from copydesk.attribution.view import View

__all__ = ["find_heads"]

Values = npt.NDArray[np.float64]


def find_heads(
    model: Model, tokens: Tokens, forms: Forms, view: View | None, word_cue: Values, cues: Rows, sentences: Rows,
    least: float,
) -> Rows:  # fmt: skip
    """The word that names the source, one entry a sentence; -1 for none and for sentences not among ``sentences``.

    ``view`` as ``model_scores.score`` takes it. ``cues`` has one row a sentence of all; ``least`` is the score from
    which a word counts.
    """
    logits, likely = np.full(len(word_cue), NO_CUE), np.flatnonzero(word_cue)
    with np.errstate(divide="ignore"):
        logits[likely] = np.maximum(np.log(word_cue[likely]) - np.log1p(-word_cue[likely]), NO_CUE)
    least = float(np.log(least / (1 - least)))
    if view is not None:
        return _find_heads(model.source, view, logits, cues, sentences, least)
    rows = find_candidates(tokens, forms, sentences)
    codes = code_heads(tokens, forms, rows, logits, cues) | code_phrases(tokens, forms, rows, logits, cues)
    return choose_heads(tokens, rows, model.source.logits(codes, len(rows))[0], least)


def _find_heads(linear: Linear, view: View, logits: Values, cues: Rows, sentences: Rows, least: float) -> Rows:
    from copydesk.attribution.head_sums import make_room
    from copydesk.attribution.scoring import make_codes, score_heads

    longest = int((view.last - view.first).max())
    codes = make_codes(HEAD_TEMPLATES, longest)
    rows, total = np.empty(codes.shape[1], np.int64), np.empty((1, codes.shape[1]))
    heads, highest = np.full(len(cues), -1, np.int64), np.full(len(cues), least)
    score_heads(view, logits, cues, sentences, make_room(longest), linear.packed, linear.bias[0], codes, rows, total,
                highest, heads)  # fmt: skip
    return heads
