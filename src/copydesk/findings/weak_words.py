"""The words by which a source is nobody in particular, or somebody whose name is kept back."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from copydesk.errors import SettingsError

__all__ = ["DEFAULT", "UNNAMED", "VAGUE", "Phrase", "WeakWords", "weak_words"]

DEFAULT = "en"
UNNAMED, VAGUE = "unnamed", "vague"
_PERSONS = ("withheld", "withheld_one", "bonded")
_NOUNS = (*_PERSONS, "nobody", "nobody_one", "crowds", "alone")
_SETS = ("quantifiers", "definite", "indefinite", "belonging")
_ALONE = "(?=,|$)"
_COUNTED = re.compile(r"[\d%]|\bper ?cent\b")
_BEFORE, _NAME = 5, 4  # words before the noun, and of a name after it


class Phrase(NamedTuple):
    """What a source is called: ``unnamed`` or ``vague``, the noun, and whether it tells of somebody met before."""

    kind: str
    noun: str
    definite: bool


@dataclass(frozen=True)
class WeakWords:
    """One language's words. ``nouns`` finds the noun that a phrase is about, in the group of the list it is of."""

    nouns: re.Pattern[str]
    quantifiers: frozenset[str]
    definite: frozenset[str]
    indefinite: frozenset[str]
    belonging: frozenset[str]
    bonds: frozenset[str]
    joiners: frozenset[str]

    def read(self, source: str) -> Phrase | None:
        """What ``source`` is called; None when it is named, counted as in a poll, or of no listed noun."""
        phrase = source.lower().replace("’", "'")
        found = self.nouns.match(phrase)
        if not found or _COUNTED.search(phrase) or _is_name(source[found.end() :]):
            return None
        kind = str(found.lastgroup)
        before, after = phrase[: found.start(kind)].split(), source[found.end() :].split()
        definite = not self.definite.isdisjoint(before[:1])
        if not self._counts(kind, before, after, definite):
            return None
        return Phrase(UNNAMED if kind in _PERSONS else VAGUE, found[kind], definite)

    def _counts(self, kind: str, before: list[str], after: list[str], definite: bool) -> bool:
        """Whether a noun of the list ``kind`` is weak with these words before and after it."""
        single = definite or not self.indefinite.isdisjoint(before)
        if kind in _PERSONS:
            return {"withheld": True, "withheld_one": single}.get(kind, not self.bonds.isdisjoint(after))
        if definite or self._tells_whom(after):
            return False
        some = not self.quantifiers.isdisjoint(before)
        return {"nobody": True, "nobody_one": single, "alone": not before}.get(kind, some)

    def _tells_whom(self, after: list[str]) -> bool:
        """Whether a name says whose these people are, as in 'at Maple Bank' and 'like the Harbour Club'."""
        return any(
            word in self.belonging and any(near[:1].isupper() for near in after[at + 1 : at + 3])
            for at, word in enumerate(after)
        )


@cache
def weak_words(checks: Path) -> dict[str, WeakWords]:
    """The words of every language under ``checks``/attribution, by its code.

    Raises SettingsError naming the file that is missing, malformed or lacks a list.
    """
    files = sorted((checks / "attribution").glob("??.toml"))
    found = {file.stem: _weak_words(file) for file in files}
    if DEFAULT not in found:
        raise SettingsError(f"{checks}: attribution/{DEFAULT}.toml is missing")
    return found


def _weak_words(file: Path) -> WeakWords:
    try:
        read = tomllib.loads(file.read_text(encoding="utf-8"))
        lists = {name: read["weak"][name].split() for name in (*_NOUNS, *_SETS, "follows")}
        sets = {name: read["words"][name].split() for name in ("bonds", "joiners")}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, AttributeError) as error:
        raise SettingsError(f"{file} cannot be used: {error}") from error
    nouns = "|".join(f"(?P<{name}>{_any(lists[name])}){_ALONE if name == 'alone' else ''}" for name in _NOUNS)
    noun = rf"(?:[^\s,;:]+ ){{0,{_BEFORE}}}?(?:{nouns})(?=$|[^\w\s'-]| (?:{_any(lists['follows'])})\b)"
    sets |= {name: lists[name] for name in _SETS}
    return WeakWords(re.compile(noun), **{name: frozenset(words) for name, words in sets.items()})


def _is_name(after: str) -> bool:
    """Whether a name follows, as in 'an aide, Ada Voss'."""
    return after.startswith(", ") and 2 <= len(after.split()) <= _NAME and after[2:].istitle()


def _any(words: list[str]) -> str:
    """An expression for one of ``words``, in which a star stands for letters."""
    return "|".join(re.escape(word).replace(r"\*", r"\w*") for word in words)
