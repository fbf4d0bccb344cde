"""Which of many rules may match a line, told from its words: words meet needs, and a rule asks for some of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from copydesk.notices.forms import WordPieces
from copydesk.notices.marks import mark_table
from copydesk.notices.parts import Way
from copydesk.notices.ragged import Ragged, ragged
from copydesk.notices.rule import Rule
from copydesk.notices.symbols import END, PAIR, START, is_mark
from copydesk.notices.trie import PackedTrie, build_trie

__all__ = ["Sieve", "build_sieve"]

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Sieve:
    """Needs of rules, by number. ``words`` are all words asked for, and ``trie`` finds them; START and END are the two
    numbers after theirs.

    ``single`` are the needs that each word meets; ``pairs`` are first word * (words + 2) + second word, ascending, and
    ``paired`` the needs that each pair meets; ``marks`` are single characters, as RE2 text, and ``marked`` the needs
    of each. A rule may hit in one of its ``ways``: each asks for all of its needs, the rarest first, is that of the
    rule at its place in ``owners``, and looks at lines up to its length in ``limits``. Those that ask for need n first
    are from ``begins[2 * n]`` to ``begins[2 * n + 2]``, and those before ``begins[2 * n + 1]`` look at lines inside an
    article too; in each of the two parts limits fall. Needs that none asks for first come after all others, and ways
    without any need come last.
    """

    words: tuple[str, ...]
    trie: PackedTrie
    single: Ragged
    pairs: Numbers
    paired: Ragged
    marks: tuple[str, ...]
    marked: Ragged
    ways: Ragged
    begins: Numbers
    owners: Numbers
    limits: Numbers

    @property
    def needs(self) -> int:
        """How many needs there are."""
        return int(max(needs.values.max(initial=-1) for needs in (self.single, self.paired, self.marked))) + 1

    @cached_property
    def pieces(self) -> WordPieces:
        """What finds the words in forms."""
        return WordPieces(self.words, self.trie)

    @cached_property
    def mark_table(self) -> npt.NDArray[np.uint64]:
        """Which marks each character is."""
        return mark_table(self.marks)


def build_sieve(rules: Sequence[Rule], ways: Sequence[Sequence[Way]]) -> Sieve:
    """The sieve of ``rules``; ``ways`` holds the needs of each way in which each may hit."""
    owned = [(way, rule) for rule, own in enumerate(ways) for way in own]
    firsts = dict.fromkeys(way[0] for way, _ in owned if way)
    needs = {need: number for number, need in enumerate(firsts | dict.fromkeys(n for way, _ in owned for n in way))}
    limits = [rule.max_chars or np.iinfo(np.int64).max for rule in rules]
    parts = [2 * (needs[way[0]] if way else len(firsts)) + (rules[rule].position != "any") for way, rule in owned]
    order = sorted(range(len(owned)), key=lambda each: (parts[each], -limits[owned[each][1]]))
    met: dict[str, list[int]] = defaultdict(list)
    for need, number in needs.items():
        for piece in need:
            met[piece].append(number)
    marks = tuple(sorted(piece for piece in met if PAIR not in piece and is_mark(piece)))
    return Sieve(
        *_number(met),
        marks,
        ragged(met[mark] for mark in marks),
        ragged([needs[need] for need in owned[each][0]] for each in order),
        np.searchsorted(sorted(parts), np.arange(2 * len(firsts) + 3)),
        np.array([owned[each][1] for each in order], np.int64),
        np.array([limits[owned[each][1]] for each in order], np.int64),
    )


def _number(met: dict[str, list[int]]) -> tuple[tuple[str, ...], PackedTrie, Ragged, Numbers, Ragged]:
    """Words, their trie, what each meets by itself, pairs, and what each of them meets."""
    pairs = [piece.split(PAIR) for piece in met if PAIR in piece]
    alone = [piece for piece in met if PAIR not in piece and not is_mark(piece)]
    words = sorted({*alone, *(word for pair in pairs for word in pair)} - {START, END})
    number = {word: place for place, word in enumerate([*words, START, END])}
    keys = sorted((number[one] * len(number) + number[other], PAIR.join((one, other))) for one, other in pairs)
    single = ragged(met.get(word, ()) for word in number)
    trie = build_trie(words).pack()
    return (
        tuple(words),
        trie,
        single,
        np.array([key for key, _ in keys], np.int64),
        ragged(met[piece] for _, piece in keys),
    )
