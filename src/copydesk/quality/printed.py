"""Compiled twin of a comparison in ``spans``: whether texts stand in articles where they are said to."""

from __future__ import annotations

from typing import Any

from copydesk.text.compiling import compiled, inlined

__all__ = ["compare"]


@inlined
def _characters(part: Any) -> Any:
    """Code points that begin in ``part``; a loop over a slice, and nothing but a sum, takes many bytes at a time."""
    found = 0
    for byte in range(len(part)):
        found += (part[byte] & 0xC0) != 0x80
    return found


@inlined
def _are_equal(one: Any, other: Any) -> Any:
    """Whether two slices of one length hold the same."""
    differ = False
    for byte in range(len(one)):
        differ |= one[byte] != other[byte]
    return not differ


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
        end = begins[article + 1]
        while place < first[number]:
            ahead = data[at : at + first[number] - place]  # no further: a code point has a byte or more
            place += _characters(ahead)
            at += len(ahead)
        while at < end and (data[at] & 0xC0) == 0x80:  # the last one walked goes on
            at += 1
        said = words[word_begins[number] : word_begins[number + 1]]
        stands = data[at : min(at + len(said), end)]
        same[number] = len(stands) == len(said) and _are_equal(stands, said)
        same[number] = same[number] and _characters(said) == last[number] - first[number]
