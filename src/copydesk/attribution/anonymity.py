"""The reason a text gives for not naming a source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import numpy as np

from copydesk.attribution.lexicon import Lexicon
from copydesk.attribution.tokens import Rows, Tokens

__all__ = ["find_reasons"]

_CLAUSE = re.compile(r"\b(?:because|since|citing|for fear|out of fear|weil|parce qu|porque|car)\b[^.;”\"»—]*", re.I)
_END = re.compile(r"[,.;”\"»—)]")


def find_reasons(
    tokens: Tokens, texts: Sequence[str], languages: list[str], known: dict[str, Lexicon], starts: Rows, ends: Rows,
) -> dict[int, str]:  # fmt: skip
    """Reasons by row of segments; ``starts`` and ``ends`` are the sentences' offsets into their articles."""
    reasons: dict[int, str] = {}
    held, article = -1, ""
    for sentence in np.unique(tokens.segment[tokens.has("triggers")]).tolist():
        doc = int(tokens.doc[tokens.first[sentence]])
        if doc != held:
            held, article = doc, texts[doc]
        text = article[starts[sentence] : ends[sentence]]
        found = _phrases(known[languages[doc]].reasons).search(text)
        if found:
            reasons[sentence] = _reason(text, found.start(), found.end())
    return reasons


@cache
def _phrases(reasons: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(reason) for reason in reasons).replace("'", "['’]"), re.I)


def _reason(text: str, start: int, end: int) -> str:
    """The clause that gives the reason, or the condition itself where none is given."""
    clause = _CLAUSE.search(text, max(start - 1, 0))
    if clause:
        printed = clause.group()
        cut = re.search(r",\s+(?:said|told|added|who|and|but)\b|,\s*$|, (?:says|the)\b", printed)
        return (printed[: cut.start()] if cut else printed).strip(" ,")
    stop = _END.search(text, end)
    return text[start : stop.start() if stop else len(text)].strip()
