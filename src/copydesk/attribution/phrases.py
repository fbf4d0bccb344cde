"""From the word that names a source to the whole phrase: article, titles, name, apposition."""

from __future__ import annotations

import numpy as np

from copydesk.attribution.marks import BRACKET, CLOSE, COLON, COMMA, DASH, LINE, OPEN, SEMICOLON, STOP
from copydesk.attribution.tokens import Flags, Rows, Tokens

__all__ = ["extend_phrases"]

_WALL = LINE | OPEN | CLOSE | SEMICOLON | COLON | DASH | BRACKET
_LEFT, _RIGHT, _APPOSITION = 10, 14, 24
_NOUNS = ("title", "roles", "unnamed", "vague", "documents", "organisations", "places", "number", "media")


def extend_phrases(tokens: Tokens, heads: Rows, cues: Rows) -> tuple[Rows, Rows]:
    """First and last word of the phrase around each of ``heads``; ``cues`` are the cue words, -1 for none."""
    low, high = tokens.first[tokens.segment[heads]], tokens.last[tokens.segment[heads]]
    pointed, heads = heads, np.where(tokens.has("relatives")[heads] & (heads > low), heads - 1, heads)
    alone = tokens.has("pronouns_person", "pronouns_many", "pronouns_thing", "pronouns_self")[heads]
    first = np.where(alone, heads, _named_before(tokens, _leftward(tokens, heads, low, cues), low, cues))
    last = np.where(alone, heads, _rightward(tokens, heads, high, cues))
    last = np.where(alone, last, _apposed(tokens, last, high, cues))
    return first, np.maximum(last, pointed)


def _leftward(tokens: Tokens, heads: Rows, low: Rows, cues: Rows) -> Rows:
    before = tokens.marks.before
    noun = tokens.has(*_NOUNS)
    joiner = tokens.has("joiners") & ~tokens.has("title") & ~tokens.has("determiners")
    ends = tokens.has("determiners") & ~tokens.has("title")
    barred, tied = _barred(tokens), tokens.has("bonds")
    genitive, noun = tokens.has("genitives"), noun | tied
    start, live = heads.copy(), np.ones(len(heads), bool)
    for _ in range(_LEFT):
        at = np.maximum(start - 1, 0)
        past = np.maximum(start - 2, 0)
        free = (before[start] & (_WALL | COMMA | STOP)) == 0
        free |= (before[start] == STOP) & (tokens.end[at] - tokens.start[at] <= 4) & tokens.has("title")[at]
        step = live & (start > low) & free & ~barred[at] & (at != cues)
        step &= ~joiner[at] | (noun[past] & (past >= low) & ~tokens.has("strong")[past] & (start - 1 > low))
        # An article ends the phrase, unless "of" or "close to" ties it to a noun before.
        step &= ~ends[start] | (joiner[at] & (genitive[at] | tied[past]))
        start = np.where(step, start - 1, start)
        live = step
    # A phrase does not begin with a preposition.
    return np.where(joiner[start] & (start < heads), start + 1, start)


def _named_before(tokens: Tokens, first: Rows, low: Rows, cues: Rows) -> Rows:
    """A phrase behind a comma that explains the name before it takes the name in."""
    before = tokens.marks.before
    at = np.maximum(first - 1, 0)
    explains = tokens.has("determiners", "roles", "unnamed")[first] & ((before[first] & (COMMA | _WALL)) == COMMA)
    named = tokens.has("title") & ~tokens.has("stops", "places")
    good = explains & named[at] & (first > low) & ~((cues >= 0) & (cues == at))
    start, live = np.where(good, at, first), good.copy()
    for _ in range(4):
        prior = np.maximum(start - 1, 0)
        live &= (start > low) & named[prior] & ((before[start] & ~np.uint16(STOP)) == 0)
        start = np.where(live, start - 1, start)
    return start


def _rightward(tokens: Tokens, heads: Rows, high: Rows, cues: Rows) -> Rows:
    before, top = tokens.marks.before, len(tokens.number) - 1
    noun, small = tokens.has(*_NOUNS), tokens.has("determiners")
    joiner = tokens.has("joiners") & ~tokens.has("title")
    barred = _barred(tokens)
    owned = tokens.has("possessive")  # "the council's estates report": the report is what is named
    end = heads.copy()
    live = np.ones(len(heads), bool)
    for _ in range(_RIGHT):
        at = np.minimum(end + 1, top)
        past = np.minimum(end + 2, top)
        free = (before[at] & (_WALL | COMMA)) == 0
        free &= ((before[at] & STOP) == 0) | (tokens.end[end] - tokens.start[end] <= 4)
        linked = joiner[at] & (noun[past] | small[past]) & (past < high) & ((before[past] & (_WALL | COMMA)) == 0)
        fits = noun[at] | linked | (joiner | small)[end] | (owned[end] & ~joiner[at] & ~small[at])
        live &= (at < high) & (end + 1 < high) & free & fits & ~barred[at] & (at != cues)
        end = np.where(live, end + 1, end)
    loose = joiner[end] | small[end]
    return np.where(loose & (end > heads), end - 1, end)


def _apposed(tokens: Tokens, last: Rows, high: Rows, cues: Rows) -> Rows:
    """Past a comma, take what stands between the name and its cue, or up to the next comma behind it."""
    before, top = tokens.marks.before, len(tokens.number) - 1
    after = np.minimum(last + 1, top)
    comma = ((before[after] & COMMA) != 0) & ((before[after] & _WALL) == 0) & (last + 1 < high)
    told_after = (cues > last) & (cues - last <= _APPOSITION)
    told_after &= (before[np.maximum(cues, 0)] & (COMMA | _WALL)) == COMMA
    walls = np.flatnonzero((before & (_WALL | COMMA)) != 0)
    following = np.append(walls, top + 1)[np.searchsorted(walls, after + 1)]
    until = np.minimum(np.where(told_after, cues, following), high) - 1
    noun = tokens.has("determiners", "roles", "title", "unnamed")[after]
    sums = np.concatenate([[0], np.cumsum((before & _WALL) != 0)])
    clear = sums[np.minimum(until, top) + 1] == sums[np.minimum(after, top) + 1]
    told_before = (cues >= 0) & (cues < last) & noun & ~tokens.has("pronouns_person", "stops")[after]
    good = comma & clear & (told_after | told_before) & (until - last <= _APPOSITION)
    return np.where(good, until, last)


def _barred(tokens: Tokens) -> Flags:
    """Words that no source phrase contains: conjunctions, auxiliaries, verbs of speech, pronouns."""
    opening = np.zeros(len(tokens.number), bool)
    opening[tokens.first[tokens.last > tokens.first]] = True
    small = tokens.has(
        "stops",
        "auxiliaries",
        "strong",
        "prepositions",
        "pronouns_person",
        "pronouns_self",
        "pronouns_many",
        "adverb",
        "pronouns_thing",
    ) & (~tokens.has("title") | opening)
    # "his", "their" and "this" begin a phrase; "report" and "claims" are nouns as well.
    return small & ~tokens.has("determiners", "documents", "vague", "unnamed", "organisations", "roles")
