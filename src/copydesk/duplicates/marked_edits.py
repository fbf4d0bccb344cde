"""Edits of a quotation that are marked as edits: words in brackets, and dots where words were left out."""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["without_marked_edits"]

_MARKED = re.compile(r"\[[^\]]*\]|\([^)]*\)|…|\.(?: ?\.){2,}")
_WORD = re.compile(r"\w+")


def without_marked_edits(wordings: Sequence[str]) -> list[str]:
    """``wordings`` but for later ones that differ from an earlier one only where either says that it was edited."""
    kept: list[str] = []
    for text in wordings:
        if not any(_only_marked(text, other) or _only_marked(other, text) for other in kept):
            kept.append(text)
    return kept


def _only_marked(edited: str, other: str) -> bool:
    """Whether what ``edited`` has between its marks stands in ``other`` in the same order."""
    if not _MARKED.search(edited):
        return False
    words, at = _words(other), 0
    for piece in filter(str.strip, map(_words, _MARKED.split(edited))):
        at = words.find(piece, at)
        if at < 0:
            return False
        at += len(piece.rstrip())
    return True


def _words(text: str) -> str:
    """The words of ``text`` in small letters, each between spaces."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "
