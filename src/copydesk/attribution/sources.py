"""The source of every attributed sentence: span, kind, the name it stands for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from copydesk.attribution.kinds import DOCUMENT, NONE, ORGANISATION, PERSON, UNNAMED, VAGUE, Kinds, name_kinds
from copydesk.attribution.names import FullNames, full_names, key_names
from copydesk.attribution.tokens import Flags, Rows, Tokens

__all__ = ["KEY_BITS", "Sources", "find"]

KEY_BITS = 35
"""Bits of a key below the number of its article."""
_NEAR = 2  # attributions over which a pronoun prefers a named source to an unnamed one


@dataclass(frozen=True)
class Sources:
    """One entry an attributed sentence: words of the source and of the name it stands for (-1: none), kind, key.

    ``key`` is equal for sentences of one article that rest on the same source; -1 where there is none.
    """

    first: Rows
    last: Rows
    name_first: Rows
    name_last: Rows
    kind: npt.NDArray[np.int64]
    key: Rows


def find(
    tokens: Tokens, stem: npt.NDArray[np.int64], sentences: Rows, lines: Rows, found: tuple[Rows, Rows, Rows],
    quoted: Flags,
) -> Sources:  # fmt: skip
    """Sources of ``sentences`` (rows of segments, in order); ``lines`` numbers the line of each, over all articles.

    ``found`` are the cue word and the first and last word of the source found for each, -1 for none.
    """
    cues, first, last = found[0], *_carry(lines, *found[1:], quoted)
    if tokens.encoded is not None:
        return _walk(tokens, stem, tokens.doc[tokens.first[sentences]], (cues, first, last))
    names = full_names(tokens, stem)
    kinds = name_kinds(tokens, stem, names, first, last, cues)
    name_first, name_last = _expand(tokens, stem, names, kinds)
    kind = kinds.kind.copy()
    docs = tokens.doc[tokens.first[sentences]]
    for pronoun, targets, otherwise in (
        (kinds.personal, (PERSON, UNNAMED), NONE),
        (kinds.plural, (ORGANISATION, UNNAMED, VAGUE), VAGUE),
        (kinds.thing, (ORGANISATION, DOCUMENT), NONE),
    ):  # fmt: skip
        target = np.isin(kinds.kind, targets) & ~pronoun
        back = _last_before(docs, target)
        named = _last_before(docs, target & np.isin(kinds.kind, (PERSON, ORGANISATION)))
        back = np.where((named >= 0) & (back - named <= _NEAR), named, back)
        linked = pronoun & (back >= 0)
        kind[pronoun] = otherwise
        kind[linked] = kinds.kind[back[linked]]
        name_first[linked], name_last[linked] = name_first[back[linked]], name_last[back[linked]]
    keys = _key(tokens, stem, kind, last, name_first, name_last)
    return Sources(first, last, name_first, name_last, kind, keys)


def _walk(
    tokens: Tokens, stem: npt.NDArray[np.int64], docs: npt.NDArray[np.int32], found: tuple[Rows, Rows, Rows]
) -> Sources:
    """As the rest of ``find``, compiled."""
    from copydesk.attribution.kind_walks import Words
    from copydesk.attribution.source_walks import make_room, walk_sources

    words = Words(tokens.number, tokens.doc, tokens.start, tokens.end, tokens.bits, tokens.marks.before, tokens.segment,
                  tokens.first, stem)  # fmt: skip
    own, kind, key = np.empty((3, len(docs)), np.int64)
    names = np.empty((2, len(docs)), np.int64)
    walk_sources(words, make_room(words), np.empty((3, 2), np.int64), docs, found, own, names, kind, key)
    keys = np.where(key >= 0, ((((docs.astype(np.int64) << 32) | key) << 3) | kind), -1)
    return Sources(found[1], found[2], names[0], names[1], kind, keys)


def _carry(lines: Rows, first: Rows, last: Rows, quoted: Flags) -> tuple[Rows, Rows]:
    """Give a quoted sentence without a source that of the nearest sentence of its line, the one before first."""
    own = first >= 0
    order = np.arange(len(first))
    back = np.maximum.accumulate(np.where(own, order, -1)) if len(first) else order
    ahead = np.minimum.accumulate(np.where(own, order, len(first))[::-1])[::-1] if len(first) else order
    before = (back >= 0) & (lines[np.maximum(back, 0)] == lines)
    after = (ahead < len(first)) & (lines[np.minimum(ahead, max(len(first) - 1, 0))] == lines)
    row = np.where(before, back, np.where(after, ahead, order))
    row = np.where(quoted & ~own, row, order)
    return first[row], last[row]


def _expand(tokens: Tokens, stem: npt.NDArray[np.int64], names: FullNames, kinds: Kinds) -> tuple[Rows, Rows]:
    """The name of each named source; a person's single name gives way to the full name in the same article."""
    first, last = kinds.name_first.copy(), kinds.name_last.copy()
    single = (kinds.kind == PERSON) & (first == last) & (first >= 0)
    rows = np.flatnonzero(single)
    full_first, full_last = names.look_up(key_names(tokens, stem, last[rows]))
    hit = full_first >= 0
    first[rows[hit]], last[rows[hit]] = full_first[hit], full_last[hit]
    return first, last


def _last_before(docs: npt.NDArray[np.int32], target: Flags) -> Rows:
    """For each row, the last row before it that is a target of the same article; -1 without one."""
    rows = np.where(target, np.arange(len(docs)), -1)
    back = np.concatenate([[-1], np.maximum.accumulate(rows)[:-1]]) if len(docs) else rows
    return np.where((back >= 0) & (docs[np.maximum(back, 0)] == docs), back, -1)


def _key(
    tokens: Tokens, stem: npt.NDArray[np.int64], kind: npt.NDArray[np.int64], last: Rows, name_first: Rows,
    name_last: Rows,
) -> Rows:  # fmt: skip
    """Persons and organisations by the family name or last word of their name, other sources by their last word."""
    family = tokens.has_at(np.maximum(name_first, 0), "family_first") if len(tokens.number) else name_first >= 0
    named = np.where((name_last > name_first) & family, name_first, name_last)
    word = np.where(name_last >= 0, named, last)
    keys = np.full(len(kind), -1, np.int64)
    known = (word >= 0) & (kind != NONE)
    keys[known] = (key_names(tokens, stem, word[known]) << 3) | kind[known]
    return keys
