"""Rules held against lines: every hit with its place in the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import re2

from copydesk.notices.candidates import reach_bytes, windows
from copydesk.notices.patterns import Exact
from copydesk.notices.plain import squeeze
from copydesk.notices.rule import SCRIPTS, Rule
from copydesk.notices.rulebook import Rulebook

__all__ = ["Hit", "Matches", "find_hits", "match_line"]

_SENTENCE_END = re2.compile(r"[.!?\"')\]]*[.!?][\"')\]]* +|[。！？] ?")
# A period after one of these does not end a credit sentence.
_ABBREVIATED = re2.compile(
    r"(?:^|[ (])(?:\p{Lu}|Mr|Mrs|Ms|Dr|St|Jr|Sr|Inc|Co|Corp|Ltd|No|Nr|Nov|Dec|Jan|Feb|Aug|Sept?|Oct|D\.C|U\.S"
    r"|a\.m|p\.m)\. $"
)

Numbers = npt.NDArray[np.int64]
Found = tuple[int, int, int, bool, str]
"""Rule number, start, end, whether the line is the notice, and the group ``provider``."""
_AROUND_NAMES = " .,;:-()[]\"'"
_SCRIPTS = {language: re2.compile(letters) for language, letters in SCRIPTS.items()}


class Matches(NamedTuple):
    """Rules that may hit rows of layout, shape (matches,) each: by row, then rule; nowhere in a line before ``begun``.

    ``begun`` counts bytes of the line as RE2 reads it.
    """

    rows: Numbers
    rules: Numbers
    begun: Numbers


class Hit(NamedTuple):
    """One rule on one row of layout; ``start`` and ``end`` are code points of the article's text."""

    row: int
    rule_no: int
    start: int
    end: int
    whole: bool
    provider: str


def find_hits(lines: Sequence[str], starts: Sequence[int], matches: Matches, book: Rulebook) -> Iterator[Hit]:
    """Every hit of ``matches``: ``lines`` are the plain lines of its rows, which begin at ``starts`` in their texts."""
    known: dict[tuple[str, bytes], tuple[Found, ...]] = {}  # pages of one outlet end alike
    rows, firsts = np.unique(matches.rows, return_index=True)
    spans = pairwise([*firsts.tolist(), len(matches.rows)])
    for row, line, start, (first, last) in zip(rows.tolist(), lines, starts, spans, strict=True):
        rules = matches.rules[first:last]
        key = line, rules.tobytes()
        if key not in known:
            begun = matches.begun[first:last].tolist()
            known[key] = tuple(_match(line, book, [*zip(rules.tolist(), begun, strict=True)]))
        for rule_no, begin, end, whole, provider in known[key]:
            yield Hit(row, rule_no, start + begin, start + end, whole, provider)


def match_line(line: str, edge: bool, book: Rulebook, rules: Sequence[int] | None = None) -> Iterator[Found]:
    """Every rule that hits the plain ``line``.

    Only ``rules`` are held against it, or all.
    """
    chosen = range(len(book.rules)) if rules is None else rules
    return _match(line, book, [(number, 0) for number in chosen if edge or book.rules[number].position == "any"])


def _match(line: str, book: Rulebook, rules: Sequence[tuple[int, int]]) -> Iterator[Found]:
    """Hits of ``rules`` in the plain ``line``, each with the byte before which it matches nowhere."""
    length = len(line)
    for first, last in windows(line):
        part, marks = squeeze(line[first:last])
        text = part.encode()
        plain = len(text) == len(part)
        head, tail = reach_bytes(part)
        ends: list[int] = []
        for rule_no, begun in rules:
            rule = book.rules[rule_no]
            if not _fits(rule, length, first, last) or not _in_script(rule, part, plain):
                continue
            begun = max(begun if last - first == length else 0, tail if rule.where == "end" else 0)
            limit = head if rule.where == "start" else len(text)
            found = _find(book.patterns.exact(rule_no, plain), text, begun, limit)
            if found is None:
                continue
            if rule.extent == "sentence" and not ends:
                ends = [0, *_sentence_ends(part, text if plain else part), len(part)]
            start, end = found[:2] if plain else (len(text[:place].decode()) for place in found[:2])
            start, end = _extend(rule, part, start, end, ends)
            if marks:
                start, end = marks[start], marks[end - 1] + 1
            start, end = start + first, end + first
            yield rule_no, start, end, _whole(rule, line, start, end), found[2]


def _find(exact: Exact, text: bytes, begun: int, end: int) -> tuple[int, int, str] | None:
    """Where the pattern of a rule hits in ``text`` from ``begun`` to ``end``, and what its group ``provider`` holds."""
    match = exact.pattern.match(text, begun, end) or exact.pattern.search(text, begun, end)  # most begin there
    if match is None:
        return None
    provider = match.group(exact.provider) if exact.provider else b""
    start, end = match.span(exact.notice)
    start, end = (start, end) if start >= 0 else match.span()  # one alternative may lack the group
    return start, end, (provider or b"").decode().strip(_AROUND_NAMES)


def _fits(rule: Rule, length: int, first: int, last: int) -> bool:
    """Whether ``rule`` may hit in the part ``first`` to ``last`` of a line of ``length`` characters."""
    if rule.max_chars and length > rule.max_chars:
        return False
    needs_start = rule.where in ("line", "opening", "start") and first > 0
    needs_end = rule.where in ("line", "end") and last < length
    return not (needs_start or needs_end)


def _in_script(rule: Rule, line: str, plain: bool) -> bool:
    """Whether ``line`` has a letter of the script that the rule's language is written in, if it has its own.

    ``plain`` says that the line is ASCII.
    """
    script = _SCRIPTS.get(rule.language)
    return script is None or (not plain and bool(script.search(line)))


def _extend(rule: Rule, line: str, start: int, end: int, ends: Sequence[int]) -> tuple[int, int]:
    """The span that the hit speaks for: itself, its sentence, or the line; without spaces around it.

    ``ends`` are the ends of sentences, and both ends of the line; only a rule of sentences asks for them.
    """
    if rule.extent == "line":
        start, end = 0, len(line)
    elif rule.extent == "sentence":
        start = max(each for each in ends if each <= start)
        end = min(each for each in ends if each >= end)
    while end > start and line[end - 1] == " ":
        end -= 1
    while start < end and line[start] == " ":
        start += 1
    return start, end


def _sentence_ends(line: str, text: str | bytes) -> list[int]:
    """Where sentences end in ``line``; ``text`` is the same, as bytes where it is ASCII."""
    found = (match.end() for match in _SENTENCE_END.finditer(text))
    return [end for end in found if not _ABBREVIATED.search(line[max(0, end - 12) : end])]


def _whole(rule: Rule, line: str, start: int, end: int) -> bool:
    """Whether the line is the notice: by rule, or because little but marks stands beside the hit."""
    if rule.extent == "line":
        return True
    if rule.where == "start":
        return False
    beside = filter(str.isalnum, line[:start] + line[end:])
    return next(islice(beside, (end - start) // 4, None), None) is None
