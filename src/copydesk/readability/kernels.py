"""Compiled twins of ``tokens`` and ``BodyWords.match``: one walk over the UTF-8 bytes that Arrow holds."""

from __future__ import annotations

from typing import Any

import numpy as np

from copydesk.readability.byte_characters import find_kind, read_character, skip, width_of
from copydesk.readability.tallies import LINSEAR_WORDS
from copydesk.text.compiling import inlined, lean

__all__ = ["CHARS", "LETTERS", "LINSEAR", "MINI", "SENTENCES", "TOKENS", "WORDS", "scan"]

CHARS, TOKENS, LETTERS, WORDS, MINI, SENTENCES, LINSEAR = range(7)
_OTHER, _SOLID, _MARK, _SPACE = range(4)  # as in ``tokens``
_SHORTEST_SENTENCE, _LONGEST_STRIPPED, _MINI_LETTERS, _NOWHERE = 3, 2, 3, -1


@inlined
def _read_token(
    data: Any, kinds: Any, at: Any, chars: Any, words: Any, starts: Any, ends: Any, numbers: Any,
    plain: Any, row: Any, stop: Any, place: Any,
) -> tuple[Any, Any, Any, Any, Any]:  # fmt: skip
    """Where the token ends and how many of ``chars`` are left there; its letters; words of its last sentence so far,
    and how many sentences reached their third.

    The rows ``row`` to ``stop`` are the words from here to the end of the line, ``place``; one that is ``plain`` (ASCII
    letters and digits) need not be read.
    """
    letters, thirds, running, spot = 0, 0, True, np.uint64(at)
    ahead = place - starts[row] if row < stop else _NOWHERE
    while chars > 0:
        kind, more = read_character(data, kinds, spot)
        solid = 1
        if chars == ahead:
            if plain[numbers[row]]:
                more = solid = ends[row] - starts[row]
            row += 1
            ahead = place - starts[row] if row < stop else _NOWHERE
        if kind == _SOLID:
            letters += solid
            if running:  # the first letter of a word, as sentences count them
                running = False
                words += 1
                thirds += words == _SHORTEST_SENTENCE
        elif kind == _SPACE:
            break
        elif kind == _MARK:
            words, running = 0, True
        spot += np.uint64(more)
        chars -= solid
    return np.int64(spot), chars, letters, words, thirds


@inlined
def _seek(starts: Any, row: Any, stop: Any, place: Any) -> Any:
    while row < stop and starts[row] < place:
        row += 1
    return row


@inlined
def _strip(data: Any, kinds: Any, low: Any, high: Any, mixed: Any) -> tuple[Any, Any, Any, Any]:
    """Bytes of a token without outer punctuation, as ``tokens`` strips it; characters left out before and behind.

    A token that is not ``mixed`` is all letters.
    """
    before, behind = 0, 0
    for _ in range(_LONGEST_STRIPPED if mixed else 0):
        kind = find_kind(data, low, kinds)
        if (kind == _OTHER) | (kind == _MARK):
            low += width_of(data, low)
            before += 1
        last = high - 1
        while data[last] & 0xC0 == 0x80:
            last -= 1
        if find_kind(data, last, kinds) != _SOLID:
            high = last
            behind += 1
    return low, high, before, behind


@lean
def scan(
    data: Any, kinds: Any, doc_bytes: Any, bounds: Any, line_starts: Any, line_ends: Any, firsts: Any, lasts: Any,
    starts: Any, ends: Any, numbers: Any, plain: Any, counts: Any, found: Any, spans: Any,
) -> int:  # fmt: skip
    """Cut every body into tokens, words and sentences, and name each word; as ``cut`` and ``match`` do.

    ``doc_bytes`` are the bytes where articles begin, and the lines ``bounds[n]`` to ``bounds[n + 1]`` are the
    body of the n-th. ``counts`` takes a row of the seven counts for each. ``found`` takes the vocabulary row of
    each word, or -1 - n for the n-th word that has none, whose form is the n-th row of ``spans``, in bytes.
    Returns how many ``spans`` there are.
    """
    written, unnamed = 0, 0
    for doc in range(len(doc_bytes)):
        at, place, sentence_words = doc_bytes[doc], 0, 0
        chars, tokens, letters, words, mini, sentences, linsear = 0, 0, 0, 0, 0, 0, 0
        for line in range(bounds[doc], bounds[doc + 1]):
            at = skip(data, at, line_starts[line] - place)
            row, last_row, place = firsts[line], lasts[line], line_ends[line]
            left = place - line_starts[line]
            while left > 0:
                begin, before = at, left
                row = _seek(starts, row, last_row, place - left)
                at, left, solid, sentence_words, thirds = _read_token(
                    data, kinds, at, left, sentence_words, starts, ends, numbers, plain, row, last_row, place
                )
                if left == before:  # white space
                    at += width_of(data, at)
                    left -= 1
                    continue
                tokens += 1
                chars += before - left
                sentences += thirds
                if solid == 0:
                    continue
                letters += solid
                words += 1
                mini += solid <= _MINI_LETTERS
                linsear = sentences if words <= LINSEAR_WORDS else linsear
                low, high, shorter, cut = _strip(data, kinds, begin, at, solid < before - left)
                row = _seek(starts, row, last_row, place - before + shorter)
                if row < last_row and starts[row] == place - before + shorter and ends[row] == place - left - cut:
                    found[written] = numbers[row]
                else:
                    spans[unnamed, 0], spans[unnamed, 1] = low, high
                    unnamed += 1
                    found[written] = -unnamed
                written += 1
        counts[doc, CHARS], counts[doc, TOKENS], counts[doc, LETTERS], counts[doc, WORDS] = (
            chars,
            tokens,
            letters,
            words,
        )
        counts[doc, MINI], counts[doc, SENTENCES], counts[doc, LINSEAR] = mini, sentences, linsear
    return unnamed
