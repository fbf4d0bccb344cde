"""How far a notice speaks: for its article, a section, or the whole site."""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.settings import rooms
from copydesk.text import fold

__all__ = ["Reach", "find_reach", "wording"]

_WORDS = re.compile(r"\d+(?:[.,:]\d+)*|\w+")
Numbers = npt.NDArray[np.int64]
Reach = tuple[npt.NDArray[np.object_], npt.NDArray[np.float64]]
"""Scope and the share of the outlet's coarse clusters behind it, of each; not a number when the outlet is unknown."""


def wording(text: str) -> str:
    """``text`` folded, numbers masked, marks dropped: equal for printings of one notice."""
    return " ".join(["0" if word[0].isdigit() else word for word in _WORDS.findall(fold(text))])


def find_reach(
    keys: Numbers, docs: Numbers, articles: pd.DataFrame, fingerprints: pd.DataFrame, settings: rooms.Notices
) -> Reach:
    """Reach of each notice; ``keys`` holds a number for its rule and wording, ``docs`` its row of ``articles``."""
    outlets = pd.factorize(articles["source"].where(articles["source"] != ""))[0].astype(np.int64)
    cluster = np.zeros(len(articles), np.int64)
    cluster[fingerprints["doc_no"].to_numpy()] = fingerprints["coarse_cluster"].to_numpy()
    sizes = _count_clusters(outlets, cluster)[docs]
    carriers = _count_clusters(pd.factorize(keys * (len(articles) + 1) + outlets[docs] + 1)[0], cluster[docs])
    share = carriers / np.maximum(sizes, 1)
    names = np.array(["article", "section", "site"], object)
    few = carriers < settings.min_scope_clusters
    scope = np.where(few, 0, np.where(share >= settings.site_share, 2, share >= settings.section_share))
    known = outlets[docs] >= 0
    return names[np.where(known, scope, 0)], np.where(known, share, np.nan)


def _count_clusters(groups: Numbers, clusters: Numbers) -> Numbers:
    """How many clusters the group of each row has."""
    firsts = ~pd.DataFrame({"group": groups, "cluster": clusters}).duplicated().to_numpy()
    return np.bincount(groups[firsts] + 1, minlength=1)[groups + 1]
