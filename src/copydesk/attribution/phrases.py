"""From the word that names a source to the whole phrase: article, titles, name, apposition."""

from __future__ import annotations

import numpy as np

from copydesk.attribution.marks import COMMA, STOP
from copydesk.attribution.phrase_words import (
    ALONE,
    APPOSITION,
    BARRED,
    BONDS,
    DETERMINERS,
    EXPLAINS,
    GENITIVES,
    JOINERS,
    LEADS,
    LEFT,
    NAME,
    NAMELESS,
    NO_LEAD,
    NOUNS,
    POSSESSIVE,
    RELATIVES,
    RIGHT,
    SPARED,
    STRONG,
    TITLE,
    WALL,
    Bits,
)
from copydesk.attribution.tokens import Flags, Rows, Tokens

__all__ = ["extend_phrases"]


def extend_phrases(tokens: Tokens, heads: Rows, cues: Rows) -> tuple[Rows, Rows]:
    """First and last word of the phrase around each of ``heads``; ``cues`` are the cue words, -1 for none."""
    low, high = tokens.first[tokens.segment[heads]], tokens.last[tokens.segment[heads]]
    if tokens.encoded is not None:
        return _extend_compiled(tokens, heads, (low, high), cues)
    bits = tokens.bits
    pointed, heads = heads, np.where(_is(bits[heads], RELATIVES) & (heads > low), heads - 1, heads)
    alone = _is(bits[heads], ALONE)
    first = np.where(alone, heads, _named_before(tokens, _leftward(tokens, heads, low, cues), low, cues))
    last = np.where(alone, heads, _rightward(tokens, heads, low, high, cues))
    last = np.where(alone, last, _apposed(tokens, last, high, cues))
    return first, np.maximum(last, pointed)


def _extend_compiled(tokens: Tokens, heads: Rows, bounds: tuple[Rows, Rows], cues: Rows) -> tuple[Rows, Rows]:
    from copydesk.attribution.phrase_walks import walk_phrases

    first, last = np.empty_like(heads), np.empty_like(heads)
    view = tokens.bits, tokens.marks.before, tokens.start, tokens.end
    walk_phrases(view, bounds, heads, cues, first, last)
    return first, last


def _is(bits: Bits, mask: np.uint32) -> Flags:
    return (bits & mask) != 0


def _leftward(tokens: Tokens, heads: Rows, low: Rows, cues: Rows) -> Rows:
    before, bits = tokens.marks.before, tokens.bits
    start, live = heads.copy(), np.arange(len(heads))
    for _ in range(LEFT):
        here, lows = start[live], low[live]
        at, past = np.maximum(here - 1, 0), np.maximum(here - 2, 0)
        gap, own, next_, beyond = before[here], bits[here], bits[at], bits[past]
        free = (gap & (WALL | COMMA | STOP)) == 0
        free |= (gap == STOP) & (tokens.end[at] - tokens.start[at] <= 4) & _is(next_, TITLE)
        step = (here > lows) & free & ~_is_barred(next_, at == lows) & (at != cues[live])
        joiner, tied = _is(next_, JOINERS) & ~_is(next_, TITLE | DETERMINERS), _is(beyond, BONDS)
        noun = (_is(beyond, NOUNS) | tied) & (past >= lows) & ~_is(beyond, STRONG) & (here - 1 > lows)
        step &= ~joiner | noun
        # An article ends the phrase, unless "of" or "close to" ties it to a noun before.
        ends = _is(own, DETERMINERS) & ~_is(own, TITLE)
        step &= ~ends | (joiner & (_is(next_, GENITIVES) | tied))
        live = live[step]
        start[live] -= 1
    # A phrase does not begin with a preposition.
    own = bits[start]
    joiner = _is(own, JOINERS) & ~_is(own, TITLE | DETERMINERS)
    return np.where(joiner & (start < heads), start + 1, start)


def _named_before(tokens: Tokens, first: Rows, low: Rows, cues: Rows) -> Rows:
    """A phrase behind a comma that explains the name before it takes the name in."""
    before, bits = tokens.marks.before, tokens.bits
    explains = _is(bits[first], EXPLAINS) & ((before[first] & (COMMA | WALL)) == COMMA)
    at = np.maximum(first - 1, 0)
    good = explains & _is_named(bits[at]) & (first > low) & ~((cues >= 0) & (cues == at))
    start, live = np.where(good, at, first), np.flatnonzero(good)
    for _ in range(NAME):
        here = start[live]
        plain = (before[here] & ~np.uint16(STOP)) == 0
        live = live[(here > low[live]) & _is_named(bits[np.maximum(here - 1, 0)]) & plain]
        start[live] -= 1
    return start


def _is_named(bits: Bits) -> Flags:
    return _is(bits, TITLE) & ~_is(bits, NAMELESS)


def _rightward(tokens: Tokens, heads: Rows, low: Rows, high: Rows, cues: Rows) -> Rows:
    before, bits, top = tokens.marks.before, tokens.bits, len(tokens.number) - 1
    end, live = heads.copy(), np.arange(len(heads))
    for _ in range(RIGHT):
        here, highs = end[live], high[live]
        at, past = np.minimum(here + 1, top), np.minimum(here + 2, top)
        gap, own, next_, beyond = before[at], bits[here], bits[at], bits[past]
        free = (gap & (WALL | COMMA)) == 0
        free &= ((gap & STOP) == 0) | (tokens.end[here] - tokens.start[here] <= 4)
        joiner, small = _is(next_, JOINERS) & ~_is(next_, TITLE), _is(next_, DETERMINERS)
        linked = joiner & _is(beyond, NOUNS | DETERMINERS) & (past < highs) & ((before[past] & (WALL | COMMA)) == 0)
        # "people close to the company", "people familiar with the talks"
        linked |= _is(next_, BONDS) & _is(beyond, JOINERS) & (past < highs) & ((before[past] & (WALL | COMMA)) == 0)
        loose = _is_loose(own)
        # "the council's estates report": the report is what is named
        fits = _is(next_, NOUNS) | linked | loose | (_is(own, POSSESSIVE) & ~joiner & ~small)
        step = (here + 1 < highs) & free & fits & ~_is_barred(next_, at == low[live]) & (at != cues[live])
        live = live[step]
        end[live] += 1
    return np.where(_is_loose(bits[end]) & (end > heads), end - 1, end)


def _is_loose(bits: Bits) -> Flags:
    return (_is(bits, JOINERS) & ~_is(bits, TITLE)) | _is(bits, DETERMINERS)


def _is_barred(bits: Bits, opening: Flags) -> Flags:
    return _is(bits, BARRED) & (~_is(bits, TITLE) | opening) & ~_is(bits, SPARED)


def _apposed(tokens: Tokens, last: Rows, high: Rows, cues: Rows) -> Rows:
    """Past a comma, take what stands between the name and its cue, or up to the next comma behind it."""
    before, top = tokens.marks.before, len(tokens.number) - 1
    rows = np.flatnonzero((last + 1 < high) & ((before[np.minimum(last + 1, top)] & (COMMA | WALL)) == COMMA))
    own, after, cue = last[rows], last[rows] + 1, cues[rows]
    told_after = (cue > own) & (cue - own <= APPOSITION)
    told_after &= (before[np.maximum(cue, 0)] & (COMMA | WALL)) == COMMA
    walls = np.flatnonzero((before & (WALL | COMMA)) != 0)
    following = np.append(walls, top + 1)[np.searchsorted(walls, after + 1)]
    until = np.minimum(np.where(told_after, cue, following), high[rows]) - 1
    barriers = np.flatnonzero((before & WALL) != 0)
    clear = np.searchsorted(barriers, until, side="right") == np.searchsorted(barriers, after, side="right")
    following_bits = tokens.bits[after]
    told_before = (cue >= 0) & (cue < own) & _is(following_bits, LEADS) & ~_is(following_bits, NO_LEAD)
    good = clear & (told_after | told_before) & (until - own <= APPOSITION)
    extended = last.copy()
    extended[rows[good]] = until[good]
    return extended
