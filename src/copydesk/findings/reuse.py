"""Findings on copy: reuse without credit, and changed quotations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

import pandas as pd

from copydesk.findings.draft import Draft
from copydesk.settings import rooms

__all__ = ["copy_findings", "quote_findings"]

_MIXED = " One of the two has this text under several headlines: look at the original pages first."


def copy_findings(
    pairs: pd.DataFrame, passages: pd.DataFrame, mixed: Set[str], settings: rooms.Findings
) -> Iterator[Draft]:
    """The strongest uncredited pair of each article that runs another outlet's text.

    Articles that are ``mixed`` up stand under headlines that are not theirs, so that their dates may not be either:
    what rests on them comes last, and says so.
    """
    least = {"same_copy": settings.min_reused_words, "shared_wire": settings.min_wire_words}
    enough = pairs["shared_words"] >= pairs["relation"].map(least).astype("float64")  # false for every other relation
    wanted = pairs[(pairs["credit"] == "uncredited") & enough]
    best = wanted.sort_values(["shared_words", "pair_id"], ascending=[False, True]).drop_duplicates("doc_id_b")
    longest = passages.sort_values(["words", "start_a"], ascending=[False, True]).drop_duplicates("pair_id")
    for row in best.merge(longest[["pair_id", "start_b", "end_b", "text"]], on="pair_id").itertuples():
        copied = row.relation == "same_copy"
        later, earlier = _name(row.source_b, "An unknown outlet"), _name(row.source_a, "an unknown outlet")
        message = (
            f"{later} runs {row.shared_words:,} words that {earlier} had{_before(row.days_apart)}"
            if copied
            else f"{later} shares {row.shared_words:,} words with {earlier}, {_after(row.days_apart)}"
        )
        doubtful = row.doc_id_a in mixed or row.doc_id_b in mixed
        yield Draft(
            "uncredited_copy" if copied else "uncredited_wire",
            f"{row.doc_id_a} {row.doc_id_b}",
            f"{message}; no credit was found.{_MIXED if doubtful else ''}",
            row.shared_words / 1e6 if doubtful else row.shared_words,
            row.doc_id_b,
            row.doc_id_a,
            row.pair_id,
            None if pd.isna(row.cluster_id) else row.cluster_id,
            row.text,
            row.start_b,
            row.end_b,
            row.shared_words,
            least[row.relation],
            "words",
        )


def quote_findings(quotes: pd.DataFrame, settings: rooms.Findings) -> Iterator[Draft]:
    """Quotations that outlets print in different words; another hyphen or mark is no other word."""
    for row in quotes[quotes["wordings"] > settings.changed_quote_words].itertuples():
        if not _is_changed(row.wording_texts.split(" | ")):
            continue
        who = f" by {row.speaker}" if isinstance(row.speaker, str) and row.speaker else ""
        yield Draft(
            "changed_quote",
            row.quote_id,
            f"A quotation{who} stands in {row.documents} articles in {row.wordings} wordings.",
            row.wordings,
            row.first_doc_id,
            evidence=row.wording_texts,
            start=row.first_start,
            end=row.first_end,
            value=row.wordings,
            threshold=settings.changed_quote_words + 1,
            unit="wordings",
        )


def _is_changed(wordings: Sequence[str]) -> bool:
    """Whether ``wordings`` differ in their letters and digits, and are not one of them cut short."""
    bare = ["".join(filter(str.isalnum, each)).casefold() for each in wordings]
    longest = max(bare, key=len)
    return any(each not in longest for each in bare)


def _name(source: object, unknown: str) -> str:
    return source if isinstance(source, str) and source else unknown


def _before(days: float) -> str:
    return "" if pd.isna(days) else f" {_span(days)} earlier" if days else " on the same day"


def _after(days: float) -> str:
    return "at an unknown time" if pd.isna(days) else f"{_span(days)} later" if days else "on the same day"


def _span(days: float) -> str:
    """Days where whole ones are known, as between two dates, or many; hours and minutes else."""
    if days < 1 / 24:
        return _counted(max(1, round(days * 24 * 60)), "minute")
    if days < 2 and days != int(days):
        return _counted(round(days * 24), "hour")
    return _counted(round(days), "day")


def _counted(count: int, unit: str) -> str:
    return f"{count:,} {unit}{'' if count == 1 else 's'}"
