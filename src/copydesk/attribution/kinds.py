"""What kind of source a phrase names, read off the noun that leads it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from copydesk.attribution.lexicon import BITS
from copydesk.attribution.marks import APOSTROPHE, COMMA, STOP
from copydesk.attribution.names import FullNames, key_names
from copydesk.attribution.tokens import Flags, Rows, Tokens

__all__ = [
    "CORE",
    "DOCUMENT",
    "KINDS",
    "LISTED",
    "NAME",
    "NONE",
    "ORGANISATION",
    "PERSON",
    "PRONOUNS",
    "UNNAMED",
    "VAGUE",
    "Kinds",
    "name_kinds",
]

KINDS = ("named_person", "named_organisation", "document", "unnamed", "vague", "none")
PERSON, ORGANISATION, DOCUMENT, UNNAMED, VAGUE, NONE = range(6)
CORE, NAME = 12, 6
_TITLE, _UPPER = np.uint32(BITS["title"]), np.uint32(BITS["upper"])
LISTED = np.uint32(
    sum(
        BITS[name]
        for name in (
            "vague",
            "unnamed",
            "documents",
            "roles",
            "organisations",
            "determiners",
            "stops",
            "auxiliaries",
            "joiners",
        )
    )
)
PRONOUNS = np.uint32(
    sum(BITS[name] for name in ("determiners", "pronouns_person", "pronouns_many", "pronouns_thing", "pronouns_self"))
)


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
        return found & tokens.has_at(head, *bits)

    one = head == a
    personal, plural = one & at_head("pronouns_person"), one & at_head("pronouns_many")
    thing, own = one & at_head("pronouns_thing"), one & at_head("pronouns_self")
    quantified = one & at_head("determiners") & ~(personal | plural | thing | own)
    start = _name_start(tokens, a, head)
    named = found & (start >= 0) & ~(personal | plural | thing | own)
    person = named & _is_person(tokens, stem, names, a, start, head)
    common = found & ~named
    several = found & tokens.has_at(a, "vague") & (head > a)
    counted = tokens.has_at(a, "numerals") & (head > a)
    crowd = several & tokens.has_at(a, "determiners") & named
    passive = thing & (cues > b) & tokens.has_at(np.maximum(cues - 1, 0), "auxiliaries")
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
    before, top = tokens.marks.before, len(tokens.number) - 1
    head, live = first.copy(), np.flatnonzero(first < last)
    for _ in range(CORE):
        here = head[live]
        at = np.minimum(here + 1, top)
        joiner = tokens.has_at(at, "joiners", "stops", "bonds") & ~tokens.has_at(at, "title", "determiners")
        step = ((before[at] & COMMA) == 0) & (~joiner | tokens.has_at(here, "possessive"))
        live = live[step]
        head[live] += 1
        live = live[head[live] < last[live]]
    return head


def _name_start(tokens: Tokens, first: Rows, head: Rows) -> Rows:
    """Where the run of capitalised words that ends at each head begins; -1 when the head is no name."""
    named = _is_capital(tokens, head)
    start, live = head.copy(), np.flatnonzero(named & (head > first))
    for _ in range(NAME):
        at = start[live] - 1
        step = _is_capital(tokens, at) & ~tokens.has_at(at, "possessive")
        live, at = live[step], at[step]
        start[live] = at
        live = live[at > first[live]]
    # Offices before a name are no part of it, unless nothing is left.
    live = np.flatnonzero((start < head) & ~tokens.has_at(head, "roles"))
    for _ in range(NAME):
        live = live[tokens.has_at(start[live], "roles") & (start[live] < head[live])]
        start[live] += 1
    return np.where(named, start, -1)


def _is_capital(tokens: Tokens, rows: Rows) -> Flags:
    """Whether each word is capitalised for itself: no pronoun, and no common word at the start of its sentence."""
    bits, opening = tokens.bits[rows], tokens.first[tokens.segment[rows]] == rows
    listed = ((bits & LISTED) != 0) & ((bits & _UPPER) == 0)
    return ((bits & (_TITLE | PRONOUNS)) == _TITLE) & ~(listed & opening)


def _is_person(
    tokens: Tokens, stem: npt.NDArray[np.int64], names: FullNames, first: Rows, start: Rows, head: Rows
) -> Flags:
    """A name is a person's unless it holds a word of organisations or places, is an acronym, or has an article."""
    start = np.maximum(start, 0)
    long = head > start
    institutional = _any_between(tokens, start, head) | tokens.has_at(head, "places")
    acronym = tokens.has_at(head, "upper") & ((tokens.end[head] - tokens.start[head]) > 1)
    prior = np.maximum(start - 1, 0)
    article = (start > first) & tokens.has_at(prior, "determiners") & ~tokens.has_at(prior, "possessive")
    office = (start > first) & tokens.has_at(prior, "roles", "unnamed")
    full = names.look_up(key_names(tokens, stem, head))[0] >= 0
    initial = ((tokens.marks.before[head] & (STOP | APOSTROPHE)) != 0) & long
    return office | (~institutional & ~acronym & ~article & (long | full | initial | ~article))


def _any_between(tokens: Tokens, first: Rows, last: Rows) -> Flags:
    """Whether a word of organisations is among the words ``first`` to ``last`` of each name."""
    found = tokens.has_at(first, "organisations")
    for step in range(1, NAME + 1):
        at = first + step
        within = np.flatnonzero(~found & (at <= last))
        found[within] = tokens.has_at(at[within], "organisations")
    return found
