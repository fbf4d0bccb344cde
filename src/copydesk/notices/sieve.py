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
    of each. A rule may hit in one of its ``ways``: each asks for all of its needs, the rarest first, and is that of
    the rule at its place in ``owners``. Those that ask for need n first are from ``begins[n]`` to ``begins[n + 1]``;
    those without any come last. Of each rule, ``limits`` is its longest line, and ``anywhere`` says whether it looks at
    lines inside an article too.
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
    anywhere: npt.NDArray[np.bool_]

    @property
    def needs(self) -> int:
        """How many needs there are."""
        return len(self.begins) - 2

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
    needs = {need: number for number, need in enumerate(dict.fromkeys(n for own in ways for way in own for n in way))}
    numbered = [([needs[n] for n in way] or [len(needs)], rule) for rule, own in enumerate(ways) for way in own]
    numbered.sort(key=lambda each: each[0][0])
    firsts = [way[0] for way, _ in numbered]
    met: dict[str, list[int]] = defaultdict(list)
    for need, number in needs.items():
        for piece in need:
            met[piece].append(number)
    marks = tuple(sorted(piece for piece in met if PAIR not in piece and is_mark(piece)))
    return Sieve(
        *_number(met),
        marks,
        ragged(met[mark] for mark in marks),
        ragged([number for number in way if number < len(needs)] for way, _ in numbered),
        np.searchsorted(firsts, np.arange(len(needs) + 2)),
        np.array([rule for _, rule in numbered], np.int64),
        np.array([rule.max_chars or np.iinfo(np.int64).max for rule in rules], np.int64),
        np.array([rule.position == "any" for rule in rules], bool),
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
