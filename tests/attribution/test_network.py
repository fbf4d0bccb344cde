"""The network beside the linear models: its gradients, its training, its whole numbers and its compiled twin."""

from __future__ import annotations

import numpy as np
import pytest
from test_compiled_twins import STORIES, read_tokens

from copydesk.attribution import network_scoring, network_training, network_weights
from copydesk.attribution.lookup import SCALE
from copydesk.attribution.model import load
from copydesk.attribution.network import code_network, mix, run
from copydesk.attribution.network_steps import adam, draw, rise
from copydesk.attribution.network_tables import CODES, HIDDEN, UNIT, WINDOW, parse_network
from copydesk.attribution.network_training import Sample, cross_fit_network, fit_network, know_words, predict
from copydesk.attribution.network_weights import Weights, export_network
from copydesk.attribution.vectors import NUMBERS, TURNED
from copydesk.attribution.view import look

WORDS, SENTENCES = 12, 150
KNOWN = np.random.default_rng(5).standard_normal((WORDS, NUMBERS)).astype(np.float32)
KNOWN[:, TURNED:] = 0  # words of no class


def make_sample() -> Sample:
    """Sentences of two words that may be cues: word 5 is one beside word 7, in quotations and out of them."""
    random = np.random.default_rng(3)
    words = random.integers(2, WORDS, (2 * SENTENCES, WINDOW)).astype(np.int32)
    centre = words[:, WINDOW // 2]
    centre[:] = random.choice([4, 5], len(words))
    words[:, WINDOW // 2 + 1] = random.choice([7, 8], len(words))
    cue = (centre == 5) & (words[:, WINDOW // 2 + 1] == 7)
    held = cue.reshape(-1, 2).any(axis=1)
    others = np.tile(np.arange(CODES - WINDOW, dtype=np.int32), (len(words), 1))
    return Sample(words, others, random.random(len(words)) < 0.3, np.arange(SENTENCES + 1) * 2,
                  cue.astype(np.float32), np.stack([held] * 3, axis=1).astype(np.float32))  # fmt: skip


def loss(model: Weights, sample: Sample) -> float:
    """What ``rise`` gives the slopes of, without dropout."""
    words, labels = predict(model, sample)
    parts = [(np.logaddexp(0, logits) - gold * logits).mean()
             for logits, gold in ((words, sample.cue), (labels, sample.labels))]  # fmt: skip
    return float(sum(parts))


def test_slopes_are_those_of_the_loss(monkeypatch: pytest.MonkeyPatch) -> None:
    sample = make_sample()
    flat, model = network_weights.make(KNOWN)
    network_weights.fill(model, np.random.default_rng(0))
    flat *= 5  # so that the hidden layer says something
    model.turned[:] = model.window[: model.turned.shape[1]].T
    total = network_weights.make(KNOWN)[1]
    keep, room = network_weights.make_room(2)
    none = np.zeros(2, np.float32)
    rise(model, total, sample, np.arange(SENTENCES), keep, room, np.ones(1, np.uint64), none, np.float32(1))
    names = ("embedding", "window", "others", "word", "word_bias", "highest", "likeliest", "bias")
    for name in names:
        part, slope = getattr(model, name), getattr(total, name)
        at = np.unravel_index(np.abs(slope).argmax(), slope.shape)
        own, low, high = part[at], part[at] - 2e-3, part[at] + 2e-3
        part[at] = low
        before = loss(model, sample)
        part[at] = high
        after = loss(model, sample)
        part[at] = own
        assert slope[at] != 0
        assert (after - before) / 4e-3 == pytest.approx(slope[at], rel=0.05), name


def test_dropout_keeps_the_mean() -> None:
    out = np.empty(100_000, np.float32)
    draw(np.array([9], np.uint64), np.float32(0.4), out)
    np.testing.assert_allclose(np.unique(out), [0, 1 / 0.6], rtol=1e-6)
    assert out.mean() == pytest.approx(1, abs=0.02)


def test_a_step_goes_downhill_and_clears_the_slopes() -> None:
    weights, slopes = np.zeros(2, np.float32), np.array([3, -0.1], np.float32)
    adam(weights, slopes, np.zeros(2, np.float32), np.zeros(2, np.float32), 1, np.float32(0.01), np.float32(0))
    np.testing.assert_allclose(weights, [-0.01, 0.01], rtol=1e-4)
    assert not slopes.any()


def test_it_learns_what_no_sum_of_weights_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network_training, "_ROUNDS", 300)
    sample = make_sample()
    said = [predict(fit_network(sample, np.arange(100), KNOWN, seed), sample) for seed in (0, 1)]
    unseen = np.arange(100, SENTENCES)
    assert np.mean([((words > 0) == sample.cue)[200:] for words, _ in said]) > 0.9
    assert np.mean([(labels[unseen] > 0) == sample.labels[unseen] for _, labels in said]) > 0.9


def test_a_word_that_is_never_seen_is_taken_for_its_like() -> None:
    sample = make_sample()
    known = KNOWN.copy()
    known[6] = known[5]
    model = fit_network(sample, np.arange(SENTENCES), known, seed=1)
    swapped = np.where(sample.words == 5, 6, sample.words).astype(np.int32)
    words, without = (predict(model, sample._replace(words=each))[0] for each in (swapped, np.zeros_like(swapped)))
    cue = sample.cue > 0
    assert words[cue].mean() - words[~cue].mean() > without[cue].mean() - without[~cue].mean()


def test_the_same_sample_and_seed_give_the_same_bits() -> None:
    sample = make_sample()
    one, two, other = (fit_network(sample, np.arange(SENTENCES), KNOWN, seed) for seed in (1, 1, 2))
    assert export_network(one) == export_network(two)
    assert export_network(one) != export_network(other)


def test_cross_fitting_shows_no_sentence_to_its_own_network() -> None:
    sample, folds = make_sample(), np.arange(SENTENCES) % 2
    words, labels = cross_fit_network(sample, KNOWN, folds)
    changed = sample._replace(labels=np.where((folds == 0)[:, None], 1 - sample.labels, sample.labels),
                              cue=np.where(np.repeat(folds, 2) == 0, 1 - sample.cue, sample.cue))  # fmt: skip
    others = cross_fit_network(changed, KNOWN, folds)
    np.testing.assert_array_equal(others[0][np.repeat(folds, 2) == 0], words[np.repeat(folds, 2) == 0])
    np.testing.assert_array_equal(others[1][folds == 0], labels[folds == 0])
    assert (others[1][folds == 1] != labels[folds == 1]).any()


def test_whole_numbers_say_what_the_weights_say() -> None:
    found, forms, _, _ = read_tokens(STORIES)
    rows = np.flatnonzero(forms.candidate[found.number])
    codes, count = code_network(found, forms, rows), len(forms.stem)
    shipped = load()
    assert shipped is not None
    model = network_weights.make(know_words(shipped.words))[1]
    network_weights.fill(model, np.random.default_rng(0))
    model.window[:] *= 3
    bounds = np.searchsorted(found.segment[rows], np.arange(len(found.first) + 1))
    none = np.zeros(len(rows), np.float32)
    sample = Sample(
        (codes[:, :WINDOW] - np.arange(WINDOW) * count).astype(np.int32),
        (codes[:, WINDOW:] - WINDOW * count).astype(np.int32), found.marks.inside[rows], bounds, none,
        np.zeros((len(found.first), 3), np.float32),
    )  # fmt: skip
    words, labels = predict(model, sample)
    whole_words, whole_labels = run(parse_network(export_network(model), shipped.words), found, codes, rows)
    assert np.abs(words).max() > 0.5
    np.testing.assert_allclose(whole_words, words, atol=0.05)
    np.testing.assert_allclose(whole_labels.T, labels, atol=0.05)


def test_the_compiled_twin_gives_the_same_bits() -> None:
    found, forms, _, _ = read_tokens(STORIES)
    model = load()
    assert model is not None
    rows = np.flatnonzero(forms.candidate[found.number])
    plain = run(model.network, found, code_network(found, forms, rows), rows)
    words, labels = np.empty(len(rows)), np.empty((3, len(found.first)))
    network_scoring.run(look(found, forms), model.network, rows, network_scoring.make_room(), words, labels)
    assert (found.last == found.first).any(), "a sentence without words is among them"
    np.testing.assert_array_equal(words, plain[0])
    np.testing.assert_array_equal(labels, plain[1])


def test_rows_of_the_shipped_table_are_not_cut() -> None:
    model = load()
    assert model is not None
    assert np.abs(model.network.rows.astype(np.int64)).max() < (1 << 15) - 1
    assert model.network.rows.shape[1] == HIDDEN
    # the sum of the largest row at each place stays within the 32 bits that the kernel adds in
    assert np.abs(model.network.rows.astype(np.int64)).max() * CODES < 1 << 31
    assert UNIT * SCALE < 1 << 31


def test_a_mean_of_logits() -> None:
    assert mix(np.array([1.0]), np.array([3.0]), 0.25).tolist() == [1.5]
