"""What stands between words: punctuation as bits, and whether a word lies inside a quotation.

The words table holds no punctuation. The gap before each word is read from the text once: most gaps are one
space and cost nothing; the others are read character by character, all gaps at a time.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.text.batches import Batch, batches

__all__ = [
    "APOSTROPHE",
    "BRACKET",
    "CLOSE",
    "COLON",
    "COMMA",
    "DASH",
    "LINE",
    "OPEN",
    "QUOTE",
    "SEMICOLON",
    "SIDE",
    "SPACE",
    "STOP",
    "Marks",
    "kind_table",
    "marks",
]

Flags = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.int64]
Bits = npt.NDArray[np.uint16]
Events = npt.NDArray[np.int8]

LINE, COMMA, COLON, SEMICOLON, DASH, STOP, OPEN, CLOSE, BRACKET, APOSTROPHE = (1 << n for n in range(10))
QUOTE, SPACE, _OTHER = 1 << 10, 1 << 11, 1 << 12
_PLAIN = {
    LINE: "\n\r\x0b\x0c\x85\u2028\u2029", COMMA: ",،、，", COLON: ":：", SEMICOLON: ";；", DASH: "–—―-−",
    STOP: ".!?…。！？", BRACKET: "()[]{}", APOSTROPHE: "'’‘", QUOTE: "\"“”„‟«»「」『』＂",
    SPACE: " \t\u00a0\u2009\u202f\u3000",
}  # fmt: skip
_BLANK = 32
SIDE = 5
"""Characters of a gap that are read from either side."""


@dataclass(frozen=True)
class Marks:
    """For every row of words: bits of the gap before and after it, and whether it is inside a quotation."""

    before: Bits
    after: Bits
    inside: Flags


def marks(texts: list[str], words: pd.DataFrame) -> Marks:
    """Read the gaps of ``words`` (sorted by article, in order of place) in ``texts``, one an article.

    A quotation opens and closes at a quotation mark whose neighbours say which it is; a line break ends it.
    """
    docs = words["doc_no"].to_numpy()
    starts, ends = words["start"].to_numpy(), words["end"].to_numpy()
    before, after = np.zeros(len(docs), np.uint16), np.zeros(len(docs), np.uint16)
    events = np.zeros(len(docs), np.int8)
    for batch in batches(texts):
        last_doc = batch.first_doc + len(batch.doc_starts) - 1
        a, b = np.searchsorted(docs, [batch.first_doc, last_doc])
        if b > a:
            own = docs[a:b] - batch.first_doc
            base = batch.doc_starts[own]
            before[a:b], after[a:b], events[a:b] = _gaps(batch, starts[a:b] + base, ends[a:b] + base, own)
    return Marks(before, after, _inside(events))


def _gaps(batch: Batch, starts: Rows, ends: Rows, docs: Rows) -> tuple[Bits, Bits, Events]:
    """Bits of the gap before and after each word, and the quotation event before it; articles do not mix."""
    fresh = np.diff(docs, prepend=-1) != 0
    lows = np.where(fresh, batch.doc_starts[docs], np.append(0, ends[:-1]))
    before, events = np.zeros(len(starts), np.uint16), np.zeros(len(starts), np.int8)
    odd = np.flatnonzero((starts - lows != 1) | (batch.codes[lows] != _BLANK))
    before[odd], events[odd] = _read(batch.codes, lows[odd], starts[odd])
    before[fresh] |= np.uint16(LINE)
    events[fresh & (events == 0)] = -1
    final = np.append(np.flatnonzero(fresh)[1:], len(starts)) - 1
    after = np.append(before[1:], np.uint16(0))
    after[final] = _read(batch.codes, ends[final], batch.doc_starts[docs[final] + 1])[0] | np.uint16(LINE)
    return before, after, events


def _read(codes: npt.NDArray[np.uint32], lows: Rows, highs: Rows) -> tuple[Bits, Events]:
    """Bits and last quotation event of the characters from each of ``lows`` to each of ``highs``."""
    bits, events = np.zeros(len(lows), np.uint16), np.zeros(len(lows), np.int8)
    for step in range(2 * SIDE):
        # The first characters, then the last ones: what lies between in a very long gap is decoration.
        at = lows + step if step < SIDE else highs - 2 * SIDE + step
        live = np.flatnonzero((at < highs) & (at >= lows + min(step, SIDE)))
        if len(live) == 0:
            continue
        place = at[live]
        kind = _kinds(codes, place)
        # A hyphen inside a compound is no dash.
        kind[(kind == DASH) & (highs[live] - lows[live] == 1)] = 0
        opens, closes = _turns(codes, kind, place)
        bits[live] |= np.where(opens, OPEN, np.where(closes, CLOSE, kind & np.uint16(0x3FF))).astype(np.uint16)
        events[live] = np.where(opens, 1, np.where(closes | (kind == LINE), -1, events[live]))
    return bits, events


def _turns(codes: npt.NDArray[np.uint32], kind: Bits, place: Rows) -> tuple[Flags, Flags]:
    """Which characters open and which close a quotation: an opening mark leans on what follows it."""
    left = np.where(place > 0, _kinds(codes, place - 1), LINE)
    right = _kinds(codes, place + 1)
    # Two apostrophes are a quotation mark in some wire feeds; the pair is judged at its first.
    pair = (kind == APOSTROPHE) & (right == APOSTROPHE) & (left != APOSTROPHE)
    right = np.where(pair, _kinds(codes, place + 2), right)
    leans = (left & (SPACE | LINE | BRACKET | DASH | COLON | QUOTE | APOSTROPHE)) != 0
    free = (right & (SPACE | LINE | COMMA | STOP | SEMICOLON)) == 0
    quote = (kind == QUOTE) | pair
    opens = quote & leans & free
    return opens, quote & ~opens


def _kinds(codes: npt.NDArray[np.uint32], places: Rows) -> Bits:
    """Class of the character at each place; the last one of the batch beyond its end."""
    table = kind_table()
    return table[np.minimum(codes[np.minimum(places, len(codes) - 1)], len(table) - 1)]


@cache
def kind_table() -> Bits:
    """Class of each code point below 0x10000; the last stands for all others as well."""
    table = np.full(0x10000, _OTHER, np.uint16)
    for bit, characters in _PLAIN.items():
        table[[ord(c) for c in characters]] = bit
    return table


def _inside(events: Events) -> Flags:
    """Whether the last quotation mark before each word, on its line, opened a quotation."""
    rows = np.where(events != 0, np.arange(len(events)), 0)
    return events[np.maximum.accumulate(rows)] == 1 if len(events) else np.zeros(0, bool)
