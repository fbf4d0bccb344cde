"""Compiled walks over words give what the arrays give, whatever the words are."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.attribution.encoded import Encoded
from copydesk.attribution.lexicon import BITS
from copydesk.attribution.marks import Marks
from copydesk.attribution.phrases import extend_phrases
from copydesk.attribution.tokens import Rows, Tokens


def made_up(seed: int, count: int) -> Tokens:
    """Tokens of ``count`` words, of sentences of 1 to 25 words and articles of 1 to 4 sentences; most plain names."""
    draw = np.random.default_rng(seed)
    bits = np.zeros(count, np.uint32)
    for _ in range(3):
        some = draw.random(count) < 0.6
        bits[some] |= np.array([1 << number for number in range(32)], np.uint32)[draw.integers(0, 32, some.sum())]
    bits[draw.random(count) < 0.4] |= np.uint32(BITS["title"])
    before = np.where(draw.random(count) < 0.6, 0, 1 << draw.integers(0, 10, count)).astype(np.uint16)
    cuts = np.unique(np.append(draw.integers(0, count, count // 8), [0, count]))
    first, last = cuts[:-1], cuts[1:]
    segment = np.repeat(np.arange(len(first)), last - first)
    doc = np.repeat(np.cumsum(draw.random(len(first)) < 0.4), last - first).astype(np.int32)
    start = np.arange(count, dtype=np.int32) * 20
    marks = Marks(before, np.append(before[1:], np.uint16(0)), draw.random(count) < 0.2)
    number = draw.integers(0, 12, count).astype(np.int32)
    end = start + draw.integers(1, 8, count).astype(np.int32)
    return Tokens(number, doc, start, end, bits, marks, segment, first, last)


def compiled(plain: Tokens) -> Tokens:
    """The same tokens as those of a corpus large enough for compiled kernels."""
    return replace(plain, encoded=Encoded(np.zeros(0, np.uint8), plain.first, plain.last))


def some_cues(seed: int, plain: Tokens, rows: Rows) -> Rows:
    """A cue in the sentence of each of ``rows``, or -1."""
    draw = np.random.default_rng(seed)
    low, high = plain.first[plain.segment[rows]], plain.last[plain.segment[rows]]
    return np.where(draw.random(len(rows)) < 0.3, -1, low + (draw.random(len(rows)) * (high - low)).astype(np.int64))


sizes = st.integers(1, 400)
seeds = st.integers(0, 1 << 32)


@settings(max_examples=150, deadline=None)
@given(seeds, sizes)
def test_phrases_are_walked_alike(seed: int, count: int) -> None:
    plain = made_up(seed, count)
    heads = np.arange(count)
    cues = some_cues(seed, plain, heads)
    for found, wanted in zip(
        extend_phrases(compiled(plain), heads, cues), extend_phrases(plain, heads, cues), strict=True
    ):
        np.testing.assert_array_equal(found, wanted)
