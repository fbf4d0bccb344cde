"""From verified pairs to stories: clusters and members."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
import pandas as pd

from copydesk.duplicates.candidates import Candidates
from copydesk.duplicates.credit import Credit
from copydesk.duplicates.order import time_rank
from copydesk.duplicates.origin import Origin, find_origin, independent_sources
from copydesk.duplicates.stories import group, joining
from copydesk.settings import rooms
from copydesk.tables import REUSE, TABLES

__all__ = ["common_story", "story_tables", "template_table"]

_OF_ONE_STORY = (*REUSE, "self_update")


def story_tables(
    pairs: pd.DataFrame,
    articles: pd.DataFrame,
    credits: dict[str, list[Credit]],
    settings: rooms.Duplicates,
    stars: Sequence[Sequence[int]] = (),
) -> tuple[pd.DataFrame, pd.DataFrame, dict[str, list[str]]]:
    """clusters, members, and the stories of each article, the one with most of its text first.

    Stories are made of the ``pairs`` that are reuse; an article that merges several is a member of each. The
    articles of each of ``stars`` were compared with its first only.
    """
    reuse = pairs[pairs["relation"].isin(_OF_ONE_STORY)]
    number = {doc: row for row, doc in enumerate(articles["doc_id"])}
    a, b = reuse["doc_id_a"].map(number).tolist(), reuse["doc_id_b"].map(number).tolist()
    contained = _containments(a, b, reuse)
    similarity = {(min(x, y), max(x, y)): max(contained[x, y], contained[y, x]) for x, y in zip(a, b, strict=True)}
    to = {number[doc]: [c.to for c in given if c.to] for doc, given in credits.items() if doc in number}
    facts = _Facts(articles, to, contained, dict(zip(zip(a, b, strict=True), reuse["credit"], strict=True)))
    cores = group(similarity, settings.cluster_containment, stars)
    also = joining(cores, similarity, settings.excerpt_containment)
    stories = [facts.story(core, more) for core, more in zip(cores, also, strict=True)]
    clusters = pd.DataFrame([story for story, _ in stories], columns=TABLES["clusters"].names)
    names = [*TABLES["members"].names, "share"]
    members = pd.DataFrame([row for _, rows in stories for row in rows], columns=names)
    members = members.sort_values(["cluster_id", "doc_id"], ignore_index=True)
    of_doc = _stories_of(members)
    return clusters.sort_values("cluster_id", ignore_index=True), members.drop(columns="share"), of_doc


def template_table(found: Candidates, doc_ids: Sequence[str]) -> pd.DataFrame:
    """The templates table: the articles of every star."""
    rows = [(doc_ids[star[0]], doc_ids[doc], len(star) <= found.whole) for star in found.stars for doc in star]
    frame = pd.DataFrame(rows, columns=TABLES["templates"].names)
    return frame.sort_values(["template_id", "doc_id"], ignore_index=True)


def common_story(a: list[str], b: list[str]) -> str | None:
    """The story that two articles both belong to: the one most at the front of their lists; None without any."""
    both = [(a.index(story) + b.index(story), story) for story in a if story in b]
    return min(both)[1] if both else None


def _stories_of(members: pd.DataFrame) -> dict[str, list[str]]:
    ranked = members.sort_values(["share", "cluster_id"], ascending=[False, True])
    stories: dict[str, list[str]] = {}
    for doc, story in zip(ranked["doc_id"], ranked["cluster_id"], strict=True):
        stories.setdefault(doc, []).append(story)
    return stories


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
        docs = sorted({doc for pair in contained for doc in pair})
        told = articles[["doc_id", "title", "published_at", "source"]].iloc[docs]
        columns = (told[name].astype(object).where(told[name].notna(), None).tolist() for name in told)
        self.doc_ids, self.titles, self.times, self.sources = (dict(zip(docs, each, strict=True)) for each in columns)
        self.ranks = dict(enumerate(time_rank(articles).tolist()))
        self.day_only = set(np.flatnonzero((articles["published_precision"] == "day").to_numpy()).tolist())
        self.credited_to, self.contained, self.credit = credited_to, contained, credit
        self.near: dict[int, list[int]] = {}
        for a, b in contained:
            self.near.setdefault(a, []).append(b)

    def story(self, core: Sequence[int], also: Sequence[int]) -> tuple[dict[str, object], list[dict[str, object]]]:
        """The clusters row and members rows of one story; articles that ``also`` use it do not tell its origin."""
        origin = find_origin(core, self.sources, self.credited_to, self.ranks, self.day_only, self.contained)
        name = "c" + hashlib.blake2b(min(self.doc_ids[doc] for doc in core).encode(), digest_size=8).hexdigest()
        members = sorted({*core, *also})
        rows = [self._member(name, doc, members, origin) for doc in members]
        lead = origin.doc if origin.doc is not None else min(core, key=lambda doc: (self.ranks[doc], doc))
        times = [time for doc in members if (time := self.times[doc])]
        known = sorted({source for doc in members if (source := self.sources[doc])})
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
            "independent_sources": independent_sources(members, self._linked(members)),
            "credited": sum(row["credit"] == "credited" for row in rows),
            "uncredited": sum(row["credit"] == "uncredited" for row in rows),
        }, rows

    def _linked(self, members: Sequence[int]) -> set[tuple[int, int]]:
        inside = set(members)
        return {(a, b) for a in members for b in self.near.get(a, ()) if b in inside}

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
        inside = set(members)
        share = max((self.contained[doc, other] for other in self.near[doc] if other in inside), default=0.0)
        return {"cluster_id": name, "doc_id": self.doc_ids[doc], "role": role, "credit": credit, "share": share}

    def _is(self, doc: int, name: str | None) -> bool:
        """Whether the article is of the outlet called ``name``; the first known copy of an agency's text is not."""
        return (self.sources[doc] or "").casefold() == (name or "").casefold()
