"""Which of many rules may match a line, told in a few calls and without a loop over rules."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import re2

from copydesk.notices.needs import find_needs
from copydesk.notices.rule import Rule

__all__ = ["MEMORY", "Sieve", "build_sieves", "size_class"]

MEMORY = 256 << 20
"""Bytes that RE2 may use for the automaton of a pattern or of a set of patterns."""
_LENGTHS = (120, 220)
"""Lengths that part lines into classes."""
_EDGE = 180
"""Bytes at either end of a line in which a rule bound to that end must match."""
_FEW = 8
_WORST = {"line": 2.0, "opening": 2.0, "start": 0.0, "end": 0.5, "anywhere": 10.0}
"""Most that the words of a rule may cost: a rule anchored to the line's beginning is cheap without them."""


@dataclass(frozen=True)
class _Automaton:
    """Rules held against a line all at once."""

    rows: tuple[int, ...]
    set: Any
    marks: Any

    def match(self, line: bytes) -> list[int]:
        if not self.rows or (self.marks and not self.marks.search(line)):
            return []
        return [self.rows[each] for each in self.set.Match(line) or ()]


@dataclass(frozen=True)
class Sieve:
    """Some rules. ``words`` finds every word that one of them needs, and ``wanting`` says which rules need it.

    Rules that may match without any certain word are held against the line: ``starts`` and ``ends`` against the
    characters at its beginning and end, ``lines`` against all of it.
    """

    wanting: tuple[tuple[int, ...], ...]
    words: Any
    lines: _Automaton
    starts: _Automaton
    ends: _Automaton

    def candidates(self, line: bytes) -> set[int]:
        """Numbers of the rules that may match ``line`` (UTF-8); every rule that does match is among them."""
        found = self.words.Match(line) if self.wanting else None
        rules = {rule for word in found for rule in self.wanting[word]} if found else set()
        rules.update(self.lines.match(line), self.starts.match(line[:_EDGE]), self.ends.match(line[-_EDGE:]))
        return rules


def build_sieves(rows: Sequence[int], rules: Sequence[Rule], sources: Sequence[str]) -> tuple[Sieve, ...]:
    """Sieves of the rules numbered ``rows``, one a class of length (see ``size_class``).

    ``sources`` holds the RE2 text of every rule. A rule for short lines is never held against a long one.
    """
    needs = {row: find_needs(sources[row], _WORST[rules[row].where]) for row in rows}
    fitting = (
        [row for row in rows if not rules[row].max_chars or rules[row].max_chars > least] for least in (0, *_LENGTHS)
    )
    return tuple(_build(fit, needs, rules, sources) for fit in fitting)


def size_class(length: int) -> int:
    """Class of a line of ``length`` characters."""
    return bisect_left(_LENGTHS, length)


def _build(
    rows: Sequence[int], needs: Mapping[int, frozenset[str] | None], rules: Sequence[Rule], sources: Sequence[str]
) -> Sieve:
    by_word: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        for word in needs[row] or ():
            by_word[word].append(row)
    words = sorted(by_word)
    kinds: dict[str, list[int]] = {"start": [], "end": []}
    for row in rows:
        if needs[row] is None:
            kinds.setdefault(rules[row].where, []).append(row)
    starts, ends = kinds.pop("start"), kinds.pop("end")
    lines = sorted(row for kind in kinds.values() for row in kind)
    return Sieve(
        tuple(tuple(by_word[word]) for word in words),
        _set(f"(?i){re2.escape(word)}" for word in words),
        *(_automaton(each, sources) for each in (lines, starts, ends)),
    )


def _automaton(rows: Sequence[int], sources: Sequence[str]) -> _Automaton:
    """``rows`` as one automaton; where each of them needs a mark or a word, lines with none of these pass by."""
    needs = [find_needs(sources[row], float("inf")) for row in rows]
    marks: set[str] = set().union(*(each or () for each in needs))
    cheap = all(each is not None for each in needs) and len(marks) <= _FEW and not any(map(str.isalpha, marks))
    search = re.compile(b"|".join(re.escape(mark.encode()) for mark in sorted(marks))) if cheap and marks else None
    return _Automaton(tuple(rows), _set(sources[row] for row in rows), search)


def _set(patterns: Iterable[str]) -> Any:
    options = re2.Options()
    options.max_mem, options.log_errors = MEMORY, False
    found = re2.Set.SearchSet(options)
    count = 0
    for count, pattern in enumerate(patterns, start=1):  # noqa: B007
        found.Add(pattern)
    if count:
        found.Compile()
    return found
