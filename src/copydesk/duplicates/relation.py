"""What a match is: the rules from measured shares to a relation, with the evidence in a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from copydesk.duplicates.compared import Match
from copydesk.duplicates.presentation import Presentation
from copydesk.settings import rooms

__all__ = ["Relation", "relate"]


@dataclass(frozen=True)
class Relation:
    """A relation with its confidence (0 to 1) and the sentence that says what decided it."""

    name: str
    confidence: float
    evidence: str


def relate(
    match: Match, shown: Presentation, same_outlet: bool, a_names: bool, b_names: bool, settings: rooms.Duplicates
) -> Relation:
    """The relation of ``match``; ``a_names``: a names b's outlet as its source, and the other way round.

    The order matters: whole copies first, then page furniture and quoted matter (a shared statement is no reuse),
    then excerpts that name their source or introduce it, then shared wire copy.
    """
    whole = min(match.a_in_b, match.b_in_a)
    part = max(match.a_in_b, match.b_in_a)
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
    if shown.captions >= settings.caption_share:
        return Relation(
            "furniture_only",
            _sure(shown.captions, settings.caption_share),
            f"{_percent(shown.captions)} of the {match.words} shared words are captions of a picture gallery "
            "or lists of links.",
        )
    return _of_parts(match, shown, a_names, b_names, settings)


def _of_parts(match: Match, shown: Presentation, a_names: bool, b_names: bool, settings: rooms.Duplicates) -> Relation:
    """Quoted matter, excerpt or wire copy, of two articles that share a part of their text."""
    unquoted = round(match.words * (1 - shown.quoted))
    names_other = a_names or b_names
    own = _quotes_own_words(shown, a_names, b_names, settings)
    excerpt = own or (names_other and match.longest >= settings.quoted_run_words)
    if _is_statement(shown, unquoted, settings) and not excerpt:
        return Relation(
            "quoted_matter_only",
            _sure(shown.quoted, settings.quoted_share),
            f"{_percent(shown.quoted)} of the {match.words} shared words are quoted.",
        )
    excerpted = max(shown.a_introduces, shown.b_introduces)
    if names_other or excerpted >= settings.introduced_share:
        how = "names the other's outlet" if names_other else "introduces them as a quotation"
        return Relation(
            "credited_excerpt",
            round(0.5 + 0.4 * (1 - shown.quoted), 4),
            f"{match.words} words are shared and one of the two {how}.",
        )
    if shown.cited >= settings.quoted_share:
        return Relation(
            "quoted_matter_only",
            _sure(shown.cited, settings.quoted_share),
            f"{_percent(shown.cited)} of the {match.words} shared words are quoted or introduced as a quotation.",
        )
    return Relation(
        "shared_wire",
        _sure(1 - shown.quoted, 1 - settings.quoted_share),
        f"{match.words} words are shared, {unquoted} of them outside quotation marks; "
        f"the longest run has {match.longest} words.",
    )


def _is_statement(shown: Presentation, unquoted: int, settings: rooms.Duplicates) -> bool:
    return shown.quoted >= settings.quoted_share or (unquoted < settings.unquoted_words and shown.quoted >= 0.5)


def _quotes_own_words(shown: Presentation, a_names: bool, b_names: bool, settings: rooms.Duplicates) -> bool:
    """Whether an article quotes what the other prints as its own words, and names that one's outlet."""
    return (a_names and shown.a_quotes >= settings.quoted_share) or (
        b_names and shown.b_quotes >= settings.quoted_share
    )


def _sure(value: float, threshold: float) -> float:
    """Confidence by distance from the threshold: .5 at it, 1 at the far end."""
    return round(0.5 + 0.5 * (value - threshold) / (1 - threshold), 4) if value >= threshold else 0.5


def _percent(share: float) -> str:
    return f"{share:.0%}"
