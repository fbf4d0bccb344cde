"""What kind of source the words of a source name, and the name they give it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from copydesk.attribution.lexicon import BITS
from copydesk.attribution.marks import COMMA
from copydesk.attribution.tokens import Flags, Rows, Tokens

__all__ = ["KINDS", "NONE", "ORGANISATION", "PERSON", "Kinds", "name_kinds"]

KINDS = ("named_person", "named_organisation", "document", "unnamed", "vague", "none")
PERSON, ORGANISATION, DOCUMENT, UNNAMED, VAGUE, NONE = range(6)


@dataclass(frozen=True)
class Kinds:
    """Kind of each source, whether it is a pronoun, and the first and last word of the name in it (-1: none)."""

    kind: npt.NDArray[np.int64]
    personal: Flags
    plural: Flags
    thing: Flags
    name_first: Rows
    name_last: Rows


def name_kinds(tokens: Tokens, first: Rows, last: Rows) -> Kinds:
    """Kinds of the sources whose words are ``first`` to ``last`` inclusive (-1: no source)."""
    found = first >= 0
    a, b = np.maximum(first, 0), np.where(found, last, -1)
    head = _head_end(tokens, a, b)

    def any_of(*names: str) -> Flags:
        return _count(tokens.has(*names), a, head) > 0

    one = found & (b == a)
    personal, plural = one & any_of("pronouns_person"), one & any_of("pronouns_many")
    thing, own = one & any_of("pronouns_thing"), one & any_of("pronouns_self")
    name_first, name_last = _name(tokens, a, b)
    named = found & (name_first >= 0)
    person = named & (name_last > name_first) & ~_within(tokens, name_first, name_last, "organisations", "places")
    person |= named & (name_last == name_first) & ~_within(tokens, name_first, name_last, "organisations", "places", "upper",
                                                          "unnamed", "vague", "documents")
    nouns = found & ~named
    kind = np.select(
        [~found | own, personal | plural | thing, person, named & ~person, nouns & any_of("documents") & ~any_of("vague"),
         nouns & any_of("vague") & ~any_of("number"), nouns & any_of("organisations"), found],
        [NONE, NONE, PERSON, ORGANISATION, DOCUMENT, VAGUE, ORGANISATION, UNNAMED], NONE)
    return Kinds(kind, personal, plural, thing, np.where(named, name_first, -1), np.where(named, name_last, -1))


def _head_end(tokens: Tokens, first: Rows, last: Rows) -> Rows:
    """Last word of each source before its first comma: what follows is apposition."""
    commas = np.flatnonzero((tokens.marks.before & COMMA) != 0)
    rows = np.append(commas, len(tokens.number))[np.searchsorted(commas, first + 1)]
    return np.minimum(last, rows - 1)


def _name(tokens: Tokens, first: Rows, last: Rows) -> tuple[Rows, Rows]:
    """First and last word of the last run of capitalised words before the first comma."""
    head = _head_end(tokens, first, last)
    capital = tokens.has("title") & ~tokens.has("determiners", "pronouns_person", "pronouns_many", "pronouns_thing",
                                               "pronouns_self", "number")
    capital &= ~(tokens.has("vague", "unnamed", "documents") & _initial(tokens))
    rows = np.flatnonzero(capital)
    at = np.searchsorted(rows, head, side="right") - 1
    end = np.append(rows, -1)[at]
    ok = (at >= 0) & (end >= first)
    start = end.copy()
    for _ in range(6):
        before = np.maximum(start - 1, 0)
        more = ok & (start > first) & capital[before] & ((tokens.bits[before] & np.uint32(BITS["possessive"])) == 0)
        start = np.where(more, start - 1, start)
    return np.where(ok, start, -1), np.where(ok, end, -1)


def _initial(tokens: Tokens) -> Flags:
    """Whether a word is the first of its sentence."""
    flags = np.zeros(len(tokens.number), bool)
    flags[tokens.first[tokens.last > tokens.first]] = True
    return flags


def _within(tokens: Tokens, first: Rows, last: Rows, *names: str) -> Flags:
    return _count(tokens.has(*names), np.maximum(first, 0), np.where(first >= 0, last, -1)) > 0


def _count(flags: Flags, first: Rows, last: Rows) -> npt.NDArray[np.int64]:
    sums = np.concatenate([[0], np.cumsum(flags)])
    return np.where(last >= first, sums[np.maximum(last, -1) + 1] - sums[np.minimum(first, len(flags))], 0)
