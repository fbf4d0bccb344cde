"""Gradients of the network in ``network``, compiled: one batch of sentences at a time, in 32-bit numbers.

Every sum is taken in one order and by one thread, so that the same machine gives the same bits.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from copydesk.attribution.network_slopes import ONE, ZERO, find_chance, follow_labels, follow_word
from copydesk.text.compiling import compiled, inlined

__all__ = ["adam", "draw", "look", "rise"]

_LEAST = np.float32(-6)


@inlined
def _draw(state: Any) -> Any:
    """The next of the random numbers between 0 and 1 (xorshift, Marsaglia 2003); ``state`` has one entry."""
    value = state[0]
    value ^= value << np.uint64(13)
    value ^= value >> np.uint64(7)
    value ^= value << np.uint64(17)
    state[0] = value
    return np.float32(value >> np.uint64(40)) * np.float32(2.0**-24)


@compiled
def draw(state: Any, rate: Any, out: Any) -> None:
    """Fill ``out`` with 0 at ``rate`` and else with what keeps the mean (dropout, Srivastava et al. 2014)."""
    kept = ONE / (ONE - rate)
    for each in range(len(out)):
        out[each] = ZERO if _draw(state) < rate else kept


@compiled
def _embed(model: Any, words: Any, keep: Any, seen: Any) -> None:
    """The numbers of the words in the window into ``seen``: the learned ones of all, then the known ones of all."""
    size, count = model.embedding.shape[1], model.known.shape[1]
    for place in range(len(words)):
        for each in range(size):
            at = place * size + each
            seen[at] = model.embedding[words[place], each] * keep[at]
        for each in range(count):
            at = len(words) * size + place * count + each
            seen[at] = model.known[words[place], each] * keep[at]


@compiled
def look(model: Any, words: Any, others: Any, keep: Any, seen: Any, hidden: Any) -> None:
    """What the network makes of one word: the embedded window into ``seen``, the hidden layer into ``hidden``."""
    _embed(model, words, keep, seen)
    hidden[:] = 0
    for code in others:
        for unit in range(len(hidden)):
            hidden[unit] += model.others[code, unit]
    for at in range(len(seen)):
        value = seen[at]
        if value != 0:
            for unit in range(len(hidden)):
                hidden[unit] += value * model.window[at, unit]
    for unit in range(len(hidden)):
        hidden[unit] = max(hidden[unit], ZERO)


@compiled
def _forward(model: Any, sample: Any, low: Any, high: Any, keep: Any, room: Any) -> None:
    """All words of one sentence into ``room``: hidden values, logits, the highest of each and where they are."""
    units = room.hidden.shape[1]
    room.highest[:], room.likeliest[:], room.where[:], room.who[:] = 0, _LEAST, -1, -1
    for row in range(low, high):
        own, hidden, side = row - low, room.hidden[row - low], np.int64(sample.inside[row])
        look(model, sample.words[row], sample.others[row], keep.seen[own], room.seen[own], hidden)
        logit = model.word_bias[0]
        for unit in range(units):
            value = hidden[unit] * keep.hidden[own, unit]
            logit += value * model.word[unit]
            if value > room.highest[side * units + unit]:
                room.highest[side * units + unit], room.where[side * units + unit] = value, own
        room.logits[own] = logit
        if logit > room.likeliest[side]:
            room.likeliest[side], room.who[side] = logit, own


@compiled
def rise(
    model: Any, total: Any, sample: Any, sentences: Any, keep: Any, room: Any, state: Any, rates: Any, share: Any
) -> None:
    """Add the slopes of the loss over ``sentences`` to ``total``: the labels' loss and ``share`` of the words'."""
    count = 0
    for sentence in sentences:
        count += sample.bounds[sentence + 1] - sample.bounds[sentence]
    for sentence in sentences:
        low, high = sample.bounds[sentence], sample.bounds[sentence + 1]
        for own in range(high - low):
            draw(state, rates[0], keep.seen[own])
            draw(state, rates[1], keep.hidden[own])
        draw(state, rates[0], keep.highest)
        _forward(model, sample, low, high, keep, room)
        gold = sample.labels[sentence]
        follow_labels(model, total, gold, ONE / np.float32(len(sentences) * len(gold)), keep, room)
        for row in range(low, high):
            own = row - low
            slope = room.words[own] + share * (find_chance(room.logits[own]) - sample.cue[row]) / np.float32(count)
            total.word_bias[0] += slope
            for unit in range(room.hidden.shape[1]):
                value, kept = room.hidden[own, unit], keep.hidden[own, unit]
                total.word[unit] += slope * value * kept
                own_slope = (room.slopes[own, unit] + slope * model.word[unit]) * kept
                room.slopes[own, unit] = own_slope if value > 0 else ZERO
            follow_word(model, total, sample.words[row], sample.others[row], room.slopes[own], room.seen[own],
                           keep.seen[own], room.back)  # fmt: skip


@compiled
def adam(weights: Any, slopes: Any, mean: Any, square: Any, step: Any, pace: Any, decay: Any) -> None:
    """One step of Adam with decoupled decay (Kingma and Ba 2015; Loshchilov and Hutter 2019); clears ``slopes``."""
    early, late = np.float32(0.9), np.float32(0.99)
    first, second = ONE - early ** np.float32(step), ONE - late ** np.float32(step)
    for each in range(len(weights)):
        slope = slopes[each]
        mean[each] = early * mean[each] + (ONE - early) * slope
        square[each] = late * square[each] + (ONE - late) * slope * slope
        move = (mean[each] / first) / (np.sqrt(square[each] / second) + np.float32(1e-8))
        weights[each] -= pace * (move + decay * weights[each])
        slopes[each] = 0
