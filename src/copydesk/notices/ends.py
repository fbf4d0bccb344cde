"""What a pattern begins with, and what it ends with: the ends of a line that a rule asks for before all else.

An end is RE2 text: the pattern cut where its text grows free, without case, backwards for what it ends with. Whatever
matches the pattern matches its end too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from copydesk.errors import RuleError
from copydesk.notices.smallest import EMPTY, END_CHARS, MARKS_RUN, End, Ends, are_marks, find_share, plain_end

__all__ = ["find_ends"]

_ENOUGH = 1e-5
"""Share of lines below which an end asks for no more."""
_MACRO = re.compile(r"\{[a-z][a-z_]*\}")
_PLAIN = re.compile(r"[^\\\[(){}.*+?|^$]+")
_GROUP = re.compile(r"\?(?:P?<\w+>|[imsU-]*(?P<end>[:)]))")
_REPEAT = re.compile(r"(?:(?P<sign>[?*+])|\{(?P<least>\d*)(?P<more>,(?P<most>\d*))?\})\??")
_CLASS = re.compile(r"\[\^?\]?(?:\[:\^?\w+:\]|\\p\{\^?\w+\}|\\.|[^\]\\])*\]", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:[pP](?:\{\^?\w+\}|\w)|x(?:\{[0-9A-Fa-f]+\}|[0-9A-Fa-f]{2})|.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Atom:
    """Plain text, a class, or a group (without text); how often it stands there (``most`` None: any number)."""

    source: str
    ends: Ends
    least: int
    most: int | None


def find_ends(pattern: str, macros: Mapping[str, Ends] | None = None) -> Ends:
    """The ends of the RE2 ``pattern``.

    ``macros`` are known already, by the name that stands for them in the pattern, braces included.
    Raises RuleError when the pattern's parentheses do not match.
    """
    sequences, at = _read(pattern, 0, macros or {})
    if at != len(pattern):
        raise RuleError(f"pattern has an unmatched parenthesis at {at}: {pattern[:80]}")
    return _both(sequences)


def _both(sequences: Sequence[Sequence[_Atom]]) -> Ends:
    forward = _either([_follow(sequence, 0) for sequence in sequences])
    return forward, _either([_follow(sequence[::-1], 1) for sequence in sequences])


def _read(pattern: str, at: int, macros: Mapping[str, Ends]) -> tuple[list[list[_Atom]], int]:
    """The alternatives from ``at`` to the parenthesis that closes them, and where that stands."""
    sequences: list[list[_Atom]] = [[]]
    while at < len(pattern) and pattern[at] != ")":
        if pattern[at] == "|":
            sequences.append([])
            at += 1
            continue
        source, ends, at = _atom(pattern, at, macros)
        least, most, at = _repeat(pattern, at)
        sequences[-1].append(_Atom(source, ends, least, most))
    return sequences, at


def _atom(pattern: str, at: int, macros: Mapping[str, Ends]) -> tuple[str, Ends, int]:
    """The atom at ``at``: its text (empty for a group), its ends, and where it is over."""
    if plain := _PLAIN.match(pattern, at):
        text = plain.group()
        if len(text) > 1 and pattern[plain.end() : plain.end() + 1] in ("*", "+", "?", "{"):
            text = text[:-1]  # a repetition binds the last character only
        return text, (plain_end(text), plain_end(text[::-1])), at + len(text)
    if pattern[at] == "(":
        opened = _GROUP.match(pattern, at + 1)
        if opened and opened["end"] == ")":
            return "", (End(), End()), opened.end()
        group, end = _read(pattern, opened.end() if opened else at + 1, macros)
        return "", _both(group), end + 1
    if pattern[at] == "{" and (name := _MACRO.match(pattern, at)) and name.group() in macros:
        return "", macros[name.group()], name.end()
    found = _CLASS.match(pattern, at) or _ESCAPE.match(pattern, at)
    source = found.group() if found else pattern[at]
    if source in ("^", "$"):
        return source, (End(), End()), at + 1
    free = source.startswith("[^") or "\\P" in source
    kept = f"(?-i:{source})" if free else source  # without case it would leave out more
    one = End(kept, find_share(source), int(source not in EMPTY))
    return source, (one, one), at + len(source)


def _repeat(pattern: str, at: int) -> tuple[int, int | None, int]:
    found = _REPEAT.match(pattern, at)
    if found is None:
        return 1, 1, at
    if found["sign"]:
        return int(found["sign"] == "+"), 1 if found["sign"] == "?" else None, found.end()
    least = int(found["least"] or 0)
    most = least if not found["more"] else int(found["most"]) if found["most"] else None
    return least, most, found.end()


def _follow(atoms: Sequence[_Atom], side: int) -> End:
    """The end of ``atoms`` that follow each other, in the order they are read."""
    parts: list[str] = []
    share, longest = 1.0, 0
    for place, atom in enumerate(atoms):
        end, marks = atom.ends[side], are_marks(atom.source)
        if atom.least == 0 and atom.most == 1 and end.whole:
            end = End(f"(?:{end.source})?", 1.0, end.longest)
        elif atom.least == 0 and marks:
            end = End(f"{atom.source}*", 1.0, MARKS_RUN)
        elif atom.least == 0:
            rest = _follow(atoms[place + 1 :], side)
            end = _either([End(end.source, end.share, end.longest, False), rest])
        if share < _ENOUGH or longest + end.longest > END_CHARS:
            return End("".join(parts), share, longest, False)
        parts.append(end.source)
        share, longest = share * end.share, longest + end.longest
        if not end.whole or not (atom.most == 1 or (marks and atom.least == 0)):
            return End("".join(parts), share, longest, False)
    return End("".join(parts), share, longest)


def _either(ends: Sequence[End]) -> End:
    """Ends of which one stands there."""
    if len(ends) == 1:
        return ends[0]
    distinct = list({end.source: end for end in ends}.values())
    share = min(1.0, sum(end.share for end in distinct))
    source = f"(?:{'|'.join(end.source for end in distinct)})"
    return End(source, share, max(end.longest for end in ends), all(end.whole for end in ends))
