"""Wordings of one quotation: a cut is no new wording, a changed word inside is."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise

__all__ = ["LEAST", "REWORDED", "REWORDED_WORDS", "RUN", "changed_words", "distinct_wordings", "likeness", "reworded"]

LEAST = 0.6
"""Share of the shorter quotation that equal runs must make up."""
RUN = 5
"""Words of the longest of them, at least."""
REWORDED = 0.8
"""Share of the shorter quotation that stands in the other one, in order, when the two are wordings of one sentence."""
REWORDED_WORDS = 8
"""Words of that in equal runs, at least. With fewer, or a lesser share, two quotations share a turn of speech: so read
in 60 of 182 pairs of allsides and recovery."""


def distinct_wordings(printed: Sequence[Sequence[int]]) -> list[int]:
    """Rows of ``printed`` (word numbers) that are different wordings; the first row is always one.

    A quotation that is another one cut short, at either end, is not a wording of its own.
    """
    kept: list[int] = []
    seen: set[tuple[int, ...]] = set()
    for row, words in enumerate(printed):
        if tuple(words) in seen:
            continue
        seen.add(tuple(words))
        alike = row == 0 or reworded(printed[0], words)
        if alike and all(changed_words(printed[other], words) for other in kept):
            kept.append(row)
    return kept


def reworded(a: Sequence[int], b: Sequence[int]) -> bool:
    """Whether two printed quotations are so much alike that words which differ were changed by somebody."""
    sizes = [block.size for block in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()]
    return sum(size for size in sizes if size > 1) >= REWORDED_WORDS and sum(sizes) >= REWORDED * min(len(a), len(b))


def changed_words(a: Sequence[int], b: Sequence[int]) -> int:
    """Words that differ between the first and the last words that ``a`` and ``b`` have in common."""
    if list(a) == list(b):
        return 0
    blocks = [block for block in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks() if block.size]
    changed = 0
    for before, after in pairwise(blocks):
        changed += max(after.a - before.a - before.size, after.b - before.b - before.size)
    return changed


def likeness(a: Sequence[int], b: Sequence[int]) -> float:
    """How much two printed quotations are one: 0 when too little is equal, else the share of equal words.

    Runs of two and more equal words count, one of them of ``RUN``. They must make up ``LEAST`` of the shorter
    quotation, and their share is taken of the stretch they span, so that set phrases strewn over a long sentence
    do not add up.
    """
    if list(a) == list(b):
        return 1.0
    blocks = [block for block in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks() if block.size > 1]
    equal = sum(block.size for block in blocks)
    if max((block.size for block in blocks), default=0) < RUN or equal < LEAST * min(len(a), len(b)):
        return 0.0
    first, last = blocks[0], blocks[-1]
    return equal / max(last.a + last.size - first.a, last.b + last.size - first.b)
