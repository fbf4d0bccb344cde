"""What a run shows on a dashboard: cards of escaped text and plain values, small whatever the run's size."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from copydesk.pipeline.defusing import defuse, escape

__all__ = ["CARD_BYTES", "CARD_ROWS", "SHOWN", "Card", "deal"]

SHOWN = ("summary", "findings", "outlets", "checks", "rejects")
"""Tables that the cards are made of."""

CARD_ROWS = 200
"""Most rows of a card."""
CARD_BYTES = 100_000
"""Largest size of a card as JSON: one list call of the dashboard loads every card whole."""
_FINDINGS = (
    "rank",
    "priority",
    "rule",
    "state",
    "source",
    "title",
    "message",
    "evidence",
    "value",
    "threshold",
    "unit",
    "finding_id",
)
_OUTLETS = (
    "source",
    "documents",
    "small_sample",
    "reused",
    "reused_low",
    "reused_high",
    "uncredited",
    "attributed_sentences",
    "second_hand",
    "named_sources_per_1000",
    "unnamed_sources_per_1000",
    "vague_sources_per_1000",
    "syndication_notice",
    "automation_disclosure",
    "sponsored_or_release",
    "correction",
    "furniture_share",
    "median_flesch_reading_ease",
)
_CHECKS = ("success", "severity", "table", "expectation", "rows", "unexpected", "meaning", "error", "check_id")
_REJECTS = ("input_file", "record_no", "input_id", "reason", "detail", "bytes")
_LINKS = {
    "audit-findings": "findings",
    "audit-outlets": "outlets",
    "audit-data-quality": "data quality",
    "audit-rejects": "rejects",
}
_SEVERITY = {"critical": 0, "warning": 1, "info": 2}


@dataclass(frozen=True)
class Card:
    """One card: markdown, or rows of JSON values; ``key`` is fixed, so the dashboard keeps its history."""

    key: str
    description: str
    markdown: str = ""
    rows: tuple[dict[str, Any], ...] = ()


def deal(tables: Mapping[str, pd.DataFrame], report: str, why: str = "") -> list[Card]:
    """The cards of a run: key figures, findings, outlets, data quality, rejects.

    ``report`` is the published folder. When there is none, ``why`` says so in its place, and only the tables
    that explain it are shown: a report that was withheld is not published by another way.
    """
    quality = [_checks(tables["checks"])] if "checks" in tables else []
    rejects = [_table("audit-rejects", "Records that were not analysed", tables["rejects"], _REJECTS, "rejects.csv")]
    if why:
        head = Card("audit-summary", "No report was published", f"**No report was published:** {escape(why)}")
        return [head, *quality, *rejects]
    findings = _table("audit-findings", "Findings", tables["findings"], _FINDINGS, "findings.csv")
    outlets = _table("audit-outlets", "Measures per outlet, no verdict", tables["outlets"], _OUTLETS, "outlets.csv")
    return [_summary(tables["summary"], report), findings, outlets, *quality, *rejects]


def _summary(summary: pd.DataFrame, report: str) -> Card:
    links = " · ".join(f"[{name}](/v2/artifacts/key/{key})" for key, name in _LINKS.items())
    lines = [f"- {escape(text)}" for text in summary["text"]]
    return Card(
        "audit-summary", "Key figures of the run", "\n".join([links, "", *lines, "", f"Report: {escape(report)}"])
    )


def _checks(checks: pd.DataFrame) -> Card:
    ranked = checks.assign(rank=checks["severity"].map(_SEVERITY))
    order = ranked.sort_values(["success", "rank", "check_id"], kind="stable")
    failed = int((~checks["success"]).sum())
    return _table("audit-data-quality", f"{failed} of {len(checks)} checks failed", order, _CHECKS, "checks.csv")


def _table(key: str, what: str, frame: pd.DataFrame, names: Iterable[str], file: str) -> Card:
    columns = [name for name in names if name in frame.columns]
    rows = _fit(_plain(row) for row in frame[columns].head(CARD_ROWS).to_dict("records"))
    shown = "" if len(rows) == len(frame) else f" The first {len(rows)} of {len(frame)} rows; {file} has all."
    return Card(key, f"{what}.{shown}" if len(frame) else f"{what}: none.", rows=tuple(rows))


def _fit(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The leading ``rows`` that fit into CARD_BYTES as JSON."""
    fitting: list[dict[str, Any]] = []
    room = CARD_BYTES - 2
    for row in rows:
        room -= len(json.dumps(row).encode()) + 2
        if room < 0:
            break
        fitting.append(row)
    return fitting


def _plain(row: Mapping[Any, Any]) -> dict[str, Any]:
    return {str(name): _value(value) for name, value in row.items()}


def _value(value: Any) -> Any:
    """``value`` as JSON has it: text defused, numbers as Python's, missing as None."""
    if value is None or pd.isna(value):
        return None
    if isinstance(value, str):
        return defuse(value)
    native = value.item() if hasattr(value, "item") else value
    if isinstance(native, bool | int):
        return native
    return round(native, 4) if isinstance(native, float) else defuse(str(native))
