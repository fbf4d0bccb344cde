"""Which rules may hit which lines, told by array arithmetic over the words: most lines are never read at all."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.notices.candidates import Candidates
from copydesk.notices.choosing import Lines, choose_rules, choose_rules_fast
from copydesk.notices.marks import Flags, join_texts, meet_marks
from copydesk.notices.phrases import read_phrases
from copydesk.notices.printed import locate_spans, repays_compiler
from copydesk.notices.rulebook import Rulebook

__all__ = ["screen"]


def screen(
    texts: pd.Series,
    layout: pd.DataFrame,
    words: pd.DataFrame,
    vocabulary: pd.DataFrame,
    candidates: Candidates,
    book: Rulebook,
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.uint16]]:
    """Candidate lines, as places among ``candidates``, each with a rule that it may hit; ordered by rule, then line.

    No line that a rule hits is left out.
    """
    compiled, sieve = repays_compiler(layout), book.sieve
    rows, forms = layout.iloc[candidates.rows], vocabulary["form"]
    held = sieve.pieces.held_fast(forms) if compiled else sieve.pieces.held(forms.tolist())
    marks = (_marks_fast if compiled else _marks)(texts, rows, sieve.mark_table)
    first, last, starts, ends = (rows[name].to_numpy() for name in ("first_word", "last_word", "start", "end"))
    lines = Lines(first, last, (ends - starts).astype(np.int64), candidates.edge, marks)
    phrases = read_phrases(held, sieve)
    choose = choose_rules_fast if compiled else choose_rules
    places, rules = choose(words["word_no"].to_numpy(), lines, phrases, sieve)
    order = np.argsort(rules, kind="stable")
    return places[order], rules[order]


def _marks(texts: pd.Series, lines: pd.DataFrame, table: Flags) -> Flags:
    """The marks of ``table`` that each line holds."""
    docs, starts, ends = (lines[name].to_numpy().astype(np.int64) for name in ("doc_no", "start", "end"))
    held = [np.empty(0, np.uint64)]
    for first, last, begins, codes in join_texts(texts.tolist()):
        rows = slice(*np.searchsorted(docs, [first, last]))
        base = begins[docs[rows] - first]
        held.append(meet_marks(codes, base + starts[rows], base + ends[rows], table))
    return np.concatenate(held)


def _marks_fast(texts: pd.Series, lines: pd.DataFrame, table: Flags) -> Flags:
    from copydesk.notices import byte_kernels

    held = np.empty(len(lines), np.uint64)
    byte_kernels.meet_marks(*locate_spans(texts, lines), table, held)
    return held
