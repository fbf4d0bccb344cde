"""Second-hand attribution: the sentence rests on what another outlet reported."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

import numpy as np
import pandas as pd
import pyarrow as pa

from copydesk.attribution.knowledge import Knowledge
from copydesk.attribution.outlets import is_own, own_names
from copydesk.attribution.plain_mentions import read_mentions
from copydesk.attribution.press import UNLISTED, PressForms, join_words
from copydesk.attribution.tokens import Flags, Rows, Tokens
from copydesk.text.strings import as_arrow

__all__ = ["SecondHand", "find_second_hand"]


@dataclass(frozen=True)
class SecondHand:
    """For every sentence asked about: whether it is second-hand, and the outlet (None: not named)."""

    flags: Flags
    outlets: list[str | None]


def find_second_hand(
    tokens: Tokens, known: Knowledge, articles: pd.DataFrame, sentences: Rows, source_first: Rows, source_last: Rows
) -> SecondHand:
    """Judge each of ``sentences`` (rows of segments); sources are words first to last inclusive, -1 for none."""
    find = read_mentions if tokens.encoded is None or len(tokens.number) == 0 else _find_compiled
    which, outlets = find(tokens, known, sentences, source_first, source_last)
    flags = np.zeros(len(sentences), bool)
    names: list[str | None] = [None] * len(sentences)
    docs, asked = np.unique(tokens.doc[tokens.first[sentences[which]]], return_inverse=True)
    sources, urls = (
        as_arrow(articles[name]).take(pa.array(docs)).fill_null("").to_pylist() for name in ("source", "url")
    )
    own = own_names(sources, urls, known.outlets)
    other = _find_namesakes(articles, docs[asked].tolist(), outlets, known)
    for place, name, doc, namesake in zip(which.tolist(), outlets, asked.tolist(), other, strict=True):
        if not (name and (namesake or is_own(name, own[doc]))):
            flags[place], names[place] = True, names[place] or name
    return SecondHand(flags, names)


def _find_namesakes(articles: pd.DataFrame, docs: list[int], outlets: list[str | None], known: Knowledge) -> list[bool]:
    """Whether each of ``outlets`` may be a namesake that its article, a row of ``articles``, names in full."""
    found: dict[tuple[int, str], bool] = {}
    for doc, outlet in zip(docs, outlets, strict=True):
        names = known.outlets.namesakes.get(outlet or "", ())
        if names and (doc, outlet) not in found:
            text = articles["text"].iloc[doc]
            found[doc, str(outlet)] = any(name in text for name in names)
    return [found.get((doc, outlet or ""), False) for doc, outlet in zip(docs, outlets, strict=True)]


def _find_compiled(
    tokens: Tokens, known: Knowledge, sentences: Rows, source_first: Rows, source_last: Rows
) -> tuple[Rows, list[str | None]]:
    """As ``read_mentions``."""
    from copydesk.attribution.mentions import find_mentions

    found, count = np.empty((4, len(sentences)), np.int64), len(sentences) + 1
    while count > found.shape[1]:
        found = np.empty((4, count), np.int64)
        count = find_mentions(tokens.number, tokens.bits, tokens.marks.before, (tokens.first, tokens.last), sentences,
                              (source_first, source_last), known.press.names, found)  # fmt: skip
    return _name(tokens, known.press, found[:, :count])


def _name(tokens: Tokens, press: PressForms, found: Rows) -> tuple[Rows, list[str | None]]:
    """Place and outlet of each of the mentions ``found``; a single word of the press behind an article is none."""
    unlisted = found[3] == UNLISTED
    names = [press.titles[number] if number >= 0 else None for number in found[3].tolist()]
    for at, name in zip(np.flatnonzero(unlisted).tolist(), _spell(tokens, press, *found[1:3, unlisted]), strict=True):
        names[at] = name
    told = ~unlisted | np.array([name is not None for name in names], bool)
    return found[0, told], [name for name, own in zip(names, told.tolist(), strict=True) if own]


def _spell(tokens: Tokens, press: PressForms, first: Rows, last: Rows) -> list[str | None]:
    """What the words ``first`` to ``last`` say together, as ``join_words``."""
    sizes = last + 1 - first
    rows = np.repeat(first - (np.cumsum(sizes) - sizes), sizes) + np.arange(sizes.sum())
    words = iter(press.spelt.take(pa.array(tokens.number[rows])).to_pylist())
    return [join_words(list(islice(words, size))) for size in sizes.tolist()]
