"""Compiled kernels give what the arrays give, to the last bit."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest
from attribution_articles import judge, read
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.attribution import head_codes, sentence_codes, word_codes
from copydesk.attribution.encoded import encode
from copydesk.attribution.evidence import SENTENCE_TEMPLATES, code_sentences
from copydesk.attribution.features import NO_CUE, WORD_TEMPLATES, Codes, code_words
from copydesk.attribution.forms import Forms
from copydesk.attribution.head_sums import make_room
from copydesk.attribution.heads import HEAD_TEMPLATES, LOOKS, PHRASES, code_heads, code_phrases, find_candidates
from copydesk.attribution.lexicon import lexicons, traits
from copydesk.attribution.lookup import Table, pack
from copydesk.attribution.marks import marks
from copydesk.attribution.model import forms_of
from copydesk.attribution.model import load as load_model
from copydesk.attribution.scoring import add_weights
from copydesk.attribution.sentence_classes import SMALL, class_sentences, place
from copydesk.attribution.sentence_sums import make_sums, sum_up
from copydesk.attribution.spans import choose_cues
from copydesk.attribution.tokens import Rows, Tokens, tokens
from copydesk.attribution.view import look
from copydesk.settings import load
from copydesk.text import text

Values = npt.NDArray[np.float64]

PIECES = (
    "the", "pier", "Olin", "said", "O’Hara", "3.5", "naïve", "水", "🙂", " ", " ", " ", ",", ".", "\n", "\r\n", "“",
    "”", '"', "'", "''", "’", "’’", "‘", "«", "»", "—", "-", ":", "(", "…", "\u00a0", "\u2028", "*", "e\u0301", "?!",
)  # fmt: skip
printed = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
STORY = (
    "“The tide was late,” harbour master Ines O’Hara said on Monday. “We waited – and waited.”\n"
    "She told reporters that the pier’s owner, Olin & Sons, would pay. The Harbour Courier reported on Sunday that "
    "two officials, who spoke on condition of anonymity because they feared for their jobs, had resigned.\n"
    "According to a report by the council, 3.5 million tonnes were lost… The ferry’s crew declined to comment. 🙂\n"
    '"It’s not ours," the council’s spokeswoman said.'
)
SHORT = "Nobody said a word. Then Olin spoke: “Enough, naïve people!” He left"


@settings(max_examples=150, deadline=None)
@given(st.lists(printed, min_size=1, max_size=4))
def test_marks_are_read_from_bytes_as_from_strings(texts: list[str]) -> None:
    articles = pd.DataFrame({"text": pd.Series(texts, dtype="str"), "article_chars": [len(each) for each in texts]})
    words = text(articles)[2]
    plain, (found, encoded) = marks(texts, words), encode(articles["text"], words)
    for name in ("before", "after", "inside"):
        np.testing.assert_array_equal(getattr(found, name), getattr(plain, name), name)
    rows = np.arange(len(words))
    cut = [texts[doc][start:end] for doc, start, end in words[["doc_no", "start", "end"]].to_numpy()]
    assert encoded.print_words(rows, rows).tolist() == cut


ROW = st.tuples(*[st.integers(-9000, 9000)] * 3)
# Tables of small codes are read without a hash, so both sorts are mixed.
WEIGHTS = st.sampled_from((30, 9000, 1 << 40)).flatmap(
    lambda most: st.dictionaries(st.integers(0, most), ROW, min_size=1, max_size=50)
)


@settings(deadline=None)
@given(st.lists(WEIGHTS, min_size=1, max_size=3), st.lists(st.integers(-1, 1 << 40), min_size=1, max_size=20))
def test_compiled_weights_are_those_looked_up(weights: list[dict[int, tuple[int, ...]]], others: list[int]) -> None:
    names = ("a", "b", "c", "d")
    tables = {name: Table.build(list(own), list(map(list, own.values())))
              for name, own in zip(names[::-1], weights, strict=False)}  # fmt: skip
    packed = pack(tables, names, 3)
    asked = [code for own in weights for code in own] + others
    codes = np.array([np.roll(asked, number) for number in range(len(names))], np.int64)
    plain, found = np.full((3, len(asked) + 1), 0.1), np.full((3, len(asked) + 1), 0.1)
    for name, table in tables.items():
        plain[:, 1:] += table.look_up(codes[names.index(name)])
    add_weights(packed, codes, len(asked), found, 1)
    np.testing.assert_array_equal(found, plain)


def read_tokens(texts: list[str]) -> tuple[Tokens, Forms, Values, Rows]:
    """Words of ``texts`` in compiled form, the model's view of their forms, made-up logits of cues, sentences' docs."""
    tables = read(texts)
    segments, vocabulary = tables["segments"], tables["vocabulary"]
    known = {"en": traits(vocabulary, lexicons(load().attribution.checks)["en"])}
    found = tokens(tables["articles"], segments, tables["words"], known, compiled=True)
    model = load_model()
    assert model is not None
    forms = forms_of(model, vocabulary)
    cue = np.full(len(found.number), NO_CUE)
    rows = np.flatnonzero(forms.candidate[found.number])
    cue[rows] = np.random.default_rng(1).normal(0, 2, len(rows))
    return found, forms, cue, segments["doc_no"].to_numpy().astype(np.int64)


STORIES = [STORY, "…", f"{STORY}\n…\n{SHORT}", SHORT, STORY.replace("“", "'")]


def test_words_are_coded_alike() -> None:
    found, forms, _, _ = read_tokens(STORIES)
    rows = np.arange(len(found.number))
    out = np.empty((len(WORD_TEMPLATES), len(rows)), np.int64)
    word_codes.code_words(look(found, forms), rows, out)
    expect(code_words(found, forms, rows), WORD_TEMPLATES, out)


def test_sentences_are_coded_alike() -> None:
    found, forms, cue, docs = read_tokens(STORIES)
    lines = np.arange(len(docs)) // 2
    view, sums = look(found, forms), make_sums(len(docs), 1)
    rows = np.flatnonzero(cue > NO_CUE)
    sum_up(view, rows, cue[rows], np.logaddexp(0, cue[rows]), np.zeros((2 * len(forms.stem), 1), np.float32), sums)
    chance, small = 1 - np.exp(-sums.cost), np.empty((SMALL, len(docs)), np.int64)
    class_sentences(view, sums, chance, small)
    out = np.empty((len(SENTENCE_TEMPLATES), len(docs)), np.int64)
    sentence_codes.code_sentences(view, sums, chance, small, place(docs, lines), 0, len(docs), out)
    expect(code_sentences(found, forms, cue, docs, lines), SENTENCE_TEMPLATES, out)


@pytest.mark.parametrize("every", [True, False])
def test_heads_are_coded_alike(every: bool) -> None:
    found, forms, cue, _ = read_tokens(STORIES)
    cues = choose_cues(found, 1 / (1 + np.exp(-cue))) if every else np.full(len(found.first), -1)
    rows = find_candidates(found, forms, np.arange(len(found.first)))
    plain = code_heads(found, forms, rows, cue, cues) | code_phrases(found, forms, rows, cue, cues)
    out, coded = np.zeros((len(HEAD_TEMPLATES), len(found.number)), np.int64), np.zeros(len(found.number), np.int64)
    room, sentences = make_room(200), np.arange(len(found.first))
    end, count = head_codes.code_heads(look(found, forms), cue, cues, sentences, 0, 9999, *room, coded, out)
    assert (end, coded[:count].tolist()) == (len(sentences), rows.tolist())
    out = out[:, :count]
    expect({name: plain[name] for name in (*LOOKS, *PHRASES)}, HEAD_TEMPLATES, out)
    assert set(plain) <= set(HEAD_TEMPLATES)


def expect(codes: Codes, templates: tuple[str, ...], out: Rows) -> None:
    assert len(codes) > 5
    assert set(codes) <= set(templates)
    for name, values in codes.items():
        np.testing.assert_array_equal(out[templates.index(name)], values, name)


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("part", [1, 60, 200_000])
def test_the_stage_gives_the_same_tables(part: int, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = (STORY, "", SHORT, f"{STORY}\n{SHORT}", "…", SHORT)
    monkeypatch.setattr("copydesk.attribution.stage._PART_WORDS", part)
    plain = judge(*texts, language=["en", "en", language, "en", "en", language])
    monkeypatch.setattr("copydesk.attribution.stage.REPAYS_COMPILER", 0)
    found = judge(*texts, language=["en", "en", language, "en", "en", language])
    for name, table in plain.items():
        pd.testing.assert_frame_equal(found[name], table, check_exact=True)
    assert plain["attributions"]["anonymity_reason"].notna().sum() == 2
