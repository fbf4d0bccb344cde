"""Compiled twin of ``plain_mentions``: outlets and media that a sentence rests on, found in one walk over its words."""

from __future__ import annotations

from typing import Any

import numpy as np

from copydesk.attribution.lexicon import BITS
from copydesk.attribution.marks import CLOSE, COMMA, LINE, OPEN
from copydesk.attribution.press import FIRST, LAST, MEDIA, SECOND, UNLISTED, WHOLE
from copydesk.text.compiling import inlined, lean

__all__ = ["find_mentions"]

_NOTHING = -3
_STARTS = WHOLE | FIRST | LAST
_WALL = LINE | OPEN | CLOSE
_NEAR, _AFTER, _BEFORE = 6, 3, 5
_MEDIA, _TITLE, _POSSESSIVE, _REPORTING, _PREPOSITIONS = (
    BITS[name] for name in ("media", "title", "possessive", "reporting", "prepositions"))  # fmt: skip
_PASSED_AFTER = BITS["auxiliaries"] | BITS["adverb"]
_PASSED_BEFORE = BITS["joiners"] | BITS["determiners"] | BITS["title"]


@inlined
def _may_begin(number: Any, bits: Any, before: Any, row: Any, names: Any) -> Any:
    """Whether a name may begin or, for a word of the press, end at ``row``."""
    part = names.part[number[row]]
    if (bits[row] & _MEDIA) != 0 or (part & WHOLE) != 0:
        return True
    if (part & FIRST) != 0 and row + 1 < len(number) and (names.part[number[row + 1]] & SECOND) != 0:
        return True
    return (part & LAST) != 0 and row > 0 and (bits[row - 1] & _TITLE) != 0 and before[row] == 0


@inlined
def _is_near(bits: Any, row: Any) -> Any:
    """Whether a word of reporting stands near."""
    near = False
    for at in range(max(row - _NEAR, 0), min(row + _NEAR, len(bits))):
        near |= (bits[at] & _REPORTING) != 0
    return near


@lean
def _match(number: Any, row: Any, high: Any, names: Any) -> Any:
    """The longest name that begins at ``row`` and ends before ``high``; MEDIA where there is none."""
    first = names.word[number[row]]
    if first < 0:
        return MEDIA
    for name in range(names.begins[first], names.begins[first + 1]):
        begin, end = names.bounds[name], names.bounds[name + 1]
        if row + end - begin > high:
            continue
        same = True
        for at in range(begin, end):
            same &= names.word[number[row + at - begin]] == names.words[at]
        if same:
            return name
    return MEDIA


@lean
def _is_told_after(bits: Any, before: Any, last: Any, high: Any) -> Any:
    """Whether a word of reporting follows, past an adverb or auxiliary."""
    for row in range(last + 1, min(last + 1 + _AFTER, high)):
        if (before[row] & _WALL) != 0:
            return False
        if (bits[row] & _REPORTING) != 0:
            return (bits[row] & _PREPOSITIONS) == 0
        if (bits[row] & _PASSED_AFTER) == 0:
            return False
    return False


@lean
def _is_told_before(bits: Any, before: Any, first: Any, low: Any) -> Any:
    """Whether a word of reporting stands before, past "by", "to", "in", an article or an adjective."""
    for row in range(first - 1, max(low, first - _BEFORE) - 1, -1):
        if (before[row + 1] & (_WALL | COMMA)) != 0:
            return False
        if (bits[row] & _REPORTING) != 0:
            return True
        if (bits[row] & _PASSED_BEFORE) == 0 and row != first - 1:
            return False
    return False


@lean
def _is_reporting(
    bits: Any, before: Any, first: Any, last: Any, low: Any, high: Any, source: Any, end: Any, plain: Any
) -> Any:
    """As ``plain_mentions._is_reporting``, of the words ``first`` to ``last``; the source is ``source`` to ``end``."""
    if (bits[last] & _POSSESSIVE) != 0:
        return False
    if _is_told_after(bits, before, last, high) or _is_told_before(bits, before, first, low):
        return True
    apposed = False
    for row in range(source + 1, first + 1):
        apposed |= (before[row] & COMMA) != 0
    return source <= first and last == end and not (plain or apposed)


@lean
def _read(number: Any, bits: Any, before: Any, row: Any, low: Any, high: Any, names: Any) -> Any:
    """Number, first and last word of the name that begins, or for a word of the press ends, at ``row``; or _NOTHING."""
    name, first = _match(number, row, high, names), row
    if name >= 0:
        return name, row, row + names.bounds[name + 1] - names.bounds[name] - 1
    if (names.part[number[row]] & LAST) != 0:
        while first > low and before[first] == 0 and (bits[first - 1] & (_TITLE | _POSSESSIVE)) == _TITLE:
            first -= 1
        return UNLISTED if first < row else _NOTHING, first, row
    return MEDIA if (bits[row] & _MEDIA) != 0 else _NOTHING, row, row


@inlined
def _is_worth(number: Any, bits: Any, before: Any, row: Any, source: Any, end: Any, names: Any) -> Any:
    """Whether ``row`` may be of a mention, and is in the source or near a word of reporting."""
    at = np.uint64(row)  # spares a check for places counted from the end
    if (names.part[np.uint64(number[at])] & _STARTS) == 0 and (bits[at] & _MEDIA) == 0:
        return False
    return _may_begin(number, bits, before, row, names) and (source <= row <= end or _is_near(bits, row))


@lean
def find_mentions(
    number: Any, bits: Any, before: Any, bounds: tuple[Any, Any], sentences: Any, sources: tuple[Any, Any], names: Any,
    found: Any,
) -> Any:  # fmt: skip
    """Mentions that ``sentences`` rest on, in order, into the columns of ``found``; returns how many there are.

    ``bounds`` are the words of all sentences, ``sources`` the first and last word of the source of each of
    ``sentences``. The rows of ``found`` are the place in ``sentences``, first word, last word, and name; those that do
    not fit in are counted only. The article's own outlet is not left out.
    """
    count = 0
    for place in range(len(sentences)):
        low, high = bounds[0][sentences[place]], bounds[1][sentences[place]]
        source, end = sources[0][place], sources[1][place]
        for row in range(low, high):
            if _is_worth(number, bits, before, row, source, end, names):
                name, first, last = _read(number, bits, before, row, low, high, names)
                plain = name >= 0 and names.plain[name]
                if name != _NOTHING and _is_reporting(bits, before, first, last, low, high, source, end, plain):
                    if count < found.shape[1]:
                        found[0, count], found[1, count], found[2, count], found[3, count] = place, first, last, name
                    count += 1
    return count
