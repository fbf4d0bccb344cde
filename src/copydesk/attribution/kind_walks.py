"""Compiled twin of ``kinds``: what kind each source is, and the words that name it."""

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
from copydesk.attribution.marks import COMMA
from copydesk.text.compiling import inlined, lean

__all__ = ["FAMILY_FIRST", "POSSESSIVE", "TITLE", "Words", "name_kind"]

TITLE, _UPPER, POSSESSIVE, _DETERMINERS, _ROLES, _UNNAMED, _PLACES, _ORGANISATIONS = (
    BITS[name]
    for name in ("title", "upper", "possessive", "determiners", "roles", "unnamed", "places", "organisations")
)
_PERSONAL, _PLURAL, _THING, _SELF, _VAGUE, _NUMERALS, _AUXILIARIES, _DOCUMENTS, FAMILY_FIRST = (
    BITS[name]
    for name in (
        "pronouns_person", "pronouns_many", "pronouns_thing", "pronouns_self", "vague", "numerals", "auxiliaries",
        "documents", "family_first",
    )
)  # fmt: skip
_PARTS = BITS["joiners"] | BITS["stops"] | BITS["bonds"]


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


@inlined
def _is_capital(words: Any, row: Any) -> Any:
    """As ``kinds._is_capital``."""
    bits = words.bits[row]
    listed = (bits & LISTED) != 0 and (bits & _UPPER) == 0
    return (bits & (TITLE | PRONOUNS)) == TITLE and not (listed and words.first[words.segment[row]] == row)


@lean
def _lead(words: Any, first: Any, last: Any) -> Any:
    """As ``kinds._lead``."""
    head = first
    for _ in range(CORE):
        if head >= last or (words.before[head + 1] & COMMA) != 0:
            break
        bits = words.bits[head + 1]
        joiner = (bits & _PARTS) != 0 and (bits & (TITLE | _DETERMINERS)) == 0
        if joiner and (words.bits[head] & POSSESSIVE) == 0:
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
        if start <= first or not _is_capital(words, start - 1) or (words.bits[start - 1] & POSSESSIVE) != 0:
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
    article = start > first and (prior & _DETERMINERS) != 0 and (prior & POSSESSIVE) == 0
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
def name_kind(words: Any, first: Any, last: Any, cue: Any) -> Any:
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
