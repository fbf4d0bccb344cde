"""The models: weights read from one JSON file, applied to codes by table look-up; a small network beside them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.attribution.evidence import SENTENCE_TEMPLATES, code_sentences
from copydesk.attribution.features import (
    EDGE,
    NO_CUE,
    WORD_TEMPLATES,
    Codes,
    Forms,
    code_bag,
    code_words,
    number_forms,
    number_stems,
)
from copydesk.attribution.heads import HEAD_TEMPLATES, choose_heads, code_heads, code_phrases, find_candidates
from copydesk.attribution.lookup import SCALE, Packed, Table, pack
from copydesk.attribution.network import SENTENCE_SHARES, WORD_SHARE, Tables, code_network, mix, parse_network, run
from copydesk.attribution.rules import Scores
from copydesk.attribution.tokens import Rows, Tokens
from copydesk.attribution.view import View, look

__all__ = [
    "LANGUAGE",
    "STEMS",
    "WORDS",
    "Linear",
    "Model",
    "find_heads",
    "forms_of",
    "load",
    "parse",
    "score",
]

LANGUAGE = "en"
_WEIGHTS = Path(__file__).with_name("weights.json")
WORDS, STEMS = "word", "stem"
"""Templates of the words of a sentence."""

Values = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Linear:
    """One or more logistic models over the same templates; ``packed`` are their tables for compiled kernels."""

    bias: Values
    tables: dict[str, Table]
    packed: Packed

    def logits(self, codes: Codes, count: int) -> Values:
        """Sum of the weights of each row's features, shape (outputs, count)."""
        total = self.start(count)
        for name, table in self.tables.items():
            if name in codes:
                total += table.look_up(np.ascontiguousarray(codes[name], np.int64))
        return total

    def start(self, count: int) -> Values:
        """The logits of ``count`` rows before any weight is added, shape (outputs, count)."""
        return np.repeat(self.bias[:, None], count, axis=1)


@dataclass(frozen=True)
class Model:
    """The word models for cues and sources, the sentence model for speech, any and cue, and the network beside them.

    ``bag`` has the weights of each word outside and inside quotations, shape (3, 2 * (words + 2)).
    """

    words: tuple[str, ...]
    stems: npt.NDArray[np.int32]
    candidates: frozenset[str]
    nominals: frozenset[str]
    spoken: frozenset[str]
    cue: Linear
    sentence: Linear
    bag: npt.NDArray[np.float32]
    source: Linear
    network: Tables


@cache
def load(file: Path = _WEIGHTS) -> Model | None:
    """The model in ``file``; None where there is none, and the rules judge."""
    return parse(json.loads(file.read_text(encoding="utf-8"))) if file.is_file() else None


def parse(read: dict[str, Any]) -> Model:
    """A model from its JSON form."""
    words, sentence = tuple(read["words"]), _linear(read["sentence"], SENTENCE_TEMPLATES)
    stems = number_stems(words)
    candidates, nominals, spoken = (frozenset(read[name]) for name in ("candidates", "nominals", "spoken"))
    return Model(words, stems, candidates, nominals, spoken, _linear(read["cue"], WORD_TEMPLATES), sentence,
                 _bag(stems, sentence), _linear(read["source"], HEAD_TEMPLATES),
                 parse_network(read["network"], words))  # fmt: skip


def _bag(stems: npt.NDArray[np.int32], sentence: Linear) -> npt.NDArray[np.float32]:
    """A word weighs what its own form weighs and what its stem weighs."""
    codes = np.arange(2 * len(stems))
    weights = np.zeros((len(sentence.bias), len(codes)), np.float32)
    for name, values in ((WORDS, codes), (STEMS, stems[codes >> 1].astype(np.int64) * 2 + (codes & 1))):
        if name in sentence.tables:
            weights += sentence.tables[name].look_up(values)
    weights[:, : 2 * EDGE] = 0  # a word that is not known weighs nothing
    return weights


def score(model: Model, tokens: Tokens, forms: Forms, docs: Rows, lines: Rows) -> Scores:
    """Judge every sentence; ``docs`` and ``lines`` number each sentence's article and line."""
    view = look(tokens, forms) if tokens.encoded is not None and len(tokens.number) else None
    rows = np.flatnonzero(forms.candidate[tokens.number])
    cue = np.full(len(tokens.number), NO_CUE)
    near, whole = _run_network(model.network, tokens, forms, view, rows)
    if view is not None:
        cue[rows] = mix(_score_words(model.cue, view, rows), near, WORD_SHARE)
        logits = _score_sentences(model, view, cue, docs, lines)
    else:
        cue[rows] = mix(model.cue.logits(code_words(tokens, forms, rows), len(rows))[0], near, WORD_SHARE)
        logits = model.sentence.logits(code_sentences(tokens, forms, cue, docs, lines), len(docs))
        sentences, codes = code_bag(tokens, forms)
        for output, weights in enumerate(model.bag):
            logits[output] += np.bincount(sentences, weights.take(codes), len(docs))
    chance = 1 / (1 + np.exp(-mix(logits, whole, np.array(SENTENCE_SHARES)[:, None])))
    word_cue, likely = np.zeros(len(cue)), np.flatnonzero(cue > NO_CUE)
    word_cue[likely] = 1 / (1 + np.exp(-cue[likely]))
    return Scores(chance[0], chance[1], chance[2], word_cue)


def _run_network(tables: Tables, tokens: Tokens, forms: Forms, view: View | None, rows: Rows) -> tuple[Values, Values]:
    """The network's logits of the words in ``rows`` and of all sentences, shape (3, sentences)."""
    if view is None:
        words, sentences = run(tables, tokens, code_network(tokens, forms, rows), rows)
    else:
        from copydesk.attribution import network_scoring

        words, sentences = np.empty(len(rows)), np.empty((len(tables.bias), len(tokens.first)))
        network_scoring.run(view, tables, rows, network_scoring.make_room(), words, sentences)
    return words, sentences


def _score_words(linear: Linear, view: View, rows: Rows) -> Values:
    from copydesk.attribution.scoring import make_codes, score_words

    total = linear.start(len(rows))
    score_words(view, linear.packed, rows, make_codes(WORD_TEMPLATES), total)
    return total[0]


def _score_sentences(model: Model, view: View, cue: Values, docs: Rows, lines: Rows) -> Values:
    """The logits of all sentences, shape (3, sentences)."""
    from copydesk.attribution.scoring import make_codes, score_sentences
    from copydesk.attribution.sentence_codes import SMALL, class_sentences, place
    from copydesk.attribution.sentence_sums import make_sums, sum_up

    rows = np.flatnonzero(cue > NO_CUE)
    sums = make_sums(len(docs), len(model.bag))
    sum_up(view, rows, cue[rows], np.logaddexp(0, cue[rows]), np.ascontiguousarray(model.bag.T), sums)
    chance, small = 1 - np.exp(-sums.cost), np.empty((SMALL, len(docs)), np.int64)
    class_sentences(view, sums, chance, small)
    total = model.sentence.start(len(docs))
    codes = make_codes(SENTENCE_TEMPLATES)
    score_sentences(view, sums, chance, small, place(docs, lines), model.sentence.packed, codes, total)
    return total + sums.bag


def find_heads(
    model: Model, tokens: Tokens, forms: Forms, word_cue: Values, cues: Rows, sentences: Rows, least: float
) -> Rows:
    """The word that names the source, one entry a sentence; -1 for none and for sentences not among ``sentences``.

    ``cues`` has one row a sentence of all; ``least`` is the score from which a word counts.
    """
    logits, likely = np.full(len(word_cue), NO_CUE), np.flatnonzero(word_cue)
    with np.errstate(divide="ignore"):
        logits[likely] = np.maximum(np.log(word_cue[likely]) - np.log1p(-word_cue[likely]), NO_CUE)
    least = float(np.log(least / (1 - least)))
    if tokens.encoded is not None and len(tokens.number):
        return _find_heads(model.source, look(tokens, forms), logits, cues, sentences, least)
    rows = find_candidates(tokens, forms, sentences)
    codes = code_heads(tokens, forms, rows, logits, cues) | code_phrases(tokens, forms, rows, logits, cues)
    return choose_heads(tokens, rows, model.source.logits(codes, len(rows))[0], least)


def _find_heads(linear: Linear, view: View, logits: Values, cues: Rows, sentences: Rows, least: float) -> Rows:
    from copydesk.attribution.head_codes import make_room
    from copydesk.attribution.scoring import make_codes, score_heads

    longest = int((view.last - view.first).max())
    codes = make_codes(HEAD_TEMPLATES, longest)
    rows, total = np.empty(codes.shape[1], np.int64), np.empty((1, codes.shape[1]))
    heads, highest = np.full(len(cues), -1, np.int64), np.full(len(cues), least)
    score_heads(view, logits, cues, sentences, make_room(longest), linear.packed, linear.bias[0], codes, rows, total,
                highest, heads)  # fmt: skip
    return heads


def forms_of(model: Model, vocabulary: pd.DataFrame) -> Forms:
    """What ``model`` knows of every form of ``vocabulary``."""
    return number_forms(vocabulary, model.words, model.candidates, model.nominals, model.spoken, model.stems)


def _linear(read: dict[str, Any], templates: tuple[str, ...]) -> Linear:
    tables = {name: Table.build(each["codes"], each["weights"]) for name, each in read["templates"].items()}
    bias = np.array(read["bias"], np.float64) / SCALE
    return Linear(bias, tables, pack(tables, templates, len(bias)))
