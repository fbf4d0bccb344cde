"""The linear models: weights read from one JSON file, applied to codes by table look-up."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.attribution.evidence import code_sentences
from copydesk.attribution.features import FIRST, NO_CUE, Codes, Forms, code_bag, code_words, number_forms, number_stems
from copydesk.attribution.heads import choose_heads, code_heads, code_phrases, find_candidates
from copydesk.attribution.rules import Scores
from copydesk.attribution.tokens import Rows, Tokens

__all__ = [
    "LANGUAGE",
    "SCALE",
    "STEMS",
    "WORDS",
    "Linear",
    "Model",
    "Table",
    "find_heads",
    "forms_of",
    "load",
    "parse",
    "score",
]

LANGUAGE = "en"
_WEIGHTS = Path(__file__).with_name("weights.json")
SCALE = 1000
WORDS, STEMS = "word", "stem"
"""Templates of the words of a sentence."""
_MULTIPLIERS = tuple((0x9E3779B97F4A7C15 * (2 * n + 1)) % (1 << 64) for n in range(64))

Values = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Table:
    """Weights of one template in a hash table without collisions: a look-up is one multiplication."""

    keys: npt.NDArray[np.int64]
    weights: npt.NDArray[np.float32]
    multiplier: np.uint64
    shift: np.uint64

    @staticmethod
    def build(codes: list[int], weights: list[list[int]]) -> Table:
        """A table of ``codes`` with one row of ``weights`` (thousandths), one an output, each."""
        known = np.array(codes, np.int64)
        bits = max(len(codes).bit_length() + 2, 4)
        while True:
            for multiplier in map(np.uint64, _MULTIPLIERS):
                slots = (known.astype(np.uint64) * multiplier) >> np.uint64(64 - bits)
                if len(np.unique(slots)) == len(slots):
                    return _fill(known, slots, weights, multiplier, bits)
            bits += 1

    def look_up(self, codes: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
        """Weights of each code, shape (outputs, codes); 0 for unknown codes."""
        slots = ((codes.view(np.uint64) * self.multiplier) >> self.shift).view(np.int64)
        return self.weights.take(slots, axis=1) * (self.keys.take(slots) == codes)

    def add_to(self, total: Values, codes: npt.NDArray[np.int64], compiled: bool) -> None:
        """Add the weights of each code to ``total``."""
        if compiled:
            from copydesk.attribution.scoring import add_weights

            add_weights(total, codes, self.keys, self.weights, self.multiplier, self.shift)
        else:
            total += self.look_up(codes)


def _fill(
    known: npt.NDArray[np.int64], slots: npt.NDArray[np.uint64], weights: list[list[int]], multiplier: np.uint64,
    bits: int,
) -> Table:  # fmt: skip
    keys = np.full(1 << bits, -1, np.int64)
    keys[slots] = known
    table = np.zeros((len(weights[0]), 1 << bits), np.float32)
    table[:, slots] = np.array(weights, np.float32).T / SCALE
    return Table(keys, table, multiplier, np.uint64(64 - bits))


@dataclass(frozen=True)
class Linear:
    """One or more logistic models over the same templates."""

    bias: Values
    tables: dict[str, Table]

    def logits(self, codes: Codes, count: int, compiled: bool = False) -> Values:
        """Sum of the weights of each row's features, shape (outputs, count)."""
        total = np.repeat(self.bias[:, None], count, axis=1)
        for name, table in self.tables.items():
            if name in codes:
                table.add_to(total, np.ascontiguousarray(codes[name], np.int64), compiled)
        return total


@dataclass(frozen=True)
class Model:
    """The word models for cues and sources and the sentence model for speech, any and cue.

    ``bag`` has the weights of each word outside and inside quotations, shape (3, 2 * (words + 2)).
    """

    words: tuple[str, ...]
    candidates: frozenset[str]
    nominals: frozenset[str]
    spoken: frozenset[str]
    cue: Linear
    sentence: Linear
    bag: npt.NDArray[np.float32]
    source: Linear


@cache
def load(file: Path = _WEIGHTS) -> Model | None:
    """The model in ``file``; None where there is none, and the rules judge."""
    return parse(json.loads(file.read_text(encoding="utf-8"))) if file.is_file() else None


def parse(read: dict[str, Any]) -> Model:
    """A model from its JSON form."""
    words, sentence = tuple(read["words"]), _linear(read["sentence"])
    candidates, nominals, spoken = (frozenset(read[name]) for name in ("candidates", "nominals", "spoken"))
    return Model(words, candidates, nominals, spoken, _linear(read["cue"]), sentence, _bag(words, sentence),
                 _linear(read["source"]))  # fmt: skip


def _bag(words: tuple[str, ...], sentence: Linear) -> npt.NDArray[np.float32]:
    """A word weighs what its own form weighs and what its stem weighs."""
    codes = np.arange(2 * (len(words) + FIRST))
    stems = number_stems(words)[codes >> 1].astype(np.int64) * 2 + (codes & 1)
    weights = np.zeros((len(sentence.bias), len(codes)), np.float32)
    for name, values in ((WORDS, codes), (STEMS, stems)):
        if name in sentence.tables:
            weights += sentence.tables[name].look_up(values)
    return weights


def score(model: Model, tokens: Tokens, forms: Forms, docs: Rows, lines: Rows) -> Scores:
    """Judge every sentence; ``docs`` and ``lines`` number each sentence's article and line."""
    compiled = tokens.encoded is not None
    rows = np.flatnonzero(forms.candidate[tokens.number])
    cue = np.full(len(tokens.number), NO_CUE)
    cue[rows] = model.cue.logits(code_words(tokens, forms, rows), len(rows), compiled)[0]
    logits = model.sentence.logits(code_sentences(tokens, forms, cue, docs, lines), len(docs), compiled)
    sentences, codes = code_bag(tokens, forms)
    for output, weights in enumerate(model.bag):
        logits[output] += np.bincount(sentences, weights.take(codes), len(docs))
    chance = 1 / (1 + np.exp(-logits))
    word_cue, likely = np.zeros(len(cue)), np.flatnonzero(cue > NO_CUE)
    word_cue[likely] = 1 / (1 + np.exp(-cue[likely]))
    return Scores(chance[0], chance[1], chance[2], word_cue)


def find_heads(
    model: Model, tokens: Tokens, forms: Forms, word_cue: Values, cues: Rows, sentences: Rows, least: float
) -> Rows:
    """The word that names the source, one entry a sentence; -1 for none and for sentences not among ``sentences``.

    ``cues`` has one row a sentence of all; ``least`` is the score from which a word counts.
    """
    rows = find_candidates(tokens, forms, sentences)
    logits, likely = np.full(len(word_cue), NO_CUE), np.flatnonzero(word_cue)
    with np.errstate(divide="ignore"):
        logits[likely] = np.maximum(np.log(word_cue[likely]) - np.log1p(-word_cue[likely]), NO_CUE)
    codes = code_heads(tokens, forms, rows, logits, cues) | code_phrases(tokens, forms, rows, logits, cues)
    found = model.source.logits(codes, len(rows), tokens.encoded is not None)[0]
    return choose_heads(tokens, rows, found, float(np.log(least / (1 - least))))


def forms_of(model: Model, vocabulary: pd.DataFrame) -> Forms:
    """What ``model`` knows of every form of ``vocabulary``."""
    return number_forms(vocabulary, model.words, model.candidates, model.nominals, model.spoken)


def _linear(read: dict[str, Any]) -> Linear:
    tables = {name: Table.build(each["codes"], each["weights"]) for name, each in read["templates"].items()}
    return Linear(np.array(read["bias"], np.float64) / SCALE, tables)
