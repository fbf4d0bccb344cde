"""What kind of source a phrase names, read off the noun that leads it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from copydesk.attribution.lexicon import BITS
from copydesk.attribution.marks import APOSTROPHE, COMMA, STOP
from copydesk.attribution.names import FullNames, key_names
from copydesk.attribution.tokens import Flags, Rows, Tokens

__all__ = ["DOCUMENT", "KINDS", "NONE", "ORGANISATION", "PERSON", "UNNAMED", "VAGUE", "Kinds", "name_kinds"]

KINDS = ("named_person", "named_organisation", "document", "unnamed", "vague", "none")
PERSON, ORGANISATION, DOCUMENT, UNNAMED, VAGUE, NONE = range(6)
_CORE, _NAME = 12, 6


@dataclass(frozen=True)
class Kinds:
    """Kind of each source, which pronoun it is, and the first and last word of the name in it (-1: none)."""

    kind: npt.NDArray[np.int64]
    personal: Flags
    plural: Flags
    thing: Flags
    name_first: Rows
    name_last: Rows


def name_kinds(
    tokens: Tokens, stem: npt.NDArray[np.int64], names: FullNames, first: Rows, last: Rows, cues: Rows
) -> Kinds:
    """Kinds of the sources whose words are ``first`` to ``last`` inclusive (-1: no source)."""
    found = first >= 0
    a, b = np.maximum(first, 0), np.where(found, last, 0)
    head = _lead(tokens, a, b)

    def at_head(*bits: str) -> Flags:
        return found & tokens.has(*bits)[head]

    one = head == a
    personal, plural = one & at_head("pronouns_person"), one & at_head("pronouns_many")
    thing, own = one & at_head("pronouns_thing"), one & at_head("pronouns_self")
    quantified = one & at_head("determiners") & ~(personal | plural | thing | own)
    start = _name_start(tokens, a, head)
    named = found & (start >= 0) & ~(personal | plural | thing | own)
    person = named & _is_person(tokens, stem, names, a, start, head)
    common = found & ~named
    several = found & tokens.has("vague")[a] & (head > a)
    counted = tokens.has("numerals")[a] & (head > a)
    crowd = several & tokens.has("determiners")[a] & named
    passive = thing & (cues > b) & tokens.has("auxiliaries")[np.maximum(cues - 1, 0)]
    kind = np.select(
        [~found | own, passive, personal | plural | thing, crowd, person, named, quantified | (common & several),
         common & at_head("documents"), common & at_head("organisations") & ~at_head("unnamed"),
         common & at_head("vague") & ~counted, common & at_head("unnamed", "roles"), found],
        [NONE, VAGUE, NONE, VAGUE, PERSON, ORGANISATION, VAGUE, DOCUMENT, ORGANISATION, VAGUE, UNNAMED, UNNAMED],
        NONE)  # fmt: skip
    shown = named & ~crowd
    return Kinds(kind, personal, plural, thing & ~passive, np.where(shown, start, -1), np.where(shown, head, -1))


def _lead(tokens: Tokens, first: Rows, last: Rows) -> Rows:
    """The noun that leads each phrase: the last word before its first comma, preposition or conjunction."""
    before = tokens.marks.before
    joiner = tokens.has("joiners", "stops", "bonds") & ~tokens.has("title") & ~tokens.has("determiners")
    head, live = first.copy(), np.ones(len(first), bool)
    for _ in range(_CORE):
        at = np.minimum(head + 1, len(tokens.number) - 1)
        owned = (tokens.bits[head] & np.uint32(BITS["possessive"])) != 0
        live &= (head < last) & ((before[at] & COMMA) == 0) & (~joiner[at] | owned)
        head = np.where(live, head + 1, head)
    return head


def _name_start(tokens: Tokens, first: Rows, head: Rows) -> Rows:
    """Where the run of capitalised words that ends at each head begins; -1 when the head is no name."""
    opening = np.zeros(len(tokens.number), bool)
    opening[tokens.first[tokens.last > tokens.first]] = True
    listed = tokens.has(
        "vague", "unnamed", "documents", "roles", "organisations", "determiners", "stops", "auxiliaries", "joiners"
    ) & ~tokens.has("upper")
    capital = tokens.has("title") & ~(listed & opening)
    capital &= ~tokens.has("determiners", "pronouns_person", "pronouns_many", "pronouns_thing", "pronouns_self")
    start, live = head.copy(), capital[head].copy()
    owned = (tokens.bits & np.uint32(BITS["possessive"])) != 0
    for _ in range(_NAME):
        at = np.maximum(start - 1, 0)
        live &= (start > first) & capital[at] & ~owned[at]
        start = np.where(live, start - 1, start)
    # Offices before a name are no part of it, unless nothing is left.
    role = tokens.has("roles")
    for _ in range(_NAME):
        start = np.where((start < head) & role[start] & ~role[head], start + 1, start)
    return np.where(capital[head], start, -1)


def _is_person(
    tokens: Tokens, stem: npt.NDArray[np.int64], names: FullNames, first: Rows, start: Rows, head: Rows
) -> Flags:
    """A name is a person's unless it holds a word of organisations or places, is an acronym, or has an article."""
    start = np.maximum(start, 0)
    long = head > start
    institutional = _any_between(tokens.has("organisations"), start, head) | tokens.has("places")[head]
    acronym = tokens.has("upper")[head] & ((tokens.end[head] - tokens.start[head]) > 1)
    prior = np.maximum(start - 1, 0)
    article = (start > first) & tokens.has("determiners")[prior] & ~tokens.has("possessive")[prior]
    office = (start > first) & tokens.has("roles", "unnamed")[prior]
    full = names.look_up(key_names(tokens, stem, head))[0] >= 0
    initial = ((tokens.marks.before[head] & (STOP | APOSTROPHE)) != 0) & long
    return office | (~institutional & ~acronym & ~article & (long | full | initial | ~article))


def _any_between(flags: Flags, first: Rows, last: Rows) -> Flags:
    sums = np.concatenate([[0], np.cumsum(flags)])
    return sums[np.maximum(last, 0) + 1] > sums[np.maximum(first, 0)]
