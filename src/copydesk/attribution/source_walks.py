"""Compiled twin of ``sources``: what kind each source is, whom it names, and whom a pronoun stands for."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from copydesk.attribution.kinds import (
    CORE,
    DOCUMENT,
    LISTED,
    NAME,
    NONE,
    ORGANISATION,
    PERSON,
    PRONOUNS,
    UNNAMED,
    VAGUE,
)
from copydesk.attribution.lexicon import BITS
from copydesk.attribution.marks import APOSTROPHE, COMMA
from copydesk.attribution.names import COMMON, LONGEST
from copydesk.text.compiling import inlined, lean

__all__ = ["Words", "make_room", "walk_sources"]

_TITLE, _UPPER, _POSSESSIVE, _DETERMINERS, _ROLES, _UNNAMED, _PLACES, _ORGANISATIONS = (
    BITS[name]
    for name in ("title", "upper", "possessive", "determiners", "roles", "unnamed", "places", "organisations")
)
_PERSONAL, _PLURAL, _THING, _SELF, _VAGUE, _NUMERALS, _AUXILIARIES, _DOCUMENTS, _FAMILY_FIRST = (
    BITS[name]
    for name in (
        "pronouns_person", "pronouns_many", "pronouns_thing", "pronouns_self", "vague", "numerals", "auxiliaries",
        "documents", "family_first",
    )
)  # fmt: skip
_PARTS = BITS["joiners"] | BITS["stops"] | BITS["bonds"]
_KINDS = 6
_NEAR = 2


class Words(NamedTuple):
    """The words as ``Tokens`` has them, and the stem of each form."""

    number: npt.NDArray[np.int32]
    doc: npt.NDArray[np.int32]
    start: npt.NDArray[np.int32]
    end: npt.NDArray[np.int32]
    bits: npt.NDArray[np.uint32]
    before: npt.NDArray[np.uint16]
    segment: npt.NDArray[np.int64]
    first: npt.NDArray[np.int64]
    stem: npt.NDArray[np.int64]


def make_room(words: Words) -> npt.NDArray[np.int32]:
    """For each stem: the last article with a full name of that family name, and its first and last word."""
    return np.full((int(words.stem.max(initial=0)) + 1, 3), -1, np.int32)


@inlined
def _is_capital(words: Any, row: Any) -> Any:
    """As ``kinds._is_capital``."""
    bits = words.bits[row]
    listed = (bits & LISTED) != 0 and (bits & _UPPER) == 0
    return (bits & (_TITLE | PRONOUNS)) == _TITLE and not (listed and words.first[words.segment[row]] == row)


@lean
def _lead(words: Any, first: Any, last: Any) -> Any:
    """As ``kinds._lead``."""
    head = first
    for _ in range(CORE):
        if head >= last or (words.before[head + 1] & COMMA) != 0:
            break
        bits = words.bits[head + 1]
        joiner = (bits & _PARTS) != 0 and (bits & (_TITLE | _DETERMINERS)) == 0
        if joiner and (words.bits[head] & _POSSESSIVE) == 0:
            break
        head += 1
    return head


@lean
def _name_start(words: Any, first: Any, head: Any) -> Any:
    """As ``kinds._name_start``."""
    if not _is_capital(words, head):
        return -1
    start = head
    for _ in range(NAME):
        if start <= first or not _is_capital(words, start - 1) or (words.bits[start - 1] & _POSSESSIVE) != 0:
            break
        start -= 1
    if (words.bits[head] & _ROLES) == 0:
        for _ in range(NAME):
            if start >= head or (words.bits[start] & _ROLES) == 0:
                break
            start += 1
    return start


@lean
def _is_person(words: Any, first: Any, start: Any, head: Any) -> Any:
    """As ``kinds._is_person``."""
    prior = words.bits[max(start - 1, 0)]
    if start > first and (prior & (_ROLES | _UNNAMED)) != 0:
        return True
    article = start > first and (prior & _DETERMINERS) != 0 and (prior & _POSSESSIVE) == 0
    acronym = (words.bits[head] & _UPPER) != 0 and words.end[head] - words.start[head] > 1
    institutional = (words.bits[head] & _PLACES) != 0
    for row in range(start, min(head, start + NAME) + 1):
        institutional |= (words.bits[row] & _ORGANISATIONS) != 0
    return not (institutional or acronym or article)


@inlined
def _of_noun(lead: Any, several: Any, counted: Any) -> Any:
    """The kind of a source without a name, from the bits of the noun that leads it."""
    if several:
        return VAGUE
    if (lead & _DOCUMENTS) != 0:
        return DOCUMENT
    if (lead & _ORGANISATIONS) != 0 and (lead & _UNNAMED) == 0:
        return ORGANISATION
    return VAGUE if (lead & _VAGUE) != 0 and not counted else UNNAMED


@lean
def _name_kind(words: Any, first: Any, last: Any, cue: Any) -> Any:
    """Kind, which pronoun (bits 1, 2, 4), and first and last word of the name (-1: none); as ``kinds.name_kinds``."""
    head = _lead(words, first, last)
    lead, opening = words.bits[head], words.bits[first]
    thing = head == first and (lead & _THING) != 0
    passive = thing and cue > last and (words.bits[max(cue - 1, 0)] & _AUXILIARIES) != 0
    if head == first and (lead & (_PERSONAL | _PLURAL | _THING | _SELF)) != 0:
        pronoun = ((lead & _PERSONAL) != 0) + 2 * ((lead & _PLURAL) != 0) + 4 * (thing and not passive)
        own = (lead & _SELF) != 0
        return (VAGUE if passive and not own else NONE), pronoun, -1, -1
    several = (opening & _VAGUE) != 0 and head > first
    start = _name_start(words, first, head)
    if start < 0:
        quantified = head == first and (lead & _DETERMINERS) != 0
        counted = (opening & _NUMERALS) != 0 and head > first
        return _of_noun(lead, several or quantified, counted), 0, -1, -1
    if several and (opening & _DETERMINERS) != 0:
        return VAGUE, 0, -1, -1
    return (PERSON if _is_person(words, first, start, head) else ORGANISATION), 0, start, head


@lean
def _note_name(words: Any, room: Any, start: Any, end: Any) -> None:
    """Note the run of capitalised words from ``start`` to ``end``, if it is the first of its family name."""
    family = start if (words.bits[start] & _FAMILY_FIRST) != 0 else end
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
            ((bits & prior) & _TITLE) != 0
            and ((bits | prior) & COMMON) == 0
            and (prior & _POSSESSIVE) == 0
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
            kind, pronoun, start, end = _name_kind(words, first[each], last[each], cues[each])
        if kind == PERSON and start == end:
            stem = words.stem[words.number[end]]
            if room[stem, 0] == doc:
                start, end = room[stem, 1], room[stem, 2]
        own[each], kinds[each], names[0, each], names[1, each] = kind, kind, start, end
        _link(each, pronoun, back, own, names, kinds)
        start, end, keys[each] = names[0, each], names[1, each], -1
        if end > start and (words.bits[start] & _FAMILY_FIRST) != 0:
            end = start
        word = end if end >= 0 else last[each]
        if word >= 0 and kinds[each] != NONE:
            keys[each] = words.stem[words.number[word]]
