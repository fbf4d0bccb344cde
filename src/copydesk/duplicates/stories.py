"""Stories: articles that share their text, grouped without chaining.

Single links chain: A shares a paragraph with B, B another with C, and a thousand articles are one story.
Groups are therefore cut by average linkage (UPGMA; Sokal and Michener 1958) inside each connected part. An
article that merges several stories is like none of them on average, and joins each of them afterwards.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, groupby
from operator import itemgetter

import numpy as np

__all__ = ["group", "joining"]

Near = dict[int, dict[int, float]]
_LARGEST_MATRIX = 3000
_ARTICLES_A_MATRIX = 64
_APART = 2.0


def group(
    similarity: Mapping[tuple[int, int], float], least: float, stars: Sequence[Sequence[int]] = ()
) -> list[list[int]]:
    """Groups of two or more articles whose average similarity is at least ``least``, each sorted.

    ``similarity`` holds the verified pairs (a, b), a < b; a pair that is not in it counts as 0. A part
    larger than 3,000 articles is grouped around centres instead, so that memory stays bounded; so is a part
    that holds one of ``stars``, whose articles were compared with their first only: what was not compared is
    not unlike.
    """
    starred = {doc for star in stars for doc in star}
    near = _near(similarity, least)
    groups: list[list[int]] = []
    loose: list[list[int]] = []
    for part in _parts(near):
        if len(part) > _LARGEST_MATRIX or not starred.isdisjoint(part):
            groups += _around_centres(part, near, least)
        elif all(len(near[node]) == len(part) - 1 for node in part):  # each is alike with each
            groups.append(part)
        else:
            loose.append(part)
    for parts in _together(loose):
        groups += _average_linkage(parts, near, least)
    return sorted(sorted(each) for each in groups if len(each) > 1)


def joining(
    groups: Sequence[Sequence[int]], similarity: Mapping[tuple[int, int], float], least: float
) -> list[list[int]]:
    """For each group, the articles outside it that share text with most of its members, each list sorted.

    Most is more than half; with one of them the similarity must be ``least`` or more. Nobody joins through
    another one that joins, so that groups do not grow into each other.
    """
    near = _near(similarity, 0.0)
    return [_joining(set(members), near, least) for members in groups]


def _joining(members: set[int], near: Near, least: float) -> list[int]:
    met = Counter(doc for member in members for doc in near[member] if doc not in members)
    often = (doc for doc, times in met.items() if 2 * times > len(members))
    return sorted(doc for doc in often if max(near[doc].get(member, 0.0) for member in members) >= least)


def _near(similarity: Mapping[tuple[int, int], float], least: float) -> Near:
    near: Near = {}
    for (a, b), value in similarity.items():
        if value >= least:
            near.setdefault(a, {})[b] = value
            near.setdefault(b, {})[a] = value
    return near


def _parts(near: Near) -> list[list[int]]:
    """Connected parts, each sorted."""
    seen: set[int] = set()
    parts = []
    for node in sorted(near):
        if node not in seen:
            seen.add(node)
            part, todo = [], [node]
            while todo:
                part.append(todo.pop())
                new = near[part[-1]].keys() - seen
                seen |= new
                todo += new
            parts.append(sorted(part))
    return parts


def _together(parts: list[list[int]]) -> Iterator[list[list[int]]]:
    """``parts`` in lots of about 64 articles: one call for each of many small parts would cost more than its work."""
    lots = np.cumsum([len(part) for part in parts]) // _ARTICLES_A_MATRIX
    for _, lot in groupby(zip(lots.tolist(), parts, strict=True), key=itemgetter(0)):
        yield [part for _, part in lot]


def _average_linkage(parts: list[list[int]], near: Near, least: float) -> list[list[int]]:
    """``parts`` cut by average linkage; two parts are further apart than any two articles of one.

    So each is merged as it would be alone, in the same order, before anything of it is merged with another.
    """
    from scipy.cluster.hierarchy import linkage

    place = {node: row for row, node in enumerate(chain.from_iterable(parts))}
    distance = np.full((len(place), len(place)), _APART)
    for part in parts:
        first, last = place[part[0]], place[part[-1]] + 1
        distance[first:last, first:last] = 1
        for node in part:
            for other, value in near[node].items():
                distance[place[node], place[other]] = 1 - value
    condensed = distance[np.triu_indices(len(place), 1)]
    groups = {float(row): [node] for node, row in place.items()}
    for number, (one, other, apart, _) in enumerate(linkage(condensed, "average").tolist(), start=len(place)):
        if one in groups and other in groups and apart <= 1 - least:  # what is not merged is merged with nothing
            groups[float(number)] = groups.pop(one) + groups.pop(other)
    return list(groups.values())


def _around_centres(part: list[int], near: Near, least: float) -> list[list[int]]:
    """Each article joins the best-linked centre it is verified against; centres are the best linked first."""
    free, groups = set(part), []
    for centre in sorted(part, key=lambda node: (-len(near[node]), node)):
        if centre in free:
            own = [centre, *sorted((free & near[centre].keys()) - {centre})]
            free -= set(own)
            groups.append(own)
    return groups
