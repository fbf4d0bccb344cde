"""The reason a text gives for not naming a source."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import pyarrow.compute as pc

from copydesk.attribution.lexicon import Lexicon
from copydesk.attribution.tokens import Rows, Tokens
from copydesk.text.strings import as_arrow

__all__ = ["find_reasons"]

_CLAUSE = re.compile(r"\b(?:because|since|citing|for fear|out of fear|weil|parce qu|porque|car)\b[^.;”\"»—]*", re.I)
_END = re.compile(r"[,.;”\"»—)]")


def find_reasons(
    tokens: Tokens, docs: Rows, languages: list[str], known: dict[str, Lexicon],
    print_sentences: Callable[[Rows], Any],
) -> dict[int, str]:  # fmt: skip
    """Reasons by row of segments; ``docs`` numbers the article of each and ``languages`` has one entry an article.

    ``print_sentences`` gives the text of rows of segments.
    """
    rows = np.unique(tokens.segment[tokens.has("triggers")])
    spoken = np.array(languages, dtype=object)[docs[rows]]
    reasons: dict[int, str] = {}
    for language in sorted(set(spoken.tolist())):
        own = rows[spoken == language]
        phrases = known[language].reasons
        texts = as_arrow(print_sentences(own))
        # Arrow's expressions are fast, and Python's say where: most sentences give no reason.
        likely = pc.match_substring_regex(texts, pattern=_pattern(phrases), ignore_case=True)
        chosen = own[np.asarray(likely.to_numpy(zero_copy_only=False), bool)].tolist()
        for sentence, text in zip(chosen, texts.filter(likely).to_pylist(), strict=True):
            found = _phrases(phrases).search(text)
            if found:
                reasons[sentence] = _reason(text, found.start(), found.end())
    return reasons


def _pattern(reasons: tuple[str, ...]) -> str:
    return "|".join(re.escape(reason) for reason in reasons).replace("'", "['’]")


@cache
def _phrases(reasons: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(_pattern(reasons), re.I)


def _reason(text: str, start: int, end: int) -> str:
    """The clause that gives the reason, or the condition itself where none is given."""
    clause = _CLAUSE.search(text, max(start - 1, 0))
    if clause:
        printed = clause.group()
        cut = re.search(r",\s+(?:said|told|added|who|and|but)\b|,\s*$|, (?:says|the)\b", printed)
        return (printed[: cut.start()] if cut else printed).strip(" ,")
    stop = _END.search(text, end)
    return text[start : stop.start() if stop else len(text)].strip()
