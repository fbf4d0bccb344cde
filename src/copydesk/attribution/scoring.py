"""Weights added to codes while both are in the cache: compiled, a block of rows at a time.

``add_weights`` is the twin of ``lookup.Table``. Each model has a kernel here that codes a block of its rows
(``word_codes``, ``sentence_codes``, ``head_codes``) and adds the weights of all its templates.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from copydesk.attribution.features import REACH
from copydesk.attribution.head_codes import code_heads
from copydesk.attribution.sentence_codes import code_sentences
from copydesk.attribution.word_codes import code_words
from copydesk.text.compiling import lean

__all__ = ["add_weights", "make_codes", "score_heads", "score_sentences", "score_words", "spread_forms"]

_BLOCK = 504  # no power of two: the rows of a block would take turns in the same lines of the cache
_THREE = 3
_MIDDLE = np.uint64(20)  # as in ``lookup``


def make_codes(templates: tuple[str, ...], least: int = 0) -> npt.NDArray[np.int64]:
    """Room for the codes of a block of rows, at least ``least``, shape (templates, rows)."""
    return np.empty((len(templates), _BLOCK * -(-max(least, 1) // _BLOCK)), np.int64)


@lean
def spread_forms(
    number: Any, first: Any, last: Any, word: Any, kind: Any, role: Any, words: Any, kinds: Any, roles: Any
) -> None:
    """What is known of each word's form into ``words``, ``kinds`` and ``roles``, as ``View`` places them."""
    for sentence in range(len(first)):
        shift = REACH * (sentence + 1)
        for row in range(first[sentence], last[sentence]):
            form, at = np.uint64(number[row]), np.uint64(row + shift)
            words[at], kinds[at], roles[at] = word[form], kind[form], role[form]


@lean
def _add(own: Any, total: Any, keys: Any, weights: Any, moves: Any, multiplier: Any, shift: Any, last: Any) -> None:
    for row in range(len(own)):
        # Unsigned places and no branch: a branch on the hit is guessed wrong every other time.
        product = np.uint64(own[row]) * multiplier
        slot = ((product >> _MIDDLE) + moves[product >> shift]) & last
        total[row] += weights[slot] * (keys[slot] == own[row])


@lean
def _add_three(own: Any, total: Any, keys: Any, weights: Any, moves: Any, multiplier: Any, shift: Any,
               last: Any) -> None:  # fmt: skip
    """As ``_add``, for the outputs of the sentence model: each slot is found once."""
    speech, any_, cue = total[0], total[1], total[2]
    for row in range(len(own)):
        product = np.uint64(own[row]) * multiplier
        slot = ((product >> _MIDDLE) + moves[product >> shift]) & last
        hit = keys[slot] == own[row]
        speech[row] += weights[0, slot] * hit
        any_[row] += weights[1, slot] * hit
        cue[row] += weights[2, slot] * hit


@lean
def _add_plain(own: Any, total: Any, weights: Any, last: Any) -> None:
    for row in range(len(own)):
        total[row] += weights[min(np.uint64(own[row]), last)]


@lean
def add_weights(packed: Any, codes: Any, count: Any, total: Any, begin: Any) -> None:
    """Add the weights of the first ``count`` codes of every template to ``total[:, begin:]``; as ``Table.look_up``."""
    for table in range(len(packed.template)):
        own, slots, size = codes[packed.template[table], :count], packed.slots[table], packed.last[table] + 1
        keys, moves = packed.keys[slots : slots + size], packed.moves[packed.buckets[table] :]
        multiplier, shift, last = packed.multiplier[table], packed.shift[table], np.uint64(size - 1)
        weights, end = packed.weights[:, slots : slots + size], begin + count
        if packed.plain[table]:
            for output in range(len(total)):
                _add_plain(own, total[output, begin:end], weights[output], last)
            continue
        if len(total) == _THREE:
            _add_three(own, total[:, begin:end], keys, weights, moves, multiplier, shift, last)
            continue
        for output in range(len(total)):
            _add(own, total[output, begin:end], keys, weights[output], moves, multiplier, shift, last)


@lean
def score_words(view: Any, packed: Any, rows: Any, codes: Any, total: Any) -> None:
    """Add to ``total``, shape (outputs, rows), the weights of the words in ``rows``; ``codes`` is of ``make_codes``."""
    size = codes.shape[1]
    for begin in range(0, len(rows), size):
        own = rows[begin : begin + size]
        code_words(view, own, codes)
        add_weights(packed, codes, len(own), total, begin)


@lean
def score_sentences(
    view: Any, sums: Any, chance: Any, small: Any, places: Any, packed: Any, codes: Any, total: Any
) -> None:
    """Add to ``total``, shape (outputs, sentences), the weights of all sentences; as ``sentence_codes`` names them."""
    size = codes.shape[1]
    for begin in range(0, len(places.docs), size):
        end = min(begin + size, len(places.docs))
        code_sentences(view, sums, chance, small, places, begin, end, codes)
        add_weights(packed, codes, end - begin, total, begin)


@lean
def _choose(
    view: Any, packed: Any, rows: Any, count: Any, codes: Any, total: Any, bias: Any, highest: Any, heads: Any
) -> None:
    """Of the first ``count`` of ``rows``, those of a higher logit than the words of their sentence before them."""
    code_words(view, rows[:count], codes)
    total[:] = bias
    add_weights(packed, codes, count, total, 0)
    for each in range(count):
        segment = view.segment[rows[each]]
        if total[0, each] > highest[segment] or (heads[segment] < 0 and total[0, each] == highest[segment]):
            highest[segment], heads[segment] = total[0, each], rows[each]


@lean
def score_heads(
    view: Any, logits: Any, cues: Any, sentences: Any, room: Any, packed: Any, bias: Any, codes: Any, rows: Any,
    total: Any, highest: Any, heads: Any,
) -> None:  # fmt: skip
    """The likeliest of the words of ``sentences`` that may name a source, into ``heads``, one a sentence of all.

    ``highest`` begins as the least logit that counts. As ``heads.choose_heads`` of ``heads.find_candidates``.
    ``room`` is of ``make_room``; ``codes`` has columns for the words of any sentence, as ``rows`` and ``total``.
    """
    sums, nearest = room
    place = 0
    while place < len(sentences):
        place, filled = code_heads(view, logits, cues, sentences, place, _BLOCK, sums, nearest, rows, codes)
        _choose(view, packed, rows, filled, codes, total, bias, highest, heads)
