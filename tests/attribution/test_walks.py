"""Compiled walks over words give what the arrays give, whatever the words are."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.attribution.encoded import Encoded
from copydesk.attribution.knowledge import Knowledge
from copydesk.attribution.lexicon import BITS
from copydesk.attribution.marks import Marks
from copydesk.attribution.outlets import outlets
from copydesk.attribution.phrases import extend_phrases
from copydesk.attribution.plain_mentions import read_mentions
from copydesk.attribution.press import read_press
from copydesk.attribution.reporting import _find_compiled
from copydesk.attribution.sources import find
from copydesk.attribution.spans import choose_cues
from copydesk.attribution.stage import _count_quotation
from copydesk.attribution.tokens import Rows, Tokens
from copydesk.settings import load


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


@settings(max_examples=150, deadline=None)
@given(seeds, sizes)
def test_sources_are_walked_alike(seed: int, count: int) -> None:
    plain, draw = made_up(seed, count), np.random.default_rng(seed)
    sentences = np.flatnonzero(draw.random(len(plain.first)) < 0.8)
    low, high = plain.first[sentences], plain.last[sentences]
    first = low + (draw.random(len(low)) * (high - low)).astype(np.int64)
    last = np.minimum(first + draw.integers(0, 5, len(first)), high - 1)
    none = draw.random(len(first)) < 0.2
    first[none], last[none] = -1, -1
    cues = np.where(draw.random(len(low)) < 0.3, -1, low + (draw.random(len(low)) * (high - low)).astype(np.int64))
    lines = (plain.doc[low].astype(np.int64) << 32) | (sentences // 2)
    stem = np.arange(12) * 3 // 2
    asked = stem, sentences, lines, (cues, first, last), draw.random(len(first)) < 0.5
    found, wanted = find(compiled(plain), *asked), find(plain, *asked)
    for name, values in vars(wanted).items():
        np.testing.assert_array_equal(getattr(found, name), values, name)


def test_made_up_words_make_phrases_names_and_pronouns() -> None:
    plain = made_up(1, 20_000)
    heads = np.arange(20_000)
    first, last = extend_phrases(plain, heads, np.full(20_000, -1))
    assert ((first < heads) & (last > heads)).sum() > 100
    sentences = np.arange(len(plain.first))
    spans = plain.first, plain.first, np.minimum(plain.first + 2, plain.last - 1)
    found = find(plain, np.arange(12), sentences, sentences, spans, np.zeros(len(sentences), bool))
    assert np.unique(found.kind).tolist() == list(range(6))
    assert ((found.name_first >= 0) & (found.name_first < found.first)).sum() > 10


FORMS = (
    "Reuters",
    "New",
    "York",
    "Times",
    "The",
    "Post",
    "Harbour",
    "Fox",
    "News",
    "Associated",
    "Press",
    "Bloomberg’s",
)


@settings(max_examples=150, deadline=None)
@given(seeds, sizes)
def test_mentions_are_found_alike(seed: int, count: int) -> None:
    plain, draw = made_up(seed, count), np.random.default_rng(seed)
    plain.bits[draw.random(count) < 0.3] |= np.uint32(BITS["reporting"])
    plain.bits[draw.random(count) < 0.6] &= ~np.uint32(BITS["possessive"])
    names = outlets(load().attribution.checks)
    press = read_press(pd.DataFrame({"form": pd.Series(FORMS, dtype="str")}), names)
    known = cast(Knowledge, SimpleNamespace(press=press, outlets=names))
    sentences = np.flatnonzero(draw.random(len(plain.first)) < 0.8)
    first = np.where(draw.random(len(sentences)) < 0.5, -1, plain.first[sentences])
    last = np.where(first < 0, -1, np.minimum(first + draw.integers(0, 4, len(first)), plain.last[sentences] - 1))
    found = _find_compiled(plain, known, sentences, first, last)
    wanted = read_mentions(plain, known, sentences, first, last)
    assert (found[0].tolist(), found[1]) == (wanted[0].tolist(), wanted[1])
    if count > 300:
        assert len(wanted[1]) > 0


@settings(max_examples=100, deadline=None)
@given(seeds, sizes)
def test_cues_and_quotations_are_counted_alike(seed: int, count: int) -> None:
    plain, draw = made_up(seed, count), np.random.default_rng(seed)
    scores = np.maximum(draw.integers(-4, 4, count), 0) / 4  # often equal
    np.testing.assert_array_equal(choose_cues(compiled(plain), scores), choose_cues(plain, scores))
    for found, wanted in zip(_count_quotation(compiled(plain)), _count_quotation(plain), strict=True):
        np.testing.assert_array_equal(found, wanted)
