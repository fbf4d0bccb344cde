"""Train the linear models from annotated articles: ``copydesk train attribution``."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.attribution.evidence import code_sentences
from copydesk.attribution.features import Codes, Forms, code_presence, code_words, number_forms
from copydesk.attribution.gold import Annotated, label_spans, label_words, make_articles, read_annotated
from copydesk.attribution.heads import code_heads, find_candidates
from copydesk.attribution.lexicon import DEFAULT, lexicons, traits
from copydesk.attribution.model import NO_CUE
from copydesk.attribution.regression import fit
from copydesk.attribution.spans import choose_cues
from copydesk.attribution.tokens import Rows, Tokens, tokens
from copydesk.errors import UsageError
from copydesk.settings import packaged
from copydesk.text import text as cut_text

__all__ = ["TRAIN_FILE", "Corpus", "corpus", "learn", "train"]

TRAIN_FILE = "polnear-train.jsonl.gz"
SPEECH_FILE = "communication-cues.txt"
_LEAST_WORD, _LEAST_SMALL = 5, 0.2
_LEAST_FLAGGED, _LEAST_FLAGGED_SHARE = 2, 0.05
_LEAST_FEATURE = 4
_FOLDS = 5
_PENALTY_CUE, _PENALTY_SENTENCE, _PENALTY_SOURCE = 4.0, 3.0, 3.0
_SCALE = 1000

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Corpus:
    """Annotated articles, cut and labelled: words, sentences, labels (sentences, 3), cue words, folds."""

    tokens: Tokens
    vocabulary: pd.DataFrame
    segments: pd.DataFrame
    labels: Flags
    cue: Flags
    source: Flags
    folds: npt.NDArray[np.int64]

    @property
    def docs(self) -> Rows:
        """Number of each sentence's article."""
        return self.segments["doc_no"].to_numpy().astype(np.int64)

    @property
    def lines(self) -> Rows:
        """Number of each sentence's line, over all articles."""
        return (self.docs << 32) | self.segments["line_no"].to_numpy()


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
    model = learn(corpus(rows, speech))
    model = {"provenance": _provenance(files, len(rows), model)} | model
    out.write_text(json.dumps(model, ensure_ascii=False, separators=(",", ":"), sort_keys=False) + "\n", encoding="utf-8")


def corpus(rows: list[Annotated], speech: frozenset[str]) -> Corpus:
    """Cut ``rows`` into words and sentences and label them; a fold is drawn from each article's id."""
    articles = make_articles(rows)
    _, segments, words, vocabulary = cut_text(articles)
    english = lexicons(packaged("checks"))[DEFAULT]
    read = tokens(articles, segments, words, {DEFAULT: traits(vocabulary, english)})
    by_doc = segments.groupby("doc_no", sort=True)
    labels = [label_spans(rows[doc], part["start"].to_numpy(), part["end"].to_numpy(), speech) for doc, part in by_doc]
    cue, source = (np.concatenate([label_words(rows[doc], part["start"].to_numpy(), part["end"].to_numpy(), name)
                                   for doc, part in words.groupby("doc_no", sort=True)])
                   for name in ("cue", "source"))  # fmt: skip
    folds = np.array([int(sha256(row.identifier.encode()).hexdigest()[:8], 16) % _FOLDS for row in rows])
    return Corpus(read, vocabulary, segments, np.concatenate(labels), cue, source, folds)


def learn(read: Corpus) -> dict[str, Any]:
    """The models as JSON values; the sentence model sees cue scores of articles the cue model did not learn from."""
    words = _words(read)
    candidates, nominals = (_often(read, words, flags) for flags in (read.cue, read.source))
    forms = number_forms(read.vocabulary, words, frozenset(candidates), frozenset(nominals))
    rows = np.flatnonzero(forms.candidate[read.tokens.number])
    codes = code_words(read.tokens, forms, rows)
    matrix, columns = _matrix(codes)
    unseen, weights = _cross_fit(matrix, read.cue[rows], read.folds[read.tokens.doc[rows]])
    cue = np.full(len(read.tokens.number), NO_CUE)
    cue[rows] = unseen
    sentence, sentence_columns = _sentence_matrix(read, forms, cue)
    fitted = [fit(sentence, read.labels[:, n], _PENALTY_SENTENCE) for n in range(3)]
    return {
        "words": words, "candidates": candidates, "nominals": nominals, "cue": _export(columns, [weights]),
        "sentence": _export(sentence_columns, fitted), "source": _learn_source(read, forms, cue),
    }  # fmt: skip


def _learn_source(read: Corpus, forms: Forms, cue: npt.NDArray[np.float64]) -> dict[str, Any]:
    """The model of the words that name a source, over the words of attributed sentences."""
    told = np.flatnonzero(read.labels[:, 0] | read.labels[:, 2])
    chance = np.where(cue > NO_CUE, 1 / (1 + np.exp(-cue)), 0.0)
    cues = choose_cues(read.tokens, chance)
    rows = find_candidates(read.tokens, forms, told)
    matrix, columns = _matrix(code_heads(read.tokens, forms, rows, cue, cues))
    return _export(columns, [fit(matrix, read.source[rows], _PENALTY_SOURCE)])


def _words(read: Corpus) -> list[str]:
    """Words of at least five occurrences, a fifth of them not capitalised: names stay out."""
    counts = np.bincount(read.tokens.number, minlength=len(read.vocabulary))
    total: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for fold, shape, count in zip(read.vocabulary["folded"], read.vocabulary["shape"], counts.tolist(), strict=True):
        total[fold] += count
        small[fold] += count * (shape != "title")
    return sorted(word for word, count in total.items() if count >= _LEAST_WORD and small[word] >= _LEAST_SMALL * count)


def _often(read: Corpus, words: list[str], flags: Flags) -> list[str]:
    """Words that are flagged (part of a cue, of a source) often enough."""
    number = number_forms(read.vocabulary, words, frozenset(), frozenset()).word[read.tokens.number]
    total, flagged = np.bincount(number, minlength=len(words) + 2), np.bincount(number, flags, len(words) + 2)
    often = (flagged >= _LEAST_FLAGGED) & (flagged >= _LEAST_FLAGGED_SHARE * total)
    return [word for word, flag in zip(words, often[2:].tolist(), strict=True) if flag]


def _matrix(codes: Codes) -> tuple[Any, list[tuple[str, int]]]:
    """Features seen often enough as a sparse matrix of ones, and the (template, code) of each column."""
    from scipy.sparse import csr_matrix

    blocks, columns = [], []
    for name, values in codes.items():
        kept, counts = np.unique(values, return_counts=True)
        kept = kept[(counts >= _LEAST_FEATURE) & (kept >= 0)]
        if len(kept) == 0:
            continue
        at = np.minimum(np.searchsorted(kept, values), len(kept) - 1)
        blocks.append(np.where(kept[at] == values, at + len(columns), -1))
        columns += [(name, code) for code in kept.tolist()]
    table = np.stack(blocks, axis=1)
    known = table >= 0
    bounds = np.concatenate([[0], np.cumsum(known.sum(axis=1))])
    ones = np.ones(int(known.sum()), np.float32)
    return csr_matrix((ones, table[known].astype(np.int32), bounds), shape=(len(table), len(columns))), columns


def _sentence_matrix(read: Corpus, forms: Forms, cue: npt.NDArray[np.float64]) -> tuple[Any, list[tuple[str, int]]]:
    from scipy.sparse import csr_matrix, hstack

    matrix, columns = _matrix(code_sentences(read.tokens, cue, read.docs, read.lines))
    sentences, codes = code_presence(read.tokens, forms)
    kept, counts = np.unique(codes, return_counts=True)
    kept = kept[counts >= _LEAST_FEATURE]
    at = np.minimum(np.searchsorted(kept, codes), len(kept) - 1)
    hit = kept[at] == codes
    ones = np.ones(int(hit.sum()), np.float32)
    presence = csr_matrix((ones, (sentences[hit], at[hit])), shape=(matrix.shape[0], len(kept)))
    return hstack([matrix, presence]).tocsr(), columns + [("has", code) for code in kept.tolist()]


def _cross_fit(
    matrix: Any, gold: Flags, folds: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Logits of each row from a model that did not see its fold, and the weights of a model that saw all."""
    unseen = np.zeros(len(gold))
    for fold in range(_FOLDS):
        held = folds == fold
        weights = fit(matrix[~held], gold[~held], _PENALTY_CUE)
        unseen[held] = matrix[held] @ weights[:-1] + weights[-1]
    return unseen, fit(matrix, gold, _PENALTY_CUE)


def _export(columns: list[tuple[str, int]], fitted: list[npt.NDArray[np.float64]]) -> dict[str, Any]:
    """Weights in thousandths by template; features without weight are left out."""
    whole = np.rint(np.stack(fitted, axis=1) * _SCALE).astype(np.int64)
    templates: dict[str, dict[str, list[Any]]] = {}
    for (name, code), row in zip(columns, whole[:-1].tolist(), strict=True):
        if any(row):
            entry = templates.setdefault(name, {"codes": [], "weights": []})
            entry["codes"].append(code)
            entry["weights"].append(row)
    return {"bias": whole[-1].tolist(), "templates": templates}


def _provenance(files: list[Path], articles: int, model: dict[str, Any]) -> dict[str, Any]:
    from importlib.metadata import version

    counts = {part: sum(len(each["codes"]) for each in model[part]["templates"].values()) for part in ("cue", "sentence", "source")}
    return {
        "data": "PolNeAR (Newell, Margolin and Ruths 2018), training part; word lists and weights only, no text",
        "files": {file.name: sha256(file.read_bytes()).hexdigest() for file in files},
        "articles": articles, "features": counts, "command": "copydesk train attribution DATA",
        "method": "logistic regression, L1; weights in thousandths",
        "versions": {name: version(name) for name in ("numpy", "scipy")},
    }  # fmt: skip
