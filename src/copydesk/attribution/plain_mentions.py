"""Outlets and media that sentences rest on, word by word: the oracle of ``mentions``, which serves small inputs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from copydesk.attribution.knowledge import Knowledge
from copydesk.attribution.lexicon import BITS
from copydesk.attribution.marks import CLOSE, COMMA, LINE, OPEN
from copydesk.attribution.press import FIRST, LAST, SECOND, WHOLE, PressForms, join_words
from copydesk.attribution.tokens import Rows, Tokens

__all__ = ["read_mentions"]

_WALL = LINE | OPEN | CLOSE
_NEAR = 6
_MEDIA, _TITLE, _POSSESSIVE, _REPORTING, _PREPOSITION = (
    BITS[name] for name in ("media", "title", "possessive", "reporting", "prepositions"))  # fmt: skip
_NAME = _TITLE | _POSSESSIVE
_PASSED_AFTER = BITS["auxiliaries"] | BITS["adverb"]
_PASSED_BEFORE = BITS["joiners"] | BITS["determiners"] | BITS["title"]


@dataclass(frozen=True)
class _Mention:
    first: int
    last: int
    name: str | None
    plain: bool


def read_mentions(
    tokens: Tokens, known: Knowledge, sentences: Rows, source_first: Rows, source_last: Rows
) -> tuple[Rows, list[str | None]]:
    """Places in ``sentences`` of what other outlets reported, in order, and the outlets; the own are among them."""
    order = np.full(len(tokens.first), -1, np.int64)
    order[sentences] = np.arange(len(sentences))
    at = _candidates(tokens, known.press, order, source_first, source_last)
    of_sentence = order[tokens.segment[at]]
    columns = (at, of_sentence, tokens.first[tokens.segment[at]], tokens.last[tokens.segment[at]],
               source_first[of_sentence], source_last[of_sentence])  # fmt: skip
    reading = _Reading(tokens, known)
    found: list[tuple[int, str | None]] = []
    for words, (row, place, low, high, first, last) in zip(
        _print(tokens, known, at), zip(*(column.tolist() for column in columns), strict=True), strict=True
    ):
        mention = _mention(reading, words[: high - row], row, low)
        if mention is not None and _is_reporting(reading, mention, low, high, (first, last)):
            found.append((place, mention.name))
    return np.array([place for place, _ in found], np.int64), [name for _, name in found]


class _Reading:
    """The words as memory views: one at a time they are read faster than from arrays."""

    def __init__(self, tokens: Tokens, known: Knowledge) -> None:
        """Look at ``tokens`` as ``known`` describes their forms."""
        self.bits = tokens.bits.data
        self.before = tokens.marks.before.data
        self.number = tokens.number.data
        self.printed = known.press.printed
        self.names, self.by_first, self.press = known.outlets.names, known.outlets.by_first, known.outlets.press


def _print(tokens: Tokens, known: Knowledge, at: Rows) -> list[list[str]]:
    """The words from each of ``at`` on, as many as the longest name of an outlet has, possessive endings left out."""
    rows = np.minimum(at[:, None] + np.arange(known.outlets.longest), len(tokens.number) - 1)
    return known.press.printed[tokens.number[rows]].tolist()


def _candidates(tokens: Tokens, press: PressForms, order: Rows, source_first: Rows, source_last: Rows) -> Rows:
    """Words that may begin an outlet's name or stand for media, near a word of reporting or in the source."""
    number, bits = tokens.number, tokens.bits
    rows = np.flatnonzero(press.has(WHOLE | FIRST | LAST)[number] | tokens.has("media"))
    rows = rows[order[tokens.segment[rows]] >= 0]
    of_rows, prior = number[rows], np.maximum(rows - 1, 0)
    following = press.has(SECOND)[number[np.minimum(rows + 1, len(number) - 1)]] & (rows + 1 < len(number))
    preceded = (rows > 0) & ((bits[prior] & _TITLE) != 0) & (tokens.marks.before[rows] == 0)
    may = press.has(WHOLE)[of_rows] | (press.has(FIRST)[of_rows] & following) | (press.has(LAST)[of_rows] & preceded)
    rows = rows[may | ((bits[rows] & _MEDIA) != 0)]
    told = np.flatnonzero(tokens.has("reporting"))
    near = np.searchsorted(told, rows + _NEAR) > np.searchsorted(told, rows - _NEAR)
    which = order[tokens.segment[rows]]
    return rows[near | ((rows >= source_first[which]) & (rows <= source_last[which]))]


def _mention(reading: _Reading, words: list[str], at: int, low: int) -> _Mention | None:
    """The outlet whose name begins at word ``at``, or the name that ends there in a word of the press."""
    for name in reading.by_first.get(words[0], ()):
        if tuple(words[: len(name)]) == name:
            return _Mention(at, at + len(name) - 1, *reading.names[name])
    if words[0] in reading.press:
        return _unlisted(reading, at, low)
    return _Mention(at, at, None, False) if reading.bits[at] & _MEDIA else None


def _unlisted(reading: _Reading, at: int, low: int) -> _Mention | None:
    """The run of capitalised words that ends at ``at``, an outlet's name when it has two words or more."""
    first = at
    while first > low and reading.before[first] == 0 and reading.bits[first - 1] & _NAME == _TITLE:
        first -= 1
    name = join_words([reading.printed[reading.number[row]] for row in range(first, at + 1)])
    return _Mention(first, at, name, False) if name else None


def _is_reporting(reading: _Reading, mention: _Mention, low: int, high: int, span: tuple[int, int]) -> bool:
    """A word of reporting stands at the mention, or the mention is the source and no plain word."""
    if reading.bits[mention.last] & _POSSESSIVE:
        return False
    if _after(reading, mention.last, high) or _before(reading, mention.first, low):
        return True
    inside = span[0] <= mention.first and mention.last <= span[1]
    apposed = inside and any(reading.before[row] & COMMA for row in range(span[0] + 1, mention.first + 1))
    return inside and not apposed and not mention.plain and mention.last == span[1]


def _after(reading: _Reading, last: int, high: int) -> bool:
    """Whether a word of reporting follows, past an adverb or auxiliary."""
    for row in range(last + 1, min(last + 4, high)):
        if reading.before[row] & _WALL:
            return False
        bits = reading.bits[row]
        if bits & _REPORTING:
            return not bits & _PREPOSITION
        if not bits & _PASSED_AFTER:
            return False
    return False


def _before(reading: _Reading, first: int, low: int) -> bool:
    """Whether a word of reporting stands before, past "by", "to", "in", an article or an adjective."""
    for row in range(first - 1, max(low, first - 5) - 1, -1):
        if reading.before[row + 1] & (_WALL | COMMA):
            return False
        bits = reading.bits[row]
        if bits & _REPORTING:
            return True
        if not (bits & _PASSED_BEFORE or row == first - 1):
            return False
    return False
