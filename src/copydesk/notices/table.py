"""The table of notices: what is the same for a rule, or for a text that it hits, is found once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.notices.hits import Hit
from copydesk.notices.printed import choose_reader
from copydesk.notices.rule import Rule
from copydesk.notices.rulebook import Rulebook
from copydesk.notices.scope import find_reach, wording
from copydesk.settings import rooms

__all__ = ["tabulate"]

Numbers = npt.NDArray[np.int64]


def tabulate(
    hits: Sequence[Hit],
    layout: pd.DataFrame,
    articles: pd.DataFrame,
    fingerprints: pd.DataFrame,
    book: Rulebook,
    settings: rooms.Notices,
) -> pd.DataFrame:
    """A row a hit, with the columns of notices and doc_no."""
    rows, numbers = (np.array([getattr(hit, name) for hit in hits], np.int64) for name in ("row", "rule_no"))
    docs = layout["doc_no"].to_numpy()[rows].astype(np.int64)
    spans = pd.DataFrame({"doc_no": docs, "start": [hit.start for hit in hits], "end": [hit.end for hit in hits]})
    printed = choose_reader(layout)(articles["text"], spans)
    kinds = {kind: number for number, kind in enumerate(dict.fromkeys(zip(numbers.tolist(), printed, strict=True)))}
    kind = np.array([kinds[each] for each in zip(numbers.tolist(), printed, strict=True)], np.int64)
    told = [(book.rules[rule_no], text) for rule_no, text in kinds]
    worded = pd.factorize(pd.Series([f"{rule.id} {wording(text)}" for rule, text in told], dtype=object))[0]
    scope, share = find_reach(worded[kind].astype(np.int64), docs, articles, fingerprints, settings)
    named = _take([rule.provider or book.providers.named(text) for rule, text in told], kind)
    return pd.DataFrame(
        {
            "doc_no": docs,
            "doc_id": articles["doc_id"].array.take(docs),
            "start": spans["start"].array,
            "end": spans["end"].array,
            "provider": [name or hit.provider or None for name, hit in zip(named, hits, strict=True)],
            "reviewed": _take([_review(rule, text, book) for rule, text in told], kind),
            "scope": scope,
            "scope_share": share,
            "origin": np.where(layout["region"].iloc[rows] == "page", "page", "text").astype(object),
            "inline": np.array([not hit.whole for hit in hits], bool),
            "text": np.array(printed, object),
            "confidence": np.array([rule.confidence for rule in book.rules], np.float64)[numbers],
            **{name: _take([of(rule) for rule in book.rules], numbers) for name, of in _OF_RULE.items()},
        }
    )


_OF_RULE: dict[str, Callable[[Rule], str]] = {
    "class": lambda rule: rule.notice_class,
    "automation": lambda rule: rule.automation,
    "rule": lambda rule: rule.id,
    "language": lambda rule: rule.language,
}


def _take(values: Sequence[str], numbers: Numbers) -> npt.NDArray[Any]:
    return np.array(values, object)[numbers]


def _review(rule: Rule, text: str, book: Rulebook) -> str:
    """Whether a notice of automation says that a person reviewed the text; empty for other notices."""
    automation = rule.automation
    if rule.reviewed or not (automation or rule.notice_class in ("automation_disclosure", "syndication_notice")):
        return rule.reviewed
    return next((state for state, pattern in book.reviews if pattern.search(text)), "unstated" if automation else "")
