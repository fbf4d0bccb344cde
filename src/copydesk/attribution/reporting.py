"""Second-hand attribution: the sentence rests on what another outlet reported."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from copydesk.attribution.knowledge import PRESS, Knowledge, PressForms
from copydesk.attribution.lexicon import BITS
from copydesk.attribution.marks import CLOSE, COMMA, LINE, OPEN
from copydesk.attribution.outlets import Outlets, is_own, own_names
from copydesk.attribution.tokens import Flags, Rows, Tokens

__all__ = ["SecondHand", "find_second_hand"]

_WALL = LINE | OPEN | CLOSE
_NEAR = 6


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
    order = np.full(len(tokens.first), -1, np.int64)
    order[sentences] = np.arange(len(sentences))
    rows = _candidates(tokens, known.press, order, source_first, source_last)
    docs = np.unique(tokens.doc[rows])
    own = dict(zip(docs.tolist(), own_names(articles.iloc[docs], known.outlets), strict=True))
    flags = np.zeros(len(sentences), bool)
    names: list[str | None] = [None] * len(sentences)
    for at, row in zip(rows.tolist(), order[tokens.segment[rows]].tolist(), strict=True):
        low, high = int(tokens.first[sentences[row]]), int(tokens.last[sentences[row]])
        mention = _mention(tokens, known.press, known.outlets, at, low, high)
        if mention is None or (mention.name and is_own(mention.name, own[int(tokens.doc[at])])):
            continue
        if _is_reporting(tokens, mention, low, high, (int(source_first[row]), int(source_last[row]))):
            flags[row], names[row] = True, names[row] or mention.name
    return SecondHand(flags, names)


def _candidates(tokens: Tokens, press: PressForms, order: Rows, source_first: Rows, source_last: Rows) -> Rows:
    """Words that may begin an outlet's name or stand for media, near a word of reporting or in the source."""
    number = tokens.number
    following = np.append(press.second[number][1:], False)
    preceded = np.append(False, tokens.has("title")[:-1]) & (tokens.marks.before == 0)
    may = press.whole[number] | (press.first[number] & following) | (press.press[number] & preceded)
    rows = np.flatnonzero(may | tokens.has("media"))
    rows = rows[order[tokens.segment[rows]] >= 0]
    sums = np.concatenate([[0], np.cumsum(tokens.has("reporting"))])
    near = sums[np.minimum(rows + _NEAR, len(number))] > sums[np.maximum(rows - _NEAR, 0)]
    which = order[tokens.segment[rows]]
    return rows[near | ((rows >= source_first[which]) & (rows <= source_last[which]))]


def _mention(tokens: Tokens, press: PressForms, known: Outlets, at: int, low: int, high: int) -> _Mention | None:
    """The outlet whose name begins at word ``at``, or the name that ends there in a word of the press."""
    words: list[str] = press.printed[tokens.number[at : min(at + known.longest, high)]].tolist()
    for length in range(len(words), 0, -1):
        entry = known.names.get(tuple(words[:length]))
        if entry:
            return _Mention(at, at + length - 1, *entry)
    if words[0] in PRESS:
        return _unlisted(tokens, press, at, low)
    return _Mention(at, at, None, False) if tokens.bits[at] & np.uint32(BITS["media"]) else None


def _unlisted(tokens: Tokens, press: PressForms, at: int, low: int) -> _Mention | None:
    """The run of capitalised words that ends at ``at``, an outlet's name when it has two words or more."""
    first = at
    while first > low and tokens.marks.before[first] == 0 and _titled(tokens, first - 1):
        first -= 1
    printed: list[str] = press.printed[tokens.number[first : at + 1]].tolist()
    name = printed[1:] if printed[0] == "The" else printed
    return _Mention(first, at, " ".join(name), False) if len(name) > 1 else None


def _is_reporting(tokens: Tokens, mention: _Mention, low: int, high: int, span: tuple[int, int]) -> bool:
    """A word of reporting stands at the mention, or the mention is the source and no plain word."""
    if tokens.bits[mention.last] & np.uint32(BITS["possessive"]):
        return False
    after, before = _after(tokens, mention.last, high), _before(tokens, mention.first, low)
    if after or before:
        return True
    inside = span[0] <= mention.first and mention.last <= span[1]
    apposed = inside and bool((tokens.marks.before[span[0] + 1 : mention.first + 1] & COMMA).any())
    return inside and not apposed and not mention.plain and mention.last == span[1]


def _after(tokens: Tokens, last: int, high: int) -> bool:
    """Whether a word of reporting follows, past an adverb or auxiliary."""
    for row in range(last + 1, min(last + 4, high)):
        if tokens.marks.before[row] & _WALL:
            return False
        if _has(tokens, row, "reporting"):
            return not _has(tokens, row, "prepositions")
        if not _has(tokens, row, "auxiliaries", "adverb"):
            return False
    return False


def _before(tokens: Tokens, first: int, low: int) -> bool:
    """Whether a word of reporting stands before, past "by", "to", "in", an article or an adjective."""
    for row in range(first - 1, max(low, first - 5) - 1, -1):
        if tokens.marks.before[row + 1] & (_WALL | COMMA):
            return False
        if _has(tokens, row, "reporting"):
            return True
        if not (_has(tokens, row, "joiners", "determiners", "title") or row == first - 1):
            return False
    return False


def _has(tokens: Tokens, row: int, *names: str) -> bool:
    return bool(tokens.bits[row] & np.uint32(sum(BITS[name] for name in names)))


def _titled(tokens: Tokens, row: int) -> bool:
    return _has(tokens, row, "title") and not _has(tokens, row, "possessive")
