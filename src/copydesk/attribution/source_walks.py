"""Compiled twin of ``sources``: what kind each source is, whom it names, and whom a pronoun stands for."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from copydesk.attribution.kind_walks import FAMILY_FIRST, POSSESSIVE, TITLE, Words, name_kind
from copydesk.attribution.kinds import (
    DOCUMENT,
    NONE,
    ORGANISATION,
    PERSON,
    UNNAMED,
    VAGUE,
)
from copydesk.attribution.marks import APOSTROPHE
from copydesk.attribution.names import COMMON, LONGEST
from copydesk.text.compiling import inlined, lean

__all__ = ["make_room", "walk_sources"]

_NEAR = 2


def make_room(words: Words) -> npt.NDArray[np.int32]:
    """For each stem: the last article with a full name of that family name, and its first and last word."""
    return np.full((int(words.stem.max(initial=0)) + 1, 3), -1, np.int32)


@lean
def _note_name(words: Any, room: Any, start: Any, end: Any) -> None:
    """Note the run of capitalised words from ``start`` to ``end``, if it is the first of its family name."""
    family = start if (words.bits[start] & FAMILY_FIRST) != 0 else end
    stem, doc = words.stem[words.number[family]], words.doc[end]
    if end - start < LONGEST and room[stem, 0] != doc:
        room[stem, 0], room[stem, 1], room[stem, 2] = doc, start, end


@lean
def _note_names(words: Any, room: Any, row: Any, doc: Any) -> Any:
    """Note the full names of the article ``doc``, which begins at ``row`` or after; returns its end."""
    while words.doc[row] < doc:
        row += 1
    start, prior = -1, np.uint32(0)
    while row < len(words.doc) and words.doc[row] == doc:
        bits = words.bits[row]
        linked = (
            ((bits & prior) & TITLE) != 0
            and ((bits | prior) & COMMON) == 0
            and (prior & POSSESSIVE) == 0
            and words.segment[row] == words.segment[row - 1]
            and ((words.before[row] & ~APOSTROPHE) == 0 or words.end[row - 1] - words.start[row - 1] == 1)
        )
        if linked and start < 0:
            start = row - 1
        if not linked and start >= 0:
            _note_name(words, room, start, row - 1)
            start = -1
        prior = bits
        row += 1
    if start >= 0:
        _note_name(words, room, start, row - 1)
    return row


@inlined
def _is_target(kind: Any, way: Any) -> Any:
    """Whether a source of ``kind`` may be what a pronoun for a person (0), several (1), a thing (2) stands for."""
    if way == 0:
        return kind in (PERSON, UNNAMED)
    return kind in (ORGANISATION, UNNAMED, VAGUE) if way == 1 else kind in (ORGANISATION, DOCUMENT)


@lean
def _link(each: Any, pronoun: Any, back: Any, own: Any, names: Any, kinds: Any) -> None:
    """Give the source ``each`` what its pronoun stands for, and note it for the pronouns that follow."""
    for way in range(3):
        if (pronoun >> way) & 1:
            target = back[way, 0]
            if back[way, 1] >= 0 and target - back[way, 1] <= _NEAR:
                target = back[way, 1]
            kinds[each] = VAGUE if way == 1 else NONE
            if target >= 0:
                kinds[each], names[0, each], names[1, each] = own[target], names[0, target], names[1, target]
        elif _is_target(own[each], way):
            back[way, 0] = each
            if own[each] in (PERSON, ORGANISATION):
                back[way, 1] = each


@lean
def walk_sources(
    words: Any,
    room: Any,
    back: Any,
    docs: Any,
    found: tuple[Any, Any, Any],
    own: Any,
    names: Any,
    kinds: Any,
    keys: Any,
) -> None:
    """Kinds, names (first and last word) and keys of sources, in order; as ``sources.find`` without what it carries.

    ``found`` are cue, first and last word of each source (-1: none) and ``docs`` their articles. ``room`` is of
    ``make_room``; ``back`` (3, 2) and ``own`` (one a source) are room too. A key is the stem of who is named.
    """
    cues, first, last = found
    row, doc = 0, np.int32(-1)
    for each in range(len(docs)):
        if docs[each] != doc:
            doc = docs[each]
            row = _note_names(words, room, row, doc)
            back[:] = -1
        kind, pronoun, start, end = NONE, 0, -1, -1
        if first[each] >= 0:
            kind, pronoun, start, end = name_kind(words, first[each], last[each], cues[each])
        if kind == PERSON and start == end:
            stem = words.stem[words.number[end]]
            if room[stem, 0] == doc:
                start, end = room[stem, 1], room[stem, 2]
        own[each], kinds[each], names[0, each], names[1, each] = kind, kind, start, end
        _link(each, pronoun, back, own, names, kinds)
        start, end, keys[each] = names[0, each], names[1, each], -1
        if end > start and (words.bits[start] & FAMILY_FIRST) != 0:
            end = start
        word = end if end >= 0 else last[each]
        if word >= 0 and kinds[each] != NONE:
            keys[each] = words.stem[words.number[word]]
