"""Syllables of a word by textstat's rule: the dictionary's count, else hyphenation points plus one."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from copydesk.readability.hyphenation import Hyphenation, hyphenation

__all__ = ["Syllables", "syllables", "table"]


@cache
def table() -> dict[str, int]:
    """Syllables of 126,052 English words in lower case, from the shipped table (CMUdict)."""
    counts: dict[str, int] = {}
    for line in (files(__package__) / "data" / "syllables.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            count, _, words = line.partition(" ")
            counts.update(dict.fromkeys(words.split(" "), int(count)))
    return counts


class Syllables:
    """Counter of one language."""

    def __init__(self, known: dict[str, int], hyphens: Hyphenation) -> None:
        """``known`` gives the syllables of listed words; ``hyphens`` serves the rest."""
        self._known = known
        self._hyphens = hyphens

    def count(self, word: str) -> int:
        """Syllables of ``word``, which is in lower case and without punctuation."""
        count = self._known.get(word)
        return self._hyphens.count(word) + 1 if count is None else count


@cache
def syllables(locale: str) -> Syllables:
    """The counter of ``locale``; only English has a dictionary, as in textstat."""
    return Syllables(table() if locale.startswith("en") else {}, hyphenation(locale))
