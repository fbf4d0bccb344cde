"""From verified pairs to stories: clusters and members."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
import pandas as pd

from copydesk.duplicates.credit import Credit
from copydesk.duplicates.order import time_rank
from copydesk.duplicates.origin import Origin, find_origin, independent_sources
from copydesk.duplicates.stories import group
from copydesk.settings import rooms
from copydesk.tables import REUSE, TABLES

__all__ = ["story_tables"]

_OF_ONE_STORY = (*REUSE, "self_update")


def story_tables(
    pairs: pd.DataFrame, articles: pd.DataFrame, credits: dict[str, list[Credit]], settings: rooms.Duplicates
) -> tuple[pd.DataFrame, pd.DataFrame, dict[str, str]]:
    """clusters, members, and the first story of each article, from the ``pairs`` that are reuse."""
    reuse = pairs[pairs["relation"].isin(_OF_ONE_STORY)]
    number = {doc: row for row, doc in enumerate(articles["doc_id"])}
    a, b = reuse["doc_id_a"].map(number).tolist(), reuse["doc_id_b"].map(number).tolist()
    contained = _containments(a, b, reuse)
    similarity = {(min(x, y), max(x, y)): max(contained[x, y], contained[y, x]) for x, y in zip(a, b, strict=True)}
    to = {number[doc]: [c.to for c in given if c.to] for doc, given in credits.items() if doc in number}
    facts = _Facts(articles, to, contained, dict(zip(zip(a, b, strict=True), reuse["credit"], strict=True)))
    stories = [facts.story(members) for members in group(similarity, settings.cluster_containment)]
    clusters = pd.DataFrame([story for story, _ in stories], columns=TABLES["clusters"].names)
    members = pd.DataFrame([row for _, rows in stories for row in rows], columns=TABLES["members"].names)
    of_doc = dict(zip(members["doc_id"], members["cluster_id"], strict=True))
    return (
        clusters.sort_values("cluster_id", ignore_index=True),
        members.sort_values(["cluster_id", "doc_id"], ignore_index=True),
        of_doc,
    )


def _containments(a: list[int], b: list[int], reuse: pd.DataFrame) -> dict[tuple[int, int], float]:
    """Share of the first article that the second has, for both orders of every pair."""
    forward = zip(a, b, reuse["containment_a_in_b"], strict=True)
    backward = zip(b, a, reuse["containment_b_in_a"], strict=True)
    return {(x, y): share for x, y, share in [*forward, *backward]}


class _Facts:
    """What a story's row is made of, looked up by article number."""

    def __init__(
        self,
        articles: pd.DataFrame,
        credited_to: dict[int, list[str]],
        contained: dict[tuple[int, int], float],
        credit: dict[tuple[int, int], str],
    ) -> None:
        self.doc_ids = articles["doc_id"].tolist()
        self.titles = articles["title"].tolist()
        self.times = articles["published_at"].tolist()
        self.sources = {row: None if pd.isna(s) else s for row, s in enumerate(articles["source"])}
        self.ranks = dict(enumerate(time_rank(articles).tolist()))
        self.day_only = set(np.flatnonzero((articles["published_precision"] == "day").to_numpy()).tolist())
        self.credited_to, self.contained, self.credit = credited_to, contained, credit

    def story(self, members: Sequence[int]) -> tuple[dict[str, object], list[dict[str, object]]]:
        """The clusters row and members rows of one story."""
        origin = find_origin(members, self.sources, self.credited_to, self.ranks, self.day_only, self.contained)
        name = "c" + hashlib.blake2b(min(self.doc_ids[doc] for doc in members).encode(), digest_size=8).hexdigest()
        rows = [self._member(name, doc, members, origin) for doc in members]
        lead = origin.doc if origin.doc is not None else min(members, key=lambda doc: (self.ranks[doc], doc))
        times = [self.times[doc] for doc in members if not pd.isna(self.times[doc])]
        known = sorted({source for doc in members if (source := self.sources[doc])})
        linked = {(a, b) for a, b in self.contained if a in members and b in members}
        return {
            "cluster_id": name,
            "title": self.titles[lead],
            "documents": len(members),
            "sources": len(known),
            "source_names": "; ".join(known),
            "first_published": min(times, default=pd.NaT),
            "last_published": max(times, default=pd.NaT),
            "origin_doc_id": None if origin.doc is None else self.doc_ids[origin.doc],
            "origin_source": origin.source,
            "origin_basis": origin.basis,
            "origin_confidence": origin.confidence,
            "independent_sources": independent_sources(members, linked),
            "credited": sum(row["credit"] == "credited" for row in rows),
            "uncredited": sum(row["credit"] == "uncredited" for row in rows),
        }, rows

    def _member(self, name: str, doc: int, members: Sequence[int], origin: Origin) -> dict[str, object]:
        """A copy is credited when any of its pairs within the story says so."""
        if doc == origin.doc and (origin.basis != "credit_line" or self._is(doc, origin.source)):
            role, credit = "origin", "not_needed"
        else:
            own = {self.credit[other, doc] for other in members if (other, doc) in self.credit}
            order = ("credited", "uncredited", "unknown", "not_needed")
            named = "credited" if self.credited_to.get(doc) else "unknown"
            credit = next((each for each in order if each in own), named)
            role = "copy" if origin.basis != "undecided" else "member"
        return {"cluster_id": name, "doc_id": self.doc_ids[doc], "role": role, "credit": credit}

    def _is(self, doc: int, name: str | None) -> bool:
        """Whether the article is of the outlet called ``name``; the first known copy of an agency's text is not."""
        return (self.sources[doc] or "").casefold() == (name or "").casefold()
