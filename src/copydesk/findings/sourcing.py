"""Findings on where the statements of an article come from."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from copydesk.findings.draft import Draft
from copydesk.findings.rows import rows_of
from copydesk.findings.weak_sources import weak_sources
from copydesk.settings import rooms

__all__ = ["source_findings"]


def source_findings(
    documents: pd.DataFrame, sentences: pd.DataFrame, attributions: pd.DataFrame, settings: rooms.Findings
) -> Iterator[Draft]:
    """Vague, unnamed and second-hand sourcing."""
    weak = weak_sources(attributions, sentences, documents, settings)
    statements = weak.drop_duplicates("doc_id").set_index("doc_id")["of"]
    weak = weak.drop(columns="of").assign(second_hand_outlet=None)
    for rule, kind, what, least in (
        ("vague_sourcing", "vague", "nobody in particular", settings.min_vague),
        ("unnamed_without_reason", "unnamed", "unnamed sources, and no reason is given", settings.min_unnamed),
    ):
        what = f"{{}} of {{}} statements with a source rest on {what}."
        yield from _sourcing(rule, weak[weak["weak"] == kind], statements, what, least, settings.high_vague_share)
    yield from _sourcing(
        "second_hand",
        attributions[attributions["second_hand"]],
        attributions["doc_id"].value_counts(sort=False),
        "{} of {} attributed sentences rest on {outlets}.",
        settings.min_second_hand,
        settings.high_second_hand_share,
    )


def _sourcing(rule: str, hits: pd.DataFrame, total: pd.Series, what: str, least: int, high: float) -> Iterator[Draft]:
    """One finding for each article with at least ``least`` hits that make a share of at least ``high``."""
    counts = hits.groupby("doc_id").size()
    wanted = pd.DataFrame({"hits": counts, "of": total.reindex(counts.index)})
    wanted["share"] = wanted["hits"] / wanted["of"]
    wanted = wanted[(wanted["hits"] >= least) & (wanted["share"] >= high)]
    own = hits[hits["doc_id"].isin(wanted.index)]
    outlets = _outlets_named(own)
    first = own.loc[_clearest(own).index].join(wanted, on="doc_id")
    for doc_id, text, start, end, count, of, share in rows_of(
        first, "doc_id", "text", "start", "end", "hits", "of", "share"
    ):
        told = ", ".join(sorted(outlets.get(doc_id, ()))) or "another outlet"
        yield Draft(
            rule,
            doc_id,
            what.format(count, of, outlets=told),
            share * count,
            doc_id,
            evidence=text,
            start=int(start),
            end=int(end),
            value=share,
            threshold=high,
            unit="share",
        )


def _clearest(hits: pd.DataFrame) -> pd.DataFrame:
    """The row of each article that shows best what is meant: one that names an outlet, else one whose source could
    be read; of several the first.
    """
    shown = hits[["doc_id", "start"]].assign(
        unnamed=hits["second_hand_outlet"].isna(), unread=hits["source_text"].isna()
    )
    return shown.sort_values(["doc_id", "unnamed", "unread", "start"], kind="stable").drop_duplicates("doc_id")


def _outlets_named(hits: pd.DataFrame) -> dict[str, set[str]]:
    """Outlets that each article names as having it first; 'The Gazette' and 'Gazette' are one, and so is the 'Linden
    Gazette' where it is named too.
    """
    found: dict[str, dict[str, str]] = {}
    for doc_id, outlet in rows_of(hits[hits["second_hand_outlet"].notna()], "doc_id", "second_hand_outlet"):
        known = found.setdefault(doc_id, {})
        bare = outlet.removeprefix("The ").casefold()
        known[bare] = max(known.get(bare, ""), outlet, key=lambda name: (len(name), name))
    return {
        doc_id: {name for bare, name in known.items() if not any(other.endswith(f" {bare}") for other in known)}
        for doc_id, known in found.items()
    }
