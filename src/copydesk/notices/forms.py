"""Which pieces of patterns each form of the vocabulary is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import re2

from copydesk.notices.plain import to_plain

__all__ = ["MEMORY", "Held", "WordPieces"]

MEMORY = 256 << 20
"""Bytes that RE2 may use for the automaton of a pattern or of a set of patterns."""
_WHOLE = re.compile(r"(?:\^|\\b)([a-z0-9]+)(?:\$|\\b)", re.ASCII)
_ODD = re.compile("[ _]")
_RUN = re.compile("[a-z0-9]+")
Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Held:
    """The ``hot`` forms are pieces; ``pieces[bounds[i]:bounds[i + 1]]`` are the numbers of those that ``hot[i]`` is.

    ``odd`` says of each whether rules may see more words in it than one: it may be any piece.
    """

    hot: Numbers
    bounds: Numbers
    pieces: Numbers
    odd: npt.NDArray[np.bool_]


class WordPieces:
    """Words that patterns ask for, RE2 text each: in plain forms whole words are looked up, others searched for."""

    def __init__(self, pieces: Sequence[str]) -> None:
        self._whole: dict[str, list[int]] = {}
        for number, piece in enumerate(pieces):
            if match := _WHOLE.fullmatch(piece):
                self._whole.setdefault(match[1], []).append(number)
        whole = {number for numbers in self._whole.values() for number in numbers}
        rest = {number: piece for number, piece in enumerate(pieces) if number not in whole}
        self._latin = _Search({number: piece for number, piece in rest.items() if piece.isascii()})
        self._rest = _Search(rest)

    def forget(self) -> None:
        """Let go of what has been compiled."""
        for search in (self._latin, self._rest):
            search.forget()

    def held(self, forms: Sequence[str]) -> Held:
        """What each of ``forms`` is."""
        plain = to_plain("\n".join(forms)).split("\n") if forms else []
        easy = np.fromiter((form.isalnum() and form.isascii() for form in plain), bool, len(plain))
        hard = np.flatnonzero(~easy).tolist()
        odd = [row for row in hard if _ODD.search(plain[row])]
        found = [
            *self._rest.find(plain, [row for row in hard if not plain[row].isascii()]),
            *self._latin.find(plain, [row for row, form in enumerate(plain) if form.isascii()]),
            *((row, n) for row, form in enumerate(plain) if easy[row] for n in self._whole.get(form.lower(), ())),
            *((row, n) for row in hard for run in _RUN.findall(plain[row].lower()) for n in self._whole.get(run, ())),
        ]
        pairs = np.unique(np.array(found, np.int64).reshape(-1, 2), axis=0)
        hot = np.union1d(pairs[:, 0], odd).astype(np.int64)
        bounds = np.searchsorted(pairs[:, 0], np.append(hot, len(plain)))
        return Held(hot, bounds, pairs[:, 1], np.isin(hot, odd))


class _Search:
    """Pieces by number, searched for in forms."""

    def __init__(self, pieces: Mapping[int, str]) -> None:
        self._numbers = list(pieces)
        self._texts = list(pieces.values())

    def find(self, forms: Sequence[str], rows: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Each of ``rows`` of ``forms`` with each piece it holds: one pass over all of them joined, then one each."""
        if not self._texts or not rows:
            return
        encoded = [forms[row].encode() for row in rows]
        ends = np.cumsum([len(form) + 1 for form in encoded])
        found = [match.start() for match in self._any.finditer(b"\n".join(encoded))]
        for place in np.unique(np.searchsorted(ends, found, side="right")).tolist():
            for number in self._set.Match(encoded[place]):
                yield rows[place], self._numbers[number]

    def forget(self) -> None:
        """Let go of what has been compiled."""
        for name in ("_set", "_any"):
            self.__dict__.pop(name, None)

    @cached_property
    def _set(self) -> Any:
        found = re2.Set.SearchSet(_options())
        for text in self._texts:
            found.Add(f"(?i){text}")
        found.Compile()
        return found

    @cached_property
    def _any(self) -> Any:
        return re2.compile(f"(?im)(?:{'|'.join(self._texts)})", _options())


def _options() -> Any:
    options = re2.Options()
    options.max_mem, options.log_errors = MEMORY, False
    return options
