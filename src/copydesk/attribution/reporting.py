"""Second-hand attribution: the sentence rests on what another outlet reported."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa

from copydesk.attribution.knowledge import Knowledge
from copydesk.attribution.lexicon import BITS
from copydesk.attribution.marks import CLOSE, COMMA, LINE, OPEN
from copydesk.attribution.outlets import is_own, own_names
from copydesk.attribution.press import FIRST, LAST, PRESS, SECOND, UNLISTED, WHOLE, PressForms
from copydesk.attribution.tokens import Flags, Rows, Tokens
from copydesk.text.strings import as_arrow

__all__ = ["SecondHand", "find_second_hand"]

_WALL = LINE | OPEN | CLOSE
_NEAR = 6
_MEDIA, _TITLE, _POSSESSIVE, _REPORTING, _PREPOSITION = (
    BITS[name] for name in ("media", "title", "possessive", "reporting", "prepositions"))  # fmt: skip
_NAME = _TITLE | _POSSESSIVE
_PASSED_AFTER = BITS["auxiliaries"] | BITS["adverb"]
_PASSED_BEFORE = BITS["joiners"] | BITS["determiners"] | BITS["title"]


@dataclass(frozen=True)
class SecondHand:
    """For every sentence asked about: whether it is second-hand, and the outlet (None: not named)."""

    flags: Flags
    outlets: list[str | None]


@dataclass(frozen=True)
class _Mention:
    first: int
    last: int
    name: str | None
    plain: bool


def find_second_hand(
    tokens: Tokens, known: Knowledge, articles: pd.DataFrame, sentences: Rows, source_first: Rows, source_last: Rows
) -> SecondHand:
    """Judge each of ``sentences`` (rows of segments); sources are words first to last inclusive, -1 for none."""
    find = _find if tokens.encoded is None or len(tokens.number) == 0 else _find_compiled
    which, outlets = find(tokens, known, sentences, source_first, source_last)
    flags = np.zeros(len(sentences), bool)
    names: list[str | None] = [None] * len(sentences)
    docs, asked = np.unique(tokens.doc[tokens.first[sentences[which]]], return_inverse=True)
    sources, urls = (
        as_arrow(articles[name]).take(pa.array(docs)).fill_null("").to_pylist() for name in ("source", "url")
    )
    own = own_names(sources, urls, known.outlets)
    for place, name, doc in zip(which.tolist(), outlets, asked.tolist(), strict=True):
        if not (name and is_own(name, own[doc])):
            flags[place], names[place] = True, names[place] or name
    return SecondHand(flags, names)


def _find(
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


def _find_compiled(
    tokens: Tokens, known: Knowledge, sentences: Rows, source_first: Rows, source_last: Rows
) -> tuple[Rows, list[str | None]]:
    """As ``_find``."""
    from copydesk.attribution.mentions import find_mentions

    found, count = np.empty((4, len(sentences)), np.int64), len(sentences) + 1
    while count > found.shape[1]:
        found = np.empty((4, count), np.int64)
        count = find_mentions(tokens.number, tokens.bits, tokens.marks.before, (tokens.first, tokens.last), sentences,
                              (source_first, source_last), known.press.names, found)  # fmt: skip
    return _name(tokens, known.press, found[:, :count])


def _name(tokens: Tokens, press: PressForms, found: Rows) -> tuple[Rows, list[str | None]]:
    """Place and outlet of each of the mentions ``found``; a single word of the press behind an article is none."""
    places: list[int] = []
    outlets: list[str | None] = []
    for place, first, last, number in found.T.tolist():
        name = press.titles[number] if number >= 0 else None
        if number == UNLISTED:
            name = _join_words(press.spelt.take(pa.array(tokens.number[first : last + 1])).to_pylist())
            if name is None:
                continue
        places.append(place)
        outlets.append(name)
    return np.array(places, np.int64), outlets


def _join_words(printed: list[str]) -> str | None:
    """The words as an outlet's name, which has two words or more besides its article."""
    name = printed[1:] if printed[0] == "The" else printed
    return " ".join(name) if len(name) > 1 else None


class _Reading:
    """The words as memory views: one at a time they are read faster than from arrays."""

    def __init__(self, tokens: Tokens, known: Knowledge) -> None:
        """Look at ``tokens`` as ``known`` describes their forms."""
        self.bits = tokens.bits.data
        self.before = tokens.marks.before.data
        self.number = tokens.number.data
        self.printed = known.press.printed
        self.names, self.by_first = known.outlets.names, known.outlets.by_first


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
    if words[0] in PRESS:
        return _unlisted(reading, at, low)
    return _Mention(at, at, None, False) if reading.bits[at] & _MEDIA else None


def _unlisted(reading: _Reading, at: int, low: int) -> _Mention | None:
    """The run of capitalised words that ends at ``at``, an outlet's name when it has two words or more."""
    first = at
    while first > low and reading.before[first] == 0 and reading.bits[first - 1] & _NAME == _TITLE:
        first -= 1
    name = _join_words([reading.printed[reading.number[row]] for row in range(first, at + 1)])
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
