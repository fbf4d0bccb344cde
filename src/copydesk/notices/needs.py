"""What the words of a line must hold for a pattern to match at all."""

from __future__ import annotations

import re
from collections.abc import Mapping

from copydesk.errors import RuleError
from copydesk.notices.parts import ANYTHING, NOTHING, Part, either, join, literal, repeat, settle
from copydesk.notices.symbols import BOUNDARY, DIGIT, MARKS, is_separator, lower

__all__ = ["read_macros", "read_pattern"]

_PLAIN = re.compile(r"[^\\\[(){}.*+?|^$]+")
_GROUP = re.compile(r"\?(?:P?<\w+>|[imsU-]*(?P<end>[:)]))")
_MACRO = re.compile(r"\{[a-z][a-z_]*\}")
_MARKS_ONLY = re.compile(r"(?!\^)-?(?:[^\w\\\[\]-]|\\[^\w]|_)+-?|-")
"""The body of a class without letters, digits, ranges of them and named classes."""
_BOUNDS = re.compile(r"\{(\d*)(?:,\d*)?\}")


def read_pattern(pattern: str, macros: Mapping[str, Part] | None = None) -> Part:
    """What is known of all matches of the RE2 ``pattern``: every one of them has all needs of one of its ways.

    ``macros`` are parts known already, by the name that stands for them in the pattern, braces included.
    Raises RuleError when the pattern uses syntax that no notice rule may use.
    """
    reader = _Reader(pattern, macros or {})
    part = reader.alternatives()
    if reader.at != len(pattern):
        raise RuleError(f"pattern has an unmatched parenthesis at {reader.at}: {pattern[:80]}")
    return part


def read_macros(macros: Mapping[str, str]) -> dict[str, Part]:
    """The part of each of ``macros`` (name to RE2 text) that is one group, and so stands in a pattern like one."""
    return {name: settle(read_pattern(text)) for name, text in macros.items() if _is_group(text)}


def _is_group(text: str) -> bool:
    reader = _Reader(text, {})
    reader.atom()
    return text.startswith("(") and reader.at == len(text)


class _Reader:
    """Reads the RE2 syntax that rules use: literals, classes, groups, alternatives, repetition."""

    def __init__(self, pattern: str, macros: Mapping[str, Part]) -> None:
        self.pattern = pattern
        self.macros = macros
        self.at = 0

    def alternatives(self) -> Part:
        parts = [self.sequence()]
        while self._peek() == "|":
            self.at += 1
            parts.append(self.sequence())
        return either(parts)

    def sequence(self) -> Part:
        parts: list[Part] = []
        while self._peek() not in ("", "|", ")"):
            parts.append(self._repeated(self.atom()))
        return join(parts)

    def atom(self) -> Part:
        if plain := _PLAIN.match(self.pattern, self.at):
            return self._literal(plain.end())
        char = self._peek()
        self.at += 1
        if char == "(":
            return self._group()
        if char == "[":
            return self._class()
        if char == "\\":
            return self._escape()
        if char == "{" and (name := _MACRO.match(self.pattern, self.at - 1)) and name.group() in self.macros:
            self.at = name.end()
            return self.macros[name.group()]
        if char in "^$":
            return NOTHING
        return ANYTHING if char == "." else literal(char)

    def _peek(self) -> str:
        return self.pattern[self.at : self.at + 1]

    def _literal(self, end: int) -> Part:
        """The plain characters up to ``end``; a repetition binds the last of them only."""
        if end - self.at > 1 and self.pattern[end : end + 1] in ("*", "+", "?", "{"):
            end -= 1
        text, self.at = self.pattern[self.at : end], end
        return literal(lower(text))

    def _group(self) -> Part:
        if self._peek() == "?":
            opened = _GROUP.match(self.pattern, self.at)
            if opened is None:
                raise RuleError(f"pattern opens a group that RE2 does not know: {self.pattern[:80]}")
            self.at = opened.end()
            if opened["end"] == ")":
                return NOTHING
        part = self.alternatives()
        if self._peek() != ")":
            raise RuleError(f"pattern has an open parenthesis: {self.pattern[:80]}")
        self.at += 1
        return part

    def _class(self) -> Part:
        """A class; one of a few plain characters is read as those."""
        first = self.at
        self.at += self._peek() == "^"
        self.at += self._peek() == "]"
        while self._peek() != "]":
            if self._peek() == "":
                raise RuleError(f"pattern has an open bracket: {self.pattern[:80]}")
            if self.pattern.startswith("[:", self.at):
                self.at = self.pattern.find(":]", self.at) + 1 or len(self.pattern)
            self.at += 2 if self._peek() == "\\" else 1
        body = self.pattern[first : self.at]
        self.at += 1
        return _members(body)

    def _escape(self) -> Part:
        char = self._peek()
        self.at += 1
        if char in "pPx":
            long = self._peek() == "{"
            self.at = self.pattern.find("}", self.at) + 1 if long else self.at + (2 if char == "x" else 1)
            return ANYTHING
        if char in "bds":
            return literal({"b": BOUNDARY, "d": DIGIT, "s": " "}[char])
        if char in "BAz":
            return NOTHING
        if char.isdecimal() or char in "QEC" or not char:
            raise RuleError(f"pattern has an escape that no rule may use: \\{char} in {self.pattern[:80]}")
        return ANYTHING if char.isalnum() else literal(char)

    def _repeated(self, part: Part) -> Part:
        """``part`` with the repetition that follows it, if any."""
        char = self._peek()
        least, most = int(char == "+"), 1 if char == "?" else None
        if char and char in "?*+":
            self.at += 1
        elif char == "{" and (bounds := _BOUNDS.match(self.pattern, self.at)):
            least, self.at = int(bounds.group(1) or 0), bounds.end()
        else:
            return part
        self.at += self._peek() == "?"
        return repeat(part, least, most)


def _members(body: str) -> Part:
    """What the class of ``body`` matches: its characters when they are plain and few, any marks when it is of marks."""
    marks = _MARKS_ONLY.fullmatch(body) is not None
    bare = body.replace("\\", "") if marks else body
    ranges = "-" in bare[1:-1] and not marks
    if 0 < len(bare) <= 4 and (marks or not set(bare) & set("^\\][")) and not ranges:
        return Part(exact=frozenset(map(lower, bare)))
    return literal(MARKS) if marks and all(map(is_separator, bare)) else ANYTHING
