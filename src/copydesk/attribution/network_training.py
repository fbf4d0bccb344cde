"""Train the network of ``network`` on annotated articles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from copydesk.attribution.corpus import Corpus
from copydesk.attribution.features import CLASSES, FIRST, Forms
from copydesk.attribution.lookup import SCALE
from copydesk.attribution.network import GAP_CODES, GAP_PLACES, HIDDEN, LEAST, LEVEL, PLACES, WINDOW, code_network
from copydesk.attribution.vectors import NUMBERS, number_vectors

__all__ = [
    "Sample", "Weights", "cross_fit_network", "export_network", "fit_network", "know_words", "make_sample", "predict",
]  # fmt: skip

Floats = npt.NDArray[np.float32]
Whole = npt.NDArray[np.int64]

_SIZE, _LABELS = 4, 3
_SEEN = WINDOW * (_SIZE + NUMBERS)
_BATCH, _ROUNDS, _PACE, _WARM = 64, 6, 3e-3, 100
_DECAY, _WORD_SHARE = 0.3, 1.0
_RATES, _UNKNOWN = (0.2, 0.4), 0.05
_OTHERS = WINDOW * CLASSES + len(GAP_PLACES) * GAP_CODES + PLACES


class Sample(NamedTuple):
    """Words that may be cues, in order, with what the network sees of each; ``bounds`` are those of sentences."""

    words: npt.NDArray[np.int32]
    others: npt.NDArray[np.int32]
    inside: npt.NDArray[np.bool_]
    bounds: Whole
    cue: Floats
    labels: Floats


class Weights(NamedTuple):
    """The network's weights, or the slopes by them: views of one array.

    ``known`` are the vectors of the words, which are not learned; ``turned`` is a copy of the part of ``window`` that
    is for the learned numbers, turned.
    """

    embedding: Floats
    window: Floats
    others: Floats
    word: Floats
    word_bias: Floats
    highest: Floats
    likeliest: Floats
    bias: Floats
    known: Floats
    turned: Floats


class _Keep(NamedTuple):
    """What dropout leaves of each number."""

    seen: Floats
    hidden: Floats
    highest: Floats


class _Room(NamedTuple):
    """What one sentence comes to, and the slopes by it."""

    seen: Floats
    hidden: Floats
    logits: Floats
    highest: Floats
    where: Whole
    likeliest: Floats
    who: Whole
    slopes: Floats
    words: Floats
    back: Floats


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
    flat, model = _make(known)
    _fill(model, random)
    slopes, total = _make(known)
    mean, square = np.zeros_like(flat), np.zeros_like(flat)
    keep, room = _make_room(int(np.diff(sample.bounds).max()))
    state, rates = np.array([0x9E3779B97F4A7C15 + seed], np.uint64), np.array(_RATES, np.float32)
    steps, step = _ROUNDS * -(-len(sentences) // _BATCH), 0
    for _ in range(_ROUNDS):
        order = random.permutation(sentences)
        hidden = sample._replace(words=np.where(random.random(sample.words.shape) < _UNKNOWN, 0, sample.words))
        for begin in range(0, len(order), _BATCH):
            step += 1
            model.turned[:] = model.window[: WINDOW * _SIZE].T
            rise(model, total, hidden, order[begin : begin + _BATCH], keep, room, state, rates, np.float32(_WORD_SHARE))
            pace = np.float32(_PACE * min(1, step / _WARM) * (1 - step / (steps + 1)))
            adam(flat, slopes, mean, square, step, pace, np.float32(_DECAY))
    return model


def _shapes(words: int) -> dict[str, tuple[int, ...]]:
    return {
        "embedding": (words, _SIZE), "window": (_SEEN, HIDDEN), "others": (_OTHERS, HIDDEN), "word": (HIDDEN,),
        "word_bias": (1,), "highest": (2 * HIDDEN, _LABELS), "likeliest": (2, _LABELS), "bias": (_LABELS,),
    }  # fmt: skip


def _make(known: Floats) -> tuple[Floats, Weights]:
    """Room for all weights in one array, and the same by name."""
    shapes = _shapes(len(known))
    sizes = [int(np.prod(shape)) for shape in shapes.values()]
    flat, ends = np.zeros(sum(sizes), np.float32), np.cumsum(sizes)
    parts = [flat[end - size : end].reshape(shape)
             for end, size, shape in zip(ends.tolist(), sizes, shapes.values(), strict=True)]  # fmt: skip
    return flat, Weights(*[*parts, known, np.zeros((HIDDEN, WINDOW * _SIZE), np.float32)])


def _fill(model: Weights, random: np.random.Generator) -> None:
    """Begin with small random weights."""
    spread = {"embedding": 0.1, "window": 1.4 / np.sqrt(_SEEN), "others": 0.08, "word": 0.1, "highest": 0.05,
              "likeliest": 0.1}  # fmt: skip
    for name, scale in spread.items():
        part = getattr(model, name)
        part[:] = random.standard_normal(part.shape) * scale
    model.word_bias[:] = -1


def _make_room(longest: int) -> tuple[_Keep, _Room]:
    seen, hidden = (np.zeros((longest, size), np.float32) for size in (_SEEN, HIDDEN))
    highest, likeliest = np.zeros(2 * HIDDEN, np.float32), np.zeros(2, np.float32)
    keep = _Keep(seen.copy(), hidden.copy(), highest.copy())
    return keep, _Room(
        seen, hidden, np.zeros(longest, np.float32), highest, np.zeros(2 * HIDDEN, np.int64), likeliest,
        np.zeros(2, np.int64), hidden.copy(), np.zeros(longest, np.float32), np.zeros(WINDOW * _SIZE, np.float32),
    )  # fmt: skip


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
    hidden = model.embedding[sample.words].reshape(len(sample.words), -1) @ model.window[: WINDOW * _SIZE]
    for place, own in enumerate(model.window[WINDOW * _SIZE :].reshape(WINDOW, NUMBERS, HIDDEN)):
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


def export_network(model: Weights) -> dict[str, Any]:
    """The weights in thousandths, by name, as ``network.parse_network`` reads them."""
    kinds, gaps = WINDOW * CLASSES, len(GAP_PLACES) * GAP_CODES
    parts = {
        "embedding": model.embedding, "window": model.window[: WINDOW * _SIZE].reshape(WINDOW, _SIZE, HIDDEN),
        "known": model.window[WINDOW * _SIZE :].reshape(WINDOW, NUMBERS, HIDDEN),
        "kinds": model.others[:kinds], "gaps": model.others[kinds : kinds + gaps],
        "places": model.others[kinds + gaps :], "word": model.word, "word bias": model.word_bias[0],
        "highest": model.highest, "likeliest": model.likeliest, "bias": model.bias,
    }  # fmt: skip
    return {name: np.rint(np.asarray(part, np.float64) * SCALE).astype(np.int64).tolist()
            for name, part in parts.items()}  # fmt: skip
