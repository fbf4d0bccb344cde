"""The cue of a sentence and the words of its source, found by word classes around the cue.

All cues are followed at the same time: each step moves every scan one word on and stops those that meet a
boundary (punctuation, a quotation mark, a conjunction, the end of the sentence).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from copydesk.attribution.marks import BRACKET, CLOSE, COLON, COMMA, DASH, LINE, OPEN, SEMICOLON, STOP
from copydesk.attribution.tokens import Flags, Rows, Tokens

__all__ = ["choose_cues", "find_sources"]

Values = npt.NDArray[np.float64]
_WALL = LINE | OPEN | CLOSE | SEMICOLON | COLON | DASH | BRACKET
_REACH = 24
_AUXILIARIES = 4


def choose_cues(tokens: Tokens, word_cue: Values) -> Rows:
    """Row of the likeliest cue word of each sentence; -1 where no word can be one."""
    cues = np.full(len(tokens.first), -1, np.int64)
    if tokens.encoded is not None:
        from copydesk.attribution import kernels

        kernels.choose_cues(tokens.first, tokens.last, word_cue, cues)
        return cues
    full = np.flatnonzero(tokens.last > tokens.first)
    if len(full):
        highest = np.zeros(len(tokens.first))
        highest[full] = np.maximum.reduceat(word_cue, tokens.first[full])
        rows = np.flatnonzero((word_cue > 0) & (word_cue == highest[tokens.segment]))[::-1]
        cues[tokens.segment[rows]] = rows  # the first row of a sentence is written last
    return cues


def find_sources(tokens: Tokens, cues: Rows) -> tuple[Rows, Rows]:
    """First and last word (inclusive) of the source of each cue; -1 and -1 where none is found."""
    lows, highs = tokens.first[tokens.segment[cues]], tokens.last[tokens.segment[cues]]
    left, left_end = _leftward(tokens, cues, lows)
    right, right_end = _rightward(tokens, cues + 1, highs)
    after = _follows_quote(tokens, cues, lows) | tokens.has("prepositions")[cues]
    take_right = (after | (left < 0)) & (right >= 0)
    return np.where(take_right, right, left), np.where(take_right, right_end, left_end)


def _follows_quote(tokens: Tokens, cues: Rows, lows: Rows) -> Flags:
    """A cue straight after a quotation, or after a comma and before a name, has its source behind it."""
    before = tokens.marks.before[cues]
    top = len(tokens.number) - 1
    following = np.minimum(cues + 1, top)
    named = tokens.has("title", "determiners", "pronouns_person", "pronouns_many")[following]
    free = (tokens.marks.before[following] & (_WALL | COMMA | STOP)) == 0
    return (((before & CLOSE) != 0) | (((before & COMMA) != 0) & (cues > lows))) & named & free


def _leftward(tokens: Tokens, cues: Rows, lows: Rows) -> tuple[Rows, Rows]:
    """The noun phrase before each cue, its apposition between commas included."""
    end, before = cues - 1, tokens.marks.before
    skip, stop = tokens.has("auxiliaries", "adverb") & ~tokens.has("title"), tokens.has("stops")
    for _ in range(_AUXILIARIES):
        end = np.where((end >= lows) & skip[np.maximum(end, 0)], end - 1, end)
    ok = (end >= lows) & ((before[np.minimum(end + 1, cues)] & _WALL) == 0)
    apposed = (before[np.minimum(end + 1, cues)] & COMMA) != 0
    start, live, commas = end.copy(), ok.copy(), np.zeros(len(cues), np.int64)
    for _ in range(_REACH):
        at = np.maximum(start, 0)
        comma = (before[at] & COMMA) != 0
        blocked = (before[at] & _WALL) != 0
        blocked |= comma & ~(apposed & (commas < 1))
        blocked |= stop[np.maximum(at - 1, 0)] & ~apposed
        live &= ~blocked & (start - 1 >= lows)
        commas += live & comma
        start = np.where(live, start - 1, start)
    good = ok & ~stop[np.maximum(start, 0)] & _nominal(tokens, start, end)
    return np.where(good, start, -1), np.where(good, end, -1)


def _rightward(tokens: Tokens, starts: Rows, highs: Rows) -> tuple[Rows, Rows]:
    """The noun phrase from ``starts`` on, past a leading "to", with its apposition."""
    before, stop = tokens.marks.before, tokens.has("stops")
    top = len(tokens.number) - 1
    leads = (tokens.has("joiners") & ~tokens.has("determiners", "title"))[np.minimum(starts, top)]
    start = np.where(leads, starts + 1, starts)
    ok = (start < highs) & ((before[np.minimum(start, top)] & (_WALL | COMMA | STOP)) == 0)
    end, live = start.copy(), ok.copy()
    nominal = tokens.has(
        "title",
        "determiners",
        "joiners",
        "roles",
        "unnamed",
        "vague",
        "documents",
        "organisations",
        "number",
        "possessive",
        "places",
    )
    for _ in range(_REACH):
        following = np.minimum(end + 1, top)
        blocked = (before[following] & (_WALL | COMMA)) != 0
        blocked |= stop[following] | tokens.has("auxiliaries")[following]
        blocked |= ~nominal[following] & ~tokens.has("determiners", "joiners")[end.clip(0, top)]
        live &= ~blocked & (end + 1 < highs)
        end = np.where(live, end + 1, end)
    good = ok & ~stop[np.minimum(start, top)] & _nominal(tokens, start, np.minimum(end, top))
    return np.where(good, start, -1), np.where(good, end, -1)


def _nominal(tokens: Tokens, first: Rows, last: Rows) -> Flags:
    """Whether the words can be a source: a name, a pronoun, or a noun of the lists among them."""
    nouns = tokens.has(
        "title",
        "pronouns_person",
        "pronouns_many",
        "pronouns_thing",
        "pronouns_self",
        "roles",
        "unnamed",
        "vague",
        "documents",
        "organisations",
        "places",
        "determiners",
    )
    sums = np.concatenate([[0], np.cumsum(nouns)])
    first, last = np.maximum(first, 0), np.maximum(last, -1)
    return (last >= first) & (sums[last + 1] - sums[np.minimum(first, last + 1)] > 0)
