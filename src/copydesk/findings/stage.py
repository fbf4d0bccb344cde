"""The findings stage: every rule's drafts, ranked, with ids and links."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import chain
from typing import Any

import pandas as pd

from copydesk.findings.addresses import address_findings, later_twins, mixed_up, same_texts
from copydesk.findings.density import density_findings
from copydesk.findings.draft import Draft
from copydesk.findings.labelled import notice_findings
from copydesk.findings.pages import page_findings
from copydesk.findings.reuse import copy_findings, quote_findings
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
    articles: pd.DataFrame,
    pairs: pd.DataFrame,
    passages: pd.DataFrame,
    notices: pd.DataFrame,
    sentences: pd.DataFrame,
    attributions: pd.DataFrame,
    quotes: pd.DataFrame,
    templates: pd.DataFrame,
    settings: rooms.Findings,
) -> pd.DataFrame:
    """What an editor may act on, most urgent first; the first ``linked`` have a page that shows the proof.

    A text that an outlet has under many addresses is judged once, in the earliest of them: thirty pages on which a
    scrape put one article are one thing to act on.
    """
    twins = same_texts(documents)
    of_article = chain(
        copy_findings(pairs, passages, mixed_up(twins), settings),
        notice_findings(notices, documents, articles, settings),
        source_findings(documents, sentences, attributions, settings),
        density_findings(documents, sentences, settings),
        page_findings(documents, articles, settings),
    )
    echoes = later_twins(twins)
    drafts = chain(
        quote_findings(quotes, settings),
        address_findings(twins, documents),
        template_findings(templates, documents, passages, later_twins(twins[twins["url"].notna()])),
        (draft for draft in of_article if draft.doc_id not in echoes),
    )
    doc_ids, sources, titles = (documents[name].tolist() for name in ("doc_id", "source", "title"))
    facts = dict(zip(doc_ids, zip(sources, titles, strict=True), strict=True))
    rows = [_row(draft, rank, facts, settings) for rank, draft in enumerate(_ranked(drafts, facts), start=1)]
    return TABLES["findings"].conform(pd.DataFrame(rows, columns=TABLES["findings"].names))


def _ranked(drafts: Iterable[Draft], facts: Facts) -> list[Draft]:
    """The most urgent first. Of what one outlet did to one story, or of one rule in one article, the strongest comes
    first, and the rest after what is as urgent and new.
    """
    ranked = sorted(drafts, key=lambda draft: (RULES[draft.rule].priority, -draft.weight, draft.finding_id))
    before: Counter[object] = Counter()
    repeats = []
    for draft in ranked:
        about = (draft.cluster_id, facts[draft.doc_id][0]) if draft.cluster_id else draft.doc_id
        told = (draft.rule, about)
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
