"""What the words of a line must hold for a pattern to match at all."""

from __future__ import annotations

import re
from collections.abc import Mapping

from copydesk.errors import RuleError
from copydesk.notices.parts import ANYTHING, NOTHING, Part, Way, either, join, literal, settle
from copydesk.notices.pieces import BOUNDARY, DIGIT, lower

__all__ = ["find_ways", "read_macros"]

_PLAIN = re.compile(r"[^\\\[(){}.*+?|^$]+")
_GROUP = re.compile(r"\?(?:P?<\w+>|[imsU-]*(?P<end>[:)]))")
_MACRO = re.compile(r"\{[a-z][a-z_]*\}")
_BOUNDS = re.compile(r"\{(\d*)(?:,\d*)?\}")


def find_ways(pattern: str, macros: Mapping[str, Part] | None = None) -> tuple[Way, ...]:
    """Ways to match the RE2 ``pattern``: of every need of one of them, a piece (see ``pieces``) stands in each match.

    ``macros`` are parts known already, by the name that stands for them in the pattern, braces included.
    Raises RuleError when the pattern uses syntax that no notice rule may use.
    """
    return _read(pattern, macros or {}).told


def read_macros(macros: Mapping[str, str]) -> dict[str, Part]:
    """The part of each of ``macros`` (name to RE2 text) that is one group, and so stands in a pattern like one."""
    return {name: settle(_read(text, {})) for name, text in macros.items() if _is_group(text)}


def _is_group(text: str) -> bool:
    reader = _Reader(text, {})
    reader.atom()
    return text.startswith("(") and reader.at == len(text)


def _read(pattern: str, macros: Mapping[str, Part]) -> Part:
    reader = _Reader(pattern, macros)
    part = reader.alternatives()
    if reader.at != len(pattern):
        raise RuleError(f"pattern has an unmatched parenthesis at {reader.at}: {pattern[:80]}")
    return part


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
        plain = 0 < len(body) <= 4 and not set(body) & set("^-\\][")
        return Part(exact=frozenset(map(lower, body))) if plain else ANYTHING

    def _escape(self) -> Part:
        char = self._peek()
        self.at += 1
        if char in "pPx":
            long = self._peek() == "{"
            self.at = self.pattern.find("}", self.at) + 1 if long else self.at + (2 if char == "x" else 1)
            return ANYTHING
        if char in "bd":
            return literal(BOUNDARY if char == "b" else DIGIT)
        if char in "BAz":
            return NOTHING
        if char.isdecimal() or char in "QEC" or not char:
            raise RuleError(f"pattern has an escape that no rule may use: \\{char} in {self.pattern[:80]}")
        return ANYTHING if char.isalnum() else literal(char)

    def _repeated(self, part: Part) -> Part:
        """``part`` with the repetition that follows it, if any."""
        char = self._peek()
        if char and char in "?*+":
            least, once, self.at = int(char == "+"), char == "?", self.at + 1
        elif char == "{" and (bounds := _BOUNDS.match(self.pattern, self.at)):
            least, once, self.at = int(bounds.group(1) or 0), False, bounds.end()
        else:
            return part
        self.at += self._peek() == "?"
        if once and part.exact is not None:
            return Part(exact=part.exact | {""})
        return ANYTHING if least == 0 else Part(ways=part.told)
