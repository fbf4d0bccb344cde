"""The lines of a text, and what its first ones are: dates, or a section trail glued to the headline."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import islice

from copydesk.ingest.dates import Moment, read_date

__all__ = ["TextLines", "may_be_date"]

_HEAD_LINES = 10
_RETURNS = re.compile(r"[\r\u2028\u2029]")
_HAS_WORD = re.compile(r"\w")
_MIN_GLUED, _MAX_GLUED = 12, 300
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalnum())
_PUNCTUATION = re.compile(rb"\xe2\x80[\x80-\xbe]")
"""Dashes, quotes and spaces in UTF-8 (U+2000 to U+203E)."""
_NUMERIC = re.compile(r"\d")


class TextLines:
    """The lines of a text: ``parts`` are all of them, ``head`` the first ten that have words, stripped."""

    def __init__(self, text: str) -> None:
        if "\r" in text or "\u2028" in text or "\u2029" in text:
            text = _RETURNS.sub("\n", text)
        self.parts = text.split("\n")

    @cached_property
    def head(self) -> list[str]:
        """Up to ten lines."""
        with_words = (line.strip() for line in self.parts if line and _HAS_WORD.search(line))
        return list(islice(with_words, _HEAD_LINES))

    @cached_property
    def moments(self) -> list[Moment | None]:
        """For each line of the head, the date that it is."""
        return [_date_line(line) for line in self.head]

    @cached_property
    def glued(self) -> set[str]:
        """Those of the head that are a section trail with another of it at the end ("HomeWorldTitle", "Title")."""
        lines = [line for line in self.head if len(line) <= _MAX_GLUED]
        ends = set(map(_last_letters, lines))
        if len(ends) == len(lines) and "" not in ends:  # as of most texts: no line ends like another
            return set()
        folded = {line: _letters(line) for line in lines}
        tails = {tail for tail in folded.values() if len(tail) >= _MIN_GLUED}
        return {line for line, each in folded.items() if each.endswith(tuple(tails - {each}))}


def _last_letters(line: str) -> str:
    """The last three letters, folded as by ``_letters``; empty where the last characters have fewer."""
    letters = "".join(filter(str.isalnum, line[-6:])).casefold()
    return letters[-3:] if len(letters) >= 3 else ""


def _letters(line: str) -> str:
    letters = _PUNCTUATION.sub(b"", line.encode().translate(None, _NO_LETTERS))
    return letters.lower().decode() if letters.isascii() else "".join(filter(str.isalnum, letters.decode())).casefold()


def _date_line(line: str) -> Moment | None:
    if not may_be_date(line) or len(line.split()) > 9:
        return None
    return read_date(line.strip(" •·|—–-*,."), 1, 9999)


def may_be_date(line: str) -> bool:
    """Whether ``line`` is as short as a date line, and has a digit."""
    return len(line) <= 60 and _NUMERIC.search(line) is not None
