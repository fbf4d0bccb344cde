"""Compiled: from the slope of the loss of a sentence to those by the weights of each layer; for ``network_steps``."""

from __future__ import annotations

from typing import Any

import numpy as np

from copydesk.text.compiling import compiled, inlined

__all__ = ["ONE", "ZERO", "find_chance", "follow_labels", "follow_word"]

ZERO, ONE = np.float32(0), np.float32(1)


@inlined
def find_chance(logit: Any) -> Any:
    """The chance that ``logit`` stands for."""
    return ONE / (ONE + np.exp(-logit))


@compiled
def follow_labels(model: Any, rise: Any, gold: Any, weight: Any, keep: Any, room: Any) -> None:
    """The slope of the sentence's loss: by the outputs' weights into ``rise``, by hidden values into ``room``."""
    room.slopes[:], room.words[:] = 0, 0
    for label in range(len(gold)):
        logit = model.bias[label]
        for each in range(len(room.highest)):
            logit += room.highest[each] * keep.highest[each] * model.highest[each, label]
        for side in range(2):
            logit += room.likeliest[side] * model.likeliest[side, label]
        slope = (find_chance(logit) - gold[label]) * weight
        rise.bias[label] += slope
        for each in range(len(room.highest)):
            rise.highest[each, label] += slope * room.highest[each] * keep.highest[each]
            if room.where[each] >= 0:
                unit = each % room.slopes.shape[1]
                room.slopes[room.where[each], unit] += slope * keep.highest[each] * model.highest[each, label]
        for side in range(2):
            rise.likeliest[side, label] += slope * room.likeliest[side]
            if room.who[side] >= 0:
                room.words[room.who[side]] += slope * model.likeliest[side, label]


@compiled
def follow_word(model: Any, rise: Any, words: Any, others: Any, slope: Any, seen: Any, keep: Any, back: Any) -> None:
    """From the slope by one word's hidden values to those by the first layer and the embedding."""
    for at in range(len(seen)):
        if seen[at] != 0:
            for unit in range(len(slope)):
                rise.window[at, unit] += seen[at] * slope[unit]
    for code in others:
        for unit in range(len(slope)):
            rise.others[code, unit] += slope[unit]
    _follow_window(model, rise, words, slope, keep, back)


@compiled
def _follow_window(model: Any, rise: Any, words: Any, slope: Any, keep: Any, back: Any) -> None:
    """From the slope by one word's hidden values to that by the embedding of its window."""
    back[:] = 0
    for unit in range(len(slope)):
        if slope[unit] != 0:
            for at in range(len(back)):
                back[at] += slope[unit] * model.turned[unit, at]
    size = model.embedding.shape[1]
    for place in range(len(words)):
        for each in range(size):
            at = place * size + each
            rise.embedding[words[place], each] += back[at] * keep[at]
