"""Train the network of ``network`` on annotated articles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from copydesk.attribution.corpus import Corpus
from copydesk.attribution.forms import FIRST, Forms
from copydesk.attribution.lookup import SCALE
from copydesk.attribution.network import code_network
from copydesk.attribution.network_tables import HIDDEN, LEAST, LEVEL, WINDOW
from copydesk.attribution.network_weights import SIZE, Floats, Weights, Whole, fill, make, make_room
from copydesk.attribution.vectors import NUMBERS, number_vectors

__all__ = ["Sample", "cross_fit_network", "fit_network", "know_words", "make_sample", "predict"]

_BATCH, _ROUNDS, _PACE, _WARM = 64, 6, 3e-3, 100
_DECAY, _WORD_SHARE = 0.3, 1.0
_RATES, _UNKNOWN = (0.2, 0.4), 0.05


class Sample(NamedTuple):
    """Words that may be cues, in order, with what the network sees of each; ``bounds`` are those of sentences."""

    words: npt.NDArray[np.int32]
    others: npt.NDArray[np.int32]
    inside: npt.NDArray[np.bool_]
    bounds: Whole
    cue: Floats
    labels: Floats


def make_sample(read: Corpus, forms: Forms, rows: Whole) -> Sample:
    """What the network learns from: the words in ``rows`` and all sentences of ``read``."""
    codes, count = code_network(read.tokens, forms, rows), len(forms.stem)
    words = codes[:, :WINDOW] - np.arange(WINDOW) * count
    bounds = np.searchsorted(read.tokens.segment[rows], np.arange(len(read.tokens.first) + 1))
    return Sample(
        words.astype(np.int32), (codes[:, WINDOW:] - WINDOW * count).astype(np.int32), read.tokens.marks.inside[rows],
        bounds, read.cue[rows].astype(np.float32), read.labels.astype(np.float32),
    )  # fmt: skip


def know_words(words: Sequence[str]) -> Floats:
    """The vectors of all word numbers where ``words`` begin at ``FIRST``, shape (words + 2, NUMBERS)."""
    return np.concatenate([np.zeros((FIRST, NUMBERS), np.float32), number_vectors(words) * np.float32(LEVEL / SCALE)])


def fit_network(sample: Sample, sentences: Whole, known: Floats, seed: int) -> Weights:
    """Learn from ``sentences``; ``known`` as ``know_words`` gives it. The same input gives the same bits."""
    from copydesk.attribution.network_steps import adam, rise

    random = np.random.default_rng(seed)
    flat, model = make(known)
    fill(model, random)
    slopes, total = make(known)
    mean, square = np.zeros_like(flat), np.zeros_like(flat)
    keep, room = make_room(int(np.diff(sample.bounds).max()))
    state, rates = np.array([0x9E3779B97F4A7C15 + seed], np.uint64), np.array(_RATES, np.float32)
    steps, step = _ROUNDS * -(-len(sentences) // _BATCH), 0
    for _ in range(_ROUNDS):
        order = random.permutation(sentences)
        hidden = sample._replace(words=np.where(random.random(sample.words.shape) < _UNKNOWN, 0, sample.words))
        for begin in range(0, len(order), _BATCH):
            step += 1
            model.turned[:] = model.window[: WINDOW * SIZE].T
            rise(model, total, hidden, order[begin : begin + _BATCH], keep, room, state, rates, np.float32(_WORD_SHARE))
            pace = np.float32(_PACE * min(1, step / _WARM) * (1 - step / (steps + 1)))
            adam(flat, slopes, mean, square, step, pace, np.float32(_DECAY))
    return model


def cross_fit_network(
    sample: Sample, known: Floats, folds: Whole
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Logits of words and sentences as ``predict`` gives them, each by a network that did not see its fold.

    ``folds`` has one entry a sentence.
    """
    of_words = np.repeat(folds, np.diff(sample.bounds))
    word, sentence = np.zeros(len(of_words)), np.zeros(sample.labels.shape)
    for fold in np.unique(folds).tolist():
        model = fit_network(sample, np.flatnonzero(folds != fold), known, seed=fold)
        said = predict(model, sample)
        word[of_words == fold], sentence[folds == fold] = said[0][of_words == fold], said[1][folds == fold]
    return word, sentence


def predict(model: Weights, sample: Sample) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """The network's logits of the words and of the sentences, shape (sentences, labels), of ``sample``."""
    hidden = model.embedding[sample.words].reshape(len(sample.words), -1) @ model.window[: WINDOW * SIZE]
    for place, own in enumerate(model.window[WINDOW * SIZE :].reshape(WINDOW, NUMBERS, HIDDEN)):
        hidden += (model.known @ own).take(sample.words[:, place], axis=0)
    for column in sample.others.T:
        hidden += model.others.take(column, axis=0)
    np.maximum(hidden, 0, out=hidden)
    word = hidden @ model.word + model.word_bias
    count = len(sample.bounds) - 1
    where = np.repeat(np.arange(count), np.diff(sample.bounds)), sample.inside.astype(np.int64)
    highest, likeliest = np.zeros((count, 2, HIDDEN), np.float32), np.full((count, 2), LEAST, np.float32)
    np.maximum.at(highest, where, hidden)
    np.maximum.at(likeliest, where, word)
    sentence = highest.reshape(count, -1) @ model.highest + likeliest @ model.likeliest + model.bias
    return word.astype(np.float64), sentence.astype(np.float64)
