"""Lines that several outlets carry, mined by us from public pages and shipped as hashes: no text."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

import numpy as np

from copydesk.furniture.page import CHROME, Keys, Lines, Verdicts
from copydesk.settings.rooms import Furniture

__all__ = ["mark_mined", "mined_keys"]


_TELLING_WORDS = 2


@lru_cache(maxsize=1)
def mined_keys() -> Keys:
    """The line keys of mined.npy, sorted; mined.json says where they come from."""
    with files("copydesk.furniture").joinpath("mined.npy").open("rb") as file:
        return np.load(file, allow_pickle=False)


def mark_mined(lines: Lines, verdicts: Verdicts, settings: Furniture) -> None:
    """Mark short lines that pages of several other outlets carry outside their articles.

    A line of one or two words (a place, a section) may also stand in a story, as a sub-head or in a list;
    it needs another such line, furniture or the text's end beside it.
    """
    short = lines.article & (lines.sizes <= settings.max_chrome_words) & (lines.keys != 0)
    found = lines.among(short & verdicts.open, mined_keys())
    known = np.concatenate([[True], found | verdicts.furniture | ~lines.article, [True]])
    first, last = lines.from_top == 0, lines.from_end == 0
    beside = known[:-2] | first | known[2:] | last
    verdicts.mark(found & (beside | (lines.sizes > _TELLING_WORDS)), CHROME, "mined")
