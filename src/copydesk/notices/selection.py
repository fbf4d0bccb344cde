"""Of several rules on one place, the one that says most; other classes only where they are stated too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter

from copydesk.notices.hits import Hit
from copydesk.notices.rule import FALLBACKS, Rule

__all__ = ["select"]

STATED = 0.9
"""Confidence from which a second class on the same words is taken for stated as well."""
SURER = 0.05
"""How much more certain a credit must be to stand beside a photo credit on the same words."""
_NEVER_BESIDE = FALLBACKS | {"helpline"}
"""Classes that do not stand beside another one."""


def select(hits: Iterable[Hit], rules: Sequence[Rule]) -> list[Hit]:
    """One hit a class and place, ordered by row, start and class; ``hits`` come row by row."""
    rows = ([*group] for _, group in groupby(hits, attrgetter("row")))
    return [hit for group in rows for hit in (_of_row(group, rules) if len(group) > 1 else group)]


def _of_row(hits: Sequence[Hit], rules: Sequence[Rule]) -> list[Hit]:
    def rank(hit: Hit) -> tuple[object, ...]:
        rule = rules[hit.rule_no]
        place = 2 if rule.notice_class in _NEVER_BESIDE else int(rule.notice_class != "photo_credit")
        return (place, not hit.whole, -rule.confidence, -(hit.end - hit.start), rule.id)

    kept: list[Hit] = []
    for hit in sorted(hits, key=rank):
        if all(_compatible(hit, other, rules) for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: (hit.start, rules[hit.rule_no].notice_class, hit.rule_no))


def _compatible(hit: Hit, better: Hit, rules: Sequence[Rule]) -> bool:
    """Whether ``hit`` may stand beside a ``better`` one of its line."""
    if hit.end <= better.start or better.end <= hit.start:
        return True
    rule, other = rules[hit.rule_no], rules[better.rule_no]
    if rule.notice_class == other.notice_class or rule.notice_class in _NEVER_BESIDE:
        return False
    if (rule.notice_class, other.notice_class) == ("credit_line", "photo_credit"):
        # Who made the picture did not supply the text, unless the line names both: "Text: Ada Field Photo: Sam Pool".
        if hit.start < better.start and hit.whole:
            return True
        if hit.start >= better.start and rule.confidence - other.confidence <= SURER:
            return False
    return rule.confidence >= STATED
