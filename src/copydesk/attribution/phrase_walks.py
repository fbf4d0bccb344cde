"""Compiled twin of ``phrases.extend_phrases``: each phrase is walked from the word that names its source."""

from __future__ import annotations

from typing import Any

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
)
from copydesk.text.compiling import inlined, lean

__all__ = ["walk_phrases"]

_SHORT = 4  # letters of what a point shortens


@inlined
def _is(bits: Any, mask: Any) -> Any:
    return (bits & mask) != 0


@inlined
def _is_barred(bits: Any, opening: Any) -> Any:
    return (bits & BARRED) != 0 and ((bits & TITLE) == 0 or opening) and (bits & SPARED) == 0


@inlined
def _is_named(bits: Any) -> Any:
    return (bits & TITLE) != 0 and (bits & NAMELESS) == 0


@inlined
def _is_loose(bits: Any) -> Any:
    return ((bits & JOINERS) != 0 and (bits & TITLE) == 0) or (bits & DETERMINERS) != 0


@inlined
def _goes_left(view: Any, here: Any, low: Any, cue: Any) -> Any:
    """Whether the word before ``here`` is of the phrase too."""
    bits, before, starts, ends = view
    if here <= low or here - 1 == cue or _is_barred(bits[here - 1], here - 1 == low):
        return False
    gap, own, next_, beyond = before[here], bits[here], bits[here - 1], bits[max(here - 2, 0)]
    if (gap & (WALL | COMMA | STOP)) != 0 and not (
        gap == STOP and ends[here - 1] - starts[here - 1] <= _SHORT and _is(next_, TITLE)
    ):
        return False
    joiner = _is(next_, JOINERS) and not _is(next_, TITLE | DETERMINERS)
    tied = _is(beyond, BONDS)
    noun = (_is(beyond, NOUNS) or tied) and here - 2 >= low and not _is(beyond, STRONG)
    if joiner and not noun:
        return False
    closed = _is(own, DETERMINERS) and not _is(own, TITLE)
    return not closed or (joiner and (_is(next_, GENITIVES) or tied))


@lean
def _walk_left(view: Any, head: Any, low: Any, cue: Any) -> Any:
    """The first word of the phrase, of the name before it if it explains one."""
    bits, before, _, _ = view
    start = head
    for _ in range(LEFT):
        if not _goes_left(view, start, low, cue):
            break
        start -= 1
    if _is(bits[start], JOINERS) and not _is(bits[start], TITLE | DETERMINERS) and start < head:
        start += 1
    explains = _is(bits[start], EXPLAINS) and (before[start] & (COMMA | WALL)) == COMMA
    if not explains or start <= low or not _is_named(bits[start - 1]) or start - 1 == cue:
        return start
    start -= 1
    for _ in range(NAME):
        if start <= low or not _is_named(bits[start - 1]) or (before[start] & ~STOP) != 0:
            break
        start -= 1
    return start


@inlined
def _goes_right(view: Any, here: Any, low: Any, high: Any, cue: Any) -> Any:
    """Whether the word after ``here`` is of the phrase too."""
    bits, before, starts, ends = view
    at = here + 1
    if at >= high or at == cue or _is_barred(bits[at], at == low) or (before[at] & (WALL | COMMA)) != 0:
        return False
    if (before[at] & STOP) != 0 and ends[here] - starts[here] > _SHORT:
        return False
    own, next_ = bits[here], bits[at]
    joiner = _is(next_, JOINERS) and not _is(next_, TITLE)
    linked = False
    if at + 1 < high and (before[at + 1] & (WALL | COMMA)) == 0:
        beyond = bits[at + 1]
        linked = (joiner and _is(beyond, NOUNS | DETERMINERS)) or (_is(next_, BONDS) and _is(beyond, JOINERS))
    owned = _is(own, POSSESSIVE) and not joiner and not _is(next_, DETERMINERS)
    return _is(next_, NOUNS) or linked or owned or _is_loose(own)


@lean
def _walk_right(view: Any, head: Any, low: Any, high: Any, cue: Any) -> Any:
    """The last word of the phrase, without an apposition."""
    end = head
    for _ in range(RIGHT):
        if not _goes_right(view, end, low, high, cue):
            break
        end += 1
    return end - 1 if _is_loose(view[0][end]) and end > head else end


@lean
def _appose(view: Any, last: Any, high: Any, cue: Any) -> Any:
    """The last word of the apposition behind ``last``; ``last`` itself where there is none."""
    bits, before, _, _ = view
    after = last + 1
    if after >= high or (before[after] & (COMMA | WALL)) != COMMA:
        return last
    told_after = cue > last and cue - last <= APPOSITION and (before[cue] & (COMMA | WALL)) == COMMA
    told_before = 0 <= cue < last and _is(bits[after], LEADS) and not _is(bits[after], NO_LEAD)
    if not (told_after or told_before):
        return last
    until = min(cue, high) - 1
    if not told_after:
        until = after
        while until + 1 < high and (before[until + 1] & (WALL | COMMA)) == 0:
            until += 1
    for row in range(after + 1, until + 1):
        if (before[row] & WALL) != 0:
            return last
    return until if until - last <= APPOSITION else last


@lean
def walk_phrases(view: Any, bounds: tuple[Any, Any], heads: Any, cues: Any, first: Any, last: Any) -> None:
    """As ``phrases.extend_phrases``, into ``first`` and ``last``.

    ``view`` has bits, gap before, start and end of every word; ``bounds`` the first and last words of the sentence
    of each of ``heads``.
    """
    for each in range(len(heads)):
        head, low, high, cue = heads[each], bounds[0][each], bounds[1][each], cues[each]
        if _is(view[0][head], RELATIVES) and head > low:
            head -= 1
        first[each], last[each] = head, head
        if not _is(view[0][head], ALONE):
            first[each] = _walk_left(view, head, low, cue)
            last[each] = _appose(view, _walk_right(view, head, low, high, cue), high, cue)
        last[each] = max(last[each], heads[each])
