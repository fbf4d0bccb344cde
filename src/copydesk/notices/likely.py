"""Notices that no rule knows: short lines at an article's edges that the model of lines takes for one."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.notices.candidates import at_edges
from copydesk.notices.line_model import CLASSES, load_line_model
from copydesk.notices.line_notices import LineNotice
from copydesk.notices.names import Names
from copydesk.notices.printed import choose_reader

__all__ = ["find_likely"]

_FROM_TOP, _FROM_END = 4, 6
"""Lines of an article that are looked at: the model has learned from heads and tails of about this size."""
_SHORTEST, _LONGEST, _SENTENCE, _ALONE = 2, 120, 60, 80
"""Characters: of the lines that are looked at, of one that may end as a sentence does, and of a notice with nothing
else on its line (longer ones are captions with their credit)."""
_MOST_SURE = 0.8
"""No more is claimed than was right of the lines that it added to unseen pages, however sure the model is."""
_ENDS = frozenset(".!?。।؟")


def find_likely(
    articles: pd.DataFrame,
    layout: pd.DataFrame,
    furniture: pd.DataFrame,
    known: Iterable[int],
    names: Names,
    least: float,
) -> list[LineNotice]:
    """Lines that are a notice with a chance of ``least`` or more, in order; the rows ``known`` are left out."""
    rows = _open_rows(layout, furniture, known)
    lines = choose_reader(layout)(articles["text"], layout[["doc_no", "start", "end"]].iloc[rows])
    kept = [place for place, line in enumerate(lines) if len(line) <= _SENTENCE or line.rstrip()[-1:] not in _ENDS]
    rows = rows[kept]
    chances = load_line_model().chances([lines[place] for place in kept], names)
    likely = np.flatnonzero(1 - chances[:, 0] >= least)
    starts, ends = (layout[name].to_numpy()[rows[likely]].tolist() for name in ("start", "end"))
    kinds, sure = 1 + chances[likely, 1:].argmax(axis=1), np.minimum(1 - chances[likely, 0], _MOST_SURE).round(2)
    return [
        LineNotice(row, start, end, CLASSES[kind], f"likely.{CLASSES[kind]}", chance, end - start > _ALONE)
        for row, start, end, kind, chance in zip(
            rows[likely].tolist(), starts, ends, kinds.tolist(), sure.tolist(), strict=True
        )
    ]


def _open_rows(layout: pd.DataFrame, furniture: pd.DataFrame, known: Iterable[int]) -> npt.NDArray[np.int64]:
    """Rows at the edges of articles that are body, or furniture that names people, and not ``known``; ascending."""
    rows = np.flatnonzero((layout["region"] == "article").to_numpy())
    rows = rows[at_edges(layout["doc_no"].to_numpy()[rows], _FROM_TOP, _FROM_END)]
    near = furniture[["label", "reason"]].iloc[rows]
    rows = rows[((near["label"] == "body") | (near["reason"] == "byline")).to_numpy()]
    sizes = (layout["end"].to_numpy() - layout["start"].to_numpy())[rows]
    return np.setdiff1d(rows[(sizes >= _SHORTEST) & (sizes <= _LONGEST)], np.array([*known], np.int64))
