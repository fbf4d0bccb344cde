"""The models as they are read from one JSON file: weights by code, and a small network beside them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.attribution.evidence import SENTENCE_TEMPLATES
from copydesk.attribution.features import WORD_TEMPLATES, Codes
from copydesk.attribution.forms import EDGE, Forms, number_forms, number_stems
from copydesk.attribution.heads import HEAD_TEMPLATES
from copydesk.attribution.lookup import SCALE, Packed, Table, pack
from copydesk.attribution.network_tables import Tables, parse_network

__all__ = [
    "LANGUAGE",
    "STEMS",
    "WORDS",
    "Linear",
    "Model",
    "forms_of",
    "load",
    "parse",
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


def forms_of(model: Model, vocabulary: pd.DataFrame) -> Forms:
    """What ``model`` knows of every form of ``vocabulary``."""
    return number_forms(vocabulary, model.words, model.candidates, model.nominals, model.spoken, model.stems)


def _linear(read: dict[str, Any], templates: tuple[str, ...]) -> Linear:
    tables = {name: Table.build(each["codes"], each["weights"]) for name, each in read["templates"].items()}
    bias = np.array(read["bias"], np.float64) / SCALE
    return Linear(bias, tables, pack(tables, templates, len(bias)))
