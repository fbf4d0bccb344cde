"""Every rule held against its own examples and counter-examples."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.notices.hits import match_line
from copydesk.notices.plain import to_plain
from copydesk.notices.rulebook import Rulebook

__all__ = ["check_rules"]


def check_rules(book: Rulebook) -> list[str]:
    """What is wrong with the rules of ``book``: examples that are missed, counter-examples that are hit.

    A sentence a problem, in order of the rules; empty when all hold.
    """
    return list(_problems(book))


def _problems(book: Rulebook) -> Iterator[str]:
    for rule_no, rule in enumerate(book.rules):
        for example in rule.examples:
            if not _hits(example, rule_no, book):
                yield f"rule {rule.id} does not match its example {example!r}"
        for example in rule.counter_examples:
            if _hits(example, rule_no, book):
                yield f"rule {rule.id} matches its counter-example {example!r}"


def _hits(line: str, rule_no: int, book: Rulebook) -> bool:
    return any(match_line(to_plain(line), True, book, [rule_no]))
