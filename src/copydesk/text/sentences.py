"""Sentences as spans: a terminator ends one unless its neighbours say otherwise; a line always does.

The rules look at the word before the terminator (title, initial, number, abbreviation) and at what
follows it (case, digit, a word that begins sentences). Measured in docs/evaluation.md against blingfire
and punkt.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from copydesk.text.batches import Batch, Positions
from copydesk.text.characters import (
    APOSTROPHE,
    CLOSER,
    DIGIT,
    EXTEND,
    IDEOGRAPH,
    LOWER,
    NEWLINE,
    OPENER,
    POINT,
    QUOTE,
    SPACE,
    TERMINATOR,
    UPPER,
    WIDE_TERMINATOR,
    among,
)
from copydesk.text.traits import COMPANY, INITIAL, MONTH, NUMBER, STARTER, TITLE, Traits
from copydesk.text.words import Flags

__all__ = ["sentence_spans"]

_LONGEST_TAIL = 6


def sentence_spans(
    batch: Batch,
    lines: tuple[Positions, Positions],
    words: tuple[Positions, Positions],
    numbers: npt.NDArray[np.int32],
    traits: Traits,
) -> tuple[Positions, Positions]:
    """Begin and end (exclusive) of every sentence; ``numbers`` gives each word's row of ``traits``."""
    ends = _sentence_ends(batch, words, numbers, traits)
    line_starts, line_ends = lines
    line_of = np.searchsorted(line_starts, ends - 1, side="right") - 1
    ends = ends[(line_of >= 0) & (ends <= line_ends[np.maximum(line_of, 0)])]
    ends = _joined(ends, line_ends, words[0])
    cuts = np.union1d(ends, line_ends)
    begins = np.union1d(line_starts, _next_solid(batch, ends))
    begins = begins[np.searchsorted(line_ends, begins, side="right") < len(line_ends)] if len(line_ends) else begins
    begins = begins[_in_lines(begins, line_starts, line_ends)]
    return begins, cuts[np.searchsorted(cuts, begins, side="right")]


def _joined(ends: Positions, line_ends: Positions, words: Positions) -> Positions:
    """``ends`` without those that cut off a piece without a word: dots join what follows, a last mark what precedes."""
    cuts = np.union1d(ends, line_ends)
    count = np.searchsorted(words, cuts)
    bare = np.diff(count, prepend=0) == 0
    line = np.minimum(np.searchsorted(line_ends, cuts), max(len(line_ends) - 1, 0))
    last = (cuts < line_ends[line]) & (count == np.searchsorted(words, line_ends)[line]) if len(line_ends) else bare
    return np.setdiff1d(ends, cuts[(bare | last) & ~np.isin(cuts, line_ends)], assume_unique=True)


def _in_lines(positions: Positions, starts: Positions, ends: Positions) -> Flags:
    line = np.searchsorted(starts, positions, side="right") - 1
    return (line >= 0) & (positions < ends[np.maximum(line, 0)])


def _next_solid(batch: Batch, positions: Positions) -> Positions:
    solid = np.flatnonzero(batch.classes != SPACE)
    rows = np.searchsorted(solid, positions)
    return solid[rows[rows < len(solid)]]


def _sentence_ends(
    batch: Batch, words: tuple[Positions, Positions], numbers: npt.NDArray[np.int32], traits: Traits
) -> Positions:
    """Positions after a terminator, its fellows and closing marks, where a sentence ends."""
    kind = batch.classes
    marks = np.flatnonzero((kind == POINT) | (kind == TERMINATOR) | (kind == WIDE_TERMINATOR))
    last = marks[~among(kind[np.minimum(marks + 1, len(kind) - 1)], POINT, TERMINATOR, WIDE_TERMINATOR)]
    ends = _past_closers(kind, last + 1)
    keep = _allowed_after(kind, last, ends) & ~_kept_by_word(batch, last, ends, words, numbers, traits)
    return ends[keep]


def _past_closers(kind: npt.NDArray[np.uint8], ends: Positions) -> Positions:
    """Move each end past closing quotes and brackets that touch it; an opening quote has a space before."""
    ends = ends.copy()
    top = len(kind) - 1
    for _ in range(_LONGEST_TAIL):
        at = kind[np.minimum(ends, top)]
        after = kind[np.minimum(ends + 1, top)]
        closes = among(at, CLOSER, EXTEND) | (
            among(at, QUOTE, APOSTROPHE) & ~among(after, UPPER, LOWER, DIGIT, IDEOGRAPH)
        )
        ends[closes] += 1
    return np.minimum(ends, len(kind))


def _allowed_after(kind: npt.NDArray[np.uint8], last: Positions, ends: Positions) -> Flags:
    """Whether what follows each end may begin a sentence."""
    top = len(kind) - 1
    at = kind[np.minimum(ends, top)]
    begin = _first_letter(kind, ends)
    opens = kind[np.minimum(begin, top)]
    spaced = among(at, SPACE, NEWLINE) & (opens != LOWER)
    wide = kind[last] == WIDE_TERMINATOR
    glued = (
        (at == UPPER)
        & (kind[np.maximum(last - 1, 0)] == LOWER)
        & (kind[np.minimum(ends + 1, top)] == LOWER)
        & (kind[np.maximum(last - 2, 0)] == LOWER)
    )
    return spaced | wide | glued


def _first_letter(kind: npt.NDArray[np.uint8], ends: Positions) -> Positions:
    """The first position from each end on that is no space, opening mark or quote."""
    passed = among(kind, SPACE, OPENER, QUOTE, APOSTROPHE, EXTEND, 0)
    solid = np.flatnonzero(~passed)
    rows = np.searchsorted(solid, ends)
    return np.append(solid, len(kind) - 1)[rows]


def _kept_by_word(
    batch: Batch,
    last: Positions,
    ends: Positions,
    words: tuple[Positions, Positions],
    numbers: npt.NDArray[np.int32],
    traits: Traits,
) -> Flags:
    """Whether the words around a point say that the sentence goes on."""
    starts, stops = words
    if len(starts) == 0:
        return np.zeros(len(last), bool)
    before = np.searchsorted(starts, last, side="left") - 1
    touches = (before >= 0) & (stops[np.maximum(before, 0)] == last) & (batch.classes[last] == POINT)
    before = np.maximum(before, 0)
    after = np.minimum(before + 1, len(starts) - 1)
    close = starts[after] - ends <= 4  # a quote, a bracket, a space
    kind, at = batch.classes, starts[before]
    word, follower = numbers[before], numbers[after]
    digit_next = close & (kind[starts[after]] == DIGIT)
    starter_next = close & _has(traits[follower], STARTER)
    dotted = (at > 0) & (kind[np.maximum(at - 1, 0)] == POINT)
    first = (at == 0) | (kind[np.maximum(at - 1, 0)] == NEWLINE)
    listed = (kind[at] == DIGIT) & first & (stops[before] - at <= 2)
    dated = (kind[at] == DIGIT) & (stops[before] - at <= 2) & close & _has(traits[follower], MONTH)
    goes_on = (
        dated
        | _has(traits[word], TITLE)
        | (_has(traits[word], NUMBER) & digit_next)
        | listed
        | (_has(traits[word], INITIAL | COMPANY) & ~starter_next)
        | (dotted & (stops[before] - at <= 2) & ~starter_next)
    )
    return touches & goes_on


def _has(traits: Traits, bits: int) -> Flags:
    return (traits & np.uint8(bits)) != 0
