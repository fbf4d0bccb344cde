"""Which rules may hit which lines, told by array arithmetic over the words: most lines are never read at all."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.notices.candidates import Candidates
from copydesk.notices.encoding import locate_lines
from copydesk.notices.marks import Marks, join_texts, meet_marks
from copydesk.notices.phrases import Phrases, meet_needs, read_phrases
from copydesk.notices.rulebook import Rulebook
from copydesk.notices.sieve import Bits, Sieve
from copydesk.text.compiling import REPAYS_COMPILER
from copydesk.text.strings import read_utf8

__all__ = ["screen"]

Rows = npt.NDArray[np.int64]


def screen(
    texts: pd.Series,
    layout: pd.DataFrame,
    words: pd.DataFrame,
    vocabulary: pd.DataFrame,
    candidates: Candidates,
    book: Rulebook,
) -> list[Rows]:
    """For each rule, the candidate lines that it may hit, as ascending places among ``candidates``.

    No line that a rule hits is left out.
    """
    lines, sieve = layout.iloc[candidates.rows], book.sieve
    sizes = (lines["end"] - lines["start"]).to_numpy().astype(np.int64)
    compiled, forms = len(words) >= REPAYS_COMPILER, vocabulary["form"]
    held = sieve.pieces.held_fast(forms) if compiled else sieve.pieces.held(forms.tolist())
    phrases = read_phrases(held, len(vocabulary), sieve)
    first, last = (lines[name].to_numpy().astype(np.int64) for name in ("first_word", "last_word"))
    met = (_meet_fast if compiled else meet_needs)(words["word_no"].to_numpy(), first, last, phrases)
    (_add_marks_fast if compiled else _add_marks)(met, texts, lines, sieve.marks)
    places, rules = (_fit_fast if compiled else fit_rules)(met, sizes, candidates.edge, sieve)
    order = np.argsort(rules, kind="stable")
    return np.split(places[order], np.searchsorted(rules[order], np.arange(1, len(book.rules))))


def fit_rules(met: Bits, sizes: Rows, edge: npt.NDArray[np.bool_], sieve: Sieve) -> tuple[Rows, Rows]:
    """Every place and rule that fit: its needs are met there, and the line is short enough and where it looks."""
    fits = [
        (sizes <= limit) & (anywhere | edge) & ((met & wanted) == wanted).all(axis=1)
        for limit, anywhere, wanted in zip(sieve.limits, sieve.anywhere, sieve.wanted, strict=True)
    ]
    places, rules = np.nonzero(np.array(fits).T.reshape(len(sizes), len(fits)))
    return places, rules


def _meet_fast(word_no: npt.NDArray[np.int32], first: Rows, last: Rows, phrases: Phrases) -> Bits:
    from copydesk.notices.kernels import PAIR_BITS, note_pairs
    from copydesk.notices.kernels import meet_needs as fill

    known = np.zeros(1 << PAIR_BITS, bool)
    note_pairs(phrases.pairs, known)
    met = np.zeros((len(first), phrases.alone.shape[1]), np.uint64)
    hot = (phrases.number, phrases.alone, phrases.some, phrases.bounds, phrases.pieces, phrases.first, phrases.second)
    fill(word_no, first, last, *hot, phrases.pairs, phrases.begins, known, phrases.paired, phrases.base, met)
    return met


def _fit_fast(met: Bits, sizes: Rows, edge: npt.NDArray[np.bool_], sieve: Sieve) -> tuple[Rows, Rows]:
    from copydesk.notices.kernels import choose_rules

    needing = np.argsort(sieve.surest, kind="stable")
    bounds = np.searchsorted(sieve.surest[needing], np.arange(64 * met.shape[1] + 2))
    surest = np.zeros(met.shape[1], np.uint64)
    some = sieve.surest[sieve.surest < 64 * met.shape[1]]
    np.bitwise_or.at(surest, some // 64, np.uint64(1) << (some % 64).astype(np.uint64))
    given = (met, sieve.wanted, surest, needing, bounds, sieve.limits, sieve.anywhere, sizes, edge)
    chosen = np.empty((2, 4 * len(met) + 1024), np.int64)
    count = choose_rules(*given, chosen)
    if count > chosen.shape[1]:
        chosen = np.empty((2, count), np.int64)
        choose_rules(*given, chosen)
    return chosen[0, :count], chosen[1, :count]


def _add_marks(met: Bits, texts: pd.Series, lines: pd.DataFrame, marks: Marks) -> None:
    """Add the needs that marks between the words of each line meet."""
    docs, starts, ends = (lines[name].to_numpy().astype(np.int64) for name in ("doc_no", "start", "end"))
    for first, last, begins, codes in join_texts(texts.tolist()):
        rows = slice(*np.searchsorted(docs, [first, last]))
        base = begins[docs[rows] - first]
        marks.add(met[rows], meet_marks(codes, base + starts[rows], base + ends[rows], marks.table))


def _add_marks_fast(met: Bits, texts: pd.Series, lines: pd.DataFrame, marks: Marks) -> None:
    from copydesk.notices.byte_kernels import meet_marks as fill
    from copydesk.notices.kernels import add_marks

    held = np.empty(len(lines), np.uint64)
    data, bounds = read_utf8(texts)
    fill(data, *locate_lines(data, bounds, lines), marks.table, held)
    add_marks(met, held, marks.bits)
