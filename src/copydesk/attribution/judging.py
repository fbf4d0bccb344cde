"""Scores of sentences and spans of sources: by the model in its language, by rules elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.attribution import model, rules
from copydesk.attribution.knowledge import Knowledge
from copydesk.attribution.model_heads import find_heads
from copydesk.attribution.model_scores import score
from copydesk.attribution.phrases import extend_phrases
from copydesk.attribution.rules import Scores
from copydesk.attribution.spans import choose_cues, find_sources
from copydesk.attribution.tokens import Flags, Rows, Tokens
from copydesk.attribution.view import View, look
from copydesk.settings import rooms

__all__ = ["Judgement", "judge", "point_out"]


@dataclass(frozen=True)
class Judgement:
    """Scores of every sentence, which of them the model gave, and what its compiled kernels read of the words."""

    scores: Scores
    modelled: Flags
    view: View | None = None


def judge(tokens: Tokens, known: Knowledge, languages: pd.Series, docs: Rows, lines: Rows) -> Judgement:
    """Score every sentence; ``docs`` and ``lines`` number the article of each and its line in that article.

    ``languages`` has one entry an article.
    """
    spoken = (languages == model.LANGUAGE).to_numpy(dtype=bool, na_value=False)
    if known.model is None or known.forms is None or not spoken.any():
        return Judgement(rules.score(tokens), np.zeros(len(docs), bool))
    view = look(tokens, known.forms) if tokens.encoded is not None and len(tokens.number) else None
    scores = score(known.model, tokens, known.forms, view, docs, (docs << 32) | lines)
    if not spoken.all():
        scores = _mix(scores, rules.score(tokens), spoken[docs], spoken[tokens.doc])
    return Judgement(scores, spoken[docs], view)


def point_out(
    tokens: Tokens, known: Knowledge, judgement: Judgement, sentences: Rows, settings: rooms.Attribution
) -> tuple[Rows, Rows, Rows]:
    """Cue word and first and last word of the source of each of ``sentences``; -1 where there is none."""
    every = choose_cues(tokens, judgement.scores.word_cue)
    cues = every[sentences]
    first, last = np.full(len(cues), -1, np.int64), np.full(len(cues), -1, np.int64)
    ours = judgement.modelled[sentences]
    theirs = np.flatnonzero(~ours & (cues >= 0))
    if len(theirs):
        first[theirs], last[theirs] = find_sources(tokens, cues[theirs])
    if known.model is not None and known.forms is not None and ours.any():
        rows = np.flatnonzero(ours)
        word_cue = judgement.scores.word_cue
        chosen = find_heads(known.model, tokens, known.forms, judgement.view, word_cue, every, sentences[rows],
                            settings.least_source)  # fmt: skip
        heads = chosen[sentences[rows]]
        rows, heads = rows[heads >= 0], heads[heads >= 0]
        first[rows], last[rows] = extend_phrases(tokens, heads, cues[rows])
    empty = _impersonal(tokens, cues) & (first < 0)
    first, last = np.where(empty, cues - 2, first), np.where(empty, cues - 2, last)
    return np.where((cues >= 0) & (judgement.scores.word_cue[cues] >= settings.least_cue), cues, -1), first, last


def _impersonal(tokens: Tokens, cues: Rows) -> Flags:
    """Cues of "it is said", "it was understood": somebody's word, and nobody's."""
    at = np.maximum(cues, 2)
    known = (cues >= 2) & (tokens.segment[at - 2] == tokens.segment[at])
    return known & tokens.has_at(at - 1, "auxiliaries") & tokens.has_at(at - 2, "pronouns_thing")


def _mix(ours: Scores, theirs: Scores, of_sentence: Flags, of_word: Flags) -> Scores:
    chosen: dict[str, npt.NDArray[np.float64]] = {
        name: np.where(of_word if name == "word_cue" else of_sentence, vars(ours)[name], vars(theirs)[name])
        for name in vars(ours)}  # fmt: skip
    return Scores(**chosen)
