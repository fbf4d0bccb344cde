"""Which words of an article are its own, before furniture is known: what a coarse fingerprint should be of."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.settings.rooms import Fingerprints
from copydesk.text import words_of_lines

__all__ = ["own_words"]

Flags = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.int64]


def own_words(layout: pd.DataFrame, outlets: Numbers, word_count: int, settings: Fingerprints) -> tuple[Flags, Numbers]:
    """Which rows of words the fingerprints of articles with an outlet (``outlets`` >= 0) are made of, and their bounds.

    Of these words, article d has those from bounds[d] to bounds[d + 1].

    Two pages that share navigation, footer and teasers must not look like versions of one article. So
    short lines are left out, and lines that many articles of the outlet carry; but an article keeps
    them when little else would be left, because then it is a copy of others and not a page like others.
    """
    docs = layout["doc_no"].to_numpy()
    sizes = (layout["last_word"] - layout["first_word"]).to_numpy()
    article = (layout["region"] == "article").to_numpy() & (outlets[docs] >= 0)
    prose = article & (sizes >= settings.min_line_words)
    own = prose & ~_repeated(layout["line_key"].to_numpy(), docs, outlets, prose, settings)
    kept = [np.bincount(docs, weights=sizes * lines, minlength=len(outlets)) for lines in (article, prose, own)]
    use_own = kept[2] >= settings.min_own_share * kept[1]
    use_prose = kept[1] >= settings.min_own_share * kept[0]
    chosen = np.where(use_prose[docs], np.where(use_own[docs], own, prose), article)
    counts = np.bincount(docs, weights=sizes * chosen, minlength=len(outlets)).astype(np.int64)
    return words_of_lines(layout, chosen, word_count), np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)])


def _repeated(
    keys: npt.NDArray[np.uint64], docs: npt.NDArray[np.int32], outlets: Numbers, wanted: Flags, settings: Fingerprints
) -> Flags:
    """Whether a line stands in so many articles of its outlet that it cannot be of one story."""
    rows = np.flatnonzero(wanted)
    found = pd.DataFrame({"outlet": outlets[docs[rows]], "key": keys[rows], "doc": docs[rows]})
    seen = found.drop_duplicates().groupby(["outlet", "key"], sort=False)["doc"].transform("size")
    seen = seen.reindex(found.index).fillna(0).to_numpy()  # a line twice in one article: its first row counts
    articles = np.bincount(outlets + 1)[outlets[docs[rows]] + 1]
    repeated = np.zeros(len(keys), bool)
    repeated[rows] = seen >= np.maximum(settings.min_repeats, settings.repeat_share * articles)
    return repeated
