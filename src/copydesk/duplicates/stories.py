"""Stories: articles that share their text, grouped without chaining.

Single links chain: A shares a paragraph with B, B another with C, and a thousand articles are one story.
Groups are therefore cut by average linkage (UPGMA; Sokal and Michener 1958) inside each connected part. An
article that merges several stories is like none of them on average, and joins each of them afterwards.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

__all__ = ["group", "joining"]

Near = dict[int, dict[int, float]]
_LARGEST_MATRIX = 3000
_SMALL_MATRIX = 40


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
    for part in _parts(near):
        whole = len(part) <= _LARGEST_MATRIX and starred.isdisjoint(part)
        cut = _average_linkage if whole else _around_centres
        groups += [sorted(each) for each in cut(part, near, least) if len(each) > 1]
    return sorted(groups)


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


def _average_linkage(part: list[int], near: Near, least: float) -> list[list[int]]:
    if len(part) == 2:
        return [part]
    if all(len(near[node]) == len(part) - 1 for node in part):  # each is alike with each
        return [part]
    place = {node: row for row, node in enumerate(part)}
    distance = [[1.0] * len(part) for _ in part]
    for node in part:
        for other, value in near[node].items():
            distance[place[node]][place[other]] = 1 - value
    link = _link if len(part) <= _SMALL_MATRIX else _link_by_library
    groups: dict[int, list[int]] = {}
    for node, label in zip(part, link(distance, 1 - least), strict=True):
        groups.setdefault(label, []).append(node)
    return list(groups.values())


def _link_by_library(distance: list[list[float]], most: float) -> list[int]:
    """A label for each row: rows of one label are merged by average linkage at a distance of at most ``most``."""
    from scipy.cluster.hierarchy import fcluster, linkage

    condensed = np.array(distance)[np.triu_indices(len(distance), 1)]
    labels: list[int] = fcluster(linkage(condensed, "average"), most, criterion="distance").tolist()
    return labels


def _link(distance: list[list[float]], most: float) -> list[int]:
    """As ``_link_by_library``, which takes longer to check its arguments than to merge a few rows.

    Nearest-neighbour chains (Murtagh 1983), merged in the library's order, so that ties are broken alike; the
    matrix ``distance`` is used up.
    """
    labels, sizes, chain = list(range(len(distance))), [1] * len(distance), list[int]()
    for _ in range(len(distance) - 1):
        if not chain:
            chain = [next(row for row, size in enumerate(sizes) if size)]
        gone, kept, apart = _nearest_pair(distance, sizes, chain)
        if apart <= most:
            labels = [kept if label == gone else label for label in labels]
        all_rows, merged = sizes[gone] + sizes[kept], distance[kept]
        for row, size in enumerate(sizes):
            if size and row not in (gone, kept):
                total = sizes[gone] * distance[gone][row] + sizes[kept] * merged[row]
                merged[row] = distance[row][kept] = total / all_rows
        sizes[gone], sizes[kept] = 0, all_rows
    return labels


def _nearest_pair(distance: list[list[float]], sizes: list[int], chain: list[int]) -> tuple[int, int, float]:
    """Two rows, each the other's nearest, and how far apart they are; they are taken off ``chain``."""
    while True:
        row = chain[-1]
        nearest, apart = (chain[-2], distance[row][chain[-2]]) if len(chain) > 1 else (-1, float("inf"))
        for other, size in enumerate(sizes):
            if size and other != row and distance[row][other] < apart:
                nearest, apart = other, distance[row][other]
        if len(chain) > 1 and nearest == chain[-2]:
            del chain[-2:]
            return min(row, nearest), max(row, nearest), apart
        chain.append(nearest)


def _around_centres(part: list[int], near: Near, least: float) -> list[list[int]]:
    """Each article joins the best-linked centre it is verified against; centres are the best linked first."""
    free, groups = set(part), []
    for centre in sorted(part, key=lambda node: (-len(near[node]), node)):
        if centre in free:
            own = [centre, *sorted((free & near[centre].keys()) - {centre})]
            free -= set(own)
            groups.append(own)
    return groups
