"""Which rules may hit which lines, told by array arithmetic over the words: most lines are never read at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from copydesk.notices.candidates import HEAD_CHARS, TAIL_CHARS, WHOLE_CHARS, Candidates
from copydesk.notices.plain import to_plain
from copydesk.notices.sieve import Bits, Sieve

__all__ = ["screen"]

Rows = npt.NDArray[np.int64]


def screen(
    texts: Sequence[str],
    layout: pd.DataFrame,
    words: pd.DataFrame,
    vocabulary: pd.DataFrame,
    candidates: Candidates,
    sieve: Sieve,
) -> Iterator[tuple[int, list[int]]]:
    """Each row of ``layout`` that a rule may hit, ascending, with the numbers of these rules, ascending.

    No rule that hits a candidate line is left out.
    """
    lines = layout.iloc[candidates.rows]
    sizes = (lines["end"] - lines["start"]).to_numpy().astype(np.int64)
    met = _met(lines, words["word_no"].to_numpy(), vocabulary, sieve)
    _add_cut_words(met, texts, lines, np.flatnonzero(sizes > WHOLE_CHARS), sieve)
    found = [_lines_of(rule, met, sizes, candidates.edge, sieve) for rule in range(len(sieve.wanted))]
    places = np.concatenate(found)
    numbers = np.repeat(np.arange(len(found)), [len(each) for each in found])
    order = np.argsort(places, kind="stable")
    kept, begins = np.unique(places[order], return_index=True)
    rules = np.split(numbers[order], begins[1:])
    for row, each in zip(candidates.rows[kept].tolist(), rules, strict=False):
        yield row, each.tolist()


def _met(lines: pd.DataFrame, word_no: npt.NDArray[np.int32], vocabulary: pd.DataFrame, sieve: Sieve) -> Bits:
    """Needs that the words of each line meet, shape (columns, lines)."""
    forms = to_plain("\n".join(vocabulary["form"].tolist())).split("\n")
    hot, bits = sieve.met_by_forms(forms)
    number = np.full(len(forms), -1, np.int32)
    number[hot] = np.arange(len(hot))
    spoken = number[word_no]
    places = np.flatnonzero(spoken >= 0)
    first = np.searchsorted(places, lines["first_word"].to_numpy())
    last = np.searchsorted(places, lines["last_word"].to_numpy())
    some = np.flatnonzero(last > first)
    bounds = np.stack([first[some], last[some]], axis=1).ravel()
    padded = np.append(spoken[places], len(hot))  # the last line's end is a place too
    met = np.zeros((bits.shape[1], len(lines)), np.uint64)
    if len(some):
        for column, own in enumerate(np.append(bits, np.zeros((1, bits.shape[1]), np.uint64), axis=0).T):
            met[column, some] = np.bitwise_or.reduceat(own[padded], bounds)[::2]
    return met


def _add_cut_words(met: Bits, texts: Sequence[str], lines: pd.DataFrame, long: Rows, sieve: Sieve) -> None:
    """Of the lines ``long``, only two ends are read: what is left there of a word cut in two counts as well."""
    columns = (lines[name].to_numpy()[long].tolist() for name in ("doc_no", "start", "end"))
    for place, doc, start, end in zip(long.tolist(), *columns, strict=True):
        head, tail = texts[doc][start : start + HEAD_CHARS], texts[doc][end - TAIL_CHARS : end]
        cut = f"{head.rsplit(' ', 1)[-1]}\n{tail.split(' ', 1)[0]}"
        met[:, place] |= sieve.met(to_plain(cut).encode())


def _lines_of(rule: int, met: Bits, sizes: Rows, edge: npt.NDArray[np.bool_], sieve: Sieve) -> Rows:
    """Places of the candidate lines that may be hit by ``rule``, ascending."""
    wanted = sieve.wanted[rule]
    columns = np.flatnonzero(wanted)
    if len(columns):
        fits = (met[columns[0]] & wanted[columns[0]]) == wanted[columns[0]]
        for column in columns[1:]:
            fits &= (met[column] & wanted[column]) == wanted[column]
        places = np.flatnonzero(fits)
    else:
        places = np.arange(len(sizes))
    places = places[sizes[places] <= sieve.limits[rule]]
    return places if sieve.anywhere[rule] else places[edge[places]]
