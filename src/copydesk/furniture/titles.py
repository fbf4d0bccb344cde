"""What an article's title may look like as a line of its page: whole, or without the outlet's name and sections."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.furniture.page import Flags, Keys, Numbers
from copydesk.text import key_lines
from copydesk.text.words import mix

__all__ = ["Titles", "read_titles"]

_SEPARATOR = re.compile(
    r"(?=[\s|｜»›_＿:—-])"  # at most characters none begins, which this tells at once
    r"(?:\s+[-–—:|·•»›/]+\s+|\s*[|｜»›]\s*|\s*--\s*|(?<=[^\W\d_])[_＿](?=\w)|:\s+|\s+:\s*"
    r"|(?<=[\u3400-\u9fff])[-—_:](?=.))"
)
_MARK = re.compile(r"[-–—:|·•»›/｜_＿]")
_WIDE = re.compile("[\u3400-\u9fff]")
_MIN_PART_WORDS = 2
_MIN_PART_CHARACTERS = 8
_MIN_WIDE_CHARACTERS = 4
_DOC_MIX = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True)
class Titles:
    """The titles of all articles: whole (words, last word's hash, text) and the keys of their forms, sorted."""

    texts: list[str]
    sizes: Numbers
    endings: Keys
    forms: Keys

    def equal(self, keys: Keys, docs: npt.NDArray[np.int32]) -> Flags:
        """Whether each line, of the article in ``docs``, is a form of that article's title."""
        wanted = _pair(keys, docs.astype(np.int64))
        at = np.minimum(np.searchsorted(self.forms, wanted), max(len(self.forms) - 1, 0))
        return (self.forms[at] == wanted) & (keys != 0) if len(self.forms) else np.zeros(len(keys), bool)


def read_titles(titles: pd.Series, outlets: Numbers, clusters: Numbers) -> Titles:
    """The titles of articles with the given numbers of outlet (-1: unknown) and coarse cluster.

    A form of a title is any run of its parts that holds the longest one, from the first part on or up to
    the last: pages print "Headline - Outlet" as their title and "Headline" above the story. A form that
    titles of several clusters of one outlet have is the outlet's or a section's name, and no headline.
    """
    whole = [" ".join(title.split()) if isinstance(title, str) else "" for title in titles.tolist()]
    owners, forms = _forms(whole)
    keys, sizes, endings = key_lines(whole + forms)
    docs = np.concatenate([np.arange(len(whole)), owners])
    shared = _shared(keys, docs, outlets, clusters)
    return Titles(
        whole, sizes[: len(whole)], endings[: len(whole)], np.unique(_pair(keys, docs)[(keys != 0) & ~shared])
    )


def _forms(titles: list[str]) -> tuple[Numbers, list[str]]:
    """The shorter forms of the titles that have parts, and the number of the title of each."""
    owners: list[int] = []
    forms: list[str] = []
    for number, title in enumerate(titles):
        for form in _parts(title) if _MARK.search(title) else ():
            owners.append(number)
            forms.append(form)
    return np.array(owners, np.int64), forms


def _parts(title: str) -> list[str]:
    found = list(_SEPARATOR.finditer(title))
    if not found:
        return []
    cuts = [0, *(match.end() for match in found)]
    ends = [*(match.start() for match in found), len(title)]
    longest = max(range(len(cuts)), key=lambda part: ends[part] - cuts[part])
    runs = {title[: ends[last]] for last in range(longest, len(ends))}
    runs |= {title[cuts[part] :] for part in range(longest + 1)} | {title[cuts[longest] : ends[longest]]}
    return sorted(run.strip() for run in runs - {title} if _is_headline(run))


def _is_headline(run: str) -> bool:
    long = len(run) >= _MIN_PART_CHARACTERS and len(run.split()) >= _MIN_PART_WORDS
    return long or len(_WIDE.findall(run)) >= _MIN_WIDE_CHARACTERS


def _shared(keys: Keys, docs: Numbers, outlets: Numbers, clusters: Numbers) -> Flags:
    """Whether each form is in the titles of two clusters of its outlet."""
    frame = pd.DataFrame({"outlet": outlets[docs], "key": keys, "cluster": clusters[docs]})
    spread = frame.drop_duplicates().groupby(["outlet", "key"])["cluster"].size()
    several = spread[spread > 1].reset_index()
    wanted = pd.MultiIndex.from_frame(several[["outlet", "key"]])
    return pd.MultiIndex.from_frame(frame[["outlet", "key"]]).isin(wanted) & (outlets[docs] >= 0)


def _pair(keys: Keys, docs: Numbers) -> Keys:
    return mix(keys + docs.astype(np.uint64) * _DOC_MIX)
