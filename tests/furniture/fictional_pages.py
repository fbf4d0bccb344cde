"""Pages of invented outlets, labelled by the stage itself."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pandas as pd

from copydesk.duplicates.coarse import fingerprints
from copydesk.furniture import furniture
from copydesk.settings import load
from copydesk.tables import TABLES
from copydesk.text import text

_SUBJECTS = (
    "The harbour board",
    "A dredging firm",
    "The island council",
    "Every ferry captain",
    "The net makers' guild",
    "An engineer from Vell",
    "The lighthouse trust",
    "A school in Tarn",
)
_VERBS = ("rejected", "welcomed", "postponed", "audited", "financed", "rewrote", "defended", "measured")
_OBJECTS = (
    "the plan for a longer pier",
    "a toll on cargo barges",
    "the winter timetable",
    "its own budget forecast",
    "a survey of the sea wall",
    "the ban on night landings",
    "two grants for boat repair",
    "the old signal code",
)
_TAILS = (
    "after a vote that lasted until midnight on the quay.",
    "although the minister had asked for another month.",
    "because storms closed the northern channel twice.",
    "while residents waited outside with lanterns and flasks.",
    "despite a petition signed by most of the crew.",
    "before the spring tides reached the lower warehouses.",
    "once the auditors had counted every crate again.",
    "in spite of the cost to smaller villages.",
)


def prose(seed: int, paragraphs: int = 4) -> list[str]:
    """Paragraphs of about thirty words; two seeds share no run of five words but by chance."""
    pool = list(itertools.product(range(8), repeat=4))
    found = []
    for number in range(paragraphs):
        parts = [pool[(seed * 977 + number * 131 + half * 613) % len(pool)] for half in range(2)]
        found.append(" ".join(f"{_SUBJECTS[a]} {_VERBS[b]} {_OBJECTS[c]} {_TAILS[d]}" for a, b, c, d in parts))
    return found


def articles_of(
    texts: Sequence[str],
    source: str | Sequence[str | None] | None = "harbour.example",
    titles: Sequence[str] = (),
    page: Sequence[str] = (),
    days: Sequence[str] = (),
) -> pd.DataFrame:
    """Articles with these texts; ``page`` gives the lines around each, ``days`` when each was published."""
    count = len(texts)
    around = [f"\n\n{each}" if each else "" for each in page] or [""] * count
    sources = [source] * count if source is None or isinstance(source, str) else list(source)
    frame = {column.name: [""] * count for column in TABLES["articles"].columns if column.kind == "text"}
    return TABLES["articles"].conform(
        pd.DataFrame(
            frame
            | {
                "doc_id": [f"d{number:05}" for number in range(count)],
                "source": sources,
                "title": list(titles) or [""] * count,
                "text": [body + more for body, more in zip(texts, around, strict=True)],
                "article_chars": [len(body) for body in texts],
                "page_chars": [len(body) + len(more) for body, more in zip(texts, around, strict=True)],
                "published_at": pd.to_datetime(list(days) or [None] * count, utc=True).astype("datetime64[us, UTC]"),
                "record_no": list(range(count)),
                "hidden_characters": 0,
                "hidden_at": None,
                "whole_page": False,
            }
        )
    )


def label(articles: pd.DataFrame, known: pd.DataFrame | None = None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Layout with label, reason, seen_clusters and the printed text, and template_lines."""
    settings = load()
    names = ("layout", "segments", "words", "vocabulary")
    layout, _, words, vocabulary = (
        TABLES[name].conform(each) for name, each in zip(names, text(articles), strict=True)
    )
    coarse = fingerprints(articles, layout, words, vocabulary, settings.fingerprints)
    found, table = furniture(articles, layout, words, vocabulary, coarse, settings.furniture, known)
    texts = articles["text"].tolist()
    printed = [
        texts[doc][start:end] for doc, start, end in zip(layout["doc_no"], layout["start"], layout["end"], strict=True)
    ]
    return layout.assign(label=found["label"], reason=found["reason"], seen=found["seen_clusters"], text=printed), table


def labels_of(lines: Sequence[str], title: str = "", page: str = "") -> dict[str, str]:
    """Label by line of one page of an unknown outlet."""
    found, _ = label(articles_of(["\n".join(lines)], None, [title], [page]))
    return dict(zip(found["text"], found["label"], strict=True))
