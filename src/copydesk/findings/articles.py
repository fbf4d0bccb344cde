"""Findings on single articles: what their notices say, where their statements come from, what the page is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from copydesk.findings.draft import Draft
from copydesk.settings import rooms

__all__ = ["notice_findings", "page_findings", "source_findings"]

_NOTICES = {
    "syndication_notice": ("syndication_notice", "{source} publishes it from a feed and says so."),
    "aggregator_notice": ("aggregated", "{source} says that it collected the text from other news sources."),
    "sponsored_notice": ("sponsored_as_news", "{source} marks it as sponsored."),
    "press_release_notice": ("sponsored_as_news", "{source} marks it as a press release."),
    "correction_note": ("correction", "It carries a correction."),
    "update_note": ("correction", "It carries an update note."),
}
_TELLING = (*_NOTICES, "automation_disclosure", "translation_notice")
_NOTICE_COLUMNS = ["doc_id", "class", "start", "end", "rule", "automation", "reviewed", "confidence", "text"]
_AUTOMATED = "It says that text was {what} by a machine, and {review}."
_REVIEW = {
    "no": "that no person reviewed it",
    "unstated": "not that a person reviewed it",
    "": "not that a person reviewed it",
}


def notice_findings(notices: pd.DataFrame, documents: pd.DataFrame) -> Iterator[Draft]:
    """One finding for each article and rule that a notice raises."""
    sources = dict(_rows(documents, "doc_id", "source"))
    seen: set[tuple[str, str]] = set()
    telling = notices.loc[notices["class"].isin(_TELLING), _NOTICE_COLUMNS]
    for row in telling.sort_values(["doc_id", "start", "rule"], kind="stable").to_dict("records"):
        rule, message = _notice_message(row, sources)
        if rule and (rule, row["doc_id"]) not in seen:
            seen.add((rule, row["doc_id"]))
            start, end = (None if pd.isna(row[k]) else int(row[k]) for k in ("start", "end"))
            yield Draft(
                rule,
                row["doc_id"],
                message,
                row["confidence"],
                row["doc_id"],
                evidence=row["text"],
                start=start,
                end=end,
            )


def _notice_message(row: dict[str, Any], sources: Mapping[str, object]) -> tuple[str, str]:
    source = sources.get(row["doc_id"])
    name = source if isinstance(source, str) else "The outlet"
    translated = row["class"] == "translation_notice" and _text(row["automation"])
    if row["class"] == "automation_disclosure" or translated:
        if row["reviewed"] == "yes":
            return "", ""
        what = {
            "": "made",
            "generated": "generated",
            "assisted": "made with help",
            "summarised": "summarised",
            "translated": "translated",
        }[_text(row["automation"])]
        return "automation_unreviewed", _AUTOMATED.format(what=what, review=_REVIEW[_text(row["reviewed"])])
    rule, message = _NOTICES.get(str(row["class"]), ("", ""))
    return rule, message.format(source=name)


def source_findings(documents: pd.DataFrame, attributions: pd.DataFrame, settings: rooms.Findings) -> Iterator[Draft]:
    """Vague, unnamed and second-hand sourcing, and few attributed sentences."""
    total = attributions["doc_id"].value_counts(sort=False)
    told = attributions[["doc_id", "text", "start", "end", "second_hand_outlet"]]
    vague = told[attributions["kind"] == "vague"]
    unnamed = told[(attributions["kind"] == "unnamed") & (attributions["anonymity_reason"].fillna("") == "")]
    second = told[attributions["second_hand"]]
    high = settings.high_vague_share
    yield from _sourcing("vague_sourcing", vague, total, "rest on nobody in particular", settings.min_vague, high)
    yield from _sourcing(
        "unnamed_without_reason", unnamed, total, "name no source, and no reason is given", settings.min_unnamed, high
    )
    yield from _sourcing(
        "second_hand", second, total, "rest on {outlets}", settings.min_second_hand, settings.high_second_hand_share
    )
    judged = documents[["doc_id", "body_sentences", "attributed_any_share", "longest_unattributed_run"]]
    yield from _density_findings(judged[judged["body_sentences"].fillna(0) >= settings.min_sentences], settings)


def _density_findings(judged: pd.DataFrame, settings: rooms.Findings) -> Iterator[Draft]:
    low = judged[judged["attributed_any_share"] < settings.low_attribution_share]
    for doc_id, share, sentences in _rows(low, "doc_id", "attributed_any_share", "body_sentences"):
        yield Draft(
            "low_attribution",
            doc_id,
            f"{share:.0%} of its {sentences} sentences are attributed; this is a "
            "measure of sourcing on the page, not of reliability.",
            1 - share,
            doc_id,
            value=share,
            threshold=settings.low_attribution_share,
            unit="share",
        )
    long = judged[(judged["longest_unattributed_run"] >= settings.unattributed_run).fillna(False)]
    for doc_id, run in _rows(long, "doc_id", "longest_unattributed_run"):
        yield Draft(
            "unattributed_run",
            doc_id,
            f"{run} sentences in a row are not attributed.",
            float(run),
            doc_id,
            value=float(run),
            threshold=settings.unattributed_run,
            unit="sentences",
        )


def _sourcing(rule: str, hits: pd.DataFrame, total: pd.Series, what: str, least: int, high: float) -> Iterator[Draft]:
    """One finding for each article with ``least`` hits, or with one and a share of at least ``high``."""
    counts = hits.groupby("doc_id").size()
    wanted = pd.DataFrame({"hits": counts, "of": total.reindex(counts.index)})
    wanted["share"] = wanted["hits"] / wanted["of"]
    wanted = wanted[(wanted["hits"] >= least) | (wanted["share"] >= high)]
    own = hits[hits["doc_id"].isin(wanted.index)]
    outlets = _outlets_named(own)
    places = own[["doc_id", "start"]].sort_values(["doc_id", "start"], kind="stable").drop_duplicates("doc_id")
    first = own.loc[places.index].join(wanted, on="doc_id")
    for doc_id, text, start, end, count, of, share in _rows(
        first, "doc_id", "text", "start", "end", "hits", "of", "share"
    ):
        told = what.format(outlets=", ".join(sorted(outlets.get(doc_id, ()))) or "another outlet")
        yield Draft(
            rule,
            doc_id,
            f"{count} of {of} attributed sentences {told}.",
            share * count,
            doc_id,
            evidence=text,
            start=int(start),
            end=int(end),
            value=share,
            threshold=high,
            unit="share",
        )


def _outlets_named(hits: pd.DataFrame) -> dict[str, set[str]]:
    """Outlets that each article names as having it first."""
    found: dict[str, set[str]] = {}
    for doc_id, outlet in _rows(hits[hits["second_hand_outlet"].notna()], "doc_id", "second_hand_outlet"):
        found.setdefault(doc_id, set()).add(outlet)
    return found


def _rows(frame: pd.DataFrame, *columns: str) -> Iterator[Any]:
    """Plain rows of some columns; much faster than row objects."""
    return zip(*(frame[column].tolist() for column in columns), strict=True)


def page_findings(documents: pd.DataFrame, settings: rooms.Findings) -> Iterator[Draft]:
    """Hidden characters, and pages that are mostly furniture."""
    for row in documents[documents["hidden_characters"] >= settings.min_hidden_characters].itertuples():
        yield Draft(
            "hidden_characters",
            row.doc_id,
            f"{row.hidden_characters} invisible or look-alike characters stand in the text.",
            float(row.hidden_characters),
            row.doc_id,
            value=float(row.hidden_characters),
            threshold=settings.min_hidden_characters,
            unit="characters",
        )
    shares = documents["furniture_share"].fillna(0)
    for row in documents[(shares >= settings.high_furniture_share) & (documents["format"] != "html")].itertuples():
        yield Draft(
            "mostly_furniture",
            row.doc_id,
            f"{row.furniture_share:.0%} of its words are page furniture.",
            row.furniture_share,
            row.doc_id,
            value=row.furniture_share,
            threshold=settings.high_furniture_share,
            unit="share",
        )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
