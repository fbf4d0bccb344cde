"""The words and sentences of some articles as compiled kernels read them: arrays alone, in the fewest bytes."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from copydesk.attribution.features import GAPS, REACH
from copydesk.attribution.forms import EDGE, Forms
from copydesk.attribution.tokens import Flags, Rows, Tokens

__all__ = ["View", "look"]


class View(NamedTuple):
    """``words``, ``kinds`` and ``roles`` (as ``Forms.roles``) have ``REACH`` places of edge around every sentence: the
    word in row r of sentence s is at r + REACH * (s + 1). ``stems`` has the stem of each word number, ``gaps`` the
    class of each combination of marks; the others are those of ``Tokens``.
    """

    words: npt.NDArray[np.int16]
    kinds: npt.NDArray[np.int8]
    roles: npt.NDArray[np.uint8]
    stems: npt.NDArray[np.int32]
    gaps: npt.NDArray[np.int64]
    segment: Rows
    first: Rows
    last: Rows
    before: npt.NDArray[np.uint16]
    after: npt.NDArray[np.uint16]
    inside: Flags


def look(tokens: Tokens, forms: Forms) -> View:
    """The view of ``tokens`` through ``forms``."""
    from copydesk.attribution.scoring import spread_forms

    length = len(tokens.number) + REACH * (len(tokens.first) + 2)
    words, kinds, roles = np.full(length, EDGE, np.int16), np.zeros(length, np.int8), np.zeros(length, np.uint8)
    spread_forms(tokens.number, tokens.first, tokens.last, forms.word, forms.kind, forms.roles, words, kinds, roles)
    marks = tokens.marks
    return View(words, kinds, roles, forms.stem, GAPS, tokens.segment, tokens.first, tokens.last, marks.before,
                marks.after, marks.inside)  # fmt: skip
