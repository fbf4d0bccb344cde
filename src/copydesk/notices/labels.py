"""The final label of every line: that of its furniture, unless a notice is all of it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.notices.hits import Hit
from copydesk.notices.rule import Rule
from copydesk.tables import TABLES

__all__ = ["label_lines"]

Codes = npt.NDArray[np.int64]


def label_lines(
    articles: pd.DataFrame, layout: pd.DataFrame, furniture: pd.DataFrame, hits: Sequence[Hit], rules: Sequence[Rule]
) -> pd.DataFrame:
    """The table lines, with the rows of ``layout`` in order; ``hits`` ascend, and the first on a line labels it."""
    labels, label = _encode(furniture["label"])
    reasons, reason = _encode(furniture["reason"])
    body = label.get("body", -1)
    for hit in reversed(hits):
        rule = rules[hit.rule_no]
        chrome = rule.notice_class == "chrome"
        if not hit.whole or (chrome and labels[hit.row] != body):
            continue
        labels[hit.row] = label.setdefault("chrome" if chrome else "notice", len(label))
        reasons[hit.row] = reason.setdefault(f"notice:{rule.id}", len(reason))
    lines = layout[["line_no", "start", "end", "region"]].assign(
        doc_id=articles["doc_id"].array.take(layout["doc_no"].to_numpy()),
        label=pd.array([*label], dtype="str").take(labels),
        reason=pd.array([*reason], dtype="str").take(reasons),
    )
    return TABLES["lines"].conform(lines)


def _encode(values: pd.Series) -> tuple[Codes, dict[str, int]]:
    """A number for each of ``values``, and the number of each distinct one."""
    codes, known = pd.factorize(values)
    return codes.astype(np.int64), {value: number for number, value in enumerate(known.tolist())}
