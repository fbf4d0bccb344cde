"""What a match is: the rules from measured shares to a relation, with the evidence in a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from copydesk.duplicates.verify import Match
from copydesk.settings import rooms

__all__ = ["Relation", "relate"]


@dataclass(frozen=True)
class Relation:
    """A relation with its confidence (0 to 1) and the sentence that says what decided it."""

    name: str
    confidence: float
    evidence: str


def relate(match: Match, same_outlet: bool, names_other: bool, settings: rooms.Duplicates) -> Relation:
    """The relation of ``match``; ``names_other``: one of the two names the other's outlet as its source.

    The order matters: quoted matter first (a shared statement is no reuse), then whole copies, then
    excerpts that name their source, then shared wire copy.
    """
    whole = min(match.a_in_b, match.b_in_a)
    part = max(match.a_in_b, match.b_in_a)
    quoted = match.quoted_share
    if same_outlet and whole < settings.same_text_containment:
        return Relation(
            "self_update",
            _sure(part, settings.excerpt_containment),
            f"Both are of one outlet and share {match.words} words.",
        )
    if part >= settings.same_copy_containment and whole >= settings.excerpt_containment:
        return Relation(
            "same_copy",
            _sure(part, settings.same_copy_containment),
            f"{_percent(part)} of the shorter body stands in the other, word for word.",
        )
    few = match.unquoted_words < settings.unquoted_words and quoted >= 0.5
    if (quoted >= settings.quoted_share or few) and not (names_other and match.longest >= settings.quoted_run_words):
        return Relation(
            "quoted_matter_only",
            _sure(quoted, settings.quoted_share),
            f"{_percent(quoted)} of the {match.words} shared words are quoted.",
        )
    if names_other:
        return Relation(
            "credited_excerpt",
            0.5 + 0.4 * (1 - quoted),
            f"{match.words} words are shared and one of the two names the other's outlet.",
        )
    return Relation(
        "shared_wire",
        _sure(1 - quoted, 1 - settings.quoted_share),
        f"{match.words} words are shared, {match.unquoted_words} of them outside quotation marks; "
        f"the longest run has {match.longest} words.",
    )


def _sure(value: float, threshold: float) -> float:
    """Confidence by distance from the threshold: .5 at it, 1 at the far end."""
    return round(0.5 + 0.5 * (value - threshold) / (1 - threshold), 4) if value >= threshold else 0.5


def _percent(share: float) -> str:
    return f"{share:.0%}"
