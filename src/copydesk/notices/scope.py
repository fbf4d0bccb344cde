"""How far a notice speaks: for its article, a section, or the whole site."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.settings import rooms
from copydesk.text import fold

__all__ = ["Reach", "find_reach", "wording"]

_WORDS = re.compile(r"\d+(?:[.,:]\d+)*|\w+")
Reach = tuple[str, float | None]
"""Scope and the share of the outlet's coarse clusters behind it; None when the outlet is unknown."""


def wording(text: str) -> str:
    """``text`` folded, numbers masked, marks dropped: equal for printings of one notice."""
    words = (word.group() for word in _WORDS.finditer(fold(text)))
    return " ".join("0" if word[0].isdigit() else word for word in words)


def find_reach(
    keys: Sequence[tuple[str, str]],
    docs: npt.NDArray[np.int64],
    articles: pd.DataFrame,
    fingerprints: pd.DataFrame,
    settings: rooms.Notices,
) -> list[Reach]:
    """Reach of each notice; ``keys`` holds its (rule, wording), ``docs`` its row of ``articles``."""
    source = articles["source"].fillna("").tolist()
    cluster = np.zeros(len(articles), np.int64)
    cluster[fingerprints["doc_no"].to_numpy()] = fingerprints["coarse_cluster"].to_numpy()
    cluster_of = cluster.tolist()
    size: dict[str, set[int]] = defaultdict(set)
    for outlet, number in zip(source, cluster_of, strict=True):
        size[outlet].add(number)
    carriers: dict[tuple[str, tuple[str, str]], set[int]] = defaultdict(set)
    for key, doc in zip(keys, docs.tolist(), strict=True):
        carriers[source[doc], key].add(cluster_of[doc])
    return [
        _reach(source[doc], len(carriers[source[doc], key]), len(size[source[doc]]), settings)
        for key, doc in zip(keys, docs.tolist(), strict=True)
    ]


def _reach(source: str, carriers: int, clusters: int, settings: rooms.Notices) -> Reach:
    if not source:
        return "article", None
    share = carriers / clusters
    if carriers < settings.min_scope_clusters:
        return "article", share
    if share >= settings.site_share:
        return "site", share
    return ("section" if share >= settings.section_share else "article"), share
