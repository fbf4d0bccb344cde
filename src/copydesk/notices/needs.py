"""What a line must hold for a pattern to match at all: a set of words, one of which stands in every match."""

from __future__ import annotations

from functools import lru_cache

from copydesk.errors import RuleError
from copydesk.notices.parts import ANYTHING, NOTHING, Part, cost, either, join, lower, shortest

__all__ = ["find_needs"]


@lru_cache(maxsize=4096)
def find_needs(pattern: str, worst: float) -> frozenset[str] | None:
    """Words, lower case, one of which every match of the RE2 ``pattern`` holds; None when there are none.

    Words that together stand in about more than ``worst`` of all lines count as none.

    Raises RuleError when the pattern uses syntax that no notice rule may use.
    """
    reader = _Reader(pattern)
    part = reader.alternatives()
    if reader.at != len(pattern):
        raise RuleError(f"pattern has an unmatched parenthesis at {reader.at}: {pattern[:80]}")
    words = part.words()
    return shortest(words) if words and cost(words) <= worst else None


class _Reader:
    """Reads the RE2 syntax that rules use: literals, classes, groups, alternatives, repetition."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
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
            parts.append(self._repeated(self._atom()))
        return join(parts)

    def _peek(self) -> str:
        return self.pattern[self.at : self.at + 1]

    def _atom(self) -> Part:
        char = self._peek()
        self.at += 1
        if char == "(":
            return self._group()
        if char == "[":
            return self._class()
        if char == "\\":
            return self._escape()
        if char in "^$":
            return NOTHING
        return ANYTHING if char == "." else Part(exact=frozenset([lower(char)]))

    def _group(self) -> Part:
        if self._peek() == "?":
            end = next((at for at in range(self.at, len(self.pattern)) if self.pattern[at] in ":>)"), None)
            if end is None:
                raise RuleError(f"pattern has an open parenthesis: {self.pattern[:80]}")
            flags_only = self.pattern[end] == ")"
            self.at = end + 1
            if flags_only:
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
            self.at += 2 if self._peek() == "\\" else 1
        body = self.pattern[first : self.at]
        self.at += 1
        plain = 0 < len(body) <= 4 and not set(body) & set("^-\\]")
        return Part(exact=frozenset(map(lower, body))) if plain else ANYTHING

    def _escape(self) -> Part:
        char = self._peek()
        self.at += 1
        if char in "pPx" and self._peek() == "{":
            self.at = self.pattern.index("}", self.at) + 1
            return ANYTHING
        if char in "bBAz":
            return NOTHING
        return ANYTHING if char.isalnum() else Part(exact=frozenset([char]))

    def _repeated(self, part: Part) -> Part:
        """``part`` with the repetition that follows it, if any."""
        char = self._peek()
        least, most = {"?": (0, 1), "*": (0, 2), "+": (1, 2)}.get(char, (1, 1))
        if char == "{" and "}" in self.pattern[self.at :]:
            end = self.pattern.index("}", self.at)
            bounds = self.pattern[self.at + 1 : end].split(",")
            least, most, self.at = int(bounds[0] or 0), 2, end + 1
        elif char and char in "?*+":
            self.at += 1
        else:
            return part
        self.at += self._peek() == "?"
        if (least, most) == (0, 1) and part.exact is not None:
            return Part(exact=part.exact | {""})
        return ANYTHING if least == 0 else Part(needs=part.words())
