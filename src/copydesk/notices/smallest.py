"""The smallest ends of a pattern: plain text, marks and classes, and how many lines they are found in."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["EMPTY", "END_CHARS", "MARKS_RUN", "End", "Ends", "are_marks", "find_share", "plain_end"]

END_CHARS, MARKS_RUN = 48, 8
"""No end matches more characters, when no run of marks in it is longer than the second number."""
_RARE = re.compile(
    r"\\d|\[[\d-]+\]|[^\x21-\x5A]?(?:\\p\{(?:Han|Hiragana|Katakana|Hangul|Arabic|Devanagari)\}|[^\x00-\x7F])+.?"
)
EMPTY = ("", "^", "$", "\\b")
"""RE2 text that matches no character."""


@dataclass(frozen=True, slots=True)
class End:
    """RE2 text ``source`` of an end, about the ``share`` of lines that have it, and its most characters (END_CHARS).

    ``whole`` says that it stands for all of the pattern.
    """

    source: str = ""
    share: float = 1.0
    longest: int = 0
    whole: bool = True


Ends = tuple[End, End]
"""The beginning of a pattern, and its end read backwards."""


def plain_end(text: str) -> End:
    """The end of plain ``text`` in the order it is read, cut where it is rare enough."""
    kept = text[: max(5, 1 + text.find(" "))][:END_CHARS]
    return End(kept, 0.06 * 0.12 ** (len(kept) - 1), len(kept), kept == text)


def are_marks(source: str) -> bool:
    """Whether ``source`` is a space, a mark, or a class of a few of them."""
    body = source[1:-1] if source.startswith("[") else source
    bare = body.replace("\\", "")
    return bool(bare) and bare[0] != "^" and source not in (".", *EMPTY) and not any(map(str.isalnum, bare))


def find_share(source: str) -> float:
    """About the share of places where the class or escape ``source`` matches."""
    if source in (".", *EMPTY) or source.startswith("[^"):
        return 1.0
    if are_marks(source):
        return 0.5 if set(source) & set(".'\"") else 0.05
    return 0.05 if _RARE.fullmatch(source) else 0.9
