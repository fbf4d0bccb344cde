"""Who had a story first: by credit, then by time, then by containment; else undecided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from copydesk.duplicates.order import first_of

__all__ = ["Origin", "find_origin", "independent_sources"]


@dataclass(frozen=True)
class Origin:
    """The article (number) and outlet a story comes from, what tells it, and how surely.

    When the credited origin's own article was not read, ``doc`` is the first known copy, if the times tell it.
    """

    doc: int | None
    source: str | None
    basis: str
    confidence: float


def find_origin(
    members: Sequence[int],
    sources: Mapping[int, str | None],
    credited_to: Mapping[int, Sequence[str]],
    ranks: Mapping[int, int],
    day_only: set[int],
    containment: Mapping[tuple[int, int], float],
) -> Origin:
    """The origin of a story of ``members``.

    ``credited_to`` names whom each member credits; ``containment[a, b]`` is the share of a that b has.
    """
    first = first_of({doc: ranks[doc] for doc in members}, day_only)
    credited = _by_credit(members, sources, credited_to)
    if credited:
        return credited if credited.doc is not None else replace(credited, doc=first)
    if first is not None:
        return Origin(first, sources[first], "time", 0.8)
    return _by_containment(members, sources, containment) or Origin(None, None, "undecided", 0.0)


def independent_sources(members: Sequence[int], linked: set[tuple[int, int]]) -> int:
    """Origins that are not copies of one another: parts that reuse does not connect, at least 1."""
    parent = {doc: doc for doc in members}
    for a, b in sorted(linked):
        if a in parent and b in parent:
            low, high = sorted((_root(parent, a), _root(parent, b)))
            parent[high] = low
    return len({_root(parent, doc) for doc in members})


def _root(parent: dict[int, int], doc: int) -> int:
    while parent[doc] != doc:
        doc = parent[doc]
    return doc


def _by_credit(
    members: Sequence[int], sources: Mapping[int, str | None], credited_to: Mapping[int, Sequence[str]]
) -> Origin | None:
    """The name that most members credit; its own article when it is a member."""
    named = Counter(name for doc in members for name in sorted(set(credited_to.get(doc, ()))) if name)
    if not named:
        return None
    name, votes = min(named.items(), key=lambda item: (-item[1], item[0]))
    own = [doc for doc in members if (sources[doc] or "").casefold() == name.casefold()]
    return Origin(own[0] if len(own) == 1 else None, name, "credit_line", round(0.7 + 0.3 * votes / len(members), 4))


def _by_containment(
    members: Sequence[int], sources: Mapping[int, str | None], containment: Mapping[tuple[int, int], float]
) -> Origin | None:
    """The one member that contains every other but is not contained: the others were cut from it."""
    whole = [
        doc
        for doc in members
        if all(
            containment.get((other, doc), 0) >= 0.9 and containment.get((doc, other), 0) < 0.75
            for other in members
            if other != doc
        )
    ]
    return Origin(whole[0], sources[whole[0]], "containment", 0.6) if len(whole) == 1 else None
