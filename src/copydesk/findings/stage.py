"""The findings stage: every rule's drafts, ranked, with ids and links."""

from __future__ import annotations

from itertools import chain
from typing import Any

import pandas as pd

from copydesk.findings.articles import notice_findings, page_findings, source_findings
from copydesk.findings.draft import Draft
from copydesk.findings.reuse import address_findings, copy_findings, quote_findings
from copydesk.findings.rules import RULES
from copydesk.findings.templates import template_findings
from copydesk.settings import rooms
from copydesk.tables import TABLES

__all__ = ["findings"]


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
    ranked = sorted(drafts, key=lambda draft: (RULES[draft.rule].priority, -draft.weight, draft.finding_id))
    doc_ids, sources, titles = (documents[name].tolist() for name in ("doc_id", "source", "title"))
    facts = dict(zip(doc_ids, zip(sources, titles, strict=True), strict=True))
    rows = [_row(draft, rank, facts, settings) for rank, draft in enumerate(ranked, start=1)]
    return TABLES["findings"].conform(pd.DataFrame(rows, columns=TABLES["findings"].names))


def _row(draft: Draft, rank: int, facts: dict[str, tuple[Any, Any]], settings: rooms.Findings) -> dict[str, object]:
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
