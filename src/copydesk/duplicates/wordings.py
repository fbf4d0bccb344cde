"""Wordings of one quotation: a cut is no new wording, a changed word inside is."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise

__all__ = ["LEAST", "RUN", "changed_words", "distinct_wordings", "likeness"]

LEAST = 0.6
"""Share of the shorter quotation that equal runs must make up."""
RUN = 5
"""Words of the longest of them, at least."""


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
        alike = row == 0 or likeness(printed[0], words) > 0
        if alike and all(changed_words(printed[other], words) for other in kept):
            kept.append(row)
    return kept


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
