"""Scores of sentences and spans of sources: by the model in its language, by rules elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.attribution import model, rules
from copydesk.attribution.features import Forms
from copydesk.attribution.phrases import extend_phrases
from copydesk.attribution.rules import Scores
from copydesk.attribution.spans import choose_cues, find_sources
from copydesk.attribution.tokens import Flags, Rows, Tokens

__all__ = ["Judgement", "judge", "point_out"]


@dataclass(frozen=True)
class Judgement:
    """Scores of every sentence, which of them the model gave, and what it knows of the words."""

    scores: Scores
    modelled: Flags
    forms: Forms | None


def judge(tokens: Tokens, vocabulary: pd.DataFrame, languages: pd.Series, segments: pd.DataFrame) -> Judgement:
    """Score every sentence of ``segments``; ``languages`` has one entry an article."""
    linear = model.load()
    docs = segments["doc_no"].to_numpy().astype(np.int64)
    spoken = (languages == model.LANGUAGE).to_numpy(dtype=bool, na_value=False)
    if linear is None or not spoken.any():
        return Judgement(rules.score(tokens), np.zeros(len(docs), bool), None)
    forms = model.forms_of(linear, vocabulary)
    scores = model.score(linear, tokens, forms, docs, (docs << 32) | segments["line_no"].to_numpy())
    if not spoken.all():
        scores = _mix(scores, rules.score(tokens), spoken[docs], spoken[tokens.doc])
    return Judgement(scores, spoken[docs], forms)


def point_out(tokens: Tokens, judgement: Judgement, sentences: Rows) -> tuple[Rows, Rows, Rows]:
    """Cue word and first and last word of the source of each of ``sentences``; -1 where there is none."""
    every = choose_cues(tokens, judgement.scores.word_cue, np.arange(len(tokens.first)))
    cues = every[sentences]
    first, last = np.full(len(cues), -1, np.int64), np.full(len(cues), -1, np.int64)
    linear = model.load()
    ours = judgement.modelled[sentences]
    theirs = np.flatnonzero(~ours & (cues >= 0))
    first[theirs], last[theirs] = find_sources(tokens, cues[theirs])
    if linear is not None and judgement.forms is not None and ours.any():
        rows = np.flatnonzero(ours)
        heads = model.find_heads(linear, tokens, judgement.forms, judgement.scores.word_cue, every, sentences[rows])
        rows, heads = rows[heads >= 0], heads[heads >= 0]
        first[rows], last[rows] = extend_phrases(tokens, heads, cues[rows])
    return cues, first, last


def _mix(ours: Scores, theirs: Scores, of_sentence: Flags, of_word: Flags) -> Scores:
    chosen: dict[str, npt.NDArray[np.float64]] = {
        name: np.where(of_word if name == "word_cue" else of_sentence, vars(ours)[name], vars(theirs)[name])
        for name in vars(ours)}  # fmt: skip
    return Scores(**chosen)
