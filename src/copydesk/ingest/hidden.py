"""Find what is hidden in a text: invisible characters, and letters that are not what they look like."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["NOTHING_HIDDEN", "Hidden", "find_hidden", "marks", "wide_characters"]

_ASCII = bytes(range(128))
# Letters of other scripts that look like Latin ones (Unicode confusables, the single-letter ones).
_LOOKALIKES = frozenset(ord(letter) for letter in "аеорсухіјѕһԁԛԝүАВЕЅІЈКМНОРСТУХҮԌԚԜοανρυικχγτΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹϲϳ")
_LATIN, _OTHER = "A-Za-z\u00c0-\u024f", "\u0370-\u03ff\u0400-\u052f"
_MIXED = re.compile(f"(?<![{_LATIN}{_OTHER}])[{_LATIN}]*[{_OTHER}][{_LATIN}{_OTHER}]*")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_MARKS = "\u200e\u200f\u061c"
# Latin letters in another dress, and marks that are struck through a letter or join nothing.
_DRESSED = re.compile("[\uff21-\uff3a\uff41-\uff5a]|[\U0001d400-\U0001d7cb]{2,}")
_STRUCK = re.compile(f"(?<=[{_LATIN}])[\u0334-\u0338\u034f\u20d2\u20d3\u20d8-\u20da\u20e5-\u20eb]+")
_UNUSUAL = frozenset(
    (0x34F, *range(0x334, 0x339), *range(0x20D2, 0x20EC), *range(0xFF21, 0xFF5B), *range(0x1D400, 0x1D7CC))
)
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_JOINERS = "\u200c\u200d"
_FOREIGN, _OTHER_DRESS, _OVERLAID = "letter of another script", "letter in another dress", "mark laid over a letter"


@dataclass(frozen=True)
class Hidden:
    """How many characters of a text are hidden, where the first of them is, and what they are, the most frequent
    first: ``2 soft hyphen, 1 zero width space``.
    """

    count: int
    at: int | None
    kinds: str | None


NOTHING_HIDDEN = Hidden(0, None, None)


def find_hidden(text: str) -> Hidden:
    """Invisible format characters, look-alike Cyrillic or Greek letters inside Latin words, and letters disguised.

    Disguised are full-width letters outside East Asian text, words in mathematical letters, and letters with a
    stroke laid over them.

    Not counted, because writing needs them: joiners in the scripts and emoji that use them, direction
    marks in texts of right-to-left scripts, visible number signs, flag tags. A soft hyphen counts.
    """
    places = [] if text.isascii() else list(_places(text))
    if not places:
        return NOTHING_HIDDEN
    named = sorted(Counter(kind for _, kind in places).items(), key=lambda item: (-item[1], item[0]))
    return Hidden(len(places), min(places)[0], ", ".join(f"{count} {kind}" for kind, count in named))


def marks() -> frozenset[int]:
    """Code points above ASCII for which ``find_hidden`` looks wherever they stand."""
    return _UNUSUAL | _LOOKALIKES | _format_characters()


def wide_characters(text: str) -> set[int]:
    """Code points above ASCII that ``text`` uses: its bytes without ASCII, not a pattern of wide ranges."""
    wide = text.encode("utf-8", "surrogatepass").translate(None, _ASCII)
    return set(map(ord, set(wide.decode("utf-8", "surrogatepass"))))


def _places(text: str) -> Iterator[tuple[int, str]]:
    """Where each hidden character is, and what it is."""
    used = wide_characters(text)
    for mark in used & _format_characters():
        name = unicodedata.name(chr(mark), f"U+{mark:04X}").lower()
        found = (match.start() for match in re.finditer(chr(mark), text))
        yield from ((at, name) for at in found if not _needed(text, at))
    if not _UNUSUAL.isdisjoint(used):
        if not _EAST_ASIAN.search(text):
            yield from _each(_DRESSED, text, _OTHER_DRESS)
        yield from _each(_STRUCK, text, _OVERLAID)
    if not _LOOKALIKES.isdisjoint(used):
        for word in _MIXED.finditer(text):
            yield from ((word.start() + at, _FOREIGN) for at in _lookalikes(word[0]))


def _each(pattern: re.Pattern[str], text: str, kind: str) -> Iterator[tuple[int, str]]:
    return ((at, kind) for match in pattern.finditer(text) for at in range(match.start(), match.end()))


def _lookalikes(word: str) -> list[int]:
    """Where ``word`` has look-alike letters, when all its others are Latin."""
    disguised = [at for at, letter in enumerate(word) if ord(letter) in _LOOKALIKES]
    latin = sum(letter < "\u0250" for letter in word)
    return disguised if latin and latin + len(disguised) == len(word) else []


def _needed(text: str, at: int) -> bool:
    mark, before = text[at], text[at - 1 : at]
    if mark in _JOINERS:
        return "\u0600" <= before <= "\u1cff" or "\u2190" <= before <= "\u2bff" or before >= "\ufe00"
    if mark in _MARKS:
        return _RIGHT_TO_LEFT.search(text) is not None
    return "\U000e0020" <= mark <= "\U000e007f" and "\U0001f3f4" in text[max(at - 8, 0) : at]


@lru_cache(maxsize=1)
def _format_characters() -> frozenset[int]:
    visible = {0x6DD, 0x8E2, 0x110BD, 0x110CD, *range(0x600, 0x606), *range(0x890, 0x892), *range(0x13430, 0x13440)}
    codes = (*range(0xA0, 0x20000), *range(0xE0000, 0xE1000))
    return frozenset(code for code in codes if unicodedata.category(chr(code)) == "Cf" and code not in visible)
