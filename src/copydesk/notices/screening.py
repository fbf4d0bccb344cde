"""Which rules may hit which lines, told by array arithmetic over the words: most lines are never read at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.notices.asking import read_ends
from copydesk.notices.candidates import HEAD_CHARS, TAIL_CHARS, WHOLE_CHARS, Candidates
from copydesk.notices.plain import to_plain
from copydesk.notices.rulebook import Rulebook
from copydesk.notices.sieve import Bits, Sieve

__all__ = ["screen"]

Rows = npt.NDArray[np.int64]


def screen(
    texts: Sequence[str],
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
    met = _met(lines, words["word_no"].to_numpy(), vocabulary, sieve)
    _add_marks(met, texts, lines, sieve)
    _add_cut_words(met, texts, lines, np.flatnonzero(sizes > WHOLE_CHARS), sieve)
    asked = _ask(texts, lines, candidates.edge, book)
    fitting = _fitting(sizes, candidates.edge)
    found = []
    for rule, limit in enumerate(sieve.limits.tolist()):
        fits, places = fitting(limit, bool(sieve.anywhere[rule]))
        if rule in asked:
            found.append(asked[rule][fits[asked[rule]]])
            continue
        ways = [_meeting(way, met, places, sieve) for way in np.flatnonzero(sieve.rules == rule).tolist()]
        found.append(ways[0] if len(ways) == 1 else np.unique(np.concatenate(ways)))
    return found


def _fitting(sizes: Rows, edge: npt.NDArray[np.bool_]) -> Callable[[int, bool], tuple[npt.NDArray[np.bool_], Rows]]:
    """What tells the lines of up to so many characters, those at edges only unless ``anywhere``: whether, and which."""

    @cache
    def fitting(limit: int, anywhere: bool) -> tuple[npt.NDArray[np.bool_], Rows]:
        fits = (sizes <= limit) & (anywhere | edge)
        return fits, np.flatnonzero(fits)

    return fitting


def _ask(texts: Sequence[str], lines: pd.DataFrame, edge: npt.NDArray[np.bool_], book: Rulebook) -> dict[int, Rows]:
    """For each rule that asks an end of the line, the places among ``lines`` where it has it."""
    found: dict[int, Rows] = {}
    for side, asked in enumerate(book.asked):
        rules = np.array(asked.rules, np.int64)
        places = np.flatnonzero(edge | book.sieve.anywhere[rules].any())
        docs, starts, stops = (lines[name].to_numpy()[places].tolist() for name in ("doc_no", "start", "end"))
        ends = read_ends(texts, docs, starts, stops, bool(side)) if asked.rules else []
        had = asked.ask(ends)
        found |= {rule: places[had.get(rule, [])] for rule in asked.rules}
    return found


def _met(lines: pd.DataFrame, word_no: npt.NDArray[np.int32], vocabulary: pd.DataFrame, sieve: Sieve) -> Bits:
    """Needs that the words of each line meet, shape (columns, lines)."""
    forms = to_plain("\n".join(vocabulary["form"].tolist())).split("\n")
    hot, bits = sieve.met_by_forms(forms)
    number = np.full(len(forms), -1, np.int32)
    number[hot] = np.arange(len(hot))
    spoken = number[word_no]
    places = np.flatnonzero(spoken >= 0)
    met = np.zeros((bits.shape[1], len(lines)), np.uint64)
    first, last = lines["first_word"].to_numpy(), lines["last_word"].to_numpy()
    _add_between(met, places, bits, spoken[places], first, last)
    return met


def _add_marks(met: Bits, texts: Sequence[str], lines: pd.DataFrame, sieve: Sieve) -> None:
    """Add the needs that marks between the words of each line meet."""
    docs, starts, ends = (lines[name].to_numpy() for name in ("doc_no", "start", "end"))
    for first, last, begins, places, bits in sieve.marks.find(texts):
        rows = slice(*np.searchsorted(docs, [first, last]))
        base = begins[docs[rows] - first]
        _add_between(met[:, rows], places, bits, np.arange(len(places)), base + starts[rows], base + ends[rows])


def _add_between(met: Bits, places: Rows, bits: Bits, kinds: npt.NDArray[np.integer], first: Rows, last: Rows) -> None:
    """Add to ``met`` what stands between ``first`` and ``last`` of each line.

    ``places`` are ascending, ``kinds`` the row of ``bits`` of each.
    """
    lower, upper = np.searchsorted(places, first), np.searchsorted(places, last)
    some = np.flatnonzero(upper > lower)
    if not len(some):
        return
    bounds = np.stack([lower[some], upper[some]], axis=1).ravel()
    for column, own in enumerate(bits.T):
        if own.any():
            values = np.append(own[kinds], np.uint64(0))  # the last line's end is a place too
            met[column, some] |= np.bitwise_or.reduceat(values, bounds)[::2]


def _add_cut_words(met: Bits, texts: Sequence[str], lines: pd.DataFrame, long: Rows, sieve: Sieve) -> None:
    """Of the lines ``long``, only two ends are read: what is left there of a word cut in two counts as well."""
    columns = (lines[name].to_numpy()[long].tolist() for name in ("doc_no", "start", "end"))
    for place, doc, start, end in zip(long.tolist(), *columns, strict=True):
        head, tail = texts[doc][start : start + HEAD_CHARS], texts[doc][end - TAIL_CHARS : end]
        cut = f"{head.rsplit(' ', 1)[-1]}\n{tail.split(' ', 1)[0]}"
        met[:, place] |= sieve.met(to_plain(cut).encode())


def _meeting(way: int, met: Bits, places: Rows, sieve: Sieve) -> Rows:
    """Those of ``places`` whose line meets every need of ``way``."""
    for column in np.flatnonzero(sieve.wanted[way]).tolist():
        wanted = sieve.wanted[way, column]
        places = places[met[column, places] & wanted == wanted]
    return places
