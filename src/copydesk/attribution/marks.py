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

__all__ = ["APOSTROPHE", "BRACKET", "CLOSE", "COLON", "COMMA", "DASH", "LINE", "OPEN", "SEMICOLON", "STOP", "Marks",
           "marks"]

Flags = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.int64]
Bits = npt.NDArray[np.uint16]

LINE, COMMA, COLON, SEMICOLON, DASH, STOP, OPEN, CLOSE, BRACKET, APOSTROPHE = (1 << n for n in range(10))
_QUOTE, _SPACE, _OTHER = 1 << 10, 1 << 11, 1 << 12
_PLAIN = {
    LINE: "\n\r\x0b\x0c\x85\u2028\u2029", COMMA: ",،、，", COLON: ":：", SEMICOLON: ";；", DASH: "–—―-−",
    STOP: ".!?…。！？", BRACKET: "()[]{}", APOSTROPHE: "'’‘", _QUOTE: "\"“”„‟«»「」『』＂",
    _SPACE: " \t\u00a0\u2009\u202f\u3000",
}  # fmt: skip
_SIDE = 5  # characters of a gap that are read from either side


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
    before, events = np.full(len(docs), LINE, np.uint16), np.full(len(docs), -1, np.int8)
    after = np.full(len(docs), LINE, np.uint16)
    for batch in batches(texts):
        last_doc = batch.first_doc + len(batch.doc_starts) - 1
        a, b = np.searchsorted(docs, [batch.first_doc, last_doc])
        if b > a:
            base = batch.doc_starts[docs[a:b] - batch.first_doc]
            gaps, turns = _gaps(batch, starts[a:b] + base, ends[a:b] + base)
            before[a:b], after[a:b], events[a:b] = gaps[:-1], gaps[1:], turns[:-1]
    return Marks(before, after, _inside(events))


def _gaps(batch: Batch, starts: Rows, ends: Rows) -> tuple[Bits, npt.NDArray[np.int8]]:
    """Bits and quotation event of the gap before each word and after the last: shapes (words + 1,)."""
    lows = np.concatenate([[0], ends])
    highs = np.concatenate([starts, [len(batch.codes)]])
    bits, events = np.zeros(len(lows), np.uint16), np.zeros(len(lows), np.int8)
    odd = np.flatnonzero((highs - lows != 1) | (batch.codes[np.minimum(lows, len(batch.codes) - 1)] != 32))
    bits[odd], events[odd] = _read(batch.codes, lows[odd], highs[odd])
    return bits, events


def _read(codes: npt.NDArray[np.uint32], lows: Rows, highs: Rows) -> tuple[Bits, npt.NDArray[np.int8]]:
    bits, events = np.zeros(len(lows), np.uint16), np.zeros(len(lows), np.int8)
    for step in range(2 * _SIDE):
        # The first characters, then the last ones: what lies between in a very long gap is decoration.
        at = lows + step if step < _SIDE else np.maximum(highs - 2 * _SIDE + step, lows + _SIDE)
        live = np.flatnonzero((at < highs) & ((step < _SIDE) | (highs - 2 * _SIDE + step >= lows + _SIDE)))
        if len(live) == 0:
            continue
        place = at[live]
        kind = _kinds(codes, place)
        # A hyphen inside a compound is no dash.
        kind[(kind == DASH) & (highs[live] - lows[live] == 1)] = 0
        opens, closes = _turns(codes, kind, place, lows[live], highs[live])
        bits[live] |= np.where(opens, OPEN, np.where(closes, CLOSE, kind & np.uint16(0x3FF))).astype(np.uint16)
        events[live] = np.where(opens, 1, np.where(closes | (kind == LINE), -1, events[live]))
    return bits, events


def _turns(
    codes: npt.NDArray[np.uint32], kind: Bits, place: Rows, lows: Rows, highs: Rows
) -> tuple[Flags, Flags]:
    """Which characters open and which close a quotation: an opening mark leans on what follows it."""
    left = np.where(place > lows, _kinds(codes, np.maximum(place - 1, 0)), _OTHER)
    right = np.where(place + 1 < highs, _kinds(codes, np.minimum(place + 1, len(codes) - 1)), _OTHER)
    # Two apostrophes are a quotation mark in some wire feeds; the pair is judged at its first.
    pair = (kind == APOSTROPHE) & (right == APOSTROPHE) & (left != APOSTROPHE)
    beyond = np.where(place + 2 < highs, _kinds(codes, np.minimum(place + 2, len(codes) - 1)), _OTHER)
    right = np.where(pair, beyond, right)
    quote = (kind == _QUOTE) | pair
    leans = (left & (_SPACE | LINE | BRACKET | DASH | COLON | _QUOTE | APOSTROPHE)) != 0
    leans |= (place == lows) & (lows == 0)
    free = (right & (_SPACE | LINE | COMMA | STOP | SEMICOLON)) == 0
    opens = quote & leans & free
    return opens, quote & ~opens


def _kinds(codes: npt.NDArray[np.uint32], places: Rows) -> Bits:
    return _table()[np.minimum(codes[places], len(_table()) - 1)]


@cache
def _table() -> Bits:
    table = np.full(0x10000, _OTHER, np.uint16)
    for bit, characters in _PLAIN.items():
        table[[ord(c) for c in characters]] = bit
    return table


def _inside(events: npt.NDArray[np.int8]) -> Flags:
    """Whether the last quotation mark before each word, on its line, opened a quotation."""
    rows = np.where(events != 0, np.arange(len(events)), 0)
    return events[np.maximum.accumulate(rows)] == 1 if len(events) else np.zeros(0, bool)
