"""Train the models from annotated articles: ``copydesk train attribution``."""

from __future__ import annotations

import json
from hashlib import sha256
from importlib import resources
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from copydesk.attribution import vectors
from copydesk.attribution.corpus import FOLDS, Corpus, make_corpus
from copydesk.attribution.features import NO_CUE, code_words
from copydesk.attribution.forms import Forms, number_forms
from copydesk.attribution.gold import read_annotated
from copydesk.attribution.heads import code_heads, code_phrases, find_candidates
from copydesk.attribution.matrices import export_weights, make_matrix, make_sentence_matrix
from copydesk.attribution.network import WORD_SHARE, mix
from copydesk.attribution.network_training import cross_fit_network, fit_network, know_words, make_sample
from copydesk.attribution.network_weights import export_network
from copydesk.attribution.regression import fit
from copydesk.attribution.roles import choose_roles
from copydesk.attribution.spans import choose_cues
from copydesk.errors import UsageError

__all__ = ["SPEECH_FILE", "TRAIN_FILE", "learn", "train"]

TRAIN_FILE = "polnear-train.jsonl.gz"
SPEECH_FILE = "communication-cues.txt"
# Penalties of the cue model, of speech, any and cue, and of the source model: chosen by five-fold
# cross-validation on the training part.
_PENALTY_CUE, _PENALTIES, _PENALTY_SOURCE = 1.0, (4.0, 8.0, 8.0), 4.0

Flags = npt.NDArray[np.bool_]


def train(data: Path, out: Path) -> None:
    """Train on ``data`` (a folder with polnear-train.jsonl.gz and communication-cues.txt) and write ``out``.

    The same data, machine and library versions give the same bytes. Raises UsageError when a file is missing.
    """
    files = [data / TRAIN_FILE, data / SPEECH_FILE]
    missing = [file.name for file in files if not file.is_file()]
    if missing:
        raise UsageError(f"{data}: {', '.join(missing)} is missing")
    rows = read_annotated(files[0])
    speech = frozenset(files[1].read_text(encoding="utf-8").split())
    model = learn(make_corpus(rows, speech))
    model = {"provenance": _provenance(files, len(rows), model)} | model
    out.write_text(json.dumps(model, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


def learn(read: Corpus) -> dict[str, Any]:
    """The models as JSON values; the sentence model sees cue scores of articles the cue model did not learn from."""
    words, candidates, nominals = choose_roles(read)
    forms = number_forms(read.vocabulary, words, candidates, nominals, read.speech)
    rows = np.flatnonzero(forms.candidate[read.tokens.number])
    codes = code_words(read.tokens, forms, rows)
    matrix, columns = make_matrix(codes)
    unseen, weights = _cross_fit(matrix, read.cue[rows], read.folds[read.tokens.doc[rows]])
    sample, known = make_sample(read, forms, rows), know_words(words)
    cue = np.full(len(read.tokens.number), NO_CUE)
    cue[rows] = mix(unseen, cross_fit_network(sample, known, read.folds[read.docs])[0], WORD_SHARE)
    network = fit_network(sample, np.arange(len(read.labels)), known, seed=FOLDS)
    sentence, sentence_columns = make_sentence_matrix(read, forms, cue)
    fitted = [fit(sentence, read.labels[:, n], penalty) for n, penalty in enumerate(_PENALTIES)]
    return {
        "words": words, "candidates": sorted(candidates), "nominals": sorted(nominals),
        "spoken": sorted(read.speech), "cue": export_weights(columns, [weights]),
        "sentence": export_weights(sentence_columns, fitted), "source": _learn_source(read, forms, cue),
        "network": export_network(network),
    }  # fmt: skip


def _learn_source(read: Corpus, forms: Forms, cue: npt.NDArray[np.float64]) -> dict[str, Any]:
    """The model of the words that name a source, over the words of attributed sentences."""
    told = np.flatnonzero(read.labels[:, 0] | read.labels[:, 2])
    chance = np.where(cue > NO_CUE, 1 / (1 + np.exp(-cue)), 0.0)
    cues = choose_cues(read.tokens, chance)
    rows = find_candidates(read.tokens, forms, told)
    matrix, columns = make_matrix(
        code_heads(read.tokens, forms, rows, cue, cues) | code_phrases(read.tokens, forms, rows, cue, cues)
    )
    return export_weights(columns, [fit(matrix, read.source[rows], _PENALTY_SOURCE)])


def _cross_fit(
    matrix: Any, gold: Flags, folds: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Logits of each row from a model that did not see its fold, and the weights of a model that saw all."""
    unseen = np.zeros(len(gold))
    for fold in range(FOLDS):
        held = folds == fold
        weights = fit(matrix[~held], gold[~held], _PENALTY_CUE)
        unseen[held] = matrix[held] @ weights[:-1] + weights[-1]
    return unseen, fit(matrix, gold, _PENALTY_CUE)


def _provenance(files: list[Path], articles: int, model: dict[str, Any]) -> dict[str, Any]:
    counts = {part: sum(len(each["codes"]) for each in model[part]["templates"].values())
              for part in ("cue", "sentence", "source")}  # fmt: skip
    return {
        "data": "PolNeAR (Newell, Margolin and Ruths 2018), training part; word lists and weights only, no text",
        "files": {file.name: sha256(file.read_bytes()).hexdigest() for file in files},
        "vectors": sha256((resources.files(__package__) / vectors.FILE).read_bytes()).hexdigest(),
        "articles": articles, "features": counts, "command": "copydesk train attribution DATA",
        "method": "logistic regression, L1; a network of one hidden layer, Adam; weights in thousandths",
        "versions": {name: version(name) for name in ("numba", "numpy", "scipy")},
    }  # fmt: skip
