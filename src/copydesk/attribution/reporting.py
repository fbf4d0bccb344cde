"""Second-hand attribution: the sentence rests on what another outlet reported."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from copydesk.attribution.lexicon import BITS
from copydesk.attribution.marks import CLOSE, COMMA, LINE, OPEN
from copydesk.attribution.outlets import Outlets, is_own, own_names
from copydesk.attribution.tokens import Flags, Rows, Tokens

__all__ = ["SecondHand", "find_second_hand"]

_WALL = LINE | OPEN | CLOSE
_PRESS = frozenset(
    "Times Post Herald Journal Gazette Tribune Courier Chronicle Dispatch Telegraph Globe Examiner Observer Inquirer "
    "Sentinel Mercury Echo Argus Bulletin Zeitung Nachrichten Tageblatt Anzeiger Rundschau".split()
)


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
    tokens: Tokens, vocabulary: pd.DataFrame, articles: pd.DataFrame, known: Outlets, sentences: Rows,
    source_first: Rows, source_last: Rows,
) -> SecondHand:  # fmt: skip
    """Judge each of ``sentences`` (rows of segments); sources are words first to last inclusive, -1 for none."""
    rows = _candidates(tokens, words, sentences, source_first, source_last)
    own = own_names(articles, known) if counts.any() else []
    found: list[str | None] = list(names)
    for row in np.flatnonzero(counts):
        sentence = sentences[row]
        low, high = int(tokens.first[sentence]), int(tokens.last[sentence])
        mine = own[int(tokens.doc[low])]
        span = (int(source_first[row]), int(source_last[row]))
        for at in (low + np.flatnonzero(candidate[low:high])).tolist():
            mention = _mention(tokens, forms, known, at, low, high)
            if mention is None or (mention.name and is_own(mention.name, mine)):
                continue
            if _is_reporting(tokens, mention, low, high, span):
                flags[row], found[row] = True, found[row] or mention.name
    return SecondHand(flags, found)


def _mention(
    tokens: Tokens, forms: np.ndarray[tuple[int], np.dtype[np.object_]], known: Outlets, at: int, low: int, high: int
) -> _Mention | None:
    """The outlet whose name begins at word ``at``, or the name that ends there in a word of the press."""
    words = [_bare(forms[tokens.number[row]]) for row in range(at, min(at + known.longest, high))]
    for length in range(len(words), 0, -1):
        entry = known.names.get(tuple(words[:length]))
        if entry:
            return _Mention(at, at + length - 1, *entry)
    if words[0] in _PRESS:
        first = at
        while first > low and tokens.marks.before[first] == 0 and _titled(tokens, first - 1):
            first -= 1
        printed = [_bare(forms[tokens.number[row]]) for row in range(first, at + 1)]
        name = " ".join(printed[1:] if printed[0] == "The" else printed)
        return _Mention(first, at, name, False) if len(printed) > 1 and printed != ["The", words[0]] else None
    return _Mention(at, at, None, False) if tokens.bits[at] & np.uint32(BITS["media"]) else None


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


def _bare(form: str) -> str:
    return form[:-2] if form.endswith(("'s", "’s")) else form
