"""The page of one story: where the text comes from, and who carried it when."""

from __future__ import annotations

import pandas as pd

from copydesk.reports.html.library import Library, Row
from copydesk.reports.html.pages import render
from copydesk.settings.rooms import Reports

__all__ = ["story_page"]

_END_OF_TIME = pd.Timestamp.max.tz_localize("UTC")


def story_page(identifier: str, library: Library, settings: Reports) -> str:
    """The HTML of the story ``identifier``; long stories name their first ``html_findings`` members."""
    story = library.stories[identifier]
    members = sorted((_member(row, library) for row in library.members.get(identifier, [])), key=_when)
    pairs = sorted(library.story_pairs.get(identifier, []), key=lambda p: (-p["shared_words"], p["pair_id"]))
    most = settings.html_findings
    return render(
        "story",
        root="../",
        most_chars=settings.cell_chars,
        story=story,
        origin=library.documents.get(story["origin_doc_id"]),
        origin_page=library.page(story["origin_doc_id"]),
        dated=[row for row in members if row["document"]["published_at"] is not None],
        members=members[:most],
        more_members=max(0, len(members) - most),
        pairs=[_pair(row, library) for row in pairs[:most]],
        more_pairs=max(0, len(pairs) - most),
        findings=library.findings.get(identifier, []),
    )


def _member(row: Row, library: Library) -> Row:
    return row | {"document": library.documents[row["doc_id"]], "page": library.page(row["doc_id"])}


def _when(member: Row) -> tuple[pd.Timestamp, str]:
    published = member["document"]["published_at"]
    return (published or _END_OF_TIME, member["doc_id"])


def _pair(row: Row, library: Library) -> Row:
    return row | {
        "a": library.documents.get(row["doc_id_a"]),
        "b": library.documents.get(row["doc_id_b"]),
        "page": library.page(row["pair_id"]),
    }
