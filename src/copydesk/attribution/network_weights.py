"""The weights of the network while it learns: made, filled with small random numbers, and written down."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from copydesk.attribution.features import CLASSES
from copydesk.attribution.lookup import SCALE
from copydesk.attribution.network_tables import GAP_CODES, GAP_PLACES, HIDDEN, PLACES, WINDOW
from copydesk.attribution.vectors import NUMBERS

__all__ = ["SIZE", "Floats", "Weights", "Whole", "export_network", "fill", "make", "make_room"]

Floats = npt.NDArray[np.float32]
Whole = npt.NDArray[np.int64]
SIZE, _LABELS = 4, 3
_SEEN = WINDOW * (SIZE + NUMBERS)
_OTHERS = WINDOW * CLASSES + len(GAP_PLACES) * GAP_CODES + PLACES


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


def _shapes(words: int) -> dict[str, tuple[int, ...]]:
    return {
        "embedding": (words, SIZE), "window": (_SEEN, HIDDEN), "others": (_OTHERS, HIDDEN), "word": (HIDDEN,),
        "word_bias": (1,), "highest": (2 * HIDDEN, _LABELS), "likeliest": (2, _LABELS), "bias": (_LABELS,),
    }  # fmt: skip


def make(known: Floats) -> tuple[Floats, Weights]:
    """Room for all weights in one array, and the same by name."""
    shapes = _shapes(len(known))
    sizes = [int(np.prod(shape)) for shape in shapes.values()]
    flat, ends = np.zeros(sum(sizes), np.float32), np.cumsum(sizes)
    parts = [flat[end - size : end].reshape(shape)
             for end, size, shape in zip(ends.tolist(), sizes, shapes.values(), strict=True)]  # fmt: skip
    return flat, Weights(*[*parts, known, np.zeros((HIDDEN, WINDOW * SIZE), np.float32)])


def fill(model: Weights, random: np.random.Generator) -> None:
    """Begin with small random weights."""
    spread = {"embedding": 0.1, "window": 1.4 / np.sqrt(_SEEN), "others": 0.08, "word": 0.1, "highest": 0.05,
              "likeliest": 0.1}  # fmt: skip
    for name, scale in spread.items():
        part = getattr(model, name)
        part[:] = random.standard_normal(part.shape) * scale
    model.word_bias[:] = -1


def make_room(longest: int) -> tuple[_Keep, _Room]:
    """Room for a sentence of at most ``longest`` words: what dropout leaves, and what it comes to."""
    seen, hidden = (np.zeros((longest, size), np.float32) for size in (_SEEN, HIDDEN))
    highest, likeliest = np.zeros(2 * HIDDEN, np.float32), np.zeros(2, np.float32)
    keep = _Keep(seen.copy(), hidden.copy(), highest.copy())
    return keep, _Room(
        seen, hidden, np.zeros(longest, np.float32), highest, np.zeros(2 * HIDDEN, np.int64), likeliest,
        np.zeros(2, np.int64), hidden.copy(), np.zeros(longest, np.float32), np.zeros(WINDOW * SIZE, np.float32),
    )  # fmt: skip


def export_network(model: Weights) -> dict[str, Any]:
    """The weights in thousandths, by name, as ``network_tables.parse_network`` reads them."""
    kinds, gaps = WINDOW * CLASSES, len(GAP_PLACES) * GAP_CODES
    parts = {
        "embedding": model.embedding, "window": model.window[: WINDOW * SIZE].reshape(WINDOW, SIZE, HIDDEN),
        "known": model.window[WINDOW * SIZE :].reshape(WINDOW, NUMBERS, HIDDEN),
        "kinds": model.others[:kinds], "gaps": model.others[kinds : kinds + gaps],
        "places": model.others[kinds + gaps :], "word": model.word, "word bias": model.word_bias[0],
        "highest": model.highest, "likeliest": model.likeliest, "bias": model.bias,
    }  # fmt: skip
    return {name: np.rint(np.asarray(part, np.float64) * SCALE).astype(np.int64).tolist()
            for name, part in parts.items()}  # fmt: skip
