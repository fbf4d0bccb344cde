"""Compiled twins of ``model``, ``features`` and ``heads``, for corpora whose size repays the compiler."""

from __future__ import annotations

from typing import Any

import numpy as np

from copydesk.text.compiling import compiled, inlined

__all__ = ["add_weights", "code_heads", "look_around", "spread_forms"]


@compiled
def add_weights(totals: Any, codes: Any, keys: Any, weights: Any, multiplier: Any, shift: Any) -> None:
    """Add the weights of each code, shape (outputs, slots), to ``totals``; as ``Table.look_up``."""
    for output in range(len(totals)):
        total, own = totals[output], weights[output]
        for row in range(len(codes)):
            # Unsigned rows and no branch: a branch on the hit is guessed wrong every other time.
            slot = np.uint64((np.uint64(codes[row]) * multiplier) >> shift)
            total[row] += own[slot] * (keys[slot] == codes[row])


@compiled
def spread_forms(number: Any, segment: Any, word: Any, kind: Any, reach: Any, words: Any, kinds: Any) -> None:
    """Each word's number and class into ``words`` and ``kinds``, ``reach`` places of edge around sentences."""
    for row in range(len(number)):
        at = np.uint64(row + reach * (segment[row] + 1))
        form = np.uint64(number[row])
        words[at], kinds[at] = word[form], kind[form]


@compiled
def look_around(before: Any, logits: Any, comma: Any, quote: Any, least: Any, sums: Any, nearest: Any) -> None:
    """Running counts of gaps and the nearest likely cues, for ``code_heads``.

    ``sums`` takes, before each word and after the last, how many gaps had the bits ``comma``, ``quote``, either.
    ``nearest`` takes the last word before each whose logit is over ``least``, and the first after it.
    """
    commas, quotes, either, left, count = 0, 0, 0, -1, len(before)
    for row in range(count):
        nearest[0, row] = left
        left = row if logits[row] > least else left
        sums[0, row], sums[1, row], sums[2, row] = commas, quotes, either
        commas += (before[row] & comma) != 0
        quotes += (before[row] & quote) != 0
        either += (before[row] & (comma | quote)) != 0
    sums[0, count], sums[1, count], sums[2, count] = commas, quotes, either
    right = count
    for back in range(count):
        row = count - 1 - back
        nearest[1, row] = right
        right = row if logits[row] > least else right


@inlined
def _between(sums: Any, row: Any, other: Any) -> Any:
    """How many gaps between two words were counted, 2 at most."""
    return min(sums[max(row, other) + 1] - sums[min(row, other) + 1], 2)


@compiled
def code_heads(
    rows: Any, segment: Any, before: Any, logits: Any, cues: Any, words: Any, kinds: Any, bins: Any, none: Any,
    sure: Any, far: Any, shown: Any, sums: Any, nearest: Any, out: Any,
) -> None:  # fmt: skip
    """Codes that look from each of ``rows`` to cues, in the order of ``heads.LOOKS``, into the rows of ``out``.

    ``words`` and ``kinds`` are the numbers and classes of all words.
    """
    top = len(before) - 1
    for each in range(len(rows)):
        row = rows[each]
        kind, own = kinds[row], cues[segment[row]]
        at = own if own >= 0 else row
        away = min(max(row - at, -far), far) + far if own >= 0 else 2 * far + 1
        side = 1 + (row > at) if own >= 0 else 0
        ahead = logits[row + 1] if row < top and segment[row + 1] == segment[row] else none
        behind = logits[row - 1] if row > 0 and segment[row - 1] == segment[row] else none
        near = 0
        for bound in bins:
            near += 8 * (ahead >= bound) + (behind >= bound)
        out[0, each] = away * 32 + kind
        out[1, each] = words[at] * 4 + side
        out[2, each] = (_between(sums[0], row, at) * 3 + _between(sums[1], row, at)) * 32 + away
        out[3, each] = near * 32 + kind
        out[4, each] = words[row] * 4 + side
        out[5, each] = (before[at] & shown) * 32 + away
        both = 0
        for way in range(2):
            there, spot, spelt, gap = nearest[way, row], 0, 0, 0
            if 0 <= there <= top and segment[there] == segment[row]:
                steps, walls = min(abs(row - there), far), _between(sums[2], row, there)
                spot = (steps * 4 + walls) * 2 + (logits[there] > sure)
                spelt = words[there] * 8 + min(steps, 3) * 2 + (walls > 0)
                gap = spot * 1024 + (before[there] & 1023)
            out[6 + 3 * way, each], out[7 + 3 * way, each], out[8 + 3 * way, each] = spot * 32 + kind, spelt, gap
            both = both * 1024 + spot
        out[12, each] = both
