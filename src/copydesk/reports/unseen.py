"""Characters that a reader cannot see: named, so that they cannot hide or reorder anything."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["PARAGRAPH", "SUSPECT", "name_unseen", "one_line", "reveal", "split_unseen"]

PARAGRAPH = " ¶ "
# Controls, zero-width space, line separators, bidirectional embeddings and isolates, word joiner, BOM,
# annotation and tag characters. Joiners are left after a letter of a script that needs them, or an emoji.
_HARMFUL = "\x00-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff"
_STRAY_JOINER = "(?<![\u0590-\u1cff\u2190-\U0001faff])[\u200c\u200d]"
_LOOK_ALIKE = "(?<=[A-Za-z])[\u0370-\u0481\u048a-\u052f]|[\u0370-\u0481\u048a-\u052f](?=[A-Za-z])"
_UNSEEN = re.compile(f"[{_HARMFUL}]|{_STRAY_JOINER}")
# In an article's text soft hyphens, direction marks and Greek or Cyrillic letters within a Latin word are shown
# too: there, hiding is a finding.
_UNSEEN_IN_TEXT = re.compile(f"([{_HARMFUL}\u00ad\u200e\u200f\u061c\u180e]|{_STRAY_JOINER}|{_LOOK_ALIKE})")
_BREAK = re.compile(r"\s*(?:\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029])\s*")
SUSPECT = (
    r"[\x{00}-\x{1f}\x{7f}-\x{9f}\x{200b}-\x{200d}\x{2028}-\x{202e}\x{2060}-\x{2069}\x{feff}"
    r"\x{fff9}-\x{fffb}\x{e0000}-\x{e007f}]|^[\s\p{Z}]|[\s\p{Z}]$"
)
"""RE2 pattern of every text that ``one_line`` may change (it may match others too)."""


def one_line(text: str) -> str:
    """``text`` on one line, without outer space: breaks become a pilcrow, unseen characters their code point."""
    return reveal(text.strip()).strip()


def reveal(text: str) -> str:
    """``text`` on one line with its outer space; breaks become a pilcrow, unseen characters their code point."""
    if text.isprintable():
        return text
    return _UNSEEN.sub(_bracket, _BREAK.sub(PARAGRAPH, text).replace("\t", " "))


def split_unseen(text: str) -> list[str]:
    """``text`` in pieces: at each odd place one unseen character, or a look-alike letter within a Latin word."""
    return [text] if text.isascii() and text.isprintable() else _UNSEEN_IN_TEXT.split(text)


def name_unseen(character: str) -> str:
    """Code point and Unicode name of ``character``: ``U+200B ZERO WIDTH SPACE``."""
    return f"U+{ord(character):04X} {unicodedata.name(character, 'control character')}"


def _bracket(match: re.Match[str]) -> str:
    return f"[U+{ord(match.group()):04X}]"
