"""What a line must hold for a pattern to match at all: a set of words, one of which stands in every match.

After the analysis of Cox, "Regular Expression Matching with a Trigram Index" (2012), on whole words instead
of trigrams. It is exact in one direction: a line without any of the words cannot match.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from copydesk.errors import RuleError

__all__ = ["find_needs"]

_MOST_EXACT = 160
_MOST_NEEDS = 800
# Words that stand in so many lines that needing one saves nothing.
_COMMON = frozenset(
    "the this our and for from with that have has been was were are not its his her their they will would can may "
    "one two new all any more most some such than then when who what which about after also by of to in on is it an "
    "as at be or he she we you my no do der die das und ist von mit auf den dem des ein eine est les des une que del "
    "los las con por para una per che non est pas dans sur het een van niet news story report said".split()
)


_MARKS = ",.-'\"():"


@dataclass(frozen=True)
class _Part:
    """Part of a pattern: every text it matches, when they are few; else words of which it needs one."""

    exact: frozenset[str] | None = None
    needs: frozenset[str] | None = None

    def words(self) -> frozenset[str] | None:
        """The best set of words this part alone gives."""
        return _better(self.needs, self.exact)


_ANYTHING = _Part()
_NOTHING = _Part(exact=frozenset([""]))


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
    return _shortest(words) if words and _cost(words) <= worst else None


def _lower(char: str) -> str:
    """``char`` in lower case; as it is where that would be two characters (the Turkish dotted I)."""
    lower = char.lower()
    return lower if len(lower) == 1 else char


def _cost(words: Iterable[str] | None) -> float:
    """About the share of lines that hold one of ``words``; infinite when nothing is needed."""
    return float("inf") if words is None else sum(_frequency(word) for word in words)


def _frequency(word: str) -> float:
    bare = word.strip()
    if not bare:
        return 1.0
    if bare in _COMMON:
        return 0.5
    if len(bare) == 1 and not bare.isalnum():
        return 0.9 if bare in _MARKS else 0.05
    letters = sum(1.0 if char.isascii() else 1.4 if ord(char) < 0x900 else 2.6 for char in bare)
    return float(min(1.0, 3.0 * 3.2 ** -letters))


def _better(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    best = min((one, other), key=_cost)
    return None if best is None or "" in best or len(best) > _MOST_NEEDS else best


def _shortest(words: frozenset[str]) -> frozenset[str]:
    """``words`` without those that hold another of them: where the longer stands, the shorter does."""
    kept: list[str] = []
    for word in sorted(words, key=lambda each: (len(each), each)):
        if not any(other in word for other in kept):
            kept.append(word)
    return frozenset(kept)


def _join(parts: list[_Part]) -> _Part:
    """Parts that follow each other."""
    run: frozenset[str] | None = frozenset([""])
    best: frozenset[str] | None = None
    whole = True
    for part in parts:
        joined = _product(run, part.exact)
        if joined is None:
            best = _better(_better(best, run), part.words())
            whole = False
            run = part.exact if part.exact is not None else frozenset([""])
        else:
            run = joined
    best = _better(best, run)
    return _Part(run if whole else None, best)


def _product(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    if one is None or other is None or len(one) * len(other) > _MOST_EXACT:
        return None
    return frozenset(left + right for left in one for right in other)


def _either(parts: list[_Part]) -> _Part:
    """Parts of which one matches."""
    if len(parts) == 1:
        return parts[0]
    exact: frozenset[str] | None = None
    if all(part.exact is not None for part in parts):
        exact = frozenset().union(*(part.exact or () for part in parts))
    words = [part.words() for part in parts]
    needs = None if any(each is None for each in words) else _shortest(frozenset().union(*(each or () for each in words)))
    return _Part(exact if exact is not None and len(exact) <= _MOST_NEEDS else None, needs)


class _Reader:
    """Reads the RE2 syntax that rules use: literals, classes, groups, alternatives, repetition."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0

    def alternatives(self) -> _Part:
        parts = [self.sequence()]
        while self._peek() == "|":
            self.at += 1
            parts.append(self.sequence())
        return _either(parts)

    def sequence(self) -> _Part:
        parts: list[_Part] = []
        while self._peek() not in ("", "|", ")"):
            parts.append(self._repeated(self._atom()))
        return _join(parts)

    def _peek(self) -> str:
        return self.pattern[self.at : self.at + 1]

    def _atom(self) -> _Part:
        char = self._peek()
        self.at += 1
        if char == "(":
            return self._group()
        if char == "[":
            return self._class()
        if char == "\\":
            return self._escape()
        if char in "^$":
            return _NOTHING
        return _ANYTHING if char == "." else _Part(exact=frozenset([_lower(char)]))

    def _group(self) -> _Part:
        if self._peek() == "?":
            end = next(at for at in range(self.at, len(self.pattern)) if self.pattern[at] in ":>)")
            flags_only = self.pattern[end] == ")"
            self.at = end + 1
            if flags_only:
                return _NOTHING
        part = self.alternatives()
        if self._peek() != ")":
            raise RuleError(f"pattern has an open parenthesis: {self.pattern[:80]}")
        self.at += 1
        return part

    def _class(self) -> _Part:
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
        return _Part(exact=frozenset(map(_lower, body))) if plain else _ANYTHING

    def _escape(self) -> _Part:
        char = self._peek()
        self.at += 1
        if char in "pPx" and self._peek() == "{":
            self.at = self.pattern.index("}", self.at) + 1
            return _ANYTHING
        if char in "bBAz":
            return _NOTHING
        return _ANYTHING if char.isalnum() else _Part(exact=frozenset([char]))

    def _repeated(self, part: _Part) -> _Part:
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
            return _Part(exact=part.exact | {""})
        return _ANYTHING if least == 0 else _Part(needs=part.words())
