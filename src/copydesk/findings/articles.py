"""Findings on single articles: what their notices say, where their statements come from, what the page is."""

from __future__ import annotations

from collections.abc import Iterator

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
_AUTOMATED = "It says that text was {what} by a machine, and {review}."
_REVIEW = {"no": "that no person reviewed it", "unstated": "not that a person reviewed it",
           "": "not that a person reviewed it"}  # fmt: skip


def notice_findings(notices: pd.DataFrame, documents: pd.DataFrame) -> Iterator[Draft]:
    """One finding for each article and rule that a notice raises."""
    sources = documents.set_index("doc_id")["source"]
    seen: set[tuple[str, str]] = set()
    for row in notices.sort_values(["doc_id", "start", "rule"], kind="stable").to_dict("records"):
        rule, message = _notice_message(row, sources)
        if rule and (rule, row["doc_id"]) not in seen:
            seen.add((rule, row["doc_id"]))
            start, end = (None if pd.isna(row[k]) else int(row[k]) for k in ("start", "end"))
            yield Draft(rule, row["doc_id"], message, row["confidence"], row["doc_id"], evidence=row["text"],
                        start=start, end=end)  # fmt: skip


def _notice_message(row: dict[str, object], sources: pd.Series) -> tuple[str, str]:
    source = sources.get(row["doc_id"])
    name = source if isinstance(source, str) else "The outlet"
    if row["class"] == "automation_disclosure":
        if row["reviewed"] == "yes":
            return "", ""
        what = {"": "made", "generated": "generated", "assisted": "made with help", "summarised": "summarised",
                "translated": "translated"}[_text(row["automation"])]  # fmt: skip
        return "automation_unreviewed", _AUTOMATED.format(what=what, review=_REVIEW[_text(row["reviewed"])])
    rule, message = _NOTICES.get(str(row["class"]), ("", ""))
    return rule, message.format(source=name)


def source_findings(documents: pd.DataFrame, attributions: pd.DataFrame, settings: rooms.Findings) -> Iterator[Draft]:
    """Vague, unnamed and second-hand sourcing, and few attributed sentences."""
    for doc_id, group in attributions.groupby("doc_id", sort=True):
        yield from _attribution_findings(str(doc_id), group, settings)
    judged = documents[documents["body_sentences"].fillna(0) >= settings.min_sentences]
    for row in judged.itertuples():
        share = row.attributed_any_share
        if not pd.isna(share) and share < settings.low_attribution_share:
            yield Draft("low_attribution", row.doc_id, f"{share:.0%} of its {row.body_sentences} sentences are "
                        "attributed; this is a measure of sourcing on the page, not of reliability.", 1 - share,
                        row.doc_id, value=share, threshold=settings.low_attribution_share, unit="share")  # fmt: skip
        run = row.longest_unattributed_run
        if not pd.isna(run) and run >= settings.unattributed_run:
            yield Draft("unattributed_run", row.doc_id, f"{run} sentences in a row are not attributed.", float(run),
                        row.doc_id, value=float(run), threshold=settings.unattributed_run, unit="sentences")  # fmt: skip


def _attribution_findings(doc_id: str, group: pd.DataFrame, settings: rooms.Findings) -> Iterator[Draft]:
    vague = group[group["kind"] == "vague"]
    if len(vague) >= settings.min_vague or len(vague) / len(group) >= settings.high_vague_share and len(vague):
        yield _sourcing("vague_sourcing", doc_id, vague, len(group), "rest on nobody in particular",
                        settings.high_vague_share)  # fmt: skip
    unnamed = group[(group["kind"] == "unnamed") & (group["anonymity_reason"].fillna("") == "")]
    if len(unnamed) >= settings.min_unnamed:
        yield _sourcing("unnamed_without_reason", doc_id, unnamed, len(group),
                        "name no source, and no reason is given", settings.high_vague_share)  # fmt: skip
    second = group[group["second_hand"]]
    if len(second) >= settings.min_second_hand or len(second) / len(group) >= settings.high_second_hand_share:
        outlets = sorted(set(second["second_hand_outlet"].dropna())) or ["another outlet"]
        yield _sourcing("second_hand", doc_id, second, len(group), f"rest on {', '.join(outlets)}",
                        settings.high_second_hand_share)  # fmt: skip


def _sourcing(rule: str, doc_id: str, rows: pd.DataFrame, total: int, what: str, threshold: float) -> Draft:
    first = rows.sort_values("start").iloc[0]
    share = len(rows) / total
    return Draft(rule, doc_id, f"{len(rows)} of {total} attributed sentences {what}.", share * len(rows), doc_id,
                 evidence=first["text"], start=int(first["start"]), end=int(first["end"]), value=share,
                 threshold=threshold, unit="share")  # fmt: skip


def page_findings(documents: pd.DataFrame, settings: rooms.Findings) -> Iterator[Draft]:
    """Hidden characters, and pages that are mostly furniture."""
    for row in documents[documents["hidden_characters"] >= settings.min_hidden_characters].itertuples():
        yield Draft("hidden_characters", row.doc_id, f"{row.hidden_characters} invisible or look-alike characters stand "
                    "in the text.", float(row.hidden_characters), row.doc_id, value=float(row.hidden_characters),
                    threshold=settings.min_hidden_characters, unit="characters")  # fmt: skip
    shares = documents["furniture_share"].fillna(0)
    for row in documents[(shares >= settings.high_furniture_share) & (documents["format"] != "html")].itertuples():
        yield Draft("mostly_furniture", row.doc_id, f"{row.furniture_share:.0%} of its words are page furniture.",
                    row.furniture_share, row.doc_id, value=row.furniture_share,
                    threshold=settings.high_furniture_share, unit="share")  # fmt: skip


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
