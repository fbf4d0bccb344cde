"""Which lines are nothing but the names of people, or their outlet: words of names are data, in names.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from copydesk.errors import RuleError
from copydesk.text import fold

__all__ = ["GIVEN", "Names", "is_stamp", "read_names", "space_initials"]

GIVEN = Path(__file__).with_name("data") / "given.txt"
"""Given names of many countries, folded, a line each, after notes and an empty line."""
_FILE = "names.toml"
# Vowel signs of India's scripts are in no class of ``re``: their blocks, without the two full stops, stand for them.
_LETTERS = r"[\w\u0900-\u0963\u0966-\u0dff.'’-]"
_WORD = rf"[^\W\d_a-zß-öø-ÿа-яёα-ω]{_LETTERS}*"
_PARTICLE = r"(?:al|bin|da|de|del|della|den|der|di|do|dos|du|e|el|la|le|ten|ter|van|von|y|zu)"
_TITLE = r"(?:(?:Dr|Prof|Sen|Rep|Mr|Mrs|Ms|Gov|Rev|Gen|Lt|Col|Sir|Dame|Judge)\.? )*"
_NAME = rf"{_TITLE}{_WORD}(?: (?:{_PARTICLE} ){{0,2}}{_WORD}){{1,3}}"
_AND = r"(?:,? (?:and|und|et|y|e|en|i|och|og|ja|ve|și|eta|и|та|і|a|és|in|και|&) |[,;] | ?/ ?| ?\| ?)"
_NAMES = re.compile(rf"[-–—•|*]* ?({_NAME}(?:{_AND}{_NAME}){{0,4}}) ?[-–—•|*.]*")
_PLACE = rf"{_WORD}(?: (?:{_PARTICLE} )?{_WORD}){{0,3}}"
_IN = r"(?:in|aus|à|au|en|em|a|da|depuis|desde|din|from|i|w|в|из)"
_PLACE_FIRST = re.compile(rf"{_PLACE}(?: ?\| ?| [-–—] )({_NAME}(?:{_AND}{_NAME}){{0,2}})\.?")
_PLACED = re.compile(
    rf"[-–—•|*]* ?({_NAME}(?:{_AND}{_NAME}){{0,2}})(?: ?[,|·–—-] ?| / | \(|(?= {_IN} ))(?: ?{_IN} )?{_PLACE}\)?\.?"
)
_BETWEEN = re.compile(_AND)
_TITLES = re.compile(rf"^{_TITLE}")
_DIGITS = re.compile(r"\b\d{4}\b|\b\d{1,2}[:.h]\d{2}\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b")
_CLAUSE = re.compile(r"[!?;\"“”«»()\[\]]|[^\W\d_]{2}\. [^\W\d_]")
_DOTTED = r"(?:[A-ZÀ-ÞĀ-ſΑ-ΩА-Я][a-zà-þ]?\.[ -]?){1,2}[A-ZÀ-ÞĀ-ſΑ-ΩА-Я][a-zà-þ]?\.?"
_SMALL_INITIALS = r"[a-zäöüßšžřčň]{2,3}(?:[,/] ?[a-zäöüßšžřčň]{2,3}){0,2}"
_INITIALS = re.compile(
    rf"[(\[/-]{{0,2}} ?(?:{_SMALL_INITIALS}|{_DOTTED}|[A-Z]{{2,4}}/[A-Z]{{2,4}})[)\]/]?\.?"
    r"|\((?:[A-Z]{2,4}|[a-zäöüß]{4,5})\)|/[A-ZÀ-Þa-z]{3}"
)
_INITIAL = re.compile(r"[^\W\d_]{1,2}\.")
_GLUED = re.compile(r"\b([^\W\d_])\.(?=[^\W\d_]{2})")
_SIGNED = re.compile(rf"\(({_WORD}(?: (?:{_LETTERS}|\")+){{0,2}})\)\.?")
_MOST_STAMP_WORDS, _MOST_STAMP_CHARS = 8, 60
_MOST_OUTLET_WORDS, _SMALL = 6, 3
_SIGNS = 3
"""A surname and two more signs: nearly every Korean name, and most Chinese ones that are no other word."""


@dataclass(frozen=True)
class Names:
    """Folded words: ``given`` names, words that ``never`` stand in a name, words of an ``outlet`` or a post; and the
    ``surname`` signs that Korean and Chinese names, which have no space, begin with. A line that is a ``button`` tells
    of the byline above it, as a date does.
    """

    given: frozenset[str]
    never: frozenset[str]
    outlet: frozenset[str]
    surname: frozenset[str] = frozenset()
    button: frozenset[str] = frozenset()

    def people(self, line: str) -> list[str]:
        """The people that ``line`` names, and nothing else but a place or an outlet beside them.

        None where a word of a name is one that no name has.
        """
        if self._is_unspaced(line):
            return [line]
        line = space_initials(line)
        for match in filter(None, (form.fullmatch(line) for form in (_NAMES, _PLACED, _PLACE_FIRST))):
            people = [_TITLES.sub("", name) for name in _BETWEEN.split(match[1])]
            words = {fold(word) for name in people for word in name.split()}
            if not self.never & words and not any(name[0].islower() for name in people):
                return people
        return []

    def known(self, people: list[str]) -> bool:
        """Whether half of ``people`` or more begin with a given name, or an initial of one."""
        given = sum(self._is_given(fold(name.split()[0])) or self._is_unspaced(name) for name in people)
        return bool(people) and 2 * given >= len(people)

    def _is_unspaced(self, line: str) -> bool:
        return len(line) == _SIGNS and line[0] in self.surname and line.isalpha() and line not in self.never

    def _is_given(self, word: str) -> bool:
        return word in self.given or word.partition("-")[0] in self.given or bool(_INITIAL.fullmatch(word))

    def says_outlet(self, line: str) -> bool:
        """Whether ``line`` has up to six words, all but the small ones with a capital, and one of an outlet or post."""
        words = re.findall(r"[^\W_]+", line)
        if not 0 < len(words) <= _MOST_OUTLET_WORDS or words[0][0].islower():
            return False
        told = self.outlet & set(map(fold, words))
        return bool(told) and not any(word[0].islower() and len(word) > _SMALL and word not in told for word in words)

    def are_initials(self, line: str) -> bool:
        """Whether ``line`` is the initials of writers, or of their outlet in brackets, and no known word.

        They are two or three small letters (five in brackets), two or three capitals with periods, or capitals on
        either side of a slash.
        """
        return bool(_INITIALS.fullmatch(line)) and fold(line).strip("([/.)] -") not in self.never

    def sign_off(self, line: str) -> bool:
        """Whether ``line`` is one to three words in brackets, the first with a capital, and none that no name has."""
        match = _SIGNED.fullmatch(line)
        return match is not None and not self.never & set(map(fold, re.findall(r"[^\W\d_]+", match[1])))


def space_initials(line: str) -> str:
    """``line`` with a space after each initial: "A.Field" is "A. Field"."""
    return _GLUED.sub(r"\1. ", line) if "." in line[:-2] else line  # a period that ends a sentence is none


def read_names(folder: Path) -> Names:
    """The words of ``folder``/names.toml, none where it has no such file; read again only when it has changed.

    Raises RuleError when the file is malformed.
    """
    file = folder / _FILE
    if not file.is_file():
        return Names(frozenset(), frozenset(), frozenset())
    stamp = file.stat()
    return _read(file, stamp.st_mtime_ns, stamp.st_size)


@lru_cache(maxsize=4)
def _read(file: Path, _changed: int, _size: int) -> Names:
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
        read = {key: frozenset(map(fold, content[key].split())) for key in ("given", "never", "outlet")}
        surname, button = content.get("surname", "").split(), content.get("button", "").splitlines()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, AttributeError) as error:
        raise RuleError(f"{file} cannot be read: {error}") from error
    never = read["never"] - read["given"]
    return Names(read["given"] | (_many_given() - never), never, read["outlet"], frozenset(surname), frozenset(button))


@lru_cache(maxsize=1)
def _many_given() -> frozenset[str]:
    _notes, _, names = GIVEN.read_text(encoding="utf-8").partition("\n\n")
    return frozenset(names.split())


def is_stamp(line: str) -> bool:
    """Whether ``line`` is a date or a time and little else."""
    if len(line) > _MOST_STAMP_CHARS or not _DIGITS.search(line) or _CLAUSE.search(line):
        return False
    return len(re.findall(r"[^\W\d_]{2,}", line)) <= _MOST_STAMP_WORDS
