"""The findings stage: every rule's drafts, ranked, with ids and links."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import chain
from typing import Any

import pandas as pd

from copydesk.findings.draft import Draft
from copydesk.findings.labelled import notice_findings
from copydesk.findings.pages import page_findings
from copydesk.findings.reuse import address_findings, copy_findings, quote_findings
from copydesk.findings.rules import RULES
from copydesk.findings.sourcing import source_findings
from copydesk.findings.templates import template_findings
from copydesk.settings import rooms
from copydesk.tables import TABLES

__all__ = ["findings"]

Facts = dict[str, tuple[Any, Any]]
"""Source and title of each article."""


def findings(
    documents: pd.DataFrame,
    pairs: pd.DataFrame,
    passages: pd.DataFrame,
    clusters: pd.DataFrame,
    members: pd.DataFrame,
    notices: pd.DataFrame,
    attributions: pd.DataFrame,
    quotes: pd.DataFrame,
    templates: pd.DataFrame,
    settings: rooms.Findings,
) -> pd.DataFrame:
    """What an editor may act on, most urgent first; the first ``linked`` have a page that shows the proof."""
    drafts = chain(
        copy_findings(pairs, passages, settings),
        quote_findings(quotes, settings),
        address_findings(documents),
        template_findings(templates, documents, passages),
        notice_findings(notices, documents),
        source_findings(documents, attributions, settings),
        page_findings(documents, settings),
    )
    doc_ids, sources, titles = (documents[name].tolist() for name in ("doc_id", "source", "title"))
    facts = dict(zip(doc_ids, zip(sources, titles, strict=True), strict=True))
    rows = [_row(draft, rank, facts, settings) for rank, draft in enumerate(_ranked(drafts, facts), start=1)]
    return TABLES["findings"].conform(pd.DataFrame(rows, columns=TABLES["findings"].names))


def _ranked(drafts: Iterable[Draft], facts: Facts) -> list[Draft]:
    """The most urgent first. Of what one outlet did to one story the strongest comes first, and the rest after what
    is as urgent and new: a text that stands under forty addresses is one thing to act on.
    """
    ranked = sorted(drafts, key=lambda draft: (RULES[draft.rule].priority, -draft.weight, draft.finding_id))
    before: Counter[object] = Counter()
    repeats = []
    for draft in ranked:
        told = (draft.rule, draft.cluster_id, facts[draft.doc_id][0]) if draft.cluster_id else draft.finding_id
        repeats.append(before[told])
        before[told] += 1
    order = sorted(range(len(ranked)), key=lambda row: (RULES[ranked[row].rule].priority, repeats[row], row))
    return [ranked[row] for row in order]


def _row(draft: Draft, rank: int, facts: Facts, settings: rooms.Findings) -> dict[str, object]:
    source, title = facts[draft.doc_id]
    return {
        "finding_id": draft.finding_id,
        "rank": rank,
        "priority": RULES[draft.rule].priority,
        "rule": draft.rule,
        "state": "new",
        "source": source,
        "doc_id": draft.doc_id,
        "other_doc_id": draft.other_doc_id,
        "pair_id": draft.pair_id,
        "cluster_id": draft.cluster_id,
        "title": title,
        "message": draft.message,
        "evidence": draft.evidence,
        "start": draft.start,
        "end": draft.end,
        "value": draft.value,
        "threshold": draft.threshold,
        "unit": draft.unit,
        "link": draft.page if rank <= settings.linked else None,
        "editor_label": "",
        "editor_note": None,
    }
