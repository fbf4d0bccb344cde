"""Who supplies copy: agencies and their names in many scripts, as data, and the macros rules may use."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import re2

from copydesk.errors import RuleError

__all__ = ["Providers", "read_providers"]

_SEPARATOR = "; "
# A capitalised word, as names are written. What may follow the capital is told by what may not: a class of
# all letters would make RE2's programs a hundred times as large.
_CAPITAL = "A-ZÀ-ÖØ-ÞĀ-ſΆ-ΏΑ-ΩЀ-ЯҐ"
_WORD = rf"[{_CAPITAL}][^ ,;:()\[\]\"/|<>!?=]*"
_JOINED = (
    "(?:of|the|and|del?|della|dei|delle|des?|du|la|le|el|al|d[aio]|dos|van|von|vom|zu[mr]?|de[rn]|te[rn]?|bin"
    "|y|e|und|et|och|og|ja|i|и|і|&)"
)
_TOLD = 4
"""Letters by which an agency's name is told well enough to find lines."""
_NAME = rf"(?-i:{_WORD}(?: (?:{_JOINED} ){{0,2}}{_WORD}){{0,5}})"


@dataclass(frozen=True)
class Providers:
    """Agencies by alias. ``macros`` is what ``{agency}`` and its fellows stand for in a pattern, ``loose`` what matches
    wherever one of them does, for those where less is enough to find lines (see ``loosening``).
    """

    canonical: Mapping[str, str]
    macros: Mapping[str, str]
    loose: Mapping[str, str]
    finder: Any

    def named(self, text: str) -> str:
        """Canonical names of the agencies that ``text`` names, in order, joined by '; '; empty without one."""
        spans = (match.span() for match in self.finder.finditer(text.encode() if text.isascii() else text))
        found = (self._look_up(text[start:end]) for start, end in spans if _stands_alone(text, start, end))
        return _SEPARATOR.join(dict.fromkeys(name for name in found if name))

    def _look_up(self, printed: str) -> str:
        return self.canonical.get(printed) or self.canonical.get(printed.casefold(), "")


def read_providers(file: Path) -> Providers:
    """Read providers.toml: ``[[provider]]`` with name and aliases. Raises RuleError when it is malformed.

    An alias of up to five capitals is a proper acronym and matches as written only; longer names match
    in any case.
    """
    try:
        entries = tomllib.loads(file.read_text(encoding="utf-8"))["provider"]
        aliases = {alias: entry["name"] for entry in entries for alias in (entry["name"], *entry["aliases"])}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise RuleError(f"{file}: {error}") from error
    pattern = _alternatives(aliases)
    names = aliases | {alias.casefold(): name for alias, name in aliases.items() if not _acronym(alias)}
    macros = {
        "{agency}": pattern,
        "{name}": _NAME,
        "{word}": f"(?-i:{_WORD})",
        "{capital}": f"(?-i:[{_CAPITAL}])",
        "{place}": rf"(?-i:[{_CAPITAL}])[^()\[\]:;?!\"<>|=]",
    }
    return Providers(names, macros, {"{agency}": _loosen(aliases)}, re2.compile(pattern))


def _acronym(alias: str) -> bool:
    return len(alias) <= 5 and alias.isascii()


def _alternatives(aliases: Mapping[str, str]) -> str:
    """One pattern for any alias, longest first; a Latin name begins and ends where a word does."""
    exact, free, rest = ("|".join(map(re2.escape, names)) for names in _sort(aliases))
    return rf"(?:\b(?i:{free})\b|\b(?-i:{exact})\b|(?i:{rest}))"


def _loosen(aliases: Mapping[str, str]) -> str:
    """A pattern that matches wherever one for any alias does, and is much smaller: beginnings tell longer names."""
    exact, *others = _sort(aliases)
    short = (sorted({name[:_TOLD].lower() for name in names if name[0].isascii()}) for names in others)
    free, rest = ("|".join(map(re2.escape, names)) for names in short)
    marks = re2.escape("".join(sorted({char for alias in aliases for char in alias if char < "0"})))
    follows = rf"[0-~\x{{80}}-\x{{10FFFF}}{marks}]*"
    return rf"(?:\b(?-i:{'|'.join(exact)})\b|(?:\b(?i:{free})|(?i:{rest})|[\x{{80}}-\x{{10FFFF}}]){follows})"


def _sort(aliases: Mapping[str, str]) -> tuple[list[str], list[str], list[str]]:
    """Aliases by kind, longest first: acronyms, other names of ASCII, and those that no word's end bounds."""
    ordered = sorted(aliases, key=lambda alias: (-len(alias), alias))
    words = [alias for alias in ordered if alias.isascii() and alias[0].isalnum() and alias[-1].isalnum()]
    acronyms, free = (list(filter(_acronym, words)), [alias for alias in words if not _acronym(alias)])
    return acronyms, free, [alias for alias in ordered if alias not in words]


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no letter of a script with case touches the name, so that 'APA' is not found in 'NAPA'."""
    cased = text[start].lower() != text[start].upper()
    return not cased or not (text[start - 1 : start].isalpha() or text[end : end + 1].isalpha())
