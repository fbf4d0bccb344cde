"""A linear model that says what kind of notice a line at an article's edge is, if any, where no rule knows it.

The weights, one a bucket of pieces (``line_pieces``) and class, are whole numbers in ``data/line_weights.npz`` with
their classes, scale, offsets and provenance; ``copydesk train notices`` rebuilds the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from copydesk.notices.line_pieces import BUCKETS, Pieces, cut_pieces
from copydesk.notices.names import Names

__all__ = ["CLASSES", "WEIGHTS", "Chances", "LineModel", "load_line_model", "save_line_model"]

CLASSES = ("", "credit_line", "photo_credit", "rights_notice", "update_note")
"""What a line may be; the first is no notice, or one that the model is not asked for."""
WEIGHTS = Path(__file__).with_name("data") / "line_weights.npz"
_STEPS, _AT_ONCE = 127, 4096

Chances = npt.NDArray[np.float64]


@dataclass(frozen=True)
class LineModel:
    """``weights`` of shape (BUCKETS, classes) in units of ``scale``, and an offset a class."""

    weights: npt.NDArray[np.int8]
    offsets: Chances
    scale: float

    @classmethod
    def rounded(cls, weights: Chances, offsets: Chances) -> LineModel:
        """A model of ``weights``, shape (BUCKETS, classes), in 127 steps. ValueError where they have another shape."""
        if weights.shape != (BUCKETS, len(CLASSES)):
            raise ValueError(f"the weights have the shape {weights.shape}")
        scale = float(np.abs(weights).max()) / _STEPS or 1.0
        return cls(np.rint(weights / scale).astype(np.int8), offsets, scale)

    def chances(self, lines: Sequence[str], names: Names) -> Chances:
        """How likely each of ``lines`` is of each of ``CLASSES``, shape (lines, classes); rows add up to 1."""
        parts = [self._weigh(lines[first : first + _AT_ONCE], names) for first in range(0, len(lines), _AT_ONCE)]
        logits = np.concatenate([np.zeros((0, len(CLASSES))), *parts])
        grown = np.exp(logits - logits.max(axis=1, keepdims=True))
        return np.asarray(grown / grown.sum(axis=1, keepdims=True), np.float64)

    def _weigh(self, lines: Sequence[str], names: Names) -> Chances:
        return self.offsets + self.scale * _sum(self.weights, cut_pieces(lines, names), len(lines))


def _sum(weights: npt.NDArray[np.int8], pieces: Pieces, count: int) -> Chances:
    """The weights of each line's pieces, added up; every line has pieces, if only of its length."""
    firsts = np.searchsorted(pieces.line, np.arange(count))
    return np.add.reduceat(weights[pieces.bucket], firsts, axis=0, dtype=np.int64).astype(np.float64)


@lru_cache(maxsize=2)
def load_line_model(file: Path = WEIGHTS) -> LineModel:
    """The model that ``save_line_model`` wrote to ``file``."""
    with np.load(file, allow_pickle=False) as found:
        return LineModel(found["weights"].T.copy(), found["offsets"], float(found["scale"]))


def save_line_model(model: LineModel, provenance: str, file: Path) -> None:
    """Write ``model``, with its ``provenance`` (JSON), to ``file``."""
    np.savez_compressed(
        file,
        weights=model.weights.T.copy(),  # a class after the other packs better
        offsets=model.offsets,
        scale=np.float64(model.scale),
        provenance=np.str_(provenance),
    )
