"""Features of what signals an attribution in a sentence: its likeliest cue, its first colon, single quotation marks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from copydesk.attribution.features import CLASSES, GAPS, NO_CUE, Codes, beside
from copydesk.attribution.forms import EDGE, Forms
from copydesk.attribution.marks import APOSTROPHE, COLON, OPEN
from copydesk.attribution.tokens import Flags, Rows, Tokens

__all__ = ["COARSE", "Cues", "code_signals", "gather"]

Values = npt.NDArray[np.float64]
COARSE = np.array([-3, -1.5, -0.5, 0.5, 2])


@dataclass(frozen=True)
class Cues:
    """The words of some sentences that may be cues: row, sentence, logit, inside a quotation, of communication."""

    rows: Rows
    segment: Rows
    logit: Values
    inside: Flags
    spoken: Flags
    sentences: int

    def highest(self, flags: Flags) -> Values:
        """The highest logit of the flagged words of each sentence."""
        highest = np.full(self.sentences, NO_CUE)
        starts = np.flatnonzero(np.diff(self.segment, prepend=-1))
        if len(starts):
            highest[self.segment[starts]] = np.maximum.reduceat(np.where(flags, self.logit, NO_CUE), starts)
        return highest

    def some(self, flags: Flags) -> Values:
        """The chance that some flagged word of each sentence is a cue."""
        cost = np.bincount(self.segment[flags], np.logaddexp(0, self.logit[flags]), self.sentences)
        return np.asarray(1 - np.exp(-cost))


def gather(tokens: Tokens, forms: Forms, cue: Values) -> Cues:
    """The words whose logit ``cue`` says that they may be cues."""
    rows = np.flatnonzero(cue > NO_CUE)
    spoken = forms.spoken.take(tokens.number[rows])
    return Cues(rows, tokens.segment[rows], cue[rows], tokens.marks.inside[rows], spoken, len(tokens.first))


def code_signals(
    tokens: Tokens, forms: Forms, cues: Cues, highest: Values, share: npt.NDArray[np.int64], marked: Flags
) -> Codes:
    """Codes of every sentence.

    ``highest`` is the logit of each sentence's likeliest cue outside quotations, ``share`` the class of its quoted
    share; ``marked`` says whether it holds a quotation mark.
    """
    if len(tokens.number) == 0:
        return {}
    before, after = tokens.marks.before, tokens.marks.after
    singles = [np.minimum(tokens.count((marks & APOSTROPHE) != 0), 3) for marks in (before, after)]
    best = _first(tokens, cues.rows[~cues.inside & (cues.logit == highest[cues.segment])])
    codes = _code_best(tokens, forms, highest, best, share) | _code_colon(tokens, forms)
    stems = forms.stem.take(forms.word.take(tokens.number[np.maximum(best, 0)])).astype(np.int64)
    count = np.bincount(cues.segment[~cues.inside & (cues.logit > 0)], minlength=cues.sentences)
    codes["best marked"] = np.where(best >= 0, stems * 2 + marked, 0)
    codes["best count"] = np.where(best >= 0, np.minimum(count, 3) * 8 + codes["best class"], 0)
    return codes | {"single": singles[0] * 4 + singles[1]}


def _code_best(tokens: Tokens, forms: Forms, highest: Values, best: Rows, share: npt.NDArray[np.int64]) -> Codes:
    """Codes of the likeliest cue: its stem, its neighbours and the marks around it; ``best`` is -1 without one."""
    at = np.maximum(best, 0)
    word, kind = forms.word.take(tokens.number).astype(np.int64), forms.kind.take(tokens.number).astype(np.int64)
    words = [beside(tokens, word, at, by, EDGE) for by in (-1, 0, 1)]
    kinds = [beside(tokens, kind, at, by, 0) for by in (-1, 0, 1)]
    coarse = np.digitize(highest, COARSE)
    gaps = GAPS[tokens.marks.before[at]] * 16 + GAPS[tokens.marks.after[at]]
    codes = {
        "best": forms.stem.take(words[1]).astype(np.int64) * 8 + coarse, "best class": coarse,
        "best gaps": (gaps * 8 + coarse) * 5 + share, "best kinds": (kinds[0] * CLASSES + kinds[2]) * 8 + coarse,
        "best next": words[2] * 8 + coarse,
    }  # fmt: skip
    return {name: np.where(best >= 0, values, 0) for name, values in codes.items()}


def _code_colon(tokens: Tokens, forms: Forms) -> Codes:
    """Codes of the first colon inside the sentence: where it stands, what is before it and what behind."""
    before = tokens.marks.before
    rows = np.flatnonzero((before & COLON) != 0)
    colon = _first(tokens, rows[rows > tokens.first[tokens.segment[rows]]])
    at = np.maximum(colon, 0)
    place = np.minimum(at - tokens.first, 7)
    opens = ((before[at] & (OPEN | APOSTROPHE)) != 0).astype(np.int64)
    lead = tokens.number[np.maximum(at - 1, 0)]
    kinds = [forms.kind.take(each).astype(np.int64) for each in (lead, tokens.number[at])]
    named = (forms.kind >= 3) & (forms.kind <= 6)
    names = tokens.count(named.take(tokens.number)) * 5 // np.maximum(tokens.last - tokens.first, 1)
    codes = {
        "colon": (place * 2 + opens) * 2 + 1, "colon kind": (kinds[0] * 8 + place) * CLASSES + kinds[1],
        "colon word": forms.word.take(lead).astype(np.int64) * 2 + opens + 1, "colon names": names * 8 + place + 1,
    }  # fmt: skip
    return {name: np.where(colon >= 0, values, 0) for name, values in codes.items()}


def _first(tokens: Tokens, rows: Rows) -> Rows:
    """The first of ``rows`` (in order) in each sentence; -1 where none is."""
    found = np.full(len(tokens.first), -1, np.int64)
    found[tokens.segment[rows[::-1]]] = rows[::-1]
    return found
