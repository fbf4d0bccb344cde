"""Compiled twin of a comparison in ``spans``: whether texts stand in articles where they are said to."""

from __future__ import annotations

from typing import Any

from copydesk.text.compiling import compiled, inlined

__all__ = ["compare"]


@inlined
def _width(lead: int) -> Any:
    """Bytes of the code point that begins with ``lead``."""
    return 1 if lead < 0x80 else 2 if lead < 0xE0 else 3 if lead < 0xF0 else 4


@compiled
def compare(data: Any, begins: Any, rows: Any, first: Any, last: Any, words: Any, word_begins: Any, same: Any) -> None:
    """Whether words n stand from code point ``first[n]`` to ``last[n]`` of article ``rows[n]``, into ``same``.

    Articles and words are UTF-8, ``begins`` where each begins and the last one ends. Places in order of the text
    are found in one walk; a step back begins it anew.
    """
    article, place, at = -1, 0, 0
    for number in range(len(rows)):
        if rows[number] != article or first[number] < place:
            article, place, at = rows[number], 0, begins[rows[number]]
        while place < first[number]:
            at += _width(data[at])
            place += 1
        size = word_begins[number + 1] - word_begins[number]
        characters, equal = 0, at + size <= begins[article + 1]
        for step in range(size if equal else 0):
            byte = words[word_begins[number] + step]
            characters += (byte & 0xC0) != 0x80
            if byte != data[at + step]:
                equal = False
                break
        same[number] = equal and characters == last[number] - first[number]
